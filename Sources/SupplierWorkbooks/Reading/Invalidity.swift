/// Why a filled cell gives no value; with what stands in it.
public enum Invalidity: Sendable, Hashable {
  /// A text that is no number stands where one belongs.
  case notANumber(String)
  /// A number with a comma that may stand for a decimal point or between thousands.
  case ambiguousNumber(String, asDecimal: Double, asThousands: Double)
  /// The same among others of which some have decimal points and some decimal commas.
  case mixedSeparators(String, asDecimal: Double, asThousands: Double)
  /// A number in a unit that is not one of the column's kind.
  case unknownUnit(String, unit: String)
  /// A number that is only a bound: the text, such as `<0.1`, and the number.
  case bound(String, Double)
  /// An error value of a formula, or typed; with the formula, where there is one.
  case errorValue(String, formula: String?)
  /// A day stands where a number belongs.
  case dateForNumber(String)
  /// TRUE or FALSE stands where a number belongs.
  case truthForNumber(String)
  /// What stands where a day belongs is none.
  case notADate(String)
  /// A year stands where a day belongs.
  case yearForDate(String)
  /// The text is no entry of that list.
  case notInList(String, list: ListID)
  /// A share below 0 or above 1; the number as typed, in percent where it was.
  case shareOutOfRange(Double)
  /// Words around the amount contradict what is expected there; with the unit that is, where there is one.
  case stated(StatedWords, expected: String?)
  /// A formula without a cached value: the file was written by a program that does not calculate.
  case notCalculated(formula: String)
}
