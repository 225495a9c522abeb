import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Workbooks with something of everything that the writer can write, random and the same in every run.
struct GeneratedWorkbook {
  var generator: SeededGenerator
  private(set) var workbook = NewWorkbook()
  private(set) var styles: [CellStyle] = []
  private(set) var rows: [[NewRow]] = []
  private var identifiers: [StyleID] = []

  init(seed: UInt64) {
    generator = SeededGenerator(state: seed)
    for _ in 0..<Int.random(in: 1...6, using: &generator) { addStyle() }
    let names = ["Data", "料号", "a & <b>", "it's", "Ünï 😀", "1 2 3"].shuffled(using: &generator)
    for index in 0..<Int.random(in: 1...4, using: &generator) { addSheet(names[index], isFirst: index == 0) }
    for index in 0..<Int.random(in: 0...4, using: &generator) {
      var name = DefinedName(
        name: "Name_\(index)ß",
        formula: ["Data!$A$1", "#REF!", "\"a & <b>\"", "1+2"].randomElement(using: &generator) ?? "1")
      if chance(3) { name.sheet = workbook.worksheets[0].name }
      name.isHidden = chance(3)
      workbook.definedNames.append(name)
    }
  }

  private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }
  private mutating func color() -> Color { Color(argb: 0xFF00_0000 | .random(in: 0...0xFF_FFFF, using: &generator)) }

  private mutating func addStyle() {
    var style = CellStyle()
    if chance(2) { style.fill = color() }
    style.numberFormat =
      ["General", "0.00", "yyyy-mm-dd", "0.0%", "@", "#,##0.00\" kg\"", "[Red]0;\"a & <b>\"0"].randomElement(
        using: &generator) ?? "0"
    style.locked = chance(2)
    style.formulaHidden = chance(3)
    style.font.bold = chance(2)
    style.font.size = Double(Int.random(in: 8...20, using: &generator))
    style.wraps = chance(2)
    if chance(3) { style.border = .thin(color()) }
    styles.append(style)
    identifiers.append(workbook.style(style))
  }

  private mutating func value() -> CellValue {
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return .blank
    case 1: return .boolean(chance(2))
    case 2: return .error(CellError.allCases.randomElement(using: &generator) ?? .value)
    case 3:
      let number = Double(bitPattern: generator.next())
      return .number(number.isFinite ? number : 1)
    case 4: return .number(Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) / 100)
    default: return .text(text())
    }
  }

  private mutating func text() -> String {
    let pieces = [
      "a", " ", "\n", "\r\n", "\t", "\r", "_x0041_", "_x", "x000D_", "_", "料号", "é", "e\u{301}", "😀", "<b>", "&amp;",
      "]]>", "\u{1}",
      "\u{FFFE}", "\"",
      "'", "=1+1", "0", "\u{FEFF}", "\u{2028}", "\u{7F}",
    ]
    return (0..<Int.random(in: 0...8, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
      .joined()
  }

  private mutating func style() -> StyleID { identifiers.randomElement(using: &generator) ?? .standard }

  private mutating func addSheet(_ name: String, isFirst: Bool) {
    var rows: [NewRow] = []
    var index = 0
    for _ in 0..<Int.random(in: 0...30, using: &generator) {
      index += Int.random(in: 1...3, using: &generator)
      var cells: [NewCell] = []
      var column = 0
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        column += Int.random(in: 1...4, using: &generator)
        let formula =
          chance(4)
          ? ["A1&\"<\"", "SUM(B1:B2)", "料号!A1*2", "IF(A1=\"\",1,_xlfn.XLOOKUP(1,A:A,B:B))"].randomElement(
            using: &generator) : nil
        cells.append(NewCell(column, value(), style: chance(2) ? style() : .standard, formula: formula))
      }
      rows.append(NewRow(index, height: chance(4) ? 20.5 : nil, isHidden: chance(5), cells))
    }
    self.rows.append(rows)
    var sheet = NewWorksheet(name: name, rows: RowSource(rows))
    if !isFirst { sheet.visibility = [.visible, .hidden, .veryHidden].randomElement(using: &generator) ?? .visible }
    var column = 0
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let first = column + Int.random(in: 1...3, using: &generator)
      column = first + Int.random(in: 0...3, using: &generator)
      sheet.columns.append(
        .init(
          first...column, width: chance(2) ? 12.5 : nil, isHidden: chance(3), style: chance(2) ? style() : .standard))
    }
    for place in 0..<Int.random(in: 0...4, using: &generator) {
      let first = CellReference(row: 200 + place * 4, column: .random(in: 1...5, using: &generator))
      sheet.mergedRanges.append(
        CellRange(
          first,
          CellReference(
            row: first.row + .random(in: 0...2, using: &generator),
            column: first.column + .random(in: 1...3, using: &generator))))
    }
    for place in 0..<Int.random(in: 0...4, using: &generator) {
      sheet.dataValidations.append(validation(at: 300 + place * 3))
    }
    for place in 0..<Int.random(in: 0...3, using: &generator) {
      sheet.comments.append(
        Comment(
          CellReference(row: 1 + place, column: .random(in: 1...9, using: &generator)), author: "Auditor & <b>",
          text: text() + "x"))
    }
    sheet.frozenRows = .random(in: 0...3, using: &generator)
    sheet.frozenColumns = .random(in: 0...3, using: &generator)
    if chance(3) { sheet.autoFilter = CellRange("A1:C9") }
    if chance(3) { sheet.protection = .standard }
    workbook.worksheets.append(sheet)
  }

  private mutating func validation(at row: Int) -> DataValidation {
    let ranges = [
      CellRange(CellReference(row: row, column: 1), CellReference(row: row + 1, column: 3)), CellRange("Z\(row)"),
    ].compactMap {
      $0
    }
    var validation =
      chance(2)
      ? DataValidation(.list, formula1: "\"Yes,No,<&>\"", ranges: ranges)
      : DataValidation(.decimal, formula1: "0", formula2: "$A$1+1", ranges: ranges)
    if validation.kind == .decimal { validation.comparison = chance(2) ? .between : .notBetween }
    validation.allowsBlank = chance(2)
    validation.errorStyle = [.stop, .warning, .information].randomElement(using: &generator) ?? .stop
    if chance(2) { validation.errorTitle = "a & <b>" }
    if chance(2) { validation.errorMessage = "not \"this\"\nbut that" }
    if chance(2) { validation.promptTitle = "料号" }
    if chance(2) { validation.prompt = "type" }
    return validation
  }
}

