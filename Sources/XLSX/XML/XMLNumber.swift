/// The one way in which numbers that a file states in attributes and elements are read: whatever it says, what comes
/// out is in a range.
///
/// Reckoning with what comes out cannot overflow, since the ranges are far below what the processor's numbers hold; not
/// a number, infinity, a number out of range and what is no number at all are no numbers here.
enum XMLNumber {
  /// What counts, orders or identifies in SpreadsheetML, unless something narrower is known.
  static let indices = 0...Int(Int32.max)

  /// A whole number, in white space or not.
  static func integer(_ text: some StringProtocol, in range: ClosedRange<Int> = indices) -> Int? {
    guard let number = Int(String(text).trimmingSpaces), range.contains(number) else { return nil }
    return number
  }

  /// A decimal number, in white space or not.
  static func decimal(_ text: some StringProtocol, in range: ClosedRange<Double>) -> Double? {
    guard let number = DecimalNumber.parse(Array(text.utf8)), range.contains(number) else { return nil }
    return number
  }
}

extension XMLElement {
  /// The value of an attribute as a whole number.
  func integer(_ name: String, in range: ClosedRange<Int> = XMLNumber.indices) -> Int? {
    self[name].flatMap { XMLNumber.integer($0, in: range) }
  }

  /// The value of an attribute as a decimal number.
  func decimal(_ name: String, in range: ClosedRange<Double>) -> Double? {
    self[name].flatMap { XMLNumber.decimal($0, in: range) }
  }
}

extension XMLTag {
  /// The value of an attribute as a whole number.
  func integer(of attribute: StaticString, in range: ClosedRange<Int> = XMLNumber.indices) -> Int? {
    text(of: attribute).flatMap { XMLNumber.integer($0, in: range) }
  }

  /// The value of an attribute as a decimal number.
  func decimal(of attribute: StaticString, in range: ClosedRange<Double>) -> Double? {
    text(of: attribute).flatMap { XMLNumber.decimal($0, in: range) }
  }
}
