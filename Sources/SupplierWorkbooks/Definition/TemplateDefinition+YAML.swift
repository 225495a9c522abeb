internal import Glibc
internal import XLSX
internal import Yams

extension TemplateDefinition {
  /// The templates that stand inside the binary.
  public static let builtInNames = workbookNames + ["vsme"]
  /// Those that GreenQuote has a workbook of; the others are only read.
  public static let workbookNames = ["emission-calculation-tool", "quotewin-sustainability"]

  /// A template that stands inside the binary.
  public static func builtIn(_ name: String) throws(TemplateDefinitionError) -> TemplateDefinition {
    guard let asset = Asset(named: name + ".yaml") else {
      throw TemplateDefinitionError(file: name, problem: "no such template; there are \(builtInNames.joined(separator: ", "))")
    }
    return try TemplateDefinition(yaml: asset.text, file: asset.name)
  }

  /// Reads a definition from a file.
  public init(path: String) throws { try self.init(yaml: Self.text(ofFile: path), file: path) }

  /// The text of a YAML file that a person edits, a definition or a catalogue of messages.
  ///
  /// - Throws: ``TemplateDefinitionError`` where it cannot be read, is no UTF-8 text or larger than any of its kind.
  public static func text(ofFile path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw TemplateDefinitionError(file: path, problem: String(cString: strerror(errno))) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes += block[..<count]
      guard bytes.count <= maximumBytes else { throw TemplateDefinitionError(file: path, problem: "larger than any definition") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw TemplateDefinitionError(file: path, problem: "not UTF-8 text") }
    return text
  }

  private static let maximumBytes = 16 << 20

