public import XLSX

/// What was found in a cell that should hold a value of some type: the value, or why there is none, always with the
/// cell.
///
/// Observations carry no severities and no words for the user: rules make findings of them.
public struct Observation<Value: Sendable & Hashable>: Sendable, Hashable {
  /// What was found in the cell.
  public enum Outcome: Sendable, Hashable {
    /// The workbook has no such cell: its sheet, field or column was not found.
    case absent
    /// Empty, or filled with what people write for nothing: `-`, `n/a`, `无`.
    case empty
    /// The value, as it should stand.
    case value(Value)
    // Indirect: rare, and several times as large as the others.
    /// A value that stands there in another form than it should.
    indirect case lenient(Value, Leniency)
    /// Filled, but with nothing that can be read.
    indirect case invalid(Invalidity)
  }

  /// The cell; `nil` where the workbook has none.
  public var reference: CellReference?
  /// What was found in it.
  public var outcome: Outcome

  /// What was found in a cell.
  @inlinable public init(_ reference: CellReference?, _ outcome: Outcome) {
    self.reference = reference
    self.outcome = outcome
  }

  /// Nothing, because the workbook has no such cell.
  public static var absent: Observation { Observation(nil, .absent) }

  /// The value, read strictly or leniently; `nil` where there is none.
  @inlinable public var value: Value? {
    switch outcome {
    case .value(let value), .lenient(let value, _): value
    case .absent, .empty, .invalid: nil
    }
  }

  /// The cell is not there or holds nothing.
  @inlinable public var isEmpty: Bool {
    switch outcome {
    case .absent, .empty: true
    default: false
    }
  }

  /// The cell holds something that cannot be read.
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
