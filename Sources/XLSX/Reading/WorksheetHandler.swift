/// Turns the events of a worksheet part into rows, each handed on when it ends; keeps the small parts before and after
/// the cells as trees.
///
/// Rows that are written as usual it takes from the bytes themselves: ``CanonicalRowScanner``.
final class WorksheetHandler: XMLHandler {
  private var maker: CellMaker
  private let part: String
  private let begin: (WorksheetDetails) throws(XLSXError) -> Void
  private let deliver: (WorksheetRow) throws(XLSXError) -> Void

  private struct Names {
    var sheetData = XMLName.none, row = XMLName.none, cell = XMLName.none, value = XMLName.none, formula = XMLName.none
    var inline = XMLName.none, text = XMLName.none, phonetic = XMLName.none
    var reference = XMLName.none, style = XMLName.none, type = XMLName.none, hidden = XMLName.none,
      customFormat = XMLName.none
    var shared = XMLName.none, range = XMLName.none
    var main = XMLName.none, mainStrict = XMLName.none, compatibility = XMLName.none, choice = XMLName.none
    var descentPrefix = XMLName.none
  }
  private var names = Names()

  private enum Collecting { case nothing, value, formula, inlineText }

  /// How many elements are open; those of markup compatibility do not count.
  private var depth = 0
  /// The open elements of an `mc:Choice` and in it: what is for readers that know an extension.
  private var skippedDepth = 0
  private var isInSheetData = false
  private var phoneticDepth = 0
  private var row = WorksheetRow(index: 0, isHidden: false, style: nil, cells: [])
  private var reference = CellReference(row: 1, column: 1)
  private var style = 0
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
  private var arrayRange: CellRange?

  /// The elements beside the cells that say something of interest.
  private static let kept: Set<String> = ["cols", "mergeCells", "sheetProtection", "autoFilter", "sheetViews"]
  /// The elements that hold data validations, of which there may be many: of the file format and of Excel 2010's
  /// extension.
  private static let validations: Set<String> = ["dataValidations", "extLst"]
  private let keepsValidations: Bool
  private var tree: XMLTreeBuilder?
  private var treeDepth = 0
  private(set) var elements: [XMLElement] = []
  private var keptBytes = 0
  private let memoryLimit: Int

  private let takesCanonicalRows: Bool
  private var scanner = CanonicalRowScanner()
  /// In `worksheet`, and in its `sheetData`.
  private var worksheetScope = NamespaceScope()
  private var scope = NamespaceScope()

  /// Reads one worksheet.
  ///
  /// - Parameters:
  ///   - strings: the texts that cells refer to.
  ///   - dateSystem: the day from which dates are counted.
  ///   - part: the name of the part, for errors.
  ///   - memoryLimit: the most bytes that may be kept.
  ///   - sharedFormulaLimit: the most bytes that shared formulas may take when they are written out.
  ///   - columns: the columns whose cells are wanted, 1-based; `nil` for all.
  ///   - keepsValidations: whether the data validations are among the elements that are kept.
  ///   - takesCanonicalRows: whether rows in the usual form are taken from the bytes directly; `false` leaves every
  ///     byte to libxml2, for comparison.
  ///   - begin: is called once before the first row, with what stands before the cells.
  ///   - deliver: is called for each row.
  init(
    strings: SharedStrings, dateSystem: DateSystem, part: String, memoryLimit: Int, sharedFormulaLimit: Int = 1 << 30,
    columns: Set<Int>? = nil, keepsValidations: Bool = true, takesCanonicalRows: Bool = true,
    begin: @escaping (WorksheetDetails) throws(XLSXError) -> Void,
    deliver: @escaping (WorksheetRow) throws(XLSXError) -> Void
  ) {
    maker = CellMaker(
      CellInterpreter(strings: strings, dateSystem: dateSystem),
      sharedFormulas: SharedFormulaGroups(limit: sharedFormulaLimit),
      columns: columns)
    self.part = part
    self.memoryLimit = memoryLimit
    self.keepsValidations = keepsValidations
    self.takesCanonicalRows = takesCanonicalRows
    self.begin = begin
    self.deliver = deliver
  }

  override func prepare(_ names: XMLNames) {
    self.names = Names(
      sheetData: names["sheetData"], row: names["row"], cell: names["c"], value: names["v"], formula: names["f"],
      inline: names["is"],
      text: names["t"], phonetic: names["rPh"], reference: names["r"], style: names["s"], type: names["t"],
      hidden: names["hidden"],
      customFormat: names["customFormat"], shared: names["si"], range: names["ref"],
      main: names["http://schemas.openxmlformats.org/spreadsheetml/2006/main"],
      mainStrict: names["http://purl.oclc.org/ooxml/spreadsheetml/main"],
      compatibility: names["http://schemas.openxmlformats.org/markup-compatibility/2006"], choice: names["Choice"],
      descentPrefix: names["x14ac"])
  }

