import Emissions
import Foundation
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

/// One cell read as a value of some kind, and what the rules say of it; the day is 2026-08-01.
struct CheckedCell: CustomTestStringConvertible, Sendable {
  enum Kind: Sendable {
    /// In USD.
    case price
    /// In kg.
    case mass
    /// In kWh.
    case energy
    case share, date, answer, partNumber, currency, country, text
  }

  /// How a cell shows a number.
  enum Format: String, Sendable, CaseIterable {
    case general = "General"
    case date = "yyyy-mm-dd"
    case percent = "0.00%"
    case dayMonth = "d-mmm"
    case scientific = "0.00E+00"
    case text = "@"
  }

  var kind: Kind
  var value: CellValue
  var format = Format.general
  var isMandatory = true

  var testDescription: String { "\(kind) \(value)" }

  private struct Pass: RulePass {
    var findings = FindingCollector()
    var suggestions: Suggestions
    let asOf: CalendarDate
  }

  private static let cell = CellReference(row: 5, column: 3)
  private static let lists = Result { try ReferenceLists.builtIn() }
  private static let definition = Result { try TemplateDefinition.builtIn("emission-calculation-tool") }
  private static let styles = Result {
    var workbook = NewWorkbook()
    workbook.worksheets = [NewWorksheet(name: "S", rows: RowSource([]))]
    for format in Format.allCases.dropFirst() {
      var style = CellStyle()
      style.numberFormat = format.rawValue
      _ = workbook.style(style)
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "styles-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try workbook.write(to: path)
    return try WorkbookReader(path: path).styles
  }

  /// The value as text, and the findings.
  func read() throws -> (value: String?, findings: [Finding]) {
    let observer = CellObserver(styles: try Self.styles.get(), dateSystem: .from1900)
    let style = try #require(Format.allCases.firstIndex(of: format))
    let cell = Cell(Self.cell, value, style: style)
    let definition = try Self.definition.get(), lists = try Self.lists.get()
    var pass = Pass(
      suggestions: Suggestions(definition, lists: lists), asOf: try #require(CalendarDate(year: 2026, month: 8, day: 1))
    )
    let place = Place(
      sheet: "S", field: LocalizedText("Field"), isMandatory: isMandatory,
      isNumber: [.price, .mass, .energy, .share].contains(kind),
      isDate: kind == .date)
    func number(_ factor: (String) -> Double?) -> Double? {
      let observed = observer.number(cell, at: Self.cell, factor: factor)
      pass.observe(observed, at: place)
      pass.checkAmount(observed, at: place)
      return observed.value
    }
    func text(_ observed: Observation<String>) -> String? {
      pass.observe(observed, at: place)
      return observed.value
    }
    var value: String?
    switch kind {
    case .price: value = number { UnitText.isCurrency($0, "USD") ? 1 : nil }.map { "\($0)" }
    case .mass: value = number { UnitText.factor(from: $0, to: "kg") }.map { "\($0)" }
    case .energy: value = number { UnitText.factor(from: $0, to: "kWh") }.map { "\($0)" }
    case .share:
      let observed = observer.share(cell, at: Self.cell)
      pass.observe(observed, at: place)
      value = observed.value.map { "\($0)" }
    case .date:
      let observed = observer.date(cell, at: Self.cell)
      pass.observe(observed, at: place)
      pass.checkDay(observed, at: place)
      value = observed.value?.description
    case .answer: value = text(observer.answer(cell, at: Self.cell, list: "yes-no") { $0 == "yes" ? "Yes" : "No" })
    case .partNumber:
      let observed = observer.partNumber(cell, at: Self.cell)
      value = text(observed)
      pass.checkShape(ofPartNumber: observed, at: place)
    case .currency:
      value = text(
        observer.entry(cell, at: Self.cell, list: "currency") { definition.match(of: "currency", meant: $0)?.map(\.id) }
      )
    case .country: value = text(observer.entry(cell, at: Self.cell, list: "country") { lists.match(.country, $0) })
    case .text: value = text(observer.text(cell, at: Self.cell))
    }
    return (value, pass.findings.sorted(sheets: ["S"]))
  }
}
