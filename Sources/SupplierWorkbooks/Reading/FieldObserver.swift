internal import Emissions
internal import XLSX

/// Reads the single fields of a located sheet.
struct FieldObserver {
  let worksheet: Worksheet
  let sheet: LocatedTemplate.Sheet
  let observer: CellObserver
  private let marks: NumberMarks

  init(worksheet: Worksheet, sheet: LocatedTemplate.Sheet, observer: CellObserver) {
    self.worksheet = worksheet
    self.sheet = sheet
    self.observer = observer
    marks = NumberMarks(worksheet, sheet)
  }

  private func find(_ id: FieldID) -> (cell: Cell?, reference: CellReference)? {
    guard let field = sheet.fields[id] else { return nil }
    return (worksheet.shown(at: field.reference), field.reference)
  }

  func number(_ id: FieldID, factor: ((String) -> Double?)? = nil) -> Observation<Double> {
    let unit = sheet.fields[id]?.definition.unit
    return find(id).map { cell, reference in
      observer.number(
        cell, at: reference, marks: marks,
        factor: factor ?? { typed in unit.flatMap { UnitText.factor(from: typed, to: $0) } })
    } ?? .absent
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
