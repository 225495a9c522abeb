@testable import XLSX

/// Whatever is wrong with a file is said in an ``XLSXError``, and in words.
func attempt<Result>(_ body: () throws -> Result) -> Result? {
  do {
    return try body()
  } catch let error as XLSXError {
    require(!error.description.isEmpty, "an error without words")
    return nil
  } catch {
    fatalError("an error of another type: \(error)")
  }
}

/// Reads a workbook in every way, copies it, edits a cell and reads the result: what has to hold of every file is
/// required here.
func exercise(_ path: String, _ choices: inout Choices) {
  guard let reader = attempt({ try WorkbookReader(path: path) }) else { return }
  let sheets = reader.sheets.prefix(16).map { sheet in
    attempt { try reader.worksheet(sheet, comments: true, validations: true) }
  }
  for case let worksheet? in sheets {
    let limit = worksheet.rows.dropFirst().first?.index ?? 3
    let head = attempt { try reader.head(of: worksheet.sheet, rows: limit) }
    let expected = worksheet.rows.filter { $0.index <= limit }.flatMap(\.cells)
    require(head?.rows.flatMap(\.cells) == expected, "the head of a sheet is not its beginning")
    for row in worksheet.rows.prefix(50) {
      for cell in row.cells.prefix(50) { _ = reader.styles[worksheet.style(at: cell.reference)] }
    }
  }
  guard let editor = attempt({ try WorkbookEditor(path: path) }) else { return }
  let copy = ScratchFile.path("copy.xlsx")
  require(attempt { try editor.write(to: copy, force: true) } != nil, "a workbook without edits cannot be copied")
  require(ScratchFile.read(copy) == ScratchFile.read(path), "a copy without edits differs")
  edit(editor, sheets, &choices)
}

private func edit(_ editor: WorkbookEditor, _ sheets: [Worksheet?], _ choices: inout Choices) {
  let styles = editor.reader.styles
  let place = choices.number(below: sheets.count)
  let before = sheets[place]
  let cells = before?.rows.flatMap(\.cells) ?? []
  var reference = CellReference(row: 1 + choices.number(below: 12), column: 1 + choices.number(below: 12))
  if choices.byte() & 1 == 0, !cells.isEmpty { reference = cells[choices.number(below: cells.count)].reference }
  let old = cells.first { $0.reference == reference }
  var expected = old ?? Cell(reference, .blank)
  let edit = choices.edit(&expected)

  var appended: Int?
  if choices.byte() & 3 == 0 {
    var changes = StyleChanges()
    changes.numberFormat = "0.0\"" + choices.text().filter { !"\"\0".contains($0) } + "\""
    changes.fill = .solid(Color(argb: 0xFF12_3456))
    changes.locked = false
    appended = attempt {
      try editor.appendStyle(from: choices.number(below: max(1, styles.formats.count)), changing: changes)
    }
  }
  let name = editor.reader.sheets[place].name
  // Of two sheets of one name the first is meant.
  guard editor.reader.sheet(named: name) == editor.reader.sheets[place] else { return }
  guard attempt({ try editor.set(edit, at: reference, in: name) }) != nil else { return }
  if let appended {
    guard attempt({ try editor.set(.style(appended), at: reference, in: name) }) != nil else {
      fatalError("a new style is refused")
    }
  }
  let path = ScratchFile.path("edited.xlsx")
  guard attempt({ try editor.write(to: path, force: true) }) != nil else { return }

  // What could be read before can be read now.
  guard let reader = attempt({ try WorkbookReader(path: path) }) else {
    fatalError("an edited workbook cannot be opened")
  }
  require(reader.sheets.map(\.name) == editor.reader.sheets.map(\.name), "an edit changed the sheets")
  if appended == nil { require(reader.styles.formats == styles.formats, "an edit changed the styles") }
  for (index, before) in sheets.enumerated() {
    guard let before else { continue }
    guard let after = attempt({ try reader.worksheet(reader.sheets[index], comments: true, validations: true) }) else {
      fatalError("an edited workbook cannot be read")
    }
    require(isSame(after.details, before.details), "an edit changed what stands beside the cells")
    let isEdited = before.sheet.part == editor.reader.sheets[place].part
    compare(before, after, edited: isEdited ? reference : nil)
    guard isEdited else { continue }
    let cell = after[reference]
    require(
      cell?.value ?? .blank == expected.value,
      "\(reference) holds \(String(describing: cell)), not \(expected) as written")
    require(
      cell?.formula == expected.formula, "\(reference) has \(String(describing: cell)), not \(expected) as written")
    guard let appended else { continue }
    require(cell?.style == appended, "\(reference) has not the style written")
    require(
      reader.styles[appended].fill == Color(argb: 0xFF12_3456) && !reader.styles[appended].isLocked,
      "a new style is another one")
  }
}

func isSame(_ one: WorksheetDetails, _ other: WorksheetDetails) -> Bool {
  one.columns == other.columns && one.mergedRanges == other.mergedRanges && one.dataValidations == other.dataValidations
    && one.comments == other.comments && one.autoFilter == other.autoFilter && one.frozenRows == other.frozenRows
    && one.frozenColumns == other.frozenColumns && one.isProtected == other.isProtected
}

/// Every cell but the edited one is what it was.
private func compare(_ before: Worksheet, _ after: Worksheet, edited: CellReference?) {
  func others(_ sheet: Worksheet) -> [Cell] { sheet.rows.flatMap(\.cells).filter { $0.reference != edited } }
  let (old, new) = (others(before), others(after))
  require(old.count == new.count, "an edit added or removed other cells")
  for (one, other) in zip(old, new) where one != other {
    // A reference to a text that is not there leads to the text that is added.
    if one.value == .error(.unknown), one.reference == other.reference { continue }
    fatalError("an edit changed another cell: \(one) to \(other)")
  }
}

extension Choices {
  /// An edit, and what the cell holds after it.
  mutating func edit(_ cell: inout Cell) -> CellEdit {
    let value: CellValue
    switch byte() % 6 {
    case 0:
      let number = double()
      value = .number(number.isFinite ? number : 42.5)
    case 1, 2: value = .text(text())
    case 3: value = .boolean(byte() & 1 == 1)
    case 4: value = .error(CellError.allCases[number(below: CellError.allCases.count)])
    default: value = .number(Double(number(below: 1000)))
    }
    cell.value = value
    switch byte() % 4 {
    case 0 where cell.formula != nil: return .cachedValue(value)
    case 1:
      let formula = "A1+" + text()
      cell = Cell(cell.reference, value, formula: formula, style: cell.style)
      return .formula(formula, cached: value)
    default:
      cell = Cell(cell.reference, value, style: cell.style)
      return .value(value)
    }
  }
}
