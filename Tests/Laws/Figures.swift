import Emissions
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

/// What a law compares: the figures that come of a workbook, and what is said of it.
struct Figures: Equatable {
  /// tCO2e and MWh of the company, in the order scope 1, scope 2, renewable, non-renewable.
  var totals: [Double?]
  /// Of each part its number, price, kgCO2e, renewable and non-renewable kWh, in the order of the workbook.
  var parts: [[String]]

  init(_ completion: Completion) {
    let used = completion.calculation.inventory.used
    totals = [
      used.scope1?.tonnes, used.scope2?.tonnes, used.renewable?.megawattHours, used.nonRenewable?.megawattHours,
    ]
    parts = zip(completion.workbook.parts, completion.calculation.parts).map { part, result in
      func shown(_ value: Double?) -> String { value.map { DecimalText.shortest(DecimalText.rounded($0)) } ?? "" }
      return [
        part.mpn.value ?? "", part.mfg.value ?? "", shown(result.share?.emissions?.kilograms),
        shown(result.share?.renewable?.kilowattHours), shown(result.share?.nonRenewable?.kilowattHours),
      ]
    }
  }

  /// Whether both are the same but for the last digits.
  func agrees(with other: Figures) -> Bool {
    guard parts == other.parts, totals.count == other.totals.count else { return false }
    return zip(totals, other.totals).allSatisfy { one, two in
      guard let one, let two else { return (one == nil) == (two == nil) }
      return abs(one - two) <= 1e-9 * max(abs(one), abs(two))
    }
  }
}

/// Completes workbooks as the program does, on a fixed day.
struct Completer {
  let definitions: TemplateDefinitions
  let settings: CompletionSettings

  init() throws {
    definitions = try TemplateDefinitions()
    settings = try CompletionSettings(asOf: CalendarDate(year: 2026, month: 11, day: 27) ?? .unixEpoch)
  }

  func complete(_ path: String) throws -> Completion {
    try Completion(of: WorkbookReader(path: path), by: definitions, settings: settings)
  }
}
