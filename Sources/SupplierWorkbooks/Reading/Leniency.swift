/// How a value was read although it did not stand as it should; with the text as the user sees it.
public enum Leniency: Sendable, Hashable {
  /// A number stored as text.
  case numberFromText(String)
  /// A decimal comma, or separators between thousands.
  case numberWithSeparators(String)
  /// A number with a unit beside it, converted to the unit of the column.
  case numberWithUnit(String)
  /// A number whose only separator may stand before decimals or between thousands, read as others of its column are.
  case numberByColumn(String)
  /// A number with a point before three digits, taken for decimals; and what it is if they are thousands.
  case numberWithPoint(String, asThousands: Double)
  /// An amount in thousands, 万 or millions, multiplied out.
  case scaledNumber(String)
  /// A price for so many pieces, divided by them.
  case numberPerMany(String, pieces: Double)
  /// A percentage where a number belongs.
  case percentForNumber(String)
  /// A share above 1, taken for a percentage: 40 for 40 %.
  case shareFromPlainNumber(Double)
  /// A day stored as text.
  case dateFromText(String)
  /// Month and day could be exchanged; the month was taken to come first.
  case dateFromAmbiguousText(String)
  /// A day stored as a plain number that can only be one.
  case dateFromPlainNumber(Double)
  /// The time of day was dropped.
  case timeOfDay
  /// A text stored as a number.
  case textFromNumber(String)
  /// A part number that a spreadsheet program changed; with the text as shown.
  case damagedPartNumber(String, PartNumber.Damage)
  /// A part number stored as another text or number than its format shows; with both.
  case shownPartNumber(String, plain: String)
  /// Spaces at the ends, or characters that cannot be seen, were removed.
  case cleaned(String)
  /// Characters that look like others: full-width letters, Cyrillic letters in Latin text, hyphens that are none.
  case lookAlike(String, plain: String)
  /// An amount that words around it say to be in another unit or scale, or for many pieces: converted by the factor.
  indirect case restated(StatedWords, factor: Double, after: Leniency?)
  /// A currency that words around the amount say.
  case statedCurrency(StatedWords)
  /// A list value in another spelling, and how the list writes it.
  case listVariant(String, written: String)
  /// A text that several entries of a list may mean; with the one that was taken, and the others.
  case listGuess(String, written: String, others: String)
}
