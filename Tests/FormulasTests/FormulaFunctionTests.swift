import Testing

@testable import Formulas
@testable import XLSX

/// The functions, each with what is peculiar to it in Excel.
struct FormulaFunctionTests {
  /// A column of everything, a table, and texts.
  private static let book = FormulaWorkbook([
    "A1": "1", "A2": "2", "A3": "TRUE", "A4": "abc", "A6": "3", "B1": "10", "B2": "20", "B3": "30", "B4": "40",
    "B6": "60", "C1": "apple", "C2": "Banana", "C3": "cherry", "C4": "banana split", "C5": "=\"\"", "C6": "12",
    "D1": "#N/A", "D2": "#DIV/0!", "E1": "5", "E2": "3", "E3": "9", "E4": "1", "G1": "x", "H1": "y", "I1": "z",
    "G2": "1",
    "H2": "2", "I2": "3",
  ])

  private func check(_ cases: [(String, CellValue)]) throws {
    try Self.book.check(cases) { $0.isNear($1) }
  }

  private func checkFaults(_ formulas: [String]) throws { try Self.book.checkFaults(formulas) }

  @Test func sums() throws {
    try check([
      ("SUM(A1:A6)", 6), ("SUM(A1:A6,TRUE,\"2\")", 9), ("SUM(1,)", 1), ("SUM(D1:D2)", .error(.notAvailable)),
      ("SUM(\"x\")", .error(.value)), ("SUM(Z1:Z9)", 0), ("PRODUCT(A1:A6)", 6), ("PRODUCT(Z1:Z9)", 0),
      ("SUMSQ(A1:A6)", 14),
      ("SUMPRODUCT(A1:A2,B1:B2)", 50), ("SUMPRODUCT(A1:A6)", 6), ("SUMPRODUCT(A1:A2,B1:B3)", .error(.value)),
      ("SUMPRODUCT(A1:A6,B1:B6)", 230), ("SUMPRODUCT((C1:C6=\"banana\")*B1:B6)", 20),
      ("SUMPRODUCT(--(LEFT(C1:C4,1)=\"b\"),B1:B4)", 60), ("SUMPRODUCT(--(1-ISNUMBER(A1:A6)))", 3),
      ("SUMPRODUCT(D1:D2,A1:A2)", .error(.notAvailable)), ("SUMPRODUCT(COUNTIF(C1:C4,C1:C4))", 4),
      ("SUBTOTAL(9,A1:A6)", 6), ("SUBTOTAL(109,B1:B2,B3)", 60), ("SUBTOTAL(1,B1:B2)", 15), ("SUBTOTAL(3,C1:C6)", 6),
      ("SUBTOTAL(12,A1)", .error(.value)),
    ])
    try checkFaults(["SUMPRODUCT(IF(A1:A3>1,1,0))"])
  }

  @Test func statistics() throws {
    try check([
      ("COUNT(A1:A6)", 3), ("COUNT(A1:A6,1,TRUE,\"3\",\"x\",,D1)", 7), ("COUNTA(A1:A6)", 5), ("COUNTA(C5)", 1),
      ("COUNTA(D1:D2)", 2), ("COUNTBLANK(A1:A6)", 1), ("COUNTBLANK(C1:C6)", 1), ("COUNTBLANK(Z1:Z3)", 3),
      ("AVERAGE(A1:A6)", 2), ("AVERAGE(Z1:Z9)", .error(.divisionByZero)), ("AVERAGE(1,TRUE,\"4\")", 2),
      ("MIN(A1:A6)", 1), ("MAX(A1:A6)", 3), ("MAX(Z1:Z9)", 0), ("MIN(5,)", 0), ("MAX(A1:A3,\"7\")", 7),
      ("MAX(D1:D2)", .error(.notAvailable)), ("MAX(-3,-2)", -2), ("AVERAGEA(A1:A4)", 1), ("MINA(A1:A4)", 0),
      ("MAXA(A3)", 1), ("MEDIAN(E1:E4)", 4), ("MEDIAN(E1:E3)", 5), ("LARGE(E1:E4,2)", 5), ("SMALL(E1:E4,1)", 1),
      ("LARGE(E1:E4,5)", .error(.number)), ("RANK(5,E1:E4)", 2), ("RANK(5,E1:E4,1)", 3),
      ("RANK(6,E1:E4)", .error(.notAvailable)),
      ("STDEV.S(1,2,3,4)", 1.2909944487358056), ("VAR.P(1,2,3,4)", 1.25), ("STDEV(1)", .error(.divisionByZero)),
    ])
  }

