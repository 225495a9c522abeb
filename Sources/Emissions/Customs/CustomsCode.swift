/// A commodity code: six digits are of the Harmonized System (HS), eight of the Combined Nomenclature (CN), ten of
/// TARIC or a national tariff.
///
/// Source: International Convention on the Harmonized System, article 3; Regulation (EEC) No 2658/87, article 3 (CN,
/// TARIC).
public struct CustomsCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digits of the code: six, eight or ten.
  public let digits: String

  /// Reads a code with spaces and dots in it; full-width digits count as digits.
  ///
  /// `nil` unless the text holds six, eight or ten digits and nothing else.
  public init?(_ text: String) {
    var digits = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case "\u{FF10}"..."\u{FF19}":
        guard let narrow = Unicode.Scalar(scalar.value - 0xFF10 + 0x30) else { return nil }
        digits.unicodeScalars.append(narrow)
      case ".", "\u{FF0E}": break
      default: if !scalar.properties.isWhitespace { return nil }
      }
    }
    // Chapters begin at 01.
    guard [6, 8, 10].contains(digits.utf8.count), !digits.hasPrefix("00") else { return nil }
    self.digits = digits
  }

  /// Whether the code is one of the goods that a shorter code stands for: `76169990` of `7616`.
  public func isCovered(by prefix: String) -> Bool { digits.hasPrefix(prefix) }

  /// The code as the Combined Nomenclature prints it: `7616 99 90`.
  public var description: String {
    var groups = [digits.prefix(4)]
    var rest = digits.dropFirst(4)
    while !rest.isEmpty {
      groups.append(rest.prefix(2))
      rest = rest.dropFirst(2)
    }
    return groups.joined(separator: " ")
  }

  /// Orders codes as texts of digits: a code before those that divide it further.
  public static func < (left: CustomsCode, right: CustomsCode) -> Bool { left.digits < right.digits }
}
