import Testing

@testable import XLSX

struct NumberFormatTests {
  @Test(arguments: [
    "m/d/yyyy", "yyyy-mm-dd", "YYYY/MM/DD", "d-mmm-yy", "mmm-yy", "h:mm", "h:mm AM/PM", "mm:ss.0", "[h]:mm:ss", "[hh]",
    "[mm]", "[SS]",
    "[$-409]d\\-mmm\\-yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "yyyy\"年\"m\"月\"d\"日\"",
    "[$-804]yyyy\"年\"m\"月\"", "上午/下午h\"时\"",
    "[Red]d.m.yy", "_(yyyy_)", "yyyy-mm-dd;;;", "dd", "s",
  ]) func `codes of dates and times are told by their placeholders`(code: String) {
    #expect(NumberFormat.isDate(code))
  }

  @Test(arguments: [
    "General", "general", "GENERAL", "", "0", "0.00", "#,##0", "0%", "0.00E+00", "# ?/?", "@", "0 \"days\"",
    "\"ymdhs\"", "0\\d", "0_d",
    "0*m", "[Red]0",
    "[Yellow]0.0", "[$USD-409] #,##0", "[$¥-804]#,##0.00", "[<100]0;0", "0;[Red]-0;\"d\"", "0;yyyy", ";;;",
    "General\" days\"",
    "\"unclosed d",
    "[unclosed d", "0\\", "#,##0.00_);[Red](#,##0.00)", "000-00-0000", "[Color 3]0", "[DBNum1]General",
  ]) func `other codes are no dates, whatever letters they show`(code: String) {
    #expect(!NumberFormat.isDate(code))
  }

  @Test func `percentages and text are told too`() {
    for code in ["0%", "0.00%", "[Red]0%", "0\" \"%", "#,##0.0%;-0%"] { #expect(NumberFormat.isPercentage(code)) }
    for code in ["0", "0\"%\"", "0\\%", "General", "0;0%", "@"] { #expect(!NumberFormat.isPercentage(code)) }
    for code in ["@", "@;@", "[Blue]@"] { #expect(NumberFormat.isText(code)) }
    for code in ["General", "0", "0;0;0;@", "\"@\"", ""] { #expect(!NumberFormat.isText(code)) }
  }

  @Test(arguments: Array(14...22) + Array(27...33) + [36, 45, 46, 47] + Array(50...58))
  func `built-in formats of dates are dates`(id: Int)
    throws
  {
    #expect(NumberFormat.isDate(try #require(NumberFormat.builtIn[id])))
  }

  @Test(arguments: Array(0...4) + Array(9...13) + Array(37...40) + [48, 49]) func `the other built-in formats are not`(
    id: Int
  ) throws {
    #expect(!NumberFormat.isDate(try #require(NumberFormat.builtIn[id])))
  }
}