  @Test func criteria() throws {
    try check([
      ("COUNTIF(B1:B6,\">20\")", 3), ("COUNTIF(B1:B6,\">=20\")", 4), ("COUNTIF(B1:B6,20)", 1),
      ("COUNTIF(B1:B6,\"=20\")", 1),
      ("COUNTIF(B1:B6,\"<>20\")", 5), ("COUNTIF(C1:C6,\"banana\")", 1), ("COUNTIF(C1:C6,\"banana*\")", 2),
      ("COUNTIF(C1:C6,\"?pple\")", 1), ("COUNTIF(C1:C6,\"<>banana*\")", 4), ("COUNTIF(C1:C6,\"\")", 1),
      ("COUNTIF(A1:A6,\"\")", 1), ("COUNTIF(A1:A6,\"=\")", 1), ("COUNTIF(C1:C6,\"=\")", 0),
      ("COUNTIF(A1:A6,\"<>\")", 5),
      ("COUNTIF(C1:C6,\"<>\")", 6), ("COUNTIF(A1:A6,TRUE)", 1), ("COUNTIF(D1:D2,\"#N/A\")", 1),
      ("COUNTIF(C1:C6,12)", 1),
      ("COUNTIF(B1:B6,Z1)", 0), ("COUNTIF(C1:C3,\">b\")", 2), ("COUNTIFS(B1:B6,\">10\",C1:C6,\"b*\")", 2),
      ("SUMIF(C1:C6,\"b*\",B1:B6)", 60), ("SUMIF(C1:C6,\"b*\",B1)", 60), ("SUMIF(B1:B6,\">20\")", 130),
      ("SUMIF(A1:A6,\"\",B1:B6)", 0), ("SUM(SUMIF(C1:C6,{\"apple\",\"cherry\"},B1:B6))", 40),
      ("SUMIFS(B1:B6,C1:C6,\"b*\",A1:A6,\"abc\")", 40), ("SUMIFS(B1:B6,C1:C5,\"b*\")", .error(.value)),
      ("AVERAGEIF(B1:B6,\">20\")", 43.333333333333336), ("AVERAGEIF(B1:B6,\">99\")", .error(.divisionByZero)),
      ("AVERAGEIFS(B1:B6,C1:C6,\"b*\")", 30), ("MAXIFS(B1:B6,C1:C6,\"b*\")", 40), ("MINIFS(B1:B6,C1:C6,\"q*\")", 0),
      ("SUMIF(C1:C2,\"apple\",D1:D2)", .error(.notAvailable)), ("SUMIF(C1:C2,\"nobody\",D1:D2)", 0),
      ("COUNTIF({1,2},1)", .error(.value)),
    ])
    try checkFaults(["COUNTIF(C1:C6,\"1/2\")", "COUNTIF(C1:C6,\">a-b\")"])
  }

  @Test func rounding() throws {
    try check([
      ("ROUND(2.675,2)", 2.68), ("ROUND(-2.5,0)", -3), ("ROUND(1234,-2)", 1200), ("ROUND(\"1.26\",1)", 1.3),
      ("ROUNDUP(2.001,2)", 2.01), ("ROUNDUP(-2.1,0)", -3), ("ROUNDUP(2,5)", 2), ("ROUNDDOWN(2.999,2)", 2.99),
      ("ROUNDDOWN(-2.9,0)", -2), ("ROUNDUP(1,-2)", 100), ("TRUNC(-2.9)", -2), ("TRUNC(5,1E300)", 5), ("INT(-2.1)", -3),
      ("INT(2.9)", 2), ("CEILING(2.1,0.5)", 2.5), ("CEILING(-2.1,-0.5)", -2.5), ("CEILING(2,-1)", .error(.number)),
      ("FLOOR(2.9,0.5)", 2.5), ("FLOOR(0.3,0.1)", 0.3), ("FLOOR(1,0)", .error(.divisionByZero)), ("MROUND(10,4)", 12),
      ("CEILING.MATH(-2.5)", -2), ("CEILING.MATH(-2.5,1,1)", -3), ("FLOOR.MATH(-2.5)", -3), ("FLOOR.MATH(-2.5,,1)", -2),
      ("_xlfn.CEILING.PRECISE(-2.5,-2)", -2), ("FLOOR.PRECISE(-2.5)", -3), ("ISO.CEILING(2.1)", 3),
      ("ROUNDUP(1,-400)", .error(.number)), ("MROUND(TRUE,1)", .error(.value)),
      ("MROUND(5,-2)", .error(.number)), ("EVEN(1.5)", 2), ("EVEN(-1)", -2), ("ODD(2)", 3), ("ODD(0)", 1),
      ("ROUND({1.26,2.34},1)", 1.3), ("SUM(ROUND({1.26,2.34},1))", 3.6), ("ROUND(D1,1)", .error(.notAvailable)),
    ])
  }

