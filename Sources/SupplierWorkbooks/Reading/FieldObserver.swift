internal import Emissions
internal import XLSX

/// Reads the single fields of a located sheet.
struct FieldObserver {
  let worksheet: Worksheet
  let sheet: LocatedTemplate.Sheet
  let observer: CellObserver
  /// Whether words around amounts say how they are meant: labels of somebody else's workbook do not.
  private let readsWords: Bool
  private let marks: NumberMarks

  init(worksheet: Worksheet, sheet: LocatedTemplate.Sheet, observer: CellObserver, readsWords: Bool = false) {
    self.worksheet = worksheet
    self.sheet = sheet
    self.observer = observer
    self.readsWords = readsWords
    marks = NumberMarks(worksheet, sheet)
  }

  private func find(_ id: FieldID) -> (cell: Cell?, reference: CellReference)? {
    guard let field = sheet.fields[id] else { return nil }
    return (worksheet.shown(at: field.reference), field.reference)
  }

  func number(
    _ id: FieldID, as expected: ExpectedMeasure? = nil, _ said: [ExpectedMeasure.Statement] = []
  ) -> Observation<Double> {
    guard let field = sheet.fields[id], let (cell, reference) = find(id) else { return .absent }
    let expected = expected ?? ExpectedMeasure(unit: field.definition.unit)
    let observation = observer.number(cell, at: reference, marks: marks, factor: expected.factor)
    return readsWords ? observer.restated(observation, cell, said + statements(field), as: expected) : observation
  }

  /// What remarks between the fields say of all money on the sheet.
  var moneyRemarks: [ExpectedMeasure.Statement] {
    let taken = Set(sheet.fields.values.map { $0.reference.row })
    return MoneyRemark.statements(in: worksheet.rows.filter { !taken.contains($0.index) }, namesCurrency: false)
  }

  /// A number as it stands, whatever words say around it.
  func plainNumber(_ id: FieldID) -> Observation<Double> {
    find(id).map { observer.number($0.cell, at: $0.reference, marks: marks) } ?? .absent
  }

  /// What the label of a field and the cell behind it say, besides what the template writes there.
  private func statements(_ field: LocatedTemplate.Field) -> [ExpectedMeasure.Statement] {
    let (row, column) = (field.reference.row, field.reference.column)
    let label = (1..<max(1, column)).reversed().lazy.compactMap {
      worksheet[CellReference(row: row, column: $0)]?.value.text
    }.first
    var statements: [ExpectedMeasure.Statement] = []
    if let measure = label.flatMap({ StatedMeasure(label: $0, besides: field.definition.labels.folded) }) {
      statements.append(.init(measure: measure, source: .label))
    }
    let own = (field.definition.hint.map { $0.spellings + [$0.inline] } ?? []) + [field.definition.unit ?? ""]
    if let text = worksheet[CellReference(row: row, column: column + 1)]?.value.text, text.utf8.count <= 40,
      !own.contains(where: { LabelText.folded($0) == LabelText.folded(text) }), let measure = StatedMeasure(text)
    {
      statements.append(.init(measure: measure, source: .unitCell))
    }
    return statements
  }

  func text(_ id: FieldID) -> Observation<String> {
    find(id).map { observer.text($0.cell, at: $0.reference) } ?? .absent
  }
  func date(_ id: FieldID) -> Observation<CalendarDate> {
    let isDayFirst = sheet.fields[id]?.definition.isDayFirst ?? false
    return find(id).map { observer.date($0.cell, at: $0.reference, isDayFirst: isDayFirst) } ?? .absent
  }
  func answer(_ id: FieldID, list: ListID, in definition: TemplateDefinition) -> Observation<String> {
    find(id).map { cell, reference in
      observer.answer(cell, at: reference, list: list) { definition.entry(of: list, id: $0)?.written ?? $0 }
    } ?? .absent
  }
  func entry<Entry>(_ id: FieldID, list: ListID, find: (String) -> ListMatch<Entry>?) -> Observation<Entry> {
    self.find(id).map { observer.entry($0.cell, at: $0.reference, list: list, find: find) } ?? .absent
  }
}
