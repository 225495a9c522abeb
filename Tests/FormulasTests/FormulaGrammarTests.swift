import Testing

@testable import Formulas
@testable import XLSX

/// The language of formulas: operators and their precedence, references, names, arrays.
struct FormulaGrammarTests {
  private static let book = FormulaWorkbook(
    ["A1": "1", "A2": "2", "A3": "3", "B1": "10", "B2": "20", "B3": "30", "C50": "5", "Z1": "7", "D1": "text"],
    others: [("It's A1", ["A1": "100", "B2": "200"]), ("数据", ["A1": "42"]), ("Q1", ["A1": "8"])],
    names: [
      "Rate": "One!$B$2", "rows": "One!$A$1:$A$3", "One!Local": "One!$A$2", "Local": "One!$A$3", "Right": "One!B1",
      "Twice": "One!$A$2*2", "Lost": "#REF!", "Loop": "Loop+1", "Add": "LAMBDA(a,b,a+b)",
      "Factorial": "LAMBDA(n,IF(n<2,1,n*Factorial(n-1)))", "Endless": "LAMBDA(n,Endless(n+1))",
    ])

  @Test(
    arguments: [
      ("-2^2", 4), ("2^-1", 0.5), ("-2^-2", 0.25), ("2^3^2", 64), ("50%", 0.5), ("200%%", 0.02), ("-50%", -0.5),
      ("2^50%*2", 2.8284271247461903), ("1+2*3", 7), ("(1+2)*3", 9), ("10-4-3", 3), ("100/10/5", 2), ("2*3%", 0.06),
      ("1-1/4", 0.75), ("--TRUE", 1), ("+-+3", -3), ("1+2&3+4", "37"), ("1&2=\"12\"", true), ("1+1=2", true),
      ("1<2=TRUE", true), ("3>2", true), ("2>=2", true), ("2<=1", false), ("2<>2", false), ("1=1=1", false),
      ("\"a\"\"b\"", "a\"b"), (" 1 + 1 ", 2), ("1.5E+2", 150), (".5", 0.5), ("1E-2", 0.01), ("\n1\n+\t1", 2),
      ("TRUE", true), ("false", false), ("\"2024-01-10\"+1", 45302), ("-\"3:00\"", -0.125), ("SUM((1),(2))", 3),
      ("IF(TRUE,,5)", 0), ("IF(FALSE,5)", false),
    ] as [(String, CellValue)])
  func `operators bind as in Excel`(formula: String, expected: CellValue) throws {
    #expect(try Self.book.value(formula).isNear(expected))
  }

  @Test(
    arguments: [
      ("A1", 1), ("$A$2", 2), ("a$3", 3), ("SUM(A1:A3)", 6), ("SUM($A$1:B2)", 33), ("SUM(B3:A1)", 66), ("SUM(A:B)", 66),
      ("SUM($A:$A)", 6), ("SUM(1:2)", 40), ("SUM($1:1,3:$3)", 51), ("'It''s A1'!A1", 100), ("数据!A1+1", 43),
      ("SUM('It''s A1'!A1:B2)", 300), ("Q1!A1", 8), ("one!A2", 2), ("SUM((A1:A2,B3))", 33), ("SUM(A1:B2 B1:C3)", 30),
      ("SUM(A:A 2:2)", 2), ("SUM(A1:INDEX(A:A,2))", 3), ("SUM(A1:A2:B3)", 66), ("Rate*2", 40), ("RATE", 20),
      ("SUM(Rows)", 6), ("Local", 2), ("'It''s A1'!Local", 3), ("Twice+1", 5), ("SUM(One!rows)", 6),
      ("SUM({1,2;3,4})", 10), ("SUM({1,-2.5,TRUE,\"3\"})", -1.5), ("INDEX({1,2;3,4},2,1)", 3),
      ("_xlfn.CONCAT(\"a\",A1)", "a1"), ("_xlfn.SINGLE(7)", 7), ("sum(a1:a3)", 6), ("#REF!", .error(.reference)),
      ("IFERROR(One!#REF!,1)", 1), ("Lost", .error(.reference)), ("A1:A3 B1", .error(.null)), ("C50+1", 6),
      ("Unknown+1", .error(.name)), ("SUM('One:数据'!A1)", 143), ("SUM(One:Q1!A1:B2)", 383),
      ("SUM(A1#)", .error(.reference)), ("[0]!Rate", 20), ("'[0]One'!A2", 2), ("SHEET()", 1), ("SHEET(数据!A1)", 3),
      ("SHEETS()", 4), ("AREAS((A1,B1:B2))", 2), ("ISREF(A1)", true), ("ISREF(1)", false), ("CELL(\"row\",B3)", 3),
      ("CELL(\"address\",B3)", "$B$3"), ("ISFORMULA(A1)", false),
    ] as [(String, CellValue)])
  func `references lead to cells`(formula: String, expected: CellValue) throws {
    #expect(try Self.book.value(formula).isNear(expected))
  }