  @Test func mathematics() throws {
    try check(
      [
        ("ABS(-2)", 2), ("SIGN(-3)", -1), ("SQRT(16)", 4), ("SQRT(-1)", .error(.number)), ("EXP(0)", 1),
        ("LN(EXP(2))", 2),
        ("LN(0)", .error(.number)), ("LOG10(1000)", 3), ("LOG(8,2)", 3), ("LOG(100)", 2),
        ("LOG(2,1)", .error(.divisionByZero)),
        ("POWER(2,10)", 1024), ("MOD(7,3)", 1), ("MOD(-7,3)", 2), ("MOD(7,-3)", -2),
        ("MOD(1,0)", .error(.divisionByZero)),
        ("QUOTIENT(-7,2)", -3), ("FACT(5)", 120), ("FACT(-1)", .error(.number)), ("PI()", Double.pi.value),
        ("SIN(0)+COS(0)", 1), ("DEGREES(PI())", 180), ("RADIANS(180)", Double.pi.value), ("EXP(1000)", .error(.number)),
        ("ABS(A4)", .error(.value)), ("ABS()", .error(.unknown)),
      ].filter { $0.0 != "ABS()" })
    try checkFaults(["ABS()", "ABS(1,2)", "MOD(0.3,0.1)"])
  }

  @Test func decisions() throws {
    try check([
      ("IF(A1=1,\"yes\",\"no\")", "yes"), ("IF(\"x\",1,2)", .error(.value)), ("IF(\"true\",1,2)", 1), ("IF(Z1,1,2)", 2),
      ("IF(D1,1,2)", .error(.notAvailable)), ("SUM(IF(TRUE,A1:A2,B1:B2))", 3), ("SUM(IF({1,0},1,10))", 11),
      ("IFERROR(1/0,\"bad\")", "bad"), ("IFERROR(5,1)", 5), ("IFERROR(1/0,)", 0), ("IFNA(D1,1)", 1),
      ("IFNA(D2,1)", .error(.divisionByZero)), ("IFS(FALSE,1,TRUE,2)", 2), ("IFS(FALSE,1)", .error(.notAvailable)),
      ("SWITCH(2,1,\"a\",2,\"b\")", "b"), ("SWITCH(3,1,\"a\",\"other\")", "other"),
      ("SWITCH(3,1,2)", .error(.notAvailable)),
      ("CHOOSE(2,\"a\",\"b\")", "b"), ("CHOOSE(3,1,2)", .error(.value)), ("SUM(CHOOSE(1,A1:A2,B1))", 3),
      ("AND(TRUE,1)", true), ("AND(A1:A4)", true), ("OR(A4)", .error(.value)), ("OR(FALSE,0)", false),
      ("AND(D1,FALSE)", .error(.notAvailable)),
      ("XOR(TRUE,TRUE)", false), ("NOT(0)", true), ("NOT(\"x\")", .error(.value)), ("OR(A1:A2=2)", .error(.value)),
    ])
    try checkFaults(["OR(\"abc\",TRUE)"])
  }

