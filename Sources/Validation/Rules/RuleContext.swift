internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// What rules look at, and where they put what they find.
struct RuleContext {
  let workbook: SupplierWorkbook
  let calculation: Calculation
  let lists: ReferenceLists
  /// The day that counts as today.
  let asOf: CalendarDate
  var findings = FindingCollector()

  /// A place of the workbook: a field or the cell of a column, with its label.
  struct Place {
    /// Where it is another than the workbook.
    var file: String?
    var sheet: String
    var field: LocalizedText
    var isMandatory: Bool
    var isNumber: Bool
    var isDate = false
    /// A price: zero is no answer.
    var isPrice = false

    var emptyVariant: String { file != nil ? "company" : isPrice ? "price" : isNumber ? "number" : isDate ? "date" : "" }
  }

  func fieldPlace(_ id: String) -> Place? {
    if let place = companyPlace(id) { return place }
    for sheet in workbook.located.definition.sheets {
      guard let definition = sheet.field(id) else { continue }
      let role = workbook.located.sheets[sheet.id]?.fields[id]?.role ?? definition.role
      return Place(
        sheet: workbook.sheetName(sheet.id), field: definition.labels.text, isMandatory: role == .mandatory,
        isNumber: definition.type == .number || definition.type == .percentage, isDate: definition.type == .date)
    }
    return nil
  }

  func columnPlace(_ sheet: String, _ id: String) -> Place? {
    guard let definition = workbook.located.definition.sheet(sheet)?.table?.column(id) else { return nil }
    let role = workbook.located.sheets[sheet]?.table?.role(id) ?? definition.role
    return Place(
      sheet: workbook.sheetName(sheet), field: definition.labels.text, isMandatory: role == .mandatory,
      isNumber: definition.type == .number || definition.type == .percentage, isDate: definition.type == .date,
      isPrice: id == "price")
  }

  mutating func add(
    _ rule: String, _ severity: Severity, variant: String = "", at place: Place?, _ cell: CellReference?, value: String? = nil,
    arguments: [String: LocalizedText] = [:], suggestion: String? = nil
  ) {
    var finding = Finding(
      rule, severity, variant: variant, sheet: place?.sheet, cell: cell, field: place?.field, value: value, arguments: arguments,
      suggestion: suggestion)
    finding.file = place?.file
    if let file = place?.file { finding.arguments["file"] = LocalizedText(file) }
    findings.add(finding)
  }

  /// What can be said of any cell by how it was read: empty though mandatory, unreadable, read leniently.
  ///
  /// - Parameter severity: of what cannot be read; in an optional cell it is a warning where no figure depends on it.
  mutating func observe<Value>(_ observation: Observation<Value>, at place: Place?, isNeeded: Bool = true) {
    guard let place else { return }
    switch observation.outcome {
    case .absent where place.file == nil: break
    case .value: break
    case .absent, .empty:
      if place.isMandatory {
        add("M01", .error, variant: place.emptyVariant, at: place, observation.reference)
      }
    case .lenient(_, let how): add(leniency: how, at: place, observation.reference)
    case .invalid(let why): add(invalidity: why, isNeeded || place.isMandatory ? .error : .warning, at: place, observation.reference)
    }
  }

  private mutating func add(leniency: Leniency, at place: Place, _ cell: CellReference?) {
    switch leniency {
    case .numberFromText(let text): add("N01", .note, at: place, cell, value: text)
    case .shareFromPlainNumber(let number):
      add(
        "C10", .warning, variant: "plain", at: place, cell, value: DecimalText.shortest(number),
        suggestion: DecimalText.shortest(number) + "%")
    case .dateFromText(let text): add("D01", .note, at: place, cell, value: text)
    case .dateFromAmbiguousText(let text): add("D01", .warning, variant: "ambiguous", at: place, cell, value: text)
    case .dateFromPlainNumber(let number): add("D05", .warning, variant: "number", at: place, cell, value: DecimalText.shortest(number))
    case .timeOfDay: add("D05", .note, variant: "time", at: place, cell)
    case .textFromNumber(let text): add("P03", .warning, at: place, cell, value: text)
    case .cleaned(let text): add("P04", .warning, at: place, cell, value: text)
    case .listVariant(let text): add("L01", .note, at: place, cell, value: text)
    }
  }

  private mutating func add(invalidity: Invalidity, _ severity: Severity, at place: Place, _ cell: CellReference?) {
    switch invalidity {
    case .notANumber(let text): add("N05", severity, at: place, cell, value: text)
    case .errorValue(let error, let formula):
      add(
        "N06", severity, variant: formula == nil ? "" : "formula", at: place, cell, value: error,
        arguments: formula.map { ["formula": LocalizedText("=" + $0)] } ?? [:])
    case .dateForNumber(let text): add("N07", severity, at: place, cell, value: text)
    case .truthForNumber(let text): add("N05", severity, at: place, cell, value: text)
    case .notADate(let text): add("D02", severity, at: place, cell, value: text)
    case .notInList(let text, _): add("L03", severity, at: place, cell, value: text)
    case .shareOutOfRange(let number): add("C10", .error, at: place, cell, value: DecimalText.shortest(number))
    case .notCalculated(let formula): add("W03", severity, at: place, cell, arguments: ["formula": LocalizedText("=" + formula)])
    }
  }

  /// A number that must not be negative and not be beyond all measure.
  mutating func checkAmount(_ observation: Observation<Double>, at place: Place?) {
    guard let value = observation.value else { return }
    if value < 0 { add("N04", .error, at: place, observation.reference, value: DecimalText.shortest(value)) }
    if value > Observation<Double>.greatestAmount {
      add("N09", .error, at: place, observation.reference, value: DecimalText.shortest(value))
    }
  }
}
