/// Turns the events of a worksheet part into rows, each handed on when it ends; keeps the small parts before and after the cells as trees.
final class WorksheetHandler: XMLHandler {
  private let strings: SharedStrings
  private let dateSystem: DateSystem
  private let part: String
  private let begin: (WorksheetDetails) throws -> Void
  private let deliver: (WorksheetRow) throws -> Void

  private struct Names {
    var sheetData = XMLName.none, row = XMLName.none, cell = XMLName.none, value = XMLName.none, formula = XMLName.none
    var inline = XMLName.none, text = XMLName.none, phonetic = XMLName.none
    var reference = XMLName.none, style = XMLName.none, type = XMLName.none, hidden = XMLName.none, customFormat = XMLName.none
    var shared = XMLName.none, range = XMLName.none
    var main = XMLName.none, mainStrict = XMLName.none, compatibility = XMLName.none, choice = XMLName.none
  }
  private var names = Names()

  private enum Collecting { case nothing, value, formula, inlineText }
  private enum CellType { case number, shared, text, inline, boolean, error, date }

  /// The groups of shared formulas by their index: the master's text and place.
  private var sharedFormulas: [Int: (formula: String, master: CellReference)] = [:]
  /// Of the open elements; those of markup compatibility do not count.
  private var depth = 0
  /// The open elements of an `mc:Choice` and in it: what is for readers that know an extension.
  private var skippedDepth = 0
  private var isInSheetData = false
  private var phoneticDepth = 0
  private var row = WorksheetRow(index: 0, isHidden: false, style: nil, cells: [])
  private var cell = Cell(CellReference(row: 1, column: 1), .blank)
  private var isInCell = false
  /// Whether a cell of this row stands right of the one after it.
  private var isUnordered = false
  private var type = CellType.number
  private var collecting = Collecting.nothing
  private var buffer: [UInt8] = []
  private var valueBytes: [UInt8] = []
  private var hasValue = false
  private var inlineBytes: [UInt8] = []
  private var sharedIndex: Int?
  private var formulaBytes: [UInt8]?

  /// The elements beside the cells that say something of interest.
  private static let kept: Set<String> = ["cols", "mergeCells", "dataValidations", "sheetProtection", "extLst", "autoFilter", "sheetViews"]
  private var tree: XMLTreeBuilder?
  private var treeDepth = 0
  private(set) var elements: [XMLElement] = []
  private var keptBytes = 0
  private let memoryLimit: Int
  private let sharedFormulaLimit: Int
  /// The bytes of the formulas that were moved so far.
  private var sharedFormulaBytes = 0

  init(
    strings: SharedStrings, dateSystem: DateSystem, part: String, memoryLimit: Int, sharedFormulaLimit: Int = 1 << 30,
    begin: @escaping (WorksheetDetails) throws -> Void, deliver: @escaping (WorksheetRow) throws -> Void
  ) {
    self.strings = strings
    self.dateSystem = dateSystem
    self.part = part
    self.memoryLimit = memoryLimit
    self.sharedFormulaLimit = sharedFormulaLimit
    self.begin = begin
    self.deliver = deliver
  }

  override func prepare(_ names: XMLNames) {
    self.names = Names(
      sheetData: names["sheetData"], row: names["row"], cell: names["c"], value: names["v"], formula: names["f"], inline: names["is"],
      text: names["t"], phonetic: names["rPh"], reference: names["r"], style: names["s"], type: names["t"], hidden: names["hidden"],
      customFormat: names["customFormat"], shared: names["si"], range: names["ref"],
      main: names["http://schemas.openxmlformats.org/spreadsheetml/2006/main"],
      mainStrict: names["http://purl.oclc.org/ooxml/spreadsheetml/main"],
      compatibility: names["http://schemas.openxmlformats.org/markup-compatibility/2006"], choice: names["Choice"])
  }