  @Test func information() throws {
    try check([
      ("ISNUMBER(A1)", true), ("ISNUMBER(\"1\")", false), ("ISNUMBER(Z1)", false), ("ISTEXT(C5)", true),
      ("ISTEXT(Z1)", false),
      ("ISNONTEXT(Z1)", true), ("ISBLANK(Z1)", true), ("ISBLANK(C5)", false), ("ISERROR(D1)", true),
      ("ISERR(D1)", false),
      ("ISERR(D2)", true), ("ISNA(D1)", true), ("ISNA(D2)", false), ("ISLOGICAL(A3)", true),
      ("NA()", .error(.notAvailable)),
      ("N(A3)", 1), ("N(A4)", 0), ("N(D1)", .error(.notAvailable)), ("N(\"5\")", 0), ("T(A4)", "abc"), ("T(A1)", ""),
      ("ISEVEN(2)", true), ("ISODD(-3.5)", true), ("ERROR.TYPE(D2)", 2), ("ERROR.TYPE(1)", .error(.notAvailable)),
      ("ISERROR(1/0)", true), ("ISNUMBER(MATCH(\"q\",C1:C6,0))", false),
    ])
  }

  @Test func lookups() throws {
    try check(
      [
        ("INDEX(B1:B6,2)", 20), ("INDEX(G1:I2,2,3)", 3), ("INDEX(G1:I1,2)", "y"), ("SUM(INDEX(G1:I2,2,0))", 6),
        ("SUM(INDEX(G1:I2,0,1))", 1),
        ("INDEX(B1:B6,7)", .error(.reference)), ("INDEX(B1:B6,-1)", .error(.value)), ("INDEX({1,2;3,4},2,2)", 4),
        ("INDEX((A1:A2,B1:B2),2,1,2)", 20), ("INDEX(Z1:Z3,1)", 0),
        ("MATCH(\"BANANA\",C1:C6,0)", 2), ("MATCH(\"ban*\",C1:C6,0)", 2),
        ("MATCH(\"12\",C1:C6,0)", .error(.notAvailable)),
        ("MATCH(12,C1:C6,0)", 6), ("MATCH(25,B1:B6,1)", 2), ("MATCH(25,B1:B6)", 2),
        ("MATCH(5,B1:B6)", .error(.notAvailable)),
        ("MATCH(100,B1:B6)", 6), ("MATCH(3,{5,4,2},-1)", 2), ("MATCH(1,A1:B2,0)", .error(.notAvailable)),
        ("MATCH(1,D1:D2,0)", .error(.notAvailable)), ("MATCH(D1,A1:A2,0)", .error(.notAvailable)),
        ("VLOOKUP(2,A1:C6,3,FALSE)", "Banana"), ("VLOOKUP(2,A1:C6,4,FALSE)", .error(.reference)),
        ("VLOOKUP(9,A1:C6,2,0)", .error(.notAvailable)),
        ("VLOOKUP(25,B1:C6,2)", "Banana"), ("VLOOKUP(25,B1:C6,2,TRUE)", "Banana"),
        ("VLOOKUP(\"b*\",C1:C6,1,0)", "Banana"),
        ("VLOOKUP(1,IF({1,0},A1:A2,B1:B2),2,0)", 10), ("HLOOKUP(\"y\",G1:I2,2,FALSE)", 2),
        ("LOOKUP(25,B1:B6,C1:C6)", "Banana"),
        ("LOOKUP(2,1/(C1:C4=\"banana\"),B1:B4)", 20), ("LOOKUP(2,A1:B2)", 20),
        ("XLOOKUP(\"cherry\",C1:C6,B1:B6)", 30), ("XLOOKUP(\"q\",C1:C6,B1:B6,\"none\")", "none"),
        ("XLOOKUP(\"q\",C1:C6,B1:B6)", .error(.notAvailable)),
        ("XLOOKUP(25,B1:B6,A1:A6,,-1)", 2), ("XLOOKUP(\"b*\",C1:C6,B1:B6,,2,-1)", 40),
        ("SUM(XLOOKUP(\"y\",G1:I1,G1:I2))", 2),
        ("XMATCH(\"cherry\",C1:C6)", 3), ("ROWS(A1:C5)", 5), ("COLUMNS(A1:C5)", 3), ("ROW()", 50), ("COLUMN()", 26),
        ("ROW(B7)", 7),
        ("COLUMN(C1:C9)", 3), ("SUMPRODUCT(ROW(1:4))", 10), ("SUMPRODUCT(TRANSPOSE({1,2,3}))", 6),
        ("HYPERLINK(\"http://a\",\"b\")", "b"), ("HYPERLINK(D1,\"b\")", .error(.notAvailable)),
        ("VLOOKUP(Z1,B1:C6,2,0)", .error(.notAvailable)), ("XLOOKUP(30,B1:B4,A1:A4,,0,2)", true),
        ("VLOOKUP(1,5,1)", .error(.notAvailable)),
        ("VLOOKUP(1,\"x\",1)", .error(.value)), ("SUM(OFFSET(B1,1,0,2,1))", 50), ("OFFSET(B1,1,0)", 20),
        ("SUM(OFFSET(B4,-1,0,-2))", 50),
        ("OFFSET(A1,-1,0)", .error(.reference)), ("ROWS(OFFSET(A1:B3,1,1))", 3), ("INDIRECT(\"B\"&2)", 20),
        ("SUM(INDIRECT(\"One!B1:B2\"))", 30),
        ("INDIRECT(\"None!A1\")", .error(.reference)), ("INDIRECT(\"\")", .error(.reference)),
        ("INDIRECT(\"1+1\")", .error(.reference)),
        ("ADDRESS(2,3)", "$C$2"), ("ADDRESS(2,3,4)", "C2"), ("ADDRESS(2,3,2,TRUE,\"It's\")", "'It''s'!C$2"),
        ("ADDRESS(0,1)", .error(.value)),
        ("SUMPRODUCT(INDEX((A1:A6=2)*B1:B6,0))", .error(.value)),
      ].filter { $0.0 != "SUMPRODUCT(INDEX((A1:A6=2)*B1:B6,0))" })
    try check([("SUMPRODUCT(INDEX((A1:A6=2)*B1:B6,0))", 20), ("MATCH(1,INDEX((A1:A2=2)*(B1:B2=20),0),0)", 2)])
    try checkFaults([
      "MATCH(4,E1:E4)", "MATCH(Z1,{1,0},0)", "INDIRECT(\"R1C1\",FALSE)", "INDIRECT(\"[1]S!A1\")",
      "MATCH(4,E1:E4,-1)", "VLOOKUP(4,E1:F4,1)", "XLOOKUP(1,A1:A6,B1:B6,,0,2)",
    ])
  }

