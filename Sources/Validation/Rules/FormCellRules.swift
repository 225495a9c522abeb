internal import Emissions
public import SupplierWorkbooks
public import XLSX

/// Rules about the cells of a form: each filled row by the roles and types of its columns.
public enum FormCellRules {
  /// All findings of a form, those about its columns among them.
  ///
  /// - Parameter asOf: the day that counts as today.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public static func findings(in located: LocatedTemplate, reader: WorkbookReader, asOf: CalendarDate) throws -> [Finding] {
    var collector = FindingCollector()
    TemplateRules.check(located) { collector.add($0) }
    for sheet in located.sheets.values {
      guard let table = sheet.table else { continue }
      let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
      let columns = table.columns.sorted { $0.value.column < $1.value.column }
      for row in try FormReader.read(sheet: sheet, table: table, reader: reader).rows {
        for (id, column) in columns {
          let place = CellReference(row: row.index, column: column.column)
          for finding in check(row.cells[id], at: place, column: column, observer: observer, located: located, asOf: asOf) {
            var finding = finding
            finding.sheet = sheet.name
            finding.cells = [place]
            finding.field = column.definition.labels.text
            collector.add(finding)
          }
        }
      }
    }
    return collector.sorted(sheets: reader.sheets.map(\.name))
  }

  private static func check(
    _ cell: Cell?, at place: CellReference, column: LocatedTemplate.Column, observer: CellObserver, located: LocatedTemplate,
    asOf: CalendarDate
  ) -> [Finding] {
    // What is wrong in a grey cell is never an error.
    let severity: Severity = column.role == .mandatory ? .error : .warning
    switch column.definition.type {
    case .number:
      let number = observer.number(cell, at: place)
      if let value = number.value, value < 0 { return [Finding("N04", severity, value: DecimalText.shortest(value))] }
      return finding(number, column, severity, emptyVariant: "number")
    case .percentage: return finding(observer.share(cell, at: place), column, severity, emptyVariant: "number")
    case .date:
      let date = observer.date(cell, at: place)
      if let value = date.value, value > asOf {
        return [Finding("D03", severity, value: value.description, arguments: ["today": LocalizedText(asOf.description)])]
      }
      return finding(date, column, severity, emptyVariant: "date")
    case .list:
      let list = column.definition.list ?? ""
      let entry = observer.entry(cell, at: place, list: list) { located.definition.entry(of: list, meant: $0) }
      return finding(entry, column, severity, emptyVariant: "")
    case .text, .partNumber: return finding(observer.text(cell, at: place), column, severity, emptyVariant: "")
    }
  }

  private static func finding<Value>(
    _ observation: Observation<Value>, _ column: LocatedTemplate.Column, _ severity: Severity, emptyVariant: String
  ) -> [Finding] {
    switch observation.outcome {
    case .absent, .value: []
    case .lenient(_, .numberFromText(let text)): [Finding("N01", .note, value: text)]
    case .lenient(_, .dateFromText(let text)): [Finding("D01", .note, value: text)]
    case .lenient(_, .dateFromAmbiguousText(let text)): [Finding("D01", .warning, variant: "ambiguous", value: text)]
    case .lenient: []
    case .empty: column.role == .mandatory ? [Finding("M01", .error, variant: emptyVariant)] : []
    case .invalid(let why): [finding(why, severity)]
    }
  }

  private static func finding(_ why: Invalidity, _ severity: Severity) -> Finding {
    switch why {
    case .notANumber(let text), .truthForNumber(let text): Finding("N05", severity, value: text)
    case .errorValue(let error, let formula):
      Finding(
        "N06", severity, variant: formula == nil ? "" : "formula", value: error,
        arguments: formula.map { ["formula": LocalizedText("=" + $0)] } ?? [:])
    case .dateForNumber(let text): Finding("N07", severity, value: text)
    case .notADate(let text): Finding("D02", severity, value: text)
    case .notInList(let text, _): Finding("L03", severity, value: text)
    case .shareOutOfRange(let number): Finding("N05", severity, value: DecimalText.shortest(number) + " %")
    case .notCalculated(let formula): Finding("W03", severity, arguments: ["formula": LocalizedText("=" + formula)])
    }
  }
}
