import Testing

@testable import XLSX

/// What the article on limits shows, to the letter.
struct LimitsExamples {
  @Test func `a limit that is named`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.path
    var limits = ReadingLimits()
    limits.totalBytes = 1 << 20
    do {
      let workbook = try WorkbookReader(path: path, limits: limits)
      print(workbook.sheets.count)
    } catch {
      if case .limitExceeded(let limit, let value) = error.code {
        print("more than \(value) allowed by \(limit.rawValue)")
      }
    }
  }

  @Test func `a limit that is raised`() throws {
    var limits = ReadingLimits()
    limits[.totalBytes] = 20_000_000_000
    #expect(limits.totalBytes == 20_000_000_000)
  }

  @Test func `what the format does not hold`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.newPath
    let beyond = CellReference(row: CellReference.maximumRow + 1, column: 1)
    let sheet = NewWorksheet(name: "Parts", rows: [NewRow(beyond.row, [NewCell(1, .number(1))])])
    var workbook = NewWorkbook()
    workbook.worksheets = [sheet]
    let error = #expect(throws: XLSXError.self) { try workbook.write(to: path) }
    #expect(error?.code == .invalidArgument)
  }
}