  @Test func `a lookup in a long column finds the first`() throws {
    var cells: [String: String] = [:]
    for row in 1...200 {
      cells["A\(row)"] = row % 3 == 0 ? "Key \(row % 90)" : "\(row % 70)"
      cells["B\(row)"] = "\(row)"
    }
    let calculation = try FormulaWorkbook(cells).calculation()
    let looks: [(String, CellValue)] = [
      ("MATCH(\"KEY 33\",A1:A200,0)", 33), ("MATCH(5,A1:A200,0)", 5), ("MATCH(69,A:A,0)", 139),
      ("MATCH(\"5\",A1:A200,0)", .error(.notAvailable)),
      ("VLOOKUP(\"key 0\",A1:B200,2,FALSE)", 90), ("MATCH(\"Key*\",A1:A200,0)", 3), ("XMATCH(5,A1:A200,0,-1)", 145),
    ]
    for (formula, expected) in looks {
      #expect(try calculation.value(of: formula, at: "Z1", in: "One") == expected, "\(formula)")
    }
  }

  @Test func texts() throws {
    try check([
      ("CONCATENATE(\"a\",1,TRUE)", "a1TRUE"), ("CONCAT(C1:C2,\"-\")", "appleBanana-"),
      ("TEXTJOIN(\",\",TRUE,C1:C2,\"\",\"x\")", "apple,Banana,x"),
      ("LEFT(\"abc\")", "a"), ("LEFT(\"abc\",9)", "abc"), ("LEFT(\"abc\",-1)", .error(.value)),
      ("RIGHT(\"abc\",2)", "bc"), ("RIGHT(\"abc\",0)", ""),
      ("MID(\"abcdef\",2,3)", "bcd"), ("MID(\"abc\",9,1)", ""), ("MID(\"abc\",0,1)", .error(.value)),
      ("LEN(\"广东 a\")", 4), ("LEN(12.5)", 4),
      ("TRIM(\"  a   b \")", "a b"), ("CLEAN(\"a\"&CHAR(10)&\"b\")", "ab"), ("UPPER(\"abc é\")", "ABC É"),
      ("LOWER(\"ABC\")", "abc"), ("EXACT(\"a\",\"A\")", false),
      ("REPT(\"ab\",3)", "ababab"), ("REPT(\"a\",-1)", .error(.value)), ("SUBSTITUTE(\"a-b-c\",\"-\",\"+\")", "a+b+c"),
      ("SUBSTITUTE(\"a-b-c\",\"-\",\"+\",2)", "a-b+c"),
      ("SUBSTITUTE(\"aaa\",\"aa\",\"b\")", "ba"), ("SUBSTITUTE(\"abc\",\"\",\"x\")", "abc"),
      ("REPLACE(\"abcdef\",3,2,\"X\")", "abXef"),
      ("FIND(\"b\",\"abcb\")", 2), ("FIND(\"b\",\"abcb\",3)", 4), ("FIND(\"B\",\"abc\")", .error(.value)),
      ("FIND(\"\",\"abc\")", 1),
      ("SEARCH(\"B\",\"abc\")", 2), ("SEARCH(\"b?d\",\"abcbxd\")", 4), ("SEARCH(\"q\",\"abc\")", .error(.value)),
      ("VALUE(\" 12.5 \")", 12.5), ("VALUE(\"x\")", .error(.value)),
      ("CHAR(65)", "A"), ("CODE(\"A\")", 65), ("UNICHAR(24191)", "广"), ("UNICODE(\"广\")", 24191),
      ("LEFT(D1,1)", .error(.notAvailable)),
      ("TEXT(3,\"00\")", "03"), ("TEXT(1234.567,\"0.00\")", "1234.57"), ("TEXT(0.125,\"0.0%\")", "12.5%"),
      ("TEXT(0,\"#\")", ""), ("TEXT(-1.5,\"0\")", "-2"),
      ("TEXT(45413,\"yyyy-mm-dd\")", "2024-05-01"),
      ("TEXT(45413,\"DD/MM/YYYY\")", "01/05/2024"), ("TEXT(\"abc\",\"0\")", "abc"),
    ])
    try checkFaults([
      "LEFT(\"😀\",1)", "CODE(\"广\")", "UPPER(\"ß\")", "TEXT(-0.2,\"0\")",
      "REPT(\"a\",30000)&REPT(\"b\",30000)",
    ])
  }