@Suite("The law of reading and writing")
struct RoundTripLawTests {
  @Test("reading gives what was written", arguments: 0..<120) func identity(seed: UInt64) throws {
    let generated = GeneratedWorkbook(seed: seed)
    let folder = try ScratchFolder()
    let path = folder.file("book.xlsx")
    try generated.workbook.write(to: path)
    let reader = try WorkbookReader(path: path)
    #expect(reader.sheets.map(\.name) == generated.workbook.worksheets.map(\.name))
    #expect(reader.sheets.map(\.visibility) == generated.workbook.worksheets.map(\.visibility))
    #expect(reader.definedNames.filter { !$0.name.hasPrefix("_xlnm.") } == generated.workbook.definedNames)
    for (index, sheet) in reader.sheets.enumerated() {
      let written = generated.workbook.worksheets[index]
      let read = try reader.worksheet(sheet, comments: true, validations: true)
      try Self.expect(read, generated.rows[index], reader.styles, generated.styles)
      #expect(read.details.columns.map(\.columns) == written.columns.map(\.columns))
      #expect(read.details.columns.map(\.isHidden) == written.columns.map(\.isHidden))
      for (layout, column) in zip(read.details.columns, written.columns) {
        if column.width != nil { #expect(layout.width == column.width) }
        #expect((layout.style ?? 0) == column.style.index)
      }
      #expect(Set(read.details.mergedRanges) == Set(written.mergedRanges))
      #expect(read.details.dataValidations == written.dataValidations)
      #expect(read.details.comments == written.comments.sorted { $0.reference < $1.reference })
      #expect(read.details.frozenRows == written.frozenRows && read.details.frozenColumns == written.frozenColumns)
      #expect(read.details.autoFilter == written.autoFilter)
      #expect(read.details.isProtected == (written.protection != nil))
    }
  }

  private static func expect(_ read: Worksheet, _ rows: [NewRow], _ styles: WorkbookStyles, _ made: [CellStyle]) throws
  {
    #expect(read.rows.map(\.index) == rows.map(\.index))
    #expect(read.rows.map(\.isHidden) == rows.map(\.isHidden))
    for (row, expected) in zip(read.rows, rows) {
      let cells = expected.cells
      #expect(row.cells.map(\.reference.column) == cells.map(\.column))
      for (cell, source) in zip(row.cells, cells) {
        // A formula whose result is nothing shows an empty text.
        #expect(
          cell.value == (source.formula != nil && source.value.isBlank ? .text("") : source.value), "\(cell.reference)")
        if case .text(let one) = cell.value, case .text(let other) = source.value {
          #expect(Array(one.utf16) == Array(other.utf16))
        }
        if case .number(let one) = cell.value, case .number(let other) = source.value {
          #expect(one.bitPattern == other.bitPattern)
        }
        #expect(cell.formula == source.formula)
        #expect(cell.style == source.style.index)
      }
    }
    for style in made where styles.formats.count > 1 {
      let alike = styles.formats.contains {
        $0.fill == style.fill && $0.numberFormat == style.numberFormat && $0.isLocked == style.locked
          && $0.isFormulaHidden == style.formulaHidden
      }
      #expect(alike, "\(style)")
    }
  }

