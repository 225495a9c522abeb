/// Why a filled cell gives no value; with what stands in it.
public enum Invalidity: Sendable, Hashable {
  case notANumber(String)
  /// A number with a comma that may stand for a decimal point or between thousands.
  case ambiguousNumber(String, asDecimal: Double, asThousands: Double)
  /// A number in a unit that is not one of the column's kind.
  case unknownUnit(String, unit: String)
  /// `<0.1`: the number is less than that.
  case bound(String, Double)
  case errorValue(String, formula: String?)
  case dateForNumber(String)
  case truthForNumber(String)
  case notADate(String)
  case notInList(String, list: ListID)
  case shareOutOfRange(Double)
  /// A formula without a cached value: the file was written by a program that does not calculate.
  case notCalculated(formula: String)
}
