internal import Emissions
public import XLSX

/// A cell of a workbook.
public struct CellPlace: Hashable, Sendable, CustomStringConvertible {
  /// The name of its sheet.
  public var sheet: String
  /// Where it stands on the sheet.
  public var cell: CellReference

  /// As formulas write it: `Parts!B7`, `'Per MPN'!B7`.
  public var description: String { SheetName.quoted(sheet) + "!" + cell.description }
}

/// A cell that stores another value than its formula has.
public struct CellDifference: Hashable, Sendable {
  /// The cell.
  public var place: CellPlace
  /// The value that the file stores.
  public var stored: CellValue
  /// The value of the formula.
  public var evaluated: CellValue
}

extension CellValue {
  /// Whether two values are the same to the last digit and character.
  func isIdentical(to other: CellValue) -> Bool {
    if case .text(let text) = self, case .text(let other) = other { return text.utf8.elementsEqual(other.utf8) }
    return self == other
  }

  /// Whether two values are the same but for the last digits of numbers: a billionth of them.
  func agrees(with other: CellValue) -> Bool {
    guard case .number(let number) = self, case .number(let other) = other else { return isIdentical(to: other) }
    return (number - other).magnitude <= 1e-9 * max(number.magnitude, other.magnitude)
  }

  /// The value as a cell shows it without a number format; a text between quotes, nothing for an empty cell.
  public var written: String {
    switch self {
    case .blank: ""
    case .number(let number):
      number == 0 || (1e-6..<1e15).contains(number.magnitude) ? DecimalText.shortest(number) : "\(number)"
    case .text(let text): "\"\(text)\""
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.rawValue
    }
  }
}
