internal import XLSX

extension TemplateDefinition {
  /// The templates that stand inside the binary.
  public static let builtInNames = workbookNames + ["vsme"]
  /// The names of the definitions that GreenQuote has a workbook of; workbooks of the others are only read.
  public static let workbookNames = ["emission-calculation-tool", "quotewin-sustainability"]

  /// A template that stands inside the binary.
  public static func builtIn(_ name: String) throws(TemplateDefinitionError) -> TemplateDefinition {
    guard builtInNames.contains(name) else {
      throw TemplateDefinitionError(
        file: name, problem: "no such template; there are \(builtInNames.joined(separator: ", "))")
    }
    return try TemplateDefinition(.builtIn(name), file: name + ".yaml")
  }

  /// Reads a definition from a YAML file.
  public init(path: String) throws(TemplateDefinitionError) { try self.init(DocumentNode(path: path), file: path) }

  /// Reads a definition from a YAML text.
  ///
  /// - Parameters:
  ///   - text: the document; its keys are explained in `Templates/emission-calculation-tool.yaml`.
  ///   - file: what messages call it.
  /// - Throws: ``TemplateDefinitionError`` with the line at fault.
  public init(yaml text: String, file: String) throws(TemplateDefinitionError) {
    try self.init(DocumentNode(yaml: text, file: file), file: file)
  }

  /// - Throws: ``TemplateDefinitionError`` with the line at fault.
  init(_ root: DocumentNode, file: String) throws(TemplateDefinitionError) {
    let reader = DefinitionReader(file: file)
    let map = try reader.mapping(root, "template definition")
    id = try reader.text(map, "template")
    version = try reader.text(map, "version")
    guard let kind = Kind(rawValue: try reader.text(map, "kind")) else {
      throw reader.error(root, "'kind' must be tool, form or company")
    }
    self.kind = kind
    title = try reader.localized(map, "title") ?? LocalizedText(id)
    lists = try reader.lists(map)
    sheets = []
    for node in try reader.sequence(map, "sheets") { sheets.append(try reader.sheet(node)) }
    survey = []
    for node in try reader.sequence(map, "survey") { survey.append(try reader.question(node)) }
    for node in try reader.sequence(map, "totals") { totals.append(try reader.total(node)) }
    for node in try reader.sequence(map, "checks") { checks.append(try reader.check(node)) }
    try reader.requireFields(of: self, root)
  }
}

/// Turns the nodes of a document into definitions, naming the line of whatever is wrong.
private struct DefinitionReader {
  let file: String

  private static let rows = 1...CellReference.maximumRow

  func error(_ node: DocumentNode, _ problem: String) -> TemplateDefinitionError {
    TemplateDefinitionError(file: file, line: node.line, problem: problem)
  }

  func mapping(_ node: DocumentNode, _ what: String) throws(TemplateDefinitionError) -> DocumentNode {
    guard node.map != nil else { throw error(node, "\(what): expected keys and values") }
    return node
  }

  func text(_ map: DocumentNode, _ key: String) throws(TemplateDefinitionError) -> String {
    guard let text = map[key]?.text else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    return text
  }

  func optionalText(_ map: DocumentNode, _ key: String) -> String? { map[key]?.text }