  /// Reads a definition.
  ///
  /// - Parameter file: what messages call it.
  /// - Throws: ``TemplateDefinitionError`` with the line at fault.
  public init(yaml text: String, file: String) throws(TemplateDefinitionError) {
    let root: Node?
    do {
      // Everything is read as text here: no scalar needs its type guessed.
      root = try Yams.compose(yaml: text, .basic)
    } catch {
      throw TemplateDefinitionError(file: file, problem: "not valid YAML: \(error)")
    }
    guard let root else { throw TemplateDefinitionError(file: file, problem: "the file is empty") }
    let reader = DefinitionReader(file: file)
    let map = try reader.mapping(root, "template definition")
    id = try reader.text(map, "template")
    version = try reader.text(map, "version")
    guard let kind = Kind(rawValue: try reader.text(map, "kind")) else { throw reader.error(root, "'kind' must be tool, form or company") }
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

/// The values of a YAML mapping by their keys: Yams itself looks through all of them for each.
private struct KeyedNodes {
  let line: Int?
  private var nodes: [String: Node] = [:]

  init(_ mapping: Node.Mapping) {
    line = mapping.mark?.line
    for (key, value) in mapping { if let name = key.scalar?.string { nodes[name] = value } }
  }

  var keys: some Collection<String> { nodes.keys }
  subscript(_ key: String) -> Node? { nodes[key] }
}

/// Turns YAML nodes into definitions, naming the line of whatever is wrong.
private struct DefinitionReader {
  let file: String

  private static let rows = 1...CellReference.maximumRow

  func error(_ node: Node, _ problem: String) -> TemplateDefinitionError {
    TemplateDefinitionError(file: file, line: node.mark?.line, problem: problem)
  }

  func mapping(_ node: Node, _ what: String) throws(TemplateDefinitionError) -> KeyedNodes {
    guard let mapping = node.mapping else { throw error(node, "\(what): expected keys and values") }
    return KeyedNodes(mapping)
  }

  func text(_ map: KeyedNodes, _ key: String) throws(TemplateDefinitionError) -> String {
    guard let text = map[key]?.scalar?.string else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    return text
  }

  func optionalText(_ map: KeyedNodes, _ key: String) -> String? { map[key]?.scalar?.string }

  func integer(
    _ map: KeyedNodes, _ key: String, in range: ClosedRange<Int>, default value: Int?
  ) throws(TemplateDefinitionError) -> Int {
    guard let node = map[key] else {
      if let value { return value }
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    guard let number = node.scalar.flatMap({ Int($0.string) }) else { throw error(node, "'\(key)' must be a whole number") }
    guard range.contains(number) else { throw error(node, "'\(key)' must be from \(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  func sequence(_ map: KeyedNodes, _ key: String) throws(TemplateDefinitionError) -> [Node] {
    guard let node = map[key] else { return [] }
    guard let sequence = node.sequence else { throw error(node, "'\(key)' must be a list") }
    return Array(sequence)
  }

  func localized(_ map: KeyedNodes, _ key: String) throws(TemplateDefinitionError) -> LocalizedText? {
    guard let node = map[key] else { return nil }
    if let scalar = node.scalar { return LocalizedText(scalar.string) }
    let texts = try mapping(node, key)
    return LocalizedText(try text(texts, "en"), optionalText(texts, "zh"))
  }

  func labels(_ map: KeyedNodes, _ key: String = "labels") throws(TemplateDefinitionError) -> TemplateDefinition.Labels {
    guard let labels = try optionalLabels(map, key) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    return labels
  }

  /// Labels by language: whatever the languages are, all are accepted; those that end in `*` may go on with anything.
  func optionalLabels(_ map: KeyedNodes, _ key: String) throws(TemplateDefinitionError) -> TemplateDefinition.Labels? {
    guard let node = map[key] else { return nil }
    let languages = try mapping(node, key)
    var all: [String: [String]] = [:]
    for language in languages.keys {
      all[language] = try sequence(languages, language).compactMap { $0.scalar?.string }
    }
    guard let first = all["en"]?.first else { throw error(node, "'\(key)' needs at least one English label") }
    var labels = TemplateDefinition.Labels(text: LocalizedText(first, all["zh"]?.first), folded: [])
    for text in all.values.joined() {
      if text.hasSuffix("*") {
        labels.beginnings.insert(FoldedText(folding: text))
      } else {
        labels.folded.insert(FoldedText(folding: text))
      }
    }
    return labels
  }

  func lists(_ map: KeyedNodes) throws(TemplateDefinitionError) -> [String: [TemplateDefinition.ListEntry]] {
    guard let node = map["lists"] else { return [:] }
    var lists: [String: [TemplateDefinition.ListEntry]] = [:]
    let sequences = try mapping(node, "lists")
    for name in sequences.keys.sorted() {
      guard let value = sequences[name] else { continue }
      guard let sequence = value.sequence else { throw error(value, "a list must be a sequence") }
      var entries: [TemplateDefinition.ListEntry] = []
      for entry in sequence {
        if let scalar = entry.scalar {
          entries.append(.init(id: scalar.string, text: LocalizedText(scalar.string), written: scalar.string))
        } else {
          let fields = try mapping(entry, "list entry")
          let text = LocalizedText(try text(fields, "en"), optionalText(fields, "zh"))
          entries.append(.init(id: try self.text(fields, "id"), text: text, written: optionalText(fields, "writes") ?? text.inline))
        }
      }
      lists[name] = entries
    }
    return lists
  }

  func question(_ node: Node) throws(TemplateDefinitionError) -> TemplateDefinition.Question {
    let map = try mapping(node, "question")
    guard let kind = TemplateDefinition.Question.Kind(rawValue: try text(map, "kind")) else {
      throw error(node, "'kind' must be single, multiple or text")
    }
    var question = TemplateDefinition.Question(
      id: try text(map, "id"), kind: kind, text: try localized(map, "text") ?? LocalizedText(""), options: [])
    for option in try sequence(map, "options") {
      let texts = try mapping(option, "option")
      question.options.append(LocalizedText(try text(texts, "en"), optionalText(texts, "zh")))
    }
    return question
  }

  func sheet(_ node: Node) throws(TemplateDefinitionError) -> TemplateDefinition.Sheet {
    let map = try mapping(node, "sheet")
    var sheet = TemplateDefinition.Sheet(
      id: try text(map, "id"), name: try text(map, "name"), labels: try labels(map), title: try localized(map, "title"),
      hint: try localized(map, "hint"), labelColumn: try columnNumber(map, "label-column", default: 1), fields: [], table: nil)
    for field in try sequence(map, "fields") { sheet.fields.append(try self.field(field)) }
    if let table = map["table"] { sheet.table = try self.table(table) }
    return sheet
  }

  private func columnNumber(_ map: KeyedNodes, _ key: String, default value: Int?) throws(TemplateDefinitionError) -> Int {
    guard let letters = optionalText(map, key) else {
      if let value { return value }
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)' is missing")
    }
    guard let column = CellReference.column(ofLetters: letters) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(key)': '\(letters)' is no column")
    }
    return column
  }

  private func valueType(_ map: KeyedNodes) throws(TemplateDefinitionError) -> TemplateDefinition.ValueType {
    let name = try text(map, "type")
    guard let type = TemplateDefinition.ValueType(rawValue: name) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(name)' is no type")
    }
    return type
  }

  private func role(_ map: KeyedNodes) throws(TemplateDefinitionError) -> TemplateDefinition.Role {
    let name = try text(map, "role")
    guard let role = TemplateDefinition.Role(rawValue: name) else {
      throw TemplateDefinitionError(file: file, line: map.line, problem: "'\(name)' is no role")
    }
    return role
  }

  private func field(_ node: Node) throws(TemplateDefinitionError) -> TemplateDefinition.Field {
    let map = try mapping(node, "field")
    let cell = try text(map, "cell")
    guard let reference = CellReference(cell) else { throw error(node, "'cell': '\(cell)' is no cell") }
    let names = map["name"]?.sequence?.compactMap { $0.scalar?.string } ?? optionalText(map, "name").map { [$0] } ?? []
    return .init(
      id: try text(map, "id"), labels: try labels(map), definedNames: names,
      cell: .init(row: reference.row, column: reference.column), type: try valueType(map), list: optionalText(map, "list"),
      role: try role(map), unit: optionalText(map, "unit"), hint: try localized(map, "hint"), section: optionalText(map, "section"),
      rowLabels: try optionalLabels(map, "row-label"), columnLabels: try optionalLabels(map, "column-label"),
      isDayFirst: optionalText(map, "date-order") == "day-first", scope2Method: optionalText(map, "scope2-method"))
  }

  func total(_ node: Node) throws(TemplateDefinitionError) -> TemplateDefinition.Total {
    let map = try mapping(node, "total")
    guard let rule = TemplateDefinition.Total.Rule.allCases.first(where: { map[$0.rawValue] != nil }) else {
      throw error(node, "a total needs 'sum-of' or 'first-of'")
    }
    return .init(
      id: try text(map, "id"), labels: try labels(map), unit: optionalText(map, "unit"), rule: rule,
      fields: try sequence(map, rule.rawValue).compactMap { $0.scalar?.string })
  }

  func check(_ node: Node) throws(TemplateDefinitionError) -> TemplateDefinition.Check {
    let map = try mapping(node, "check")
    return .init(total: try text(map, "total"), figures: try sequence(map, "sum-of").compactMap { $0.scalar?.string })
  }

  /// Totals and checks name fields and figures that are there.
  func requireFields(of definition: TemplateDefinition, _ root: Node) throws(TemplateDefinitionError) {
    for id in definition.totals.flatMap(\.fields) + definition.checks.map(\.total) where definition.field(id) == nil {
      throw error(root, "there is no field '\(id)'")
    }
    let units: Set = ["currency", "tCO2e", "kgCO2e", "kWh", "MWh", "GWh", "GJ", "MJ", "MMBtu"]
    for unit in definition.kind == .company ? definition.sheets.flatMap(\.fields).compactMap(\.unit) : [] where !units.contains(unit) {
      throw error(root, "'\(unit)' is no unit of a company figure; there are \(units.sorted().joined(separator: ", "))")
    }
    for id in definition.checks.flatMap(\.figures) where !definition.totals.contains(where: { $0.id == id }) && definition.field(id) == nil
    {
      throw error(root, "there is no figure '\(id)'")
    }
  }

  private func table(_ node: Node) throws(TemplateDefinitionError) -> TemplateDefinition.Table {
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
          id: try text(map, "id"), labels: try labels(map), column: try columnNumber(map, "column", default: nil), type: try valueType(map),
          list: optionalText(map, "list"), role: try role(map), unit: optionalText(map, "unit"),
          isHidden: optionalText(map, "hidden") == "true", width: Double(try integer(map, "width", in: 0...255, default: 12))))
    }
    for row in try sequence(map, "rows") {
      let map = try mapping(row, "row")
      table.rows.append(
        .init(
          id: try text(map, "id"), labels: try labels(map), row: try integer(map, "row", in: Self.rows, default: nil),
          count: try integer(map, "count", in: 1...1_000, default: 1), kind: try text(map, "kind"), fuel: optionalText(map, "fuel"),
          unit: optionalText(map, "unit")))
    }
    return table
  }
}
