internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// H01, H02: the form of a customs code, and whether the EU's carbon border adjustment mechanism covers it.
  ///
  /// The column is grey: never an error.
  mutating func checkCustomsCode(_ observation: Observation<String>, _ coverage: CBAMGoods.Coverage?, at place: Place?)
  {
    var isNumber = false
    if case .lenient(_, .textFromNumber) = observation.outcome { isNumber = true }
    // A code typed as a number has lost nothing as long as it is one.
    if !isNumber { observe(observation, at: place, isNeeded: false) }
    guard let text = observation.value else { return }
    guard let code = CustomsCode(text) else {
      let restored = isNumber ? CustomsCode("0" + text) : nil
      add(
        "H01", .warning, variant: restored == nil ? "" : "number", at: place, observation.reference, value: text,
        suggestion: restored?.digits)
      return
    }
    guard let coverage, coverage.mayBeCovered, let entry = coverage.entry else { return }
    let variant =
      switch coverage {
      case .needsEightDigits: "eight-digits"
      case .dependsOnGood: "good"
      default: ""
      }
    add(
      "H02", .note, variant: variant, at: place, observation.reference, value: text,
      arguments: [
        "code": LocalizedText(code.description),
        "listed": LocalizedText(CustomsCode(entry.code)?.description ?? entry.code),
        "goods": entry.goods, "sector": entry.sectorName,
      ])
  }
}
