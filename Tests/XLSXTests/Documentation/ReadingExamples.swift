import Testing

@testable import XLSX

/// What the article on reading shows, to the letter.
struct ReadingExamples {
  @Test func `a sheet read whole`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.path
    let workbook = try WorkbookReader(path: path)
    let sheet = try workbook.worksheet(named: "Parts")
    var total = 0.0
    for row in sheet where row.index > 1 {
      total += row[2]?.number ?? 0
    }
    #expect(total == 0.5)
  }

  @Test func `rows pulled one by one`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.path
    let workbook = try WorkbookReader(path: path)
    var names: [String] = []
    let rows = try workbook.rows(of: workbook.sheets[0], columns: [1])
    while let row = try rows.next() {
      if let name = row[1]?.text { names.append(name) }
    }
    #expect(names == ["Part", "Screw", "Total"])
  }

  @Test func `rows handed to a closure`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.path
    let workbook = try WorkbookReader(path: path)
    var count = 0
    let details = try workbook.read(workbook.sheets[0], comments: true) { row in count += row.cells.count }
    let notes = details.comments
    #expect(count == 6)
    #expect(notes.isEmpty)
  }

  @Test func `errors of a type of its own`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    enum OrderError: XLSXErrorConvertible {
      case workbook(XLSXError)
      case noPrice(row: Int)

      init(_ error: XLSXError) { self = .workbook(error) }
    }

    func requirePrices(_ path: String) throws(OrderError) {
      let workbook: WorkbookReader
      do throws(XLSXError) { workbook = try WorkbookReader(path: path) } catch { throw .workbook(error) }
      try workbook.read(workbook.sheets[0]) { (row) throws(OrderError) in
        if row[2] == nil { throw .noPrice(row: row.index) }
      }
    }
    try requirePrices(files.path)
    #expect(throws: OrderError.self) { try requirePrices(files.newPath) }
  }

  @Test func `a workbook in memory`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let bytes = try files.folder.bytes("parts.xlsx")
    let workbook = try WorkbookReader(bytes: bytes, name: "upload.xlsx")
    let sheets = workbook.sheets.filter { $0.visibility == .visible }
    #expect(sheets.map(\.name) == ["Parts"])
  }

  @Test func `values, dates and formulas`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.path
    let workbook = try WorkbookReader(path: path)
    let sheet = try workbook.worksheet(workbook.sheets[0])
    for cell in sheet.rows.flatMap(\.cells) {
      let isDate = workbook.styles.isDate(cell.style)
      print(cell.reference, cell.value, isDate ? "date" : "", cell.formula ?? "")
    }
    #expect(sheet["B3"]?.formula == "SUM(B2:B2)")
  }
}
