public import XLSX

/// What was found in a cell that should hold a value of some type: the value, or why there is none, always with the cell.
///
/// Observations carry no severities and no words for the user: rules make findings of them.
public struct Observation<Value: Sendable & Hashable>: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    /// The workbook has no such cell: its sheet, field or column was not found.
    case absent
    /// Empty, or filled with what people write for nothing: `-`, `n/a`, `无`.
    case empty
    case value(Value)
    /// A value that stands there in another form than it should.
    // Indirect: rare, and several times as large as the others.
    indirect case lenient(Value, Leniency)
    indirect case invalid(Invalidity)
  }

  public var reference: CellReference?
  public var outcome: Outcome

  @inlinable public init(_ reference: CellReference?, _ outcome: Outcome) {
    self.reference = reference
    self.outcome = outcome
  }

  public static var absent: Observation { Observation(nil, .absent) }

  /// The value, read strictly or leniently; `nil` where there is none.
  @inlinable public var value: Value? {
    switch outcome {
    case .value(let value), .lenient(let value, _): value
    case .absent, .empty, .invalid: nil
    }
  }

  @inlinable public var isEmpty: Bool {
    switch outcome {
    case .absent, .empty: true
    default: false
    }
  }

  @inlinable public var isInvalid: Bool { if case .invalid = outcome { true } else { false } }

  /// The same observation of a value made from this one.
  public func map<Other>(_ transform: (Value) -> Other) -> Observation<Other> {
    switch outcome {
    case .absent: .init(reference, .absent)
    case .empty: .init(reference, .empty)
    case .value(let value): .init(reference, .value(transform(value)))
    case .lenient(let value, let how): .init(reference, .lenient(transform(value), how))
    case .invalid(let why): .init(reference, .invalid(why))
    }
  }
}

extension Observation<Double> {
  /// Amounts of energy, mass and emissions are from 0 to this.
  public static var greatestAmount: Double { 1e12 }

  /// Filled, but with nothing that can be an amount: no number, a negative one, or one beyond all measure.
  public var isNoAmount: Bool { isInvalid || value.map { !(0...Self.greatestAmount).contains($0) } ?? false }
}

/// The entry of a list that a text means.
public struct ListMatch<Entry: Sendable>: Sendable {
  public var entry: Entry
  /// The text is one of the spellings of the list, not only one that means the same.
  public var isExact: Bool
  /// As the list writes it.
  public var written: String

  public init(_ entry: Entry, isExact: Bool, written: String) {
    self.entry = entry
    self.isExact = isExact
    self.written = written
  }

  /// The match of something else that this entry stands for.
  public func map<Other: Sendable>(_ transform: (Entry) -> Other) -> ListMatch<Other> {
    .init(transform(entry), isExact: isExact, written: written)
  }
}

/// How a value was read although it did not stand as it should; with the text as the user sees it.
public enum Leniency: Sendable, Hashable {
  case numberFromText(String)
  /// A decimal comma, or separators between thousands.
  case numberWithSeparators(String)
  /// A number with a unit beside it, converted to the unit of the column.
  case numberWithUnit(String)
  /// A percentage where a number belongs.
  case percentForNumber(String)
  case shareFromPlainNumber(Double)
  case dateFromText(String)
  /// Month and day could be exchanged; the month was taken to come first.
  case dateFromAmbiguousText(String)
  case dateFromPlainNumber(Double)
  /// The time of day was dropped.
  case timeOfDay
  case textFromNumber(String)
  /// A part number that a spreadsheet program changed; with the text as shown.
  case damagedPartNumber(String, PartNumber.Damage)
  /// Spaces at the ends, or characters that cannot be seen, were removed.
  case cleaned(String)
  /// Characters that look like others: full-width letters, Cyrillic letters in Latin text, hyphens that are none.
  case lookAlike(String, plain: String)
  /// A list value in another spelling, and how the list writes it.
  case listVariant(String, written: String)
}

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
  case notInList(String, list: String)
  case shareOutOfRange(Double)
  /// A formula without a cached value: the file was written by a program that does not calculate.
  case notCalculated(formula: String)
}
