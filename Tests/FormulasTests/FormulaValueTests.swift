import HandmadeWorkbooks
import Testing

@testable import Formulas
@testable import XLSX

/// Values as operators take them, compare them and write them as text.
struct FormulaValueTests {
  private static let book = FormulaWorkbook([
    "A1": "TRUE", "A2": "abc", "A3": " 12 ", "A4": "#N/A", "A5": "2.5", "A7": "'x", "A8": "1,234", "A9": "2024-05-01",
  ])

  @Test(
    arguments: [
      ("A6+1", 1), ("A6&\"x\"", "x"), ("A6", 0), ("A6=0", true), ("A6=\"\"", true), ("A6=FALSE", true), ("A1+1", 2),
      ("A3*2", 24), ("A2+1", .error(.value)), ("\"3\"+4", 7), ("\"12%\"+0", 0.12), ("\"1e3\"+0", 1000),
      ("\"\"+0", .error(.value)),
      ("-A2", .error(.value)), ("-A1", -1), ("A4+1", .error(.notAvailable)), ("1+A4&\"\"", .error(.notAvailable)),
      ("A4=A4", .error(.notAvailable)), ("1/0", .error(.divisionByZero)), ("0^0", .error(.number)),
      ("0^-1", .error(.divisionByZero)), ("(-8)^(1/3)", .error(.number)), ("1E300*1E300", .error(.number)),
      ("TRUE&\"\"", "TRUE"), ("A5&\"\"", "2.5"), ("1/3&\"\"", "0.333333333333333"), ("2/3&\"\"", "0.666666666666667"),
      ("1E14&\"\"", "100000000000000"), ("-0.001&\"\"", "-0.001"), ("0.1+0.2&\"\"", "0.3"), ("-0&\"\"", "0"),
      ("\"A\"=\"a\"", true), ("\"É\"=\"é\"", true), ("\"广东\"=\"广西\"", false), ("\"a\"<\"B\"", true), ("\"a\">1", true),
      ("TRUE>\"z\"", true), ("TRUE>1E9", true), ("1<\"0\"", true), ("A6<1", true), ("A6<\"a\"", true),
      ("\"\"=0", false),
      ("0.1+0.2=0.3", true), ("0.1+0.2<=0.3", true), ("0.1+0.2>0.3", false), ("1.1-1-0.1", 0),
      ("(1.1-1-0.1)*1>0", true),
      ("123456789.01=123456789.02", false),
    ] as [(String, CellValue)])
  func `values are converted and compared as in Excel`(formula: String, expected: CellValue) throws {
    let value = try Self.book.value(formula)
    #expect(value.isNear(expected), "\(value)")
  }

  @Test(arguments: [
    "\"1/2\"+0", "\"3月5日\"+0", "\"5 Mar\"+0", "1E15&\"\"", "1E-9&\"\"",
    "\"１２\"+0", "VALUE(\"12\"&CHAR(10))", "ROUNDDOWN(4.35*100,0)", "ROUND(0.285*100-26,0)",
    "1/3000&\"\"", "1/30&\"\"",
    "N(A1:A2)", "LARGE({1,2},1.5)", "\"a-b\"<\"ab\"", "\"é\"<\"f\"", "INT(4.35*100)",
  ])
  func `what depends on language or on the last bits is a fault`(formula: String) throws {
    #expect(throws: FormulaFault.self) { try Self.book.value(formula) }
  }

  @Test(arguments: [
    (2.675, 2, 2.68), (1.005, 2, 1.01), (-2.5, 0, -3), (1234.5, -2, 1200), (0.5, 0, 1), (1e-20, 3, 0), (5, 3, 5),
    (9.995, 2, 10), (123456789012345.6, 0, 123456789012346), (-0.0004, 3, 0),
  ]) func `numbers are rounded in fifteen digits`(number: Double, decimals: Int, expected: Double) {
    #expect(FormulaDigits(number).rounded(decimals: decimals, .halfAwayFromZero) == expected)
  }

  @Test func `fifteen digits of any number are those that print`() {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<2000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite, number.magnitude > 1e-290, number.magnitude < 1e290 else { continue }
      let near = FormulaDigits(number).number
      #expect((near - number).magnitude <= 5.1e-15 * number.magnitude, "\(number)")
      #expect(FormulaDigits(near) == FormulaDigits(number), "\(number)")
    }
  }

  @Test(arguments: [
    ("a*", "abc", true), ("a?c", "abc", true), ("a?", "abc", false), ("*c", "ABC", true), ("a~*", "a*", true),
    ("a~*", "abc", false), ("*", "", true), ("?*", "", false), ("*b*d", "abcbd", true), ("~~", "~", true),
    ("广?", "广东", true),
    ("**a**", "bab", true), ("", "", true), ("", "a", false),
  ])
  func `wildcards stand for characters`(pattern: String, text: String, matches: Bool) {
    #expect(FormulaWildcard(pattern).matches(text) == matches)
  }

  @Test func `a pattern of many stars ends`() {
    let pattern = FormulaWildcard(String(repeating: "a*", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }
}
