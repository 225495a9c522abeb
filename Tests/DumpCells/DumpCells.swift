import Foundation
import XLSX

/// Prints what a workbook holds as lines of JSON: one of the workbook, one of each sheet, one of each cell that holds
/// something.
///
/// `DumpCells FILE`, for comparison with what other programs read (`Tests/Tools/compare_values.py`).
@main
struct DumpCells {
  private struct WorkbookLine: Encodable {
    struct Name: Encodable {
      var name: String
      var sheet: String?
      var formula: String
    }

    var dateSystem: Int
    var definedNames: [Name]
  }

  private struct SheetLine: Encodable {
    var sheet: String
    var kind: String
    var visibility: String
  }

  private struct CellLine: Encodable {
    enum Value: Encodable {
      case number(Double), text(String), boolean(Bool), blank

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .boolean(let flag): try container.encode(flag)
        case .blank: try container.encodeNil()
        }
      }
    }

    var sheet: String
    var ref: String
    var type: String
    var value: Value
    var formula: String?
    /// Whether the cell's number format shows a date.
    var date: Bool
  }

  static func main() {
    guard CommandLine.arguments.count == 2 else { return fail("DumpCells FILE", status: 2) }
    do {
      try dump(CommandLine.arguments[1])
    } catch {
      fail("\(error)", status: 3)
    }
  }

  private static func dump(_ path: String) throws {
    let reader = try WorkbookReader(path: path)
    let names = reader.definedNames.map { WorkbookLine.Name(name: $0.name, sheet: $0.sheet, formula: $0.formula) }
    try write(WorkbookLine(dateSystem: reader.dateSystem == .from1904 ? 1904 : 1900, definedNames: names))
    for sheet in reader.sheets {
      try write(SheetLine(sheet: sheet.name, kind: "\(sheet.kind)", visibility: sheet.visibility.rawValue))
      guard sheet.kind == .worksheet else { continue }
      try reader.read(sheet) { row in
        for cell in row.cells where !cell.value.isBlank || cell.formula != nil {
          let (type, value) = describe(cell.value)
          try write(
            CellLine(
              sheet: sheet.name, ref: cell.reference.description, type: type, value: value, formula: cell.formula,
              date: reader.styles.isDate(cell.style)))
        }
      }
    }
  }

  private static func describe(_ value: CellValue) -> (String, CellLine.Value) {
    switch value {
    case .blank: ("blank", .blank)
    case .number(let number): ("number", .number(number))
    case .text(let text): ("text", .text(text))
    case .boolean(let flag): ("boolean", .boolean(flag))
    case .error(let error): ("error", .text(error.rawValue))
    }
  }

  private static func write(_ line: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    FileHandle.standardOutput.write(try encoder.encode(line) + [0x0A])
  }

  private static func fail(_ message: String, status: Int32) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
  }
}
