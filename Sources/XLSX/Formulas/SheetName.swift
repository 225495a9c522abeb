/// What Excel accepts as the name of a sheet.
public enum SheetName {
  /// The greatest length of a name, in UTF-16 units.
  public static let maximumLength = 31

  /// Why a name cannot be used, in words; `nil` where it can.
  public static func problem(with name: String) -> String? {
    if name.isEmpty { return "a sheet needs a name" }
    if name.utf16.count > maximumLength {
      return "the sheet name \"\(name)\" is longer than \(maximumLength) characters"
    }
    if let bad = name.first(where: { "[]:*?/\\".contains($0) }) { return "the sheet name \"\(name)\" contains \(bad)" }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      return "the sheet name \"\(name)\" contains a control character"
    }
    if name.hasPrefix("'") || name.hasSuffix("'") {
      return "the sheet name \"\(name)\" begins or ends with an apostrophe"
    }
    return nil
  }

  /// A name as formulas write it: in apostrophes unless it consists of plain letters and cannot be taken for something
  /// else.
  public static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F || (0x30...0x39).contains($0) }
    let startsWithDigit = name.utf8.first.map { (0x30...0x39).contains($0) } ?? true
    let mustQuote =
      ["R", "C", "TRUE", "FALSE"].contains(name.uppercased()) || looksLikeR1C1(name) || CellReference(name) != nil
    if isPlain, !startsWithDigit, !mustQuote { return name }
    return "'" + name.replacing("'", with: "''") + "'"
  }

  /// A name as its tab shows it, from how formulas write it.
  static func unquoted(_ text: some StringProtocol) -> String {
    guard text.utf8.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else { return String(text) }
    return String(text.dropFirst().dropLast()).replacing("''", with: "'")
  }

  /// Whether a name reads like a reference by numbers: `R1C1`, `R2`, `C3`.
  static func looksLikeR1C1(_ name: String) -> Bool {
    let rest = name.uppercased().drop { $0 == "R" || $0 == "C" }
    return rest.count < name.count && rest.allSatisfy { $0.isASCII && $0.isNumber || $0 == "C" }
  }
}
