@testable import Formulas
@testable import XLSX

/// The text of a formula, parsed and evaluated in a small workbook: whatever it is, there is a value or a fault.
func fuzzCalculation(_ bytes: [UInt8]) {
  let formula = String(decoding: bytes, as: UTF8.self)
  var scanner = FormulaScanner(formula)
  var pieces: [UInt8] = []
  while let piece = scanner.next() { pieces += scanner.bytes[piece.range] }
  require(pieces == scanner.bytes, "the pieces of a formula are not its text")
  guard let reader = attempt({ try WorkbookReader(bytes: smallWorkbook) }) else { return }
  var limits = FormulaLimits()
  limits.steps = 100_000
  limits.arrayElements = 10_000
  limits.textBytes = 1 << 20
  let calculation = WorkbookCalculation(reader, limits: limits, today: 46_000.5, seed: 1)
  let first = outcome(formula, calculation)
  if case .number(let number)? = first {
    require(number.isFinite, "\(formula) is \(number)")
  }
  // What was evaluated once is the same again, unless it is another each time.
  if !formula.uppercased().contains("RAND") {
    let again = outcome(formula, WorkbookCalculation(reader, limits: limits, today: 46_000.5, seed: 1))
    require(again == first, "\(formula) is another value the second time")
  }
}

private func outcome(_ formula: String, _ calculation: WorkbookCalculation) -> CellValue? {
  do throws(FormulaFault) { return try calculation.value(of: formula, at: "D4", in: "One") } catch { return nil }
}

private let smallWorkbook = StoredArchive(entries: SmallPackage().parts).bytes