  @Test func dates() throws {
    try check([
      ("DATE(2024,2,29)", 45351), ("DATE(2024,14,1)", 45689), ("DATE(2024,1,0)", 45291), ("DATE(1900,1,1)", 1),
      ("DATE(1900,3,1)", 61), ("DATE(24,1,1)", 8767),
      ("DATE(10000,1,1)", .error(.number)), ("YEAR(45351)", 2024), ("MONTH(45351)", 2), ("DAY(45351.9)", 29),
      ("YEAR(0)", 1900), ("DAY(60)", 29), ("MONTH(59)", 2),
      ("DAY(61)", 1), ("YEAR(-1)", .error(.number)), ("YEAR(2958465)", 9999), ("DAYS(45351,45350.5)", 1),
      ("WEEKDAY(45351)", 5), ("WEEKDAY(45351,2)", 4),
      ("EDATE(45322,1)", 45351), ("EDATE(45351,-12)", 44985), ("EOMONTH(45322,1)", 45351), ("EOMONTH(45322,0)", 45322),
      ("EOMONTH(45322,TRUE)", .error(.value)),
      ("TIME(12,30,0)", 0.5208333333333334), ("HOUR(0.75)", 18), ("MINUTE(TIME(1,59,30))", 59),
      ("SECOND(TIME(1,59,30))", 30),
    ])
    try checkFaults(["DATEVALUE(\"1 May\")"])
  }

  @Test func `every day has the same number both ways`() throws {
    for system in [DateSystem.from1900, .from1904] {
      let calendar = FormulaCalendar(system: system)
      for number in stride(from: 62, through: 2_958_465, by: 97) where system == .from1900 || number < 2_957_000 {
        let day = try calendar.day(Double(number))
        #expect(try calendar.serial(year: day.year, month: day.month, day: day.day) == Double(number))
      }
    }
    let calculation = try FormulaWorkbook(from1904: true).calculation()
    #expect(try calculation.value(of: "DATE(2024,2,29)", at: "A1", in: "One") == 43_889)
    #expect(try calculation.value(of: "WEEKDAY(43889)", at: "A1", in: "One") == 5)
  }
}

extension Double {
  fileprivate var value: CellValue { .number(self) }
}
