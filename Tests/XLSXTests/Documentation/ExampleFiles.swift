import Foundation
import XLSX

/// The workbook that the examples of the articles read and change.
struct ExampleFiles {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    var workbook = NewWorkbook()
    workbook.worksheets = [
      NewWorksheet(
        name: "Parts",
        rows: [
          NewRow(1, [NewCell(1, .text("Part")), NewCell(2, .text("Price"))]),
          NewRow(2, [NewCell(1, .text("Screw")), NewCell(2, .number(0.25))]),
          NewRow(3, [NewCell(1, .text("Total")), NewCell(2, .number(0.25), formula: "SUM(B2:B2)")]),
        ])
    ]
    try workbook.write(to: path)
  }

  var path: String { folder.file("parts.xlsx") }
  var changedPath: String { folder.file("changed.xlsx") }
  var newPath: String { folder.file("new.xlsx") }

  func changed() throws -> Worksheet { try WorkbookReader(path: changedPath).worksheet(named: "Parts") }
}
