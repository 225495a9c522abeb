internal import XLSX

/// What was evaluated so far.
struct FormulaMemory {
  enum Result {
    case value(CellValue)
    case fault(FormulaFault)
  }

  var results: [FormulaCell: Result] = [:]
  /// The results of array formulas, by their first cells.
  var arrays: [FormulaCell: FormulaArray] = [:]
  /// The values of rectangles that formulas refer to; many refer to the same.
  private(set) var areas: [FormulaArea: FormulaArray] = [:]
  /// Where values stand in rows and columns in which formulas look for them.
  var positions: [FormulaArea: FormulaPositions] = [:]
  /// Where every value stands in rows and columns that formulas compare with a criterion.
  var matches: [FormulaArea: FormulaMatches] = [:]
  private var elements = 0

  /// Keeps the values of a rectangle; the others are forgotten where all together are too large.
  mutating func keep(_ array: FormulaArray, of area: FormulaArea, limit: Int) {
    guard array.values.count >= 16 else { return }
    if elements + array.values.count > limit {
      areas = [:]
      positions = [:]
      matches = [:]
      elements = 0
    }
    areas[area] = array
    elements += array.values.count
  }
}

/// Where each value first stands in a single row or column.
struct FormulaPositions {
  private var numbers: [Double: Int] = [:]
  private var texts: [String: Int] = [:]
  private var booleans: [Bool: Int] = [:]

  init(_ vector: FormulaArray) {
    for index in 0..<vector.filledLength {
      switch vector[index] {
      case .number(let number): if numbers[number] == nil { numbers[number] = index }
      case .text(let text):
        let text = FormulaComparison.folded(text)
        if texts[text] == nil { texts[text] = index }
      case .boolean(let boolean): if booleans[boolean] == nil { booleans[boolean] = index }
      case .blank, .error: break
      }
    }
  }

  /// The first place of a value, counted from 0.
  func first(of value: CellValue) -> Int? {
    switch value {
    case .number(let number): numbers[number]
    case .text(let text): texts[FormulaComparison.folded(text)]
    case .boolean(let boolean): booleans[boolean]
    case .blank, .error: nil
    }
  }
}

/// Where each value stands in a single row or column, all of its places in order.
final class FormulaMatches {
  private var numbers: [Double: [Int]] = [:]
  private var texts: [String: [Int]] = [:]
  private var booleans: [Bool: [Int]] = [:]
  /// Texts that read as a number; `nil` where that is not sure of one of them.
  private var numericTexts: [Double: [Int]]? = [:]

  init(_ vector: FormulaArray, _ calendar: FormulaCalendar) {
    for index in 0..<vector.filledLength {
      switch vector[index] {
      case .number(let number): numbers[number, default: []].append(index)
      case .text(let text):
        texts[FormulaComparison.folded(text), default: []].append(index)
        do throws(FormulaInterruption) {
          if let number = try FormulaNumberText.number(of: text, calendar) {
            numericTexts?[number, default: []].append(index)
          }
        } catch { numericTexts = nil }
      case .boolean(let boolean): booleans[boolean, default: []].append(index)
      case .blank, .error: break
      }
    }
  }

  /// The places of the values that meet a criterion, counted from 0; `nil` where that is to be asked of each.
  func places(of criterion: FormulaCriterion) -> [Int]? {
    switch criterion.equalValue {
    case .number(let number):
      guard let numericTexts else { return nil }
      let (one, other) = (numbers[number] ?? [], numericTexts[number] ?? [])
      return other.isEmpty ? one : (one + other).sorted()
    case .text(let text): return texts[FormulaComparison.folded(text)] ?? []
    case .boolean(let boolean): return booleans[boolean] ?? []
    case .blank, .error, nil: return nil
    }
  }
}