  // MARK: Events

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws {
    if let tree {
      treeDepth += 1
      return try tree.startElement(name, namespace: namespace, attributes: attributes)
    }
    if skippedDepth > 0 || namespace == names.compatibility {
      if skippedDepth > 0 || name == names.choice { skippedDepth += 1 }
      return
    }
    depth += 1
    if depth == 1, name.text != "worksheet" || (namespace != names.main && namespace != names.mainStrict) {
      throw XLSXError(
        .invalidContent, part: part, detail: "the element '\(name.text)' of the namespace '\(namespace.text)' is no worksheet")
    }
    if isInSheetData {
      guard namespace == names.main || namespace == names.mainStrict else { return }
      if name == names.cell {
        if depth == 4 { try startCell(attributes) }
      } else if name == names.value {
        if depth == 5 { collect(.value) }
      } else if name == names.formula {
        if depth == 5 { startFormula(attributes) }
      } else if name == names.row {
        if depth == 3 { try startRow(attributes) }
      } else if name == names.text {
        if isInCell, phoneticDepth == 0 { collect(.inlineText) }
      } else if name == names.phonetic {
        phoneticDepth += 1
      }
    } else if depth == 2, name == names.sheetData {
      isInSheetData = true
      try begin(WorksheetDetails(elements: elements))
    } else if depth == 2, Self.kept.contains(name.text) {
      let builder = XMLTreeBuilder(limit: memoryLimit, used: keptBytes)
      try builder.startElement(name, namespace: namespace, attributes: attributes)
      tree = builder
      treeDepth = 1
    }
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws {
    if let tree {
      try tree.endElement(name, namespace: namespace)
      treeDepth -= 1
      if treeDepth == 0 {
        if let root = tree.root { elements.append(root) }
        keptBytes = tree.size
        self.tree = nil
        depth -= 1
      }
      return
    }
    if skippedDepth > 0 || namespace == names.compatibility {
      if skippedDepth > 0 { skippedDepth -= 1 }
      return
    }
    defer { depth -= 1 }
    guard isInSheetData, namespace == names.main || namespace == names.mainStrict else { return }
    if name == names.value {
      if collecting == .value {
        swap(&valueBytes, &buffer)
        hasValue = true
      }
      collecting = .nothing
    } else if name == names.cell {
      if depth == 4 { try endCell() }
    } else if name == names.formula {
      if collecting == .formula { formulaBytes = buffer }
      collecting = .nothing
    } else if name == names.text {
      if collecting == .inlineText { inlineBytes += buffer }
      collecting = .nothing
    } else if name == names.phonetic {
      phoneticDepth -= 1
    } else if name == names.row {
      if depth == 3 { try endRow() }
    } else if depth == 2 {
      isInSheetData = false
    }
  }

  override func characters(_ text: XMLText) throws {
    if let tree { return try tree.characters(text) }
    if collecting != .nothing { text.append(to: &buffer) }
  }

  private func collect(_ what: Collecting) {
    guard isInCell else { return }
    buffer.removeAll(keepingCapacity: true)
    collecting = what
  }

  // MARK: Rows and cells

  private func startRow(_ attributes: XMLAttributes) throws {
    var index = row.index + 1
    if let text = attributes[names.reference] {
      guard let stated = text.integer, stated >= 1 else {
        throw XLSXError(.invalidContent, part: part, detail: "a row numbered '\(text.string)'")
      }
      index = stated
    }
    guard index <= CellReference.maximumRow else {
      throw XLSXError(.invalidContent, part: part, detail: "row \(index); a worksheet ends at row \(CellReference.maximumRow)")
    }
    guard index > row.index else { throw XLSXError(.invalidContent, part: part, detail: "row \(index) after row \(row.index)") }
    row.index = index
    row.isHidden = attributes[names.hidden]?.isTrue ?? false
    row.style = attributes[names.customFormat]?.isTrue ?? false ? attributes[names.style]?.integer : nil
    row.cells.removeAll(keepingCapacity: true)
    isUnordered = false
  }

  private func startCell(_ attributes: XMLAttributes) throws {
    var reference = CellReference(row: row.index, column: (row.cells.last?.reference.column ?? 0) + 1)
    var style = 0
    type = .number
    try attributes.forEach { name, namespace, value in
      guard namespace == .none else { return }
      if name == names.reference {
        guard let stated = value.cellReference else {
          throw XLSXError(.invalidContent, part: part, detail: "a cell at '\(value.string)'")
        }
        guard stated.row == reference.row else {
          throw XLSXError(.invalidContent, part: part, detail: "a cell at '\(value.string)' in row \(reference.row)")
        }
        reference.column = stated.column
      } else if name == names.style {
        style = value.integer ?? 0
      } else if name == names.type {
        type =
          switch value.firstByte {
          case 0x73: value.count == 1 ? .shared : .text  // s, str
          case 0x69: .inline
          case 0x62: .boolean
          case 0x65: .error
          case 0x64: .date
          default: .number
          }
      }
    }
    guard reference.column <= CellReference.maximumColumn else {
      throw XLSXError(.invalidContent, part: part, detail: "a cell beyond the last column in row \(row.index)")
    }
    isUnordered = isUnordered || reference.column <= row.cells.last?.reference.column ?? 0
    // More cells than columns: some stand twice.
    guard row.cells.count < CellReference.maximumColumn else { throw doubled(reference) }
    cell = Cell(reference, .blank, style: style)
    isInCell = true
    hasValue = false
    inlineBytes.removeAll(keepingCapacity: true)
    formulaBytes = nil
    sharedIndex = nil
  }

  private func startFormula(_ attributes: XMLAttributes) {
    collect(.formula)
    guard isInCell, let kind = attributes[names.type] else { return }
    if kind.equals("shared") {
      sharedIndex = attributes[names.shared]?.integer
    } else if kind.equals("array") {
      cell.arrayRange = attributes[names.range].flatMap { CellRange($0.string) } ?? CellRange(cell.reference, cell.reference)
    }
  }

  private func endRow() throws {
    if isUnordered {
      row.cells.sort { $0.reference < $1.reference }
      for (left, right) in zip(row.cells, row.cells.dropFirst()) where left.reference == right.reference {
        throw doubled(right.reference)
      }
    }
    try deliver(row)
    row.cells.removeAll(keepingCapacity: true)
  }

  private func doubled(_ reference: CellReference) -> XLSXError {
    XLSXError(.invalidContent, part: part, cell: reference, detail: "the cell \(reference) stands twice in its row")
  }

  private func endCell() throws {
    isInCell = false
    if let formulaBytes { cell.formula = try formula(EscapedText.decode(formulaBytes)) }
    cell.value = value()
    row.cells.append(cell)
  }

  private func formula(_ text: String) throws -> String? {
    guard let sharedIndex else { return text }
    if !text.isEmpty {
      sharedFormulas[sharedIndex] = (text, cell.reference)
      return text
    }
    guard let group = sharedFormulas[sharedIndex] else { return text }
    // A long formula and many cells that share it would be a file of some bytes and a sheet without end.
    sharedFormulaBytes += group.formula.utf8.count
    guard sharedFormulaBytes <= sharedFormulaLimit else {
      throw XLSXError(.limitExceeded(limit: "shared-formula-bytes", value: sharedFormulaLimit))
    }
    return SharedFormula.moved(
      group.formula, rows: cell.reference.row - group.master.row, columns: cell.reference.column - group.master.column)
  }

  private func value() -> CellValue {
    if type == .inline { return .text(EscapedText.decode(inlineBytes)) }
    guard hasValue else { return .blank }
    switch type {
    case .number: return number() ?? (valueBytes.isEmpty ? .blank : .error(.unknown))
    case .shared:
      // An index without a text is a damaged cell, not an empty one.
      guard let index = DecimalNumber.parse(valueBytes).flatMap({ Int(exactly: $0) }), let text = strings[index] else {
        return .error(.unknown)
      }
      return .text(text)
    case .text, .inline: return .text(EscapedText.decode(valueBytes))
    case .boolean: return valueBytes.isEmpty ? .blank : .boolean(valueBytes.first == 0x31 || valueBytes.first == 0x74)
    case .error: return .error(CellError(rawValue: String(decoding: valueBytes, as: UTF8.self)) ?? .unknown)
    case .date:
      if valueBytes.isEmpty { return .blank }
      let text = String(decoding: valueBytes, as: UTF8.self)
      return CalendarDate.serial(iso: text, in: dateSystem).map { .number($0) } ?? .text(text)
    }
  }

  private func number() -> CellValue? { DecimalNumber.parse(valueBytes).map { .number($0) } }
}