  func integer(
    _ map: DocumentNode, _ key: String, in range: ClosedRange<Int>, default value: Int?
  ) throws(TemplateDefinitionError) -> Int {
    guard let node = map[key] else {
      if let value { return value }
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    guard let number = node.text.flatMap({ Int($0) }) else { throw error(node, "'\(key)' must be a whole number") }
    guard range.contains(number) else {
      throw error(node, "'\(key)' must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func sequence(_ map: DocumentNode, _ key: String) throws(TemplateDefinitionError) -> [DocumentNode] {
    guard let node = map[key] else { return [] }
    guard let list = node.list else { throw error(node, "'\(key)' must be a list") }
    return list
  }

  func localized(_ map: DocumentNode, _ key: String) throws(TemplateDefinitionError) -> LocalizedText? {
    guard let node = map[key] else { return nil }
    if let text = node.text { return LocalizedText(text) }
    let texts = try mapping(node, key)
    return try localized(texts)
  }

  /// A text by language: English, and whatever other languages are there.
  private func localized(_ texts: DocumentNode) throws(TemplateDefinitionError) -> LocalizedText {
    var result = LocalizedText(try text(texts, Language.english.code))
    for entry in texts.map ?? [] where !Self.otherKeys.contains(entry.key) {
      if let language = Language(entry.key), let text = entry.value.text { result.set(text, language) }
    }
    return result
  }

  /// Keys that stand beside the languages of a text.
  private static let otherKeys: Set<String> = ["id", "writes"]

  func labels(_ map: DocumentNode, _ key: String = "labels") throws(TemplateDefinitionError)
    -> TemplateDefinition.Labels
  {
    guard let labels = try optionalLabels(map, key) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    return labels
  }

  /// Labels by language: whatever the languages are, all are accepted; those that end in `*` may go on with anything.
  func optionalLabels(_ map: DocumentNode, _ key: String) throws(TemplateDefinitionError) -> TemplateDefinition.Labels?
  {
    guard let node = map[key] else { return nil }
    let languages = try mapping(node, key)
    var all: [String: [String]] = [:]
    for language in (languages.map ?? []).map({ $0.key }) {
      all[language] = try sequence(languages, language).compactMap { $0.text }
    }
    guard let first = all[Language.english.code]?.first else {
      throw error(node, "'\(key)' needs at least one English label")
    }
    var labels = TemplateDefinition.Labels(text: LocalizedText(first), folded: [])
    for (code, texts) in all {
      if let language = Language(code), let text = texts.first { labels.text.set(text, language) }
    }
    for text in all.values.joined() {
      if text.hasSuffix("*") {
        labels.beginnings.insert(FoldedText(folding: text))
      } else {
        labels.folded.insert(FoldedText(folding: text))
      }
    }
    return labels
  }

  func lists(_ map: DocumentNode) throws(TemplateDefinitionError) -> [ListID: [TemplateDefinition.ListEntry]] {
    guard let node = map["lists"] else { return [:] }
    var lists: [ListID: [TemplateDefinition.ListEntry]] = [:]
    let sequences = try mapping(node, "lists")
    for (name, value) in (sequences.map ?? []).map({ ($0.key, $0.value) }) {
      guard let sequence = value.list else { throw error(value, "a list must be a sequence") }
      var entries: [TemplateDefinition.ListEntry] = []
      for entry in sequence {
        if let text = entry.text {
          entries.append(.init(id: text, text: LocalizedText(text), written: text))
        } else {
          let fields = try mapping(entry, "list entry")
          let text = try localized(fields)
          entries.append(
            .init(id: try self.text(fields, "id"), text: text, written: optionalText(fields, "writes") ?? text.inline))
        }
      }
      lists[ListID(name)] = entries
    }
    return lists
  }

  func question(_ node: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Question {
    let map = try mapping(node, "question")
    guard let kind = TemplateDefinition.Question.Kind(rawValue: try text(map, "kind")) else {
      throw error(node, "'kind' must be single, multiple or text")
    }
    var question = TemplateDefinition.Question(
      id: try text(map, "id"), kind: kind, text: try localized(map, "text") ?? LocalizedText(""), options: [])
    for option in try sequence(map, "options") {
      let texts = try mapping(option, "option")
      question.options.append(try localized(texts))
    }
    return question
  }

  func sheet(_ node: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Sheet {
    let map = try mapping(node, "sheet")
    var sheet = TemplateDefinition.Sheet(
      id: SheetID(try text(map, "id")), name: try text(map, "name"), labels: try labels(map),
      title: try localized(map, "title"),
      hint: try localized(map, "hint"), labelColumn: try columnNumber(map, "label-column", default: 1), fields: [],
      table: nil)
    for field in try sequence(map, "fields") { sheet.fields.append(try self.field(field)) }
    if let table = map["table"] { sheet.table = try self.table(table) }
    return sheet
  }

  private func columnNumber(_ map: DocumentNode, _ key: String, default value: Int?) throws(TemplateDefinitionError)
    -> Int
  {
    guard let letters = optionalText(map, key) else {
      if let value { return value }
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    guard let column = CellReference.column(ofLetters: letters) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)': '\(letters)' is no column")
    }
    return column
  }

  private func kind(_ map: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Row.Kind {
    let name = try text(map, "kind")
    guard let kind = TemplateDefinition.Row.Kind(rawValue: name) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(name)' is no kind of row")
    }
    return kind
  }

  private func valueType(_ map: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.ValueType {
    let name = try text(map, "type")
    guard let type = TemplateDefinition.ValueType(rawValue: name) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(name)' is no type")
    }
    return type
  }

  private func isComputedByWorkbook(_ map: DocumentNode) throws(TemplateDefinitionError) -> Bool {
    guard let node = map["computed"] else { return false }
    guard node.text == "workbook" else { throw error(node, "'computed' can only be workbook") }
    return true
  }

  /// What the workbook's formulas give is as good as typed: it is read, and must be there.
  private func role(_ map: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Role {
    if map["role"] == nil, try isComputedByWorkbook(map) { return .mandatory }
    let name = try text(map, "role")
    guard let role = TemplateDefinition.Role(rawValue: name) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(name)' is no role")
    }
    return role
  }

  private func field(_ node: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Field {
    let map = try mapping(node, "field")
    let cell = try text(map, "cell")
    guard let reference = CellReference(cell) else { throw error(node, "'cell': '\(cell)' is no cell") }
    let names = map["name"]?.list?.compactMap { $0.text } ?? optionalText(map, "name").map { [$0] } ?? []
    return .init(
      id: FieldID(try text(map, "id")), labels: try labels(map), definedNames: names,
      cell: .init(row: reference.row, column: reference.column), type: try valueType(map),
      list: optionalText(map, "list").map { ListID($0) },
      role: try role(map), unit: optionalText(map, "unit"), hint: try localized(map, "hint"),
      section: optionalText(map, "section"),
      rowLabels: try optionalLabels(map, "row-label"), columnLabels: try optionalLabels(map, "column-label"),
      isDayFirst: optionalText(map, "date-order") == "day-first", scope2Method: optionalText(map, "scope2-method"),
      isComputedByWorkbook: try isComputedByWorkbook(map))
  }

  func total(_ node: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Total {
    let map = try mapping(node, "total")
    guard let rule = TemplateDefinition.Total.Rule.allCases.first(where: { map[$0.rawValue] != nil }) else {
      throw error(node, "a total needs 'sum-of' or 'first-of'")
    }
    return .init(
      id: FieldID(try text(map, "id")), labels: try labels(map), unit: optionalText(map, "unit"), rule: rule,
      fields: try sequence(map, rule.rawValue).compactMap { $0.text.map { FieldID($0) } })
  }

  func check(_ node: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Check {
    let map = try mapping(node, "check")
    return .init(
      total: FieldID(try text(map, "total")),
      figures: try sequence(map, "sum-of").compactMap { $0.text.map { FieldID($0) } })
  }

  /// Totals and checks name fields and figures that are there.
  func requireFields(of definition: TemplateDefinition, _ root: DocumentNode) throws(TemplateDefinitionError) {
    for id in definition.totals.flatMap({ $0.fields }) + definition.checks.map({ $0.total })
    where definition.field(id) == nil {
      throw error(root, "there is no field '\(id)'")
    }
    let units: Set = ["currency", "tCO2e", "kgCO2e", "kWh", "MWh", "GWh", "GJ", "MJ", "MMBtu"]
    for unit in definition.kind == .company ? definition.sheets.flatMap({ $0.fields }).compactMap({ $0.unit }) : []
    where !units.contains(unit) {
      throw error(root, "'\(unit)' is no unit of a company figure; there are \(units.sorted().joined(separator: ", "))")
    }
    try requireFigures(of: definition, root)
    for id in definition.checks.flatMap({ $0.figures })
    where !definition.totals.contains(where: { $0.id == id }) && definition.field(id) == nil {
      throw error(root, "there is no figure '\(id)'")
    }
  }

  /// Figures that the workbook gives are in units that can be converted, and are all there.
  private func requireFigures(of definition: TemplateDefinition, _ root: DocumentNode) throws(TemplateDefinitionError) {
    guard definition.kind == .tool else {
      if definition.isComputedByWorkbook { throw error(root, "'computed: workbook' belongs to the kind tool") }
      return
    }
    let totals: [FieldID: String] = [
      .knownScope1: "tCO2e", .knownScope2: "tCO2e", .knownRenewable: "MWh", .knownNonRenewable: "MWh",
    ]
    for field in definition.sheets.flatMap({ $0.fields }) where field.isComputedByWorkbook {
      if let unit = totals[field.id], field.unit != unit { throw error(root, "'\(field.id)' is in \(unit)") }
    }
    guard let columns = definition.sheet(.parts)?.table?.columns, columns.contains(where: { $0.isComputedByWorkbook })
    else { return }
    guard columns.contains(where: { $0.id == .recycledContent }) else {
      throw error(root, "the parts need the column 'recycled-content'")
    }
    for (id, unit) in FigureColumns.units {
      guard let column = columns.first(where: { $0.id == id }), column.isComputedByWorkbook else {
        throw error(root, "the parts need the column '\(id)' with 'computed: workbook'")
      }
      guard FigureColumns.factor(from: column.unit ?? unit, of: id) != nil else {
        throw error(root, "'\(column.unit ?? "")' is no unit of '\(id)', such as \(unit)")
      }
    }
  }

  private func table(_ node: DocumentNode) throws(TemplateDefinitionError) -> TemplateDefinition.Table {
    let map = try mapping(node, "table")
    var table = TemplateDefinition.Table(
      headerRow: try integer(map, "header-row", in: Self.rows, default: nil),
      bodyRows: try integer(map, "body-rows", in: 0...Self.rows.upperBound, default: 0), columns: [], rows: [])
    if let other = optionalText(map, "columns-of") {
      table.columns = try TemplateDefinition.builtIn(other).sheets.first?.table?.columns ?? []
    }
    for column in try sequence(map, "columns") {
      let map = try mapping(column, "column")
      table.columns.append(
        .init(
          id: ColumnID(try text(map, "id")), labels: try labels(map),
          fallbackLabels: try optionalLabels(map, "fallback-labels"),
          column: try columnNumber(map, "column", default: nil),
          type: try valueType(map),
          list: optionalText(map, "list").map { ListID($0) }, role: try role(map), unit: optionalText(map, "unit"),
          isHidden: optionalText(map, "hidden") == "true",
          width: Double(try integer(map, "width", in: 0...255, default: 12)),
          isComputedByWorkbook: try isComputedByWorkbook(map)))
    }
    for row in try sequence(map, "rows") {
      let map = try mapping(row, "row")
      table.rows.append(
        .init(
          id: RowID(try text(map, "id")), labels: try labels(map),
          row: try integer(map, "row", in: Self.rows, default: nil),
          count: try integer(map, "count", in: 1...1_000, default: 1), kind: try kind(map),
          fuel: optionalText(map, "fuel"),
          unit: optionalText(map, "unit")))
    }
    return table
  }
}
