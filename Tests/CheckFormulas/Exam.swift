internal import Formulas
internal import XLSX

/// How many formulas of a workbook come to what its program stored.
struct Exam {
  private(set) var right = 0
  private(set) var wrong = 0
  private(set) var notEvaluated = 0
  private(set) var volatile = 0
  /// Why formulas are not evaluated, and how many.
  private(set) var reasons: [String: Int] = [:]

  /// An exam of nothing.
  init() {}

  /// Evaluates each formula of a workbook from its constants.
  init(of file: String, listing isListing: Bool) throws(XLSXError) {
    let reader = try WorkbookReader(path: file)
    let evaluator = WorkbookCalculation(reader)
    for sheet in reader.sheets where sheet.kind == .worksheet {
      var cells: [Cell] = []
      try reader.read(sheet) { row in cells += row.cells.filter { $0.hasFormula } }
      for cell in cells { compare(cell, on: sheet.name, evaluator, isListing) }
    }
  }

  private mutating func compare(_ cell: Cell, on sheet: String, _ evaluator: WorkbookCalculation, _ isListing: Bool) {
    if isVolatile(cell) {
      volatile += 1
      return
    }
    let value: CellValue
    do throws(FormulaFault) { value = try evaluator.value(at: cell.reference, in: sheet) } catch {
      notEvaluated += 1
      let reason = Self.reason(error)
      reasons[reason, default: 0] += 1
      if isListing { print("  \(sheet)!\(cell.reference) not evaluated, \(reason): \(cell.formula ?? "")") }
      return
    }
    if Self.agree(value, cell.value) {
      right += 1
    } else {
      wrong += 1
      if isListing { print("  \(sheet)!\(cell.reference) \(value) instead of \(cell.value): \(cell.formula ?? "")") }
    }
  }

  /// Whether a formula gives another value each time; one that was filled down is looked at once.
  private mutating func isVolatile(_ cell: Cell) -> Bool {
    guard let pattern = cell.formulaPattern else { return false }
    if let known = volatilePatterns[ObjectIdentifier(pattern)] { return known }
    let formula = cell.formula?.uppercased() ?? ""
    let isVolatile = Self.volatileFunctions.contains { formula.contains($0) }
    volatilePatterns[ObjectIdentifier(pattern)] = isVolatile
    patterns.append(pattern)
    return isVolatile
  }

  private var volatilePatterns: [ObjectIdentifier: Bool] = [:]
  /// Held, so that no other takes their place.
  private var patterns: [FormulaPattern] = []
  private static let volatileFunctions = ["NOW(", "TODAY(", "RAND(", "RANDBETWEEN(", "RANDARRAY("]

  private static func reason(_ fault: FormulaFault) -> String {
    switch fault {
    case .unsupported(let what, _, _): what
    case .malformed(let what, _, _): "no formula: \(what)"
    case .circular: "circular"
    case .tooLarge(let limit, _, _): "limit of \(limit.rawValue)"
    case .unknownSheet: "unknown sheet"
    case .unreadable: "unreadable"
    }
  }

  /// Numbers to 1e-9 of their size, or 1e-12 near zero; everything else exactly.
  private static func agree(_ one: CellValue, _ other: CellValue) -> Bool {
    switch (one, other) {
    case (.number(let one), .number(let other)):
      (one - other).magnitude <= max(1e-9 * max(one.magnitude, other.magnitude), 1e-12)
    case (.text(""), .blank): true
    default: one == other
    }
  }

  /// Takes in the outcome of another workbook.
  mutating func add(_ other: Exam) {
    right += other.right
    wrong += other.wrong
    notEvaluated += other.notEvaluated
    volatile += other.volatile
    reasons.merge(other.reasons) { $0 + $1 }
  }

  /// Whether enough formulas are evaluated, and nearly all of them right.
  var isPassed: Bool { wrong * 400 <= right + wrong && notEvaluated * 20 <= right + wrong + notEvaluated && right > 0 }

  /// The outcome in a line.
  var summary: String { "\(right) right, \(wrong) wrong, \(notEvaluated) not evaluated, \(volatile) volatile" }
}
