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
  /// How far the number is from the inputs.
  var rank: Rank

  /// The totals that parts are computed from come first: what differs there differs in all that follows.
  enum Rank: CaseIterable { case total, intermediate, part }
}

extension IntegrityPass {
  /// W07: the workbook's own result is a witness.
  ///
  /// A value that its own formulas bring up to date to what GreenQuote computes was merely stale. Any other says that
  /// GreenQuote reads the workbook otherwise than its formulas do: an error, with both figures.
  ///
  /// - Parameters:
  ///   - inventory: the figures of the company.
  ///   - lists: GreenQuote's factors.
  /// - Throws: `XLSXError` where a sheet cannot be read.
  mutating func hearWitness(on inventory: Inventory, lists: ReferenceLists) throws(XLSXError) {
    let formulas = account.sheets.contains { !$0.formulas.isEmpty }
    guard !disagreements.isEmpty || formulas else { return }
    let evaluator = FormulaEvaluator(reader)
    checkInputs(evaluator)
    guard workbook.companySource == nil, !workbook.hasUncountedAdditions, lists.library.ownFactors.isEmpty else {
      return
    }
    // What formulas cannot read is read as GreenQuote did: only where they look is in question.
    let inputs = FormulaInputs(workbook, lists: lists, includesRestated: true)
    for (id, values) in inputs.values {
      guard let sheet = workbook.located.sheets[id]?.name else { continue }
      do throws(FormulaFault) { try evaluator.replace(values, on: sheet) } catch { continue }
    }
    for (id, rows) in workbook.setAside {
      guard let sheet = workbook.located.sheets[id] else { continue }
      let inputs = sheet.table?.columns.values.filter { $0.definition.role != .computed }.map { $0.column } ?? []
      let cells = rows.flatMap { aside in inputs.map { CellReference(row: aside.row, column: $0) } }
      // A total that the template's formulas take for an entry is none for them either.
      let blanks = Dictionary(cells.map { ($0, CellValue.blank) }) { first, _ in first }
      do throws(FormulaFault) { try evaluator.replace(blanks, on: sheet.name) } catch { continue }
    }
    for rank in Disagreement.Rank.allCases {
      var isHeard = false
      for disagreement in disagreements where disagreement.rank == rank {
        if check(disagreement, evaluator) { isHeard = true }
      }
      if isHeard { return try checkListedFactors(inventory, lists) }
    }
  }

  /// Sums of many numbers differ in their last digits.
  private static func agree(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-6 * max(abs(one), abs(other))
  }

  /// Whether the witness says another number than GreenQuote.
  private mutating func check(_ disagreement: Disagreement, _ evaluator: FormulaEvaluator) -> Bool {
    let value: CellValue
    do throws(FormulaFault) {
      value = try evaluator.value(sheet: disagreement.sheet, cell: disagreement.cell)
    } catch {
      // Nobody can tell whether the stored number is stale; where nothing is stored there is no witness.
      guard case .number(let stored) = disagreement.stored else { return false }
      report(disagreement, variant: "stored", Self.shown(stored))
      return true
    }
    switch value {
    case .number(let number):
      if Self.agree(number, disagreement.computed) { return false }
      report(disagreement, variant: "", Self.shown(number))
    case .error(let error):
      // The formulas refuse the part, and so do the rules.
      if disagreement.rank == .part, findings.hasError(on: disagreement.sheet, row: disagreement.cell.row) {
        return false
      }
      report(disagreement, variant: "", error.rawValue)
    case .text(let text): report(disagreement, variant: "", "'\(text)'")
    case .blank, .boolean: return false
    }
    return true
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