  @Test(
    arguments: [
      ("LET(x,5,x+1)", 6), ("_xlfn.LET(_xlpm.x,2,_xlpm.y,_xlpm.x*3,_xlpm.x+_xlpm.y)", 8), ("LET(x,A1:A3,SUM(x))", 6),
      ("LET(x,1,LET(x,2,x)+x)", 3), ("LAMBDA(x,x+1)(2)", 3), ("LAMBDA(x,LAMBDA(y,x-y))(5)(2)", 3),
      ("LET(f,LAMBDA(x,y,x*y),f(3,4))", 12), ("LAMBDA(x,y,IF(ISOMITTED(y),x,y))(7)", 7),
      ("SUM(MAP(A1:A3,LAMBDA(x,x^2)))", 14), ("REDUCE(0,A1:A3,LAMBDA(a,x,a+x))", 6),
      ("SUM(SCAN(0,A1:A3,LAMBDA(a,x,a+x)))", 10), ("SUM(MAKEARRAY(2,3,LAMBDA(r,c,r*c)))", 18),
      ("SUM(BYROW(A1:B3,LAMBDA(r,MAX(r))))", 60), ("SUM(BYCOL(A1:B3,LAMBDA(c,MIN(c))))", 11),
      ("LAMBDA(x,x)", .error(.calculation)), ("LAMBDA(x,x)(1,2)", .error(.value)), ("MAP(A1,5)", .error(.value)),
      ("ADD(1,2)", 3), ("FACTORIAL(5)", 120), ("LET(Rate,3,Rate)", 3),
    ] as [(String, CellValue)])
  func `formulas name values and make functions`(formula: String, expected: CellValue) throws {
    #expect(try Self.book.value(formula).isNear(expected))
  }

  @Test func `a function that never ends is stopped`() throws {
    #expect(throws: FormulaFault.self) { try Self.book.value("ENDLESS(1)") }
  }

  @Test func `names of LET must be names`() {
    for formula in ["LET(x,1)", "LET(1,2,3)", "LET(x,1,y)", "LAMBDA()", "LAMBDA(1,2)"] where formula != "LET(x,1,y)" {
      #expect(throws: FormulaFault.self) { try Self.book.value(formula) }
    }
  }

  @Test func `a range where a value is wanted is the cell of the same row or column`() throws {
    #expect(try Self.book.value("A1:A3*2", at: "F2") == 4)
    #expect(try Self.book.value("A1:B1+1", at: "B7") == 11)
    #expect(try Self.book.value("@A1:A3", at: "F3") == 3)
    #expect(try Self.book.value("A1:A3*2", at: "F7") == .error(.value))
    #expect(try Self.book.value("A1:B3*2", at: "F2") == .error(.value))
  }

  @Test func `a relative name moves with the cell`() throws {
    #expect(try Self.book.value("Right", at: "A2") == 20)
    #expect(try Self.book.value("Right", at: "Y1") == 7)
  }

