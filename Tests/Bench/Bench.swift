import SampleWorkbooks
import XLSX

/// The jobs of `make bench` that are no command of their own: making workbooks, reading, editing and writing sheets.
@main
struct Bench {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("tool", 3): try SampleTool.long(parts: Int(arguments[1]) ?? 200).write(to: arguments[2], force: true)
    case ("tools", 4): try tools(Int(arguments[1]) ?? 1, parts: Int(arguments[2]) ?? 200, to: arguments[3])
    case ("write", 3): try write(rows: Int(arguments[1]) ?? 1, to: arguments[2])
    case ("read", 2): try read(arguments[1])
    case ("edit", 4): try edit(arguments[1], to: arguments[2], rows: Int(arguments[3]) ?? 1)
    default:
      print("Bench tool PARTS FILE | tools COUNT PARTS FOLDER | write ROWS FILE | read FILE | edit FILE OUT ROWS")
    }
  }

  /// Many tools, no two of the same content.
  private static func tools(_ count: Int, parts: Int, to folder: String) throws {
    var inputs = SampleTool.generated(parts: parts)
    inputs.part("ONLY-1", price: 0.01)
    let first = try SampleTool.workbook(inputs)
    for number in 1...count {
      var workbook = first
      for index in workbook.worksheets.indices {
        let rows = workbook.worksheets[index].rows
        workbook.worksheets[index].rows = RowSource(pulling: {
          () throws(XLSXError) -> () throws(XLSXError) -> NewRow? in
          let next = try rows.start()
          return { () throws(XLSXError) -> NewRow? in
            guard let row = try next() else { return nil }
            return renamed(row, "ONLY-\(number)")
          }
        })
      }
      try workbook.write(to: "\(folder)/tool-\(number).xlsx", force: true)
    }
  }

  private static func renamed(_ row: NewRow, _ name: String) -> NewRow {
    var row = row
    for index in row.cells.indices where row.cells[index].value == .text("ONLY-1") {
      row.cells[index].value = .text(name)
    }
    return row
  }

  /// Rows of eleven cells: a text that differs, one that does not, and numbers, as the peers write them.
  private static func write(rows: Int, to path: String) throws {
    var sheet = NewWorksheet(name: "Data")
    sheet.rows = RowSource(streaming: {
      (1...rows).lazy.map { row in
        var cells = [NewCell(1, .text("PN-\(row)")), NewCell(2, .text("Electronics"))]
        for column in 3...11 { cells.append(NewCell(column, .number(Double(row * column) / 8))) }
        return NewRow(row, cells)
      }
    })
    var workbook = NewWorkbook()
    workbook.worksheets = [sheet]
    try workbook.write(to: path, force: true, compressionLevel: 1)
  }

  private final class Sum {
    var cells = 0
    var numbers = 0.0
  }

  /// Every cell of every sheet.
  private static func read(_ path: String) throws {
    let reader = try WorkbookReader(path: path)
    let sum = Sum()
    for sheet in reader.sheets where sheet.kind == .worksheet {
      _ = try reader.read(sheet) { row in
        for cell in row.cells {
          guard !cell.value.isBlank else { continue }
          sum.cells += 1
          if case .number(let number) = cell.value { sum.numbers += number }
        }
      }
    }
    print(sum.cells, sum.numbers)
  }

  /// A thousand cells spread over the rows of the first sheet.
  private static func edit(_ path: String, to target: String, rows: Int) throws {
    let editor = try WorkbookEditor(path: path)
    guard let sheet = editor.reader.sheets.first?.name else { return }
    for number in 1...1000 {
      try editor.set(
        .value(.number(Double(number))), at: CellReference(row: max(1, number * rows / 1000), column: 5), in: sheet)
    }
    try editor.write(to: target, force: true)
  }
}
