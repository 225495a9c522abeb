import HandmadeWorkbooks
import Testing

@testable import Formulas
@testable import XLSX

/// Structured references, and values that a workbook keeps of others.
struct TableReferenceTests {
  /// A table `Sales` in `A1:C4`: header, two rows, totals; formulas beside it.
  private static func calculation(_ formulas: [String: String]) throws -> WorkbookCalculation {
    var book = HandmadeWorkbook()
    let texts = { (place: String, text: String) in "<c r=\"\(place)\" t=\"str\"><v>\(text)</v></c>" }
    let numbers = { (place: String, number: Int) in "<c r=\"\(place)\"><v>\(number)</v></c>" }
    func cells(_ row: Int) -> String {
      formulas.filter { CellReference($0.key)?.row == row }.sorted { $0.key < $1.key }.map {
        "<c r=\"\($0.key)\"><f>\(FormulaWorkbook.escaped($0.value))</f></c>"
      }.joined()
    }
    let rows = [
      texts("A1", "Part") + texts("B1", "Price") + texts("C1", "Units [t]") + cells(1),
      texts("A2", "one") + numbers("B2", 5) + numbers("C2", 2) + cells(2),
      texts("A3", "two") + numbers("B3", 7) + numbers("C3", 3) + cells(3),
      texts("A4", "sum") + numbers("B4", 12) + numbers("C4", 5) + cells(4), cells(5),
    ]
    let sheetData = rows.enumerated().map { "<row r=\"\($0.offset + 1)\">\($0.element)</row>" }.joined()
    book.set("xl/worksheets/sheet1.xml", HandmadeWorkbook.worksheet("<sheetData>\(sheetData)</sheetData>"))
    book.set(
      "xl/worksheets/_rels/sheet1.xml.rels",
      HandmadeWorkbook.relationshipPart([("rId1", "table", "../tables/table1.xml")]))
    book.set(
      "xl/tables/table1.xml",
      """
      <table xmlns="\(HandmadeWorkbook.main)" id="1" name="Sales" displayName="Sales" ref="A1:C4" totalsRowCount="1">\
      <tableColumns count="3"><tableColumn id="1" name="Part"/><tableColumn id="2" name="Price"/>\
      <tableColumn id="3" name="Units [t]"/></tableColumns></table>
      """)
    return WorkbookCalculation(try WorkbookReader(bytes: book.bytes))
  }

  @Test(
    arguments: [
      ("SUM(Sales[Price])", 12), ("SUM(sales[price])", 12), ("SUM(Sales)", 17), ("Sales[[#Totals],[Price]]", 12),
      ("Sales[[#Headers],[Price]]", "Price"), ("ROWS(Sales[#All])", 4), ("ROWS(Sales[#Data])", 2),
      ("SUM(Sales[[Price]:[Units '[t']]])", 17), ("SUM(Sales[Units '[t']])", 5),
      ("SUM(Sales[[#Data],[#Totals],[Price]])", 24), ("COLUMNS(Sales[])", 3), ("Sales[Missing]", .error(.value)),
    ] as [(String, CellValue)])
  func `tables give their columns by name`(formula: String, expected: CellValue) throws {
    let calculation = try Self.calculation([:])
    #expect(try calculation.value(of: formula, at: "E9", in: "One") == expected)
  }

  @Test func `the formula's own row is found from inside and from beside the table`() throws {
    let calculation = try Self.calculation([
      "E2": "Sales[[#This Row],[Price]]*2", "E3": "Sales[@Price]+Sales[@[Units [t]]]", "E5": "Sales[@Price]",
    ])
    #expect(try calculation.value(at: "E2", in: "One") == 10)
    #expect(try calculation.value(at: "E5", in: "One") == .error(.value))
    #expect(try calculation.value(of: "[@Price]", at: "C3", in: "One") == 7)
  }

  @Test func `of another workbook the values count that are kept of it`() throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
          + "<externalReferences><externalReference r:id=\"rId9\"/></externalReferences>"))
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "externalLink", "externalLinks/externalLink1.xml"),
      ]))
    book.set(
      "xl/externalLinks/externalLink1.xml",
      """
      <externalLink xmlns="\(HandmadeWorkbook.main)"><externalBook><sheetNames><sheetName val="Prices"/></sheetNames>\
      <sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>4</v></cell><cell r="B1" t="str"><v>kg</v></cell>\
      </row><row r="2"><cell r="A2"><v>6</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>
      """)
    let calculation = WorkbookCalculation(try WorkbookReader(bytes: book.bytes))
    #expect(try calculation.value(of: "[1]Prices!A1*2", at: "A1", in: "One") == 8)
    #expect(try calculation.value(of: "SUM([1]Prices!$A$1:$A$2)", at: "A1", in: "One") == 10)
    #expect(try calculation.value(of: "'[1]Prices'!B1", at: "A1", in: "One") == "kg")
    #expect(throws: FormulaFault.self) { try calculation.value(of: "[2]Prices!A1", at: "A1", in: "One") }
    #expect(throws: FormulaFault.self) { try calculation.value(of: "[1]Others!A1", at: "A1", in: "One") }
  }

  @Test func `rows that were not supplied are no value`() throws {
    let calculation = try Self.calculation(["E2": "B2+1", "E3": "SUM(B:B)"])
    let row = WorksheetRow(index: 2, cells: [Cell("B2", 50), Cell("E2", .blank, formula: "B2+1")])
    try calculation.supply([row], of: "One")
    #expect(try calculation.value(at: "E2", in: "One") == 51)
    #expect(throws: FormulaFault.self) { try calculation.value(of: "B3", at: "E9", in: "One") }
    #expect(throws: FormulaFault.self) { try calculation.value(of: "SUM(B:B)", at: "E9", in: "One") }
  }

  @Test func `the cells on which a value depends are known`() throws {
    let calculation = try Self.calculation(["E2": "B2+1", "E3": "IF(C2>1,E2,C3)"])
    #expect(try calculation.precedents(of: "E3", in: "One") == ["One": ["B2", "C2", "E2"]])
    #expect(try calculation.hasFormula(at: "E2", in: "One") && !calculation.hasFormula(at: "B2", in: "One"))
  }
}