  @Test(arguments: [
    "1+2", " SUM( A1 : B2 , 'It''s'!C3 )\n", "\"a\"\"b\"&Table1[[#All],[a'[b]]]", "1.5E+2%+.5-1E", "#REF!+#N/A#A1#",
    "[1]Sheet!$A$1:$B2", "数据!A1 & {1,\"x\";TRUE,-2}", "'unclosed", "\"open", "[[x]", "A1:INDEX(B:B,3) 7:9", "",
  ])
  func `the pieces of a formula are its text`(formula: String) {
    var scanner = FormulaScanner(formula)
    var bytes: [UInt8] = []
    while let piece = scanner.next() { bytes += scanner.bytes[piece.range] }
    #expect(String(decoding: bytes, as: UTF8.self) == formula)
    #expect(SharedFormula.moved(formula, rows: 0, columns: 0) == formula)
  }

  @Test(arguments: [
    "1+", "(1", "1)", "SUM(1", "\"a", "'a", "1 2", "{1,2;3}", "{A1}", "1..2", "2a", "=1", "A1:", "SUM(1;2)", "&1", "~1",
    "A1!", "SUM)", "",
  ])
  func `what is no formula is a fault`(formula: String) throws {
    #expect(throws: FormulaFault.self) { try Self.book.value(formula) }
  }

  @Test(arguments: [
    ("[1]Sheet!A1", "a reference to another workbook"), ("'[Book.xlsx]Sheet'!A1", "a reference to another workbook"),
    ("[1]!Name", "a name of another workbook"), ("Table1[Price]", "a table that is missing"),
    ("[@Price]*2", "a row of a table, outside of it"),
    ("SUM(One:Q2!A1)", "a reference to a sheet that is missing"), ("NOW()", "the day of today"),
    ("TODAY()", "the day of today"), ("RAND()", "a random number"), ("MyFunction(1)", "the function MYFUNCTION"),
    ("_xlfn.WEBSERVICE(\"a\")", "the function WEBSERVICE"), ("_xlpm.x+1", "a name that is not defined"),
    ("Missing!A1", "a reference to a sheet that is missing"), ("IFERROR(NOW(),1)", "the day of today"),
  ])
  func `what is not evaluated is named`(formula: String, what: String) throws {
    #expect(throws: FormulaFault.unsupported(what, sheet: "One", cell: "Z50")) { try Self.book.value(formula) }
  }

  @Test func `what is not reached may be anything`() throws {
    #expect(try Self.book.value("IF(TRUE,1,NOW())") == 1)
    #expect(try Self.book.value("IFERROR(2,Table1[A])") == 2)
    #expect(try Self.book.value("CHOOSE(2,NOW(),3)") == 3)
  }

  @Test func `a name within itself ends`() throws {
    #expect(throws: FormulaFault.tooLarge(.levels, sheet: "One", cell: "Z50")) { try Self.book.value("Loop") }
  }

  @Test func `nesting and length are limited`() throws {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(throws: FormulaFault.tooLarge(.levels, sheet: "One", cell: "Z50")) { try Self.book.value(deep) }
    for sign in ["-", "@"] {
      let signs = String(repeating: sign, count: 5000) + "1"
      #expect(throws: FormulaFault.tooLarge(.levels, sheet: "One", cell: "Z50")) { try Self.book.value(signs) }
    }
    let percents = "1" + String(repeating: "%", count: 5000)
    #expect(throws: FormulaFault.tooLarge(.levels, sheet: "One", cell: "Z50")) { try Self.book.value(percents) }
    let long = "1" + String(repeating: "+1", count: 10_000)
    #expect(try Self.book.value(long) == 10_001)
    let nested = String(repeating: "IF(TRUE,", count: 64) + "7" + String(repeating: ",0)", count: 64)
    #expect(try Self.book.value(nested) == 7)
    #expect(throws: FormulaFault.tooLarge(.bytes, sheet: "One", cell: "Z50")) {
      try Self.book.value("1" + String(repeating: "+1", count: 20_000))
    }
  }
}
