import HandmadeWorkbooks
import Testing

@testable import XLSX

struct SharedFormulaTests {
  @Test(arguments: [
    // Relative, absolute, mixed
    ("A1", "B3"), ("a1", "B3"), ("A1+B2", "B3+C4"), ("$A$1", "$A$1"), ("$A1", "$A3"), ("A$1", "B$1"),
    ("A1*$C$5/D$2", "B3*$C$5/E$2"),
    ("-A1%", "-B3%"), ("A1#", "B3#"), ("@A1", "@B3"), ("AZ9", "BA11"),
    // Ranges, intersections, unions
    ("SUM(A1:B2)", "SUM(B3:C4)"), ("SUM($A$1:A1)", "SUM($A$1:B3)"), ("SUM(A1:B2,C3 D4:E5)", "SUM(B3:C4,D5 E6:F7)"),
    ("A1:INDEX(B:B,3)", "B3:INDEX(C:C,3)"),
    // Whole columns and rows
    ("SUM(A:C)", "SUM(B:D)"), ("SUM($A:$C)", "SUM($A:$C)"), ("SUM(A:$C)", "SUM(B:$C)"), ("SUM(1:3)", "SUM(3:5)"),
    ("SUM($1:$3)", "SUM($1:$3)"),
    ("SUM(1:$3)", "SUM(3:$3)"), ("Data!$A:$A", "Data!$A:$A"), ("Data!A:A", "Data!B:B"),
    // Other sheets and workbooks
    ("Sheet1!A1", "Sheet1!B3"), ("'My sheet'!A1", "'My sheet'!B3"), ("'It''s A1'!A1", "'It''s A1'!B3"),
    ("'A1'!$B$2", "'A1'!$B$2"),
    ("[1]Sheet1!A1", "[1]Sheet1!B3"), ("'[Book A1.xlsx]Q1'!A1", "'[Book A1.xlsx]Q1'!B3"), ("数据!A1", "数据!B3"),
    ("Q1!A1", "Q1!B3"),
    ("Sheet1!A1:B2", "Sheet1!B3:C4"), ("'S1:S3'!A1", "'S1:S3'!B3"), ("Sheet1:Sheet3!A1", "Sheet1:Sheet3!B3"),
    // What looks like a reference and is none
    ("\"A1\"", "\"A1\""), ("\"say \"\"A1\"\"\"&A1", "\"say \"\"A1\"\"\"&B3"), ("\"unclosed A1", "\"unclosed A1"),
    ("LOG10(A1)", "LOG10(B3)"),
    ("ATAN2(A1,B1)", "ATAN2(B3,C3)"), ("Tax_A1", "Tax_A1"), ("A1B", "A1B"), ("A1.B", "A1.B"), ("_A1", "_A1"),
    ("ABCD1", "ABCD1"),
    ("XFE1", "XFE1"),
    ("A1048577", "A1048577"), ("1E5", "1E5"), ("1.5E+10", "1.5E+10"), ("TRUE", "TRUE"), ("R1C1", "R1C1"),
    ("价格A1", "价格A1"),
    ("A1价格", "A1价格"),
    ("Table1[A1]", "Table1[A1]"), ("Table1[[#Headers],[A1]]+A1", "Table1[[#Headers],[A1]]+B3"),
    ("Table1[A']B1]+A1", "Table1[A']B1]+B3"),
    ("Table1['[A1]+A1", "Table1['[A1]+B3"), ("#REF!+A1", "#REF!+B3"), ("{1,2;3,4}*A1", "{1,2;3,4}*B3"),
    ("IF(A1=\"\",\"\",A1)", "IF(B3=\"\",\"\",B3)"),
    ("", ""), ("1", "1"), ("[unclosed A1", "[unclosed A1"), ("'unclosed A1", "'unclosed A1"),
  ]) func `a formula moves two rows down and one column right`(formula: String, expected: String) {
    #expect(SharedFormula.moved(formula, rows: 2, columns: 1) == expected)
  }

  @Test func `formulas move up and left too, and beyond the edge there is no cell`() {
    #expect(SharedFormula.moved("C5+$C$5", rows: -2, columns: -1) == "B3+$C$5")
    #expect(SharedFormula.moved("A1+B2", rows: -1, columns: 0) == "#REF!+B1")
    #expect(SharedFormula.moved("A1", rows: 0, columns: -1) == "#REF!")
    #expect(SharedFormula.moved("XFD1048576", rows: 0, columns: 1) == "#REF!")
    #expect(SharedFormula.moved("$XFD$1048576", rows: 5, columns: 5) == "$XFD$1048576")
  }

  @Test func `nothing changes where nothing moves`() {
    #expect(SharedFormula.moved("a1+ $b$2", rows: 0, columns: 0) == "a1+ $b$2")
  }

  @Test func `members of a group read as what stands in their cells`() throws {
    let sheet = try HandmadeWorkbook(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1&amp;"_x0041_"</f><v>1</v></c></row>
        <row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>
        <row r="3"><c r="B3"><f t="shared" si="0"></f></c><c r="C3"><f t="shared" si="1" ref="C3">D4</f></c></row>
        <row r="4"><c r="B4"><f t="shared" si="9"/><v>5</v></c><c r="C4"><f t="shared" si="0" ref="C4:C5">A4</f></c></row>
        <row r="5"><c r="C5"><f t="shared" si="0"/></c></row>
        """
    ).firstSheet()
    #expect(sheet["B1"]?.formula == "A1*$A$1&\"A\"")
    #expect(sheet["B2"]?.formula == "A2*$A$1&\"A\"")
    #expect(sheet["B2"]?.value == .number(2))
    #expect(sheet["B3"]?.formula == "A3*$A$1&\"A\"")
    #expect(sheet["B3"]?.value == .blank)
    #expect(sheet["C3"]?.formula == "D4")
    #expect(sheet["B4"]?.value == .number(5))
    #expect(sheet["C5"]?.formula == "A5")
  }

  @Test func `formulas that differ in how a letter is composed are different formulas`() throws {
    let (one, two) = ("caf\u{E9}+A1", "cafe\u{301}+A2")
    let sheet = try HandmadeWorkbook(
      rows: "<row r=\"1\"><c r=\"A1\"><f>\(one)</f></c></row><row r=\"2\"><c r=\"A2\"><f>\(two)</f></c></row>"
    ).firstSheet()
    #expect(sheet["A2"]?.formula?.hasSameBytes(as: two) == true)
    #expect(sheet["A1"]?.formulaPattern != sheet["A2"]?.formulaPattern)
  }
}