  @Test("editing nothing writes the same bytes", arguments: 0..<50) func nothing(seed: UInt64) throws {
    let folder = try ScratchFolder()
    try GeneratedWorkbook(seed: seed).workbook.write(to: folder.file("book.xlsx"))
    try WorkbookEditor(path: folder.file("book.xlsx")).write(to: folder.file("copy.xlsx"))
    #expect(try folder.bytes("copy.xlsx") == folder.bytes("book.xlsx"))
  }

  @Test("edits of different cells commute in workbooks", arguments: 0..<50) func commuting(seed: UInt64) throws {
    var generated = GeneratedWorkbook(seed: seed)
    let folder = try ScratchFolder()
    try generated.workbook.write(to: folder.file("book.xlsx"))
    let names = generated.workbook.worksheets.map(\.name)
    let edits: [(sheet: String, cell: CellReference, edit: CellEdit)] = try (0..<2).map { index in
      let values: [CellEdit] = [
        .value(.text("new \(index)")), .value(.number(1)), .value(.blank), .formula("1+2", cached: .number(3)),
        .value(.text("Data")),
      ]
      return (
        try #require(names.randomElement(using: &generated.generator)),
        CellReference(
          row: .random(in: 1...40, using: &generated.generator),
          column: index * 4 + .random(in: 1...4, using: &generated.generator)),
        try #require(values.randomElement(using: &generated.generator))
      )
    }
    func made(_ name: String, _ steps: [[Int]]) throws -> [[CellReference: Cell]] {
      var source = "book.xlsx"
      for (number, step) in steps.enumerated() {
        let editor = try WorkbookEditor(path: folder.file(source))
        for index in step { try editor.set(edits[index].edit, at: edits[index].cell, in: edits[index].sheet) }
        source = "\(name)-\(number).xlsx"
        try editor.write(to: folder.file(source))
      }
      let reader = try WorkbookReader(path: folder.file(source))
      return try reader.sheets.map { sheet in
        Dictionary(uniqueKeysWithValues: try reader.worksheet(sheet).rows.flatMap(\.cells).map { ($0.reference, $0) })
      }
    }
    let oneWay = try made("one", [[0], [1]])
    #expect(try made("other", [[1], [0]]) == oneWay)
    #expect(try made("both", [[0, 1]]) == oneWay)
  }
}
