internal import SupplierWorkbooks
internal import XLSX

extension [Finding] {
  /// The findings with one note for each kind in a file, whatever sheets and columns it concerns: notes last, after all
  /// that somebody has to do something about.
  ///
  /// Errors and warnings stay as they are.
  public func foldingNotes() -> [Finding] {
    var notes: [NoteFold] = []
    var places: [NoteKind: Int] = [:]
    for finding in self where finding.severity == .note {
      let kind = NoteKind(key: finding.key, file: finding.file)
      if let place = places[kind] {
        notes[place].add(finding)
      } else {
        places[kind] = notes.count
        notes.append(NoteFold(finding))
      }
    }
    return filter { $0.severity != .note } + notes.map(\.finding)
  }

  /// How much there is of a severity: cells with errors or warnings, but kinds of notes.
  public func count(of severity: Severity) -> Int {
    reduce(0) { $0 + ($1.severity != severity ? 0 : severity == .note ? 1 : $1.count) }
  }
}

/// What folded notes have in common.
private struct NoteKind: Hashable {
  var key: String
  var file: String?
}

/// Notes of one kind that become one.
private struct NoteFold {
  /// Different labels and values that are named; beyond them a mark that there are more.
  private static let namedLimit = 3
  /// Cells that are kept of each sheet.
  private static let cellLimit = 10_000

  private(set) var finding: Finding
  private var fields: [LocalizedText]
  private var values: [String]
  private var arguments: [String: [LocalizedText]]

  init(_ finding: Finding) {
    self.finding = finding
    fields = finding.field.map { [$0] } ?? []
    values = finding.value.map { [$0] } ?? []
    arguments = finding.arguments.mapValues { [$0] }
  }

  mutating func add(_ other: Finding) {
    finding.count += other.count
    if finding.suggestion != other.suggestion { finding.suggestion = nil }
    addCells(other.cells, on: other.sheet)
    for place in other.elsewhere { addCells(place.cells, on: place.sheet) }
    if let field = other.field, Self.add(field, to: &fields) {
      finding.field = Self.shown(fields, LocalizedText("…")) { $0.joined(separator: .comma) }
    }
    if let value = other.value, Self.add(value, to: &values) {
      finding.value = Self.shown(values, "…") { $0.joined(separator: ", ") }
    }
    for (name, argument) in other.arguments {
      var named = arguments[name] ?? []
      guard Self.add(argument, to: &named) else { continue }
      arguments[name] = named
      finding.arguments[name] = Self.shown(named, LocalizedText("…")) { $0.joined(separator: .comma) }
    }
  }

  /// Whether what is shown changes by it: one more than are named is kept, so that it is known that there are more.
  private static func add<Value: Equatable>(_ value: Value, to values: inout [Value]) -> Bool {
    guard values.count <= namedLimit, !values.contains(value) else { return false }
    values.append(value)
    return true
  }

  private static func shown<Value>(_ values: [Value], _ more: Value, _ join: ([Value]) -> Value) -> Value {
    join(values.count > namedLimit ? values.prefix(namedLimit) + [more] : values)
  }

  private mutating func addCells(_ cells: [CellReference], on sheet: String?) {
    if sheet == finding.sheet {
      if finding.cells.count < Self.cellLimit { finding.cells += cells }
    } else if let sheet {
      guard let place = finding.elsewhere.firstIndex(where: { $0.sheet == sheet }) else {
        return finding.elsewhere.append(.init(sheet: sheet, cells: cells))
      }
      if finding.elsewhere[place].cells.count < Self.cellLimit { finding.elsewhere[place].cells += cells }
    }
  }
}
