import HandmadeWorkbooks
import Testing

@testable import XLSX

@Suite("The law of editing")
struct EditingLawTests {
  /// Reads a worksheet part as the reader does, without the archive around it.
  static func read(_ text: String) throws -> [CellReference: Cell] {
    var cells: [CellReference: Cell] = [:]
    var duplicates = 0
    let handler = WorksheetHandler(
      strings: SharedStrings(), dateSystem: .from1900, part: "sheet1.xml", memoryLimit: 1 << 20,
      begin: { _ in }
    ) { row in
      for cell in row.cells where cells.updateValue(cell, forKey: cell.reference) != nil { duplicates += 1 }
    }
    let parser = try XMLPushParser(handler: handler, part: "sheet1.xml")
    try parser.feed(Array(text.utf8)[...])
    try parser.finish()
    #expect(duplicates == 0)
    return cells
  }

  /// A sheet of eight rows and columns with gaps, groups of shared formulas in lines and blocks, and references left
  /// out where they may be.
  static func sheet(_ generator: inout SeededGenerator) -> String {
    let prefix = Bool.random(using: &generator) ? "x:" : ""
    var groups: [CellRange] = []
    for _ in 0..<3 {
      let first = CellReference(
        row: .random(in: 1...6, using: &generator), column: .random(in: 1...6, using: &generator))
      let size = [(3, 0), (0, 3), (2, 2)].randomElement(using: &generator) ?? (0, 0)
      let range = CellRange(first, CellReference(row: first.row + size.0, column: first.column + size.1))
      let overlaps = groups.contains {
        $0.contains(range.first) || $0.contains(range.last) || range.contains($0.first) || range.contains($0.last)
      }
      let crosses = groups.contains { group in
        (1...9).contains { row in
          (1...9).contains { column in
            let cell = CellReference(row: row, column: column)
            return group.contains(cell) && range.contains(cell)
          }
        }
      }
      if !overlaps, !crosses { groups.append(range) }
    }
    var rows = ""
    var previousRow = 0
    for row in 1...9
    where groups.contains(where: { $0.first.row...$0.last.row ~= row }) || Int.random(in: 0..<4, using: &generator) > 0
    {
      var cells = ""
      var previous = 0
      for column in 1...9 {
        let reference = CellReference(row: row, column: column)
        var content = "<\(prefix)v>\(row * 10 + column)</\(prefix)v>"
        if let index = groups.firstIndex(where: { $0.contains(reference) }) {
          let isMaster = groups[index].first == reference
          let range = isMaster ? " ref=\"\(groups[index])\"" : ""
          content =
            "<\(prefix)f t=\"shared\"\(range) si=\"\(index)\""
            + (isMaster ? ">A1+$B2-C$3&amp;\"A1\"</\(prefix)f>" : "/>") + content
        } else if Bool.random(using: &generator) {
          continue
        } else if Bool.random(using: &generator) {
          content = "<\(prefix)f>SUM(A1:B\(row))</\(prefix)f>" + content
        }
        let name = column == previous + 1 && Bool.random(using: &generator) ? "" : " r=\"\(reference)\""
        cells += "<\(prefix)c\(name) s=\"\(column)\">\(content)</\(prefix)c>"
        previous = column
      }
      let number = row == previousRow + 1 && Bool.random(using: &generator) ? "" : " r=\"\(row)\""
      rows += cells.isEmpty ? "<\(prefix)row\(number)/>" : "<\(prefix)row\(number)>\(cells)</\(prefix)row>\n"
      previousRow = row
    }
    let colon = prefix.isEmpty ? "" : ":x"
    return
      "<\(prefix)worksheet xmlns\(colon)=\"\(Namespace.main)\"><\(prefix)sheetData>\(rows)</\(prefix)sheetData></\(prefix)worksheet>"
  }

  @Test("reading an edited sheet gives the cells of the sheet with the edits made", arguments: 0..<400)
  func law(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let before = Self.sheet(&generator)
    var expected = try Self.read(before)
    var edits: [(String, CellEdit)] = []
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let reference = CellReference(
        row: .random(in: 1...11, using: &generator), column: .random(in: 1...11, using: &generator))
      guard !edits.contains(where: { $0.0 == reference.description }) else { continue }
      var cell = expected[reference] ?? Cell(reference, .blank)
      let value = CellValue.number(Double.random(in: -1e9...1e9, using: &generator))
      switch Int.random(in: 0..<3, using: &generator) {
      case 0 where cell.formula != nil:
        edits.append((reference.description, .cachedValue(value)))
      case 1:
        edits.append((reference.description, .formula("B2*$C$3", cached: value, style: 7)))
        cell = Cell(reference, .blank, formula: "B2*$C$3", style: 7)
      default:
        edits.append((reference.description, .value(value)))
        cell = Cell(reference, .blank, style: cell.style)
      }
      cell.value = value
      expected[reference] = cell
    }
    let after = try rewrite(Array(before.utf8), edits, blockSize: .random(in: 1...50, using: &generator))
    let result = try Self.read(after)
    #expect(result == expected, "\(edits)\n\(before)\n\(after)")
    #expect(try rewrite(Array(before.utf8), edits.reversed(), blockSize: 1000) == after)
  }

  @Test("edits of different cells commute, made one after the other", arguments: 0..<400)
  func commuting(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed &+ 1_000_000)
    let before = Array(Self.sheet(&generator).utf8)
    let cells = try Self.read(String(decoding: before, as: UTF8.self))
    func edit() -> (String, CellEdit) {
      let reference = CellReference(
        row: .random(in: 1...11, using: &generator), column: .random(in: 1...11, using: &generator))
      let value = CellValue.number(Double.random(in: -1e9...1e9, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0 where cells[reference]?.formula != nil: return (reference.description, .cachedValue(value))
      case 1: return (reference.description, .formula("B2*$C$3", cached: value))
      case 2: return (reference.description, .value(.text("text \(seed)"), style: 5))
      default: return (reference.description, .value(value))
      }
    }
    let first = edit()
    var second = edit()
    while second.0 == first.0 { second = edit() }
    func made(_ edits: [[(String, CellEdit)]]) throws -> [CellReference: Cell] {
      try Self.read(edits.reduce(String(decoding: before, as: UTF8.self)) { try rewrite(Array($0.utf8), $1) })
    }
    let oneWay = try made([[first], [second]])
    #expect(try made([[second], [first]]) == oneWay, "\(first) \(second)\n\(String(decoding: before, as: UTF8.self))")
    #expect(try made([[first, second]]) == oneWay, "\(first) \(second)\n\(String(decoding: before, as: UTF8.self))")
  }
}
