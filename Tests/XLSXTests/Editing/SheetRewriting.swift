import Testing

@testable import XLSX

/// Edits of one worksheet part in memory: what goes in, and what is to come out.
struct SheetCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var sheet: String
  var edits: [(String, CellEdit)]
  var expected: String
  var strings: [String: Int] = [:]

  init(_ name: String, _ sheet: String, _ edits: [(String, CellEdit)], _ expected: String, strings: [String: Int] = [:])
  {
    testDescription = name
    self.sheet = sheet
    self.edits = edits
    self.expected = expected
    self.strings = strings
  }
}

/// Rewrites a worksheet part handed over in blocks of a size.
func rewrite(_ sheet: [UInt8], _ edits: [(String, CellEdit)], strings: [String: Int] = [:], blockSize: Int = 64) throws
  -> String
{
  func input() -> PartText {
    var rest = sheet[...]
    return PartText(part: "sheet1.xml") {
      defer { rest = rest.dropFirst(blockSize) }
      return Array(rest.prefix(blockSize))
    }
  }
  var cells: [CellReference: CellEdit] = [:]
  for (name, edit) in edits { cells[try #require(CellReference(name))] = edit }
  let sheetEdits = SheetEdits(cells)
  let examination = try SheetExamination.examine(sheetEdits, part: "sheet1.xml", text: input())
  let rewriter = SheetRewriter(
    SheetPlan(sheetEdits, examination: examination) { strings[$0] }, part: "sheet1.xml", input: input())
  var result: [UInt8] = []
  while case let block = try rewriter.next(), !block.isEmpty { result += block }
  return String(decoding: result, as: UTF8.self)
}

func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
  ([0xFEFF] + Array(text.utf16)).flatMap { unit in
    let bytes = [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
    return bigEndian ? bytes : bytes.reversed()
  }
}

/// A worksheet around rows.
func sheet(_ rows: String, before: String = "", after: String = "") -> String {
  "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
}
