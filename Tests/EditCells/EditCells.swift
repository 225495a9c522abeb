import Foundation
import XLSX

/// Edits cells of a workbook with the lossless editor: `EditCells IN OUT [SHEET CELL KIND VALUE]…`.
///
/// The kind is number, text, boolean, blank, formula (whose value is left to be calculated) or result (a number, as
/// that of the formula there). Without edits the copy has to be the same to the byte. Status 1 where the editor
/// refuses, its error on standard error.
@main
struct EditCells {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2, arguments.count % 4 == 2 else {
      return fail("EditCells IN OUT [SHEET CELL number|text|boolean|blank|formula|result VALUE]…", status: 2)
    }
    do {
      let editor = try WorkbookEditor(path: arguments[0])
      for start in stride(from: 2, to: arguments.count, by: 4) {
        guard let reference = CellReference(arguments[start + 1]),
          let edit = edit(arguments[start + 2], arguments[start + 3])
        else {
          return fail("no cell or no edit: \(arguments[start..<(start + 4)])", status: 2)
        }
        try editor.set(edit, at: reference, in: arguments[start])
      }
      try editor.write(to: arguments[1])
      if editor.invalidatesSignature { print("the digital signature no longer holds") }
    } catch {
      fail("\(error)", status: 1)
    }
  }

  private static func edit(_ kind: String, _ value: String) -> CellEdit? {
    switch kind {
    case "number": Double(value).map { .value(.number($0)) }
    case "text": .value(.text(value))
    case "boolean": .value(.boolean(value == "1"))
    case "blank": .value(.blank)
    case "formula": .formula(value, cached: .blank)
    case "result": Double(value).map { .cachedValue(.number($0)) }
    default: nil
    }
  }

  private static func fail(_ message: String, status: Int32) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
  }
}