  // MARK: Events

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {
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
        .invalidContent, part: part,
        detail: "the element '\(name.text)' of the namespace '\(namespace.text)' is no worksheet")
    }
    if depth == 1 { worksheetScope = NamespaceScope().inside(attributes, descentPrefix: names.descentPrefix) }
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
      scope = worksheetScope.inside(attributes, descentPrefix: names.descentPrefix)
      scanner.isDescentDeclared = scope.knowsDescent
      try begin(WorksheetDetails(elements: elements))
    } else if depth == 2, Self.kept.contains(name.text) || keepsValidations && Self.validations.contains(name.text) {
      let builder = XMLTreeBuilder(limit: memoryLimit, used: keptBytes)
      try builder.startElement(name, namespace: namespace, attributes: attributes)
      tree = builder
      treeDepth = 1
    }
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {
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

  override func characters(_ text: XMLText) throws(XLSXError) {
    if let tree { return try tree.characters(text) }
    if collecting != .nothing { text.append(to: &buffer) }
  }

  private func collect(_ what: Collecting) {
    guard isInCell else { return }
    buffer.removeAll(keepingCapacity: true)
    collecting = what
  }

  // MARK: Rows and cells

  private func startRow(_ attributes: XMLAttributes) throws(XLSXError) {
    var index = row.index + 1
    if let text = attributes[names.reference] {
      guard let stated = text.integer, stated >= 1 else {
        throw XLSXError(.invalidContent, part: part, detail: "a row numbered '\(text.string)'")
      }
      index = stated
    }
    guard index <= CellReference.maximumRow else {
      throw XLSXError(
        .invalidContent, part: part, detail: "row \(index); a worksheet ends at row \(CellReference.maximumRow)")
    }
    guard index > row.index else {
      throw XLSXError(.invalidContent, part: part, detail: "row \(index) after row \(row.index)")
    }
    row.index = index
    row.isHidden = attributes[names.hidden]?.isTrue ?? false
    row.style = attributes[names.customFormat]?.isTrue ?? false ? attributes[names.style]?.integer : nil
    row.cells.removeAll(keepingCapacity: true)
    isUnordered = false
  }

  private func startCell(_ attributes: XMLAttributes) throws(XLSXError) {
    var reference = CellReference(row: row.index, column: (row.cells.last?.reference.column ?? 0) + 1)
    var style = 0
    type = .number
    try attributes.forEach { (name, namespace, value) throws(XLSXError) in
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
    self.reference = reference
    self.style = style
    isInCell = true
    hasValue = false
    inlineBytes.removeAll(keepingCapacity: true)
    formulaBytes = nil
    sharedIndex = nil
    arrayRange = nil
  }

  private func startFormula(_ attributes: XMLAttributes) {
    collect(.formula)
    guard isInCell, let kind = attributes[names.type] else { return }
    if kind.equals("shared") {
      sharedIndex = attributes[names.shared]?.integer
    } else if kind.equals("array") {
      arrayRange = attributes[names.range].flatMap { CellRange($0.string) } ?? CellRange(reference, reference)
    } else if kind.equals("dataTable") {
      arrayRange = attributes[names.range].flatMap { CellRange($0.string) }
    }
  }

  private func endRow() throws(XLSXError) {
    if isUnordered {
      row.cells.sort { $0.reference < $1.reference }
      for (left, right) in zip(row.cells, row.cells.dropFirst()) where left.reference == right.reference {
        throw doubled(right.reference)
      }
    }
    if !maker.wantsAll { row.cells.removeAll { !maker.wants(column: $0.reference.column) } }
    try deliver(row)
    row.cells.removeAll(keepingCapacity: true)
  }

  private func doubled(_ reference: CellReference) -> XLSXError {
    XLSXError(.invalidContent, part: part, cell: reference, detail: "the cell \(reference) stands twice in its row")
  }

  private func endCell() throws(XLSXError) {
    isInCell = false
    var formula: FormulaPattern?
    if let formulaBytes {
      formula = try maker.formula(formulaBytes.span, sharedIndex: sharedIndex, arrayRange: arrayRange, at: reference)
    }
    var value = CellValue.blank
    if type == .inline {
      value = maker.value(inlineBytes.span, type: .inline, column: reference.column)
    } else if hasValue {
      value = maker.value(valueBytes.span, type: type, column: reference.column)
    }
    row.cells.append(Cell(reference, value, formula: formula, style: style))
  }

  // MARK: Canonical rows

  override var endTagOfTakenElements: StaticString? { takesCanonicalRows ? "</row>" : nil }

  override var isAmongTakenElements: Bool {
    isInSheetData && depth == 2 && openElements == 2
      && (scope.defaultNamespace == names.main || scope.defaultNamespace == names.mainStrict)
  }

  override func take(_ bytes: Span<UInt8>) throws(XLSXError) -> Int {
    var taken = 0
    while let end = scanner.scan(bytes, from: taken, formulas: maker.markups), scanner.row.index > row.index {
      try deliver(scanner.row, of: bytes)
      taken = end
    }
    return taken
  }

  private func deliver(_ scanned: CanonicalRow, of bytes: Span<UInt8>) throws(XLSXError) {
    row.index = scanned.index
    row.isHidden = scanned.isHidden
    row.style = scanned.style
    row.cells.removeAll(keepingCapacity: true)
    try maker.append(scanned, of: bytes, to: &row.cells)
    try deliver(row)
  }
}
