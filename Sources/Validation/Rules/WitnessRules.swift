internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// A formula of the workbook that does not hold the number that GreenQuote computes.
struct Disagreement {
  var sheet: String
  var cell: CellReference
  var label: LocalizedText
  /// What the file stores for the formula; blank for nothing.
  var stored: CellValue
  /// What GreenQuote computes.
  var computed: Double
}

extension IntegrityPass {
  /// W07: the workbook's own result is a witness.
  ///
  /// A value that its own formulas bring up to date to what GreenQuote computes was merely stale. Any other says that
  /// GreenQuote reads the workbook otherwise than its formulas do: an error, with both figures.
  mutating func hearWitness(lists: ReferenceLists) {
    let formulas = account.sheets.contains { !$0.formulas.isEmpty }
    guard !disagreements.isEmpty || formulas else { return }
    let evaluator = FormulaEvaluator(reader)
    checkInputs(evaluator)
    guard workbook.companySource == nil, lists.library.ownFactors.isEmpty else { return }
    // What formulas cannot read is read as GreenQuote did: only where they look is in question.
    let inputs = FormulaInputs(workbook, lists: lists)
    for (id, values) in inputs.values {
      guard let sheet = workbook.located.sheets[id]?.name else { continue }
      do throws(FormulaFault) { try evaluator.replace(values, on: sheet) } catch { continue }
    }
    for disagreement in disagreements { check(disagreement, evaluator) }
  }

  /// Sums of many numbers differ in their last digits.
  private static func agree(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-6 * max(abs(one), abs(other))
  }

  private mutating func check(_ disagreement: Disagreement, _ evaluator: FormulaEvaluator) {
    let value: CellValue
    do throws(FormulaFault) {
      value = try evaluator.value(sheet: disagreement.sheet, cell: disagreement.cell)
    } catch {
      // Nobody can tell whether the stored number is stale; where nothing is stored there is no witness.
      guard case .number(let stored) = disagreement.stored else { return }
      report(disagreement, variant: "stored", Self.shown(stored))
      return
    }
    switch value {
    case .number(let number):
      if !Self.agree(number, disagreement.computed) { report(disagreement, variant: "", Self.shown(number)) }
    case .error(let error): report(disagreement, variant: "", error.rawValue)
    case .blank, .text, .boolean: report(disagreement, variant: "", "\u{201C}\u{201D}")
    }
  }

  private mutating func report(_ disagreement: Disagreement, variant: String, _ value: String) {
    findings.add(
      Finding(
        "W07", .error, variant: variant, sheet: disagreement.sheet, cell: disagreement.cell, field: disagreement.label,
        value: value, arguments: ["computed": LocalizedText(Self.shown(disagreement.computed))]))
  }

  /// W07: an input that is a formula and does not hold what it comes to.
  private mutating func checkInputs(_ evaluator: FormulaEvaluator) {
    for sheet in account.sheets {
      for (cell, stored) in sheet.formulas.sorted(by: { $0.key < $1.key }) {
        var value: CellValue?
        do throws(FormulaFault) { value = try evaluator.value(sheet: sheet.name, cell: cell) } catch { value = nil }
        guard case .number(let number)? = value, !Self.agree(number, stored) else { continue }
        findings.add(
          Finding(
            "W07", .error, variant: "input", sheet: sheet.name, cell: cell, value: Self.shown(stored),
            arguments: ["evaluated": LocalizedText(Self.shown(number))]))
      }
    }
  }

  private static func shown(_ number: Double) -> String {
    DecimalText.shortest(DecimalText.rounded(number, decimals: abs(number) < 1 ? 10 : 6))
  }
}
