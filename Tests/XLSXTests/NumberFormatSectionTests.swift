import Testing

@testable import XLSX

struct NumberFormatSectionTests {
  @Test(arguments: [
    ("General", "", "", 1.0), ("#,##0.00", "", "", 1), ("\"US$\"#,##0.00", "US$", "", 1), ("0.0\" MWh\"", "", "MWh", 1),
    ("0.00\"/千件\"", "", "/千件", 1), ("#,##0,\"千元\"", "", "千元", 1000), ("0.00,,\"M\"", "", "M", 1e6),
    ("0,.0\"K\"", "", "K", 1000), ("0!.0,\"万\"", "", "万", 1e4), ("0\\.0,\"万元\"", "", "万元", 1e4),
    ("0\".\"0000\"亿\"", "", "亿", 1e4), ("[$€-407] #,##0.00", "€", "", 1), ("#,##0.00\\ [$USD]", "", "USD", 1),
    ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", "¥", "", 1), ("_(\"$\"* #,##0_)", "$", "", 1),
    ("[Red][>=1000]0.0,\"k\";0", "", "k", 1000), ("0.00E+00", "", "", 1), ("General\" kWh\"", "", "kWh", 1),
    ("0\\k\\g", "", "kg", 1), ("0%", "", "", 1), ("#,##0;\"minus\"0", "", "", 1), ("@", "", "", 1),
    ("0\"unclosed", "", "unclosed", 1), ("[unclosed", "", "", 1), ("#,##0,", "", "", 1000), ("", "", "", 1),
  ]) func `the text beside the digits and the scale are told apart`(
    code: String, prefix: String, suffix: String, divisor: Double
  ) {
    let section = NumberFormatSection(code)
    #expect(section.suffix == suffix)
    #expect(section.divisor == divisor)
    // A code without a digit shows no text beside one.
    #expect(section.prefix == prefix)
  }

  @Test func `a currency in brackets may name its language`() {
    #expect(NumberFormatSection("[$$-409]#,##0").currencyLanguage == 0x409)
    #expect(NumberFormatSection("[$¥-804]#,##0").currencyLanguage == 0x804)
    #expect(NumberFormatSection("[$USD] 0").currencyLanguage == nil)
    #expect(NumberFormatSection("[$-804]0").currencyLanguage == nil)
  }
}
