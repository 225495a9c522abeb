/// Texts as people type them into cells.
enum TypedText {
  /// What people write into a cell to say that there is nothing.
  private static let nothing: Set<String> = [
    "-", "--", "—", "–", "/", "n/a", "na", "n.a.", "none", "tbd", "无", "暂无", "没有", "不适用",
  ]

  /// The text without spaces of any kind and invisible characters at its ends.
  static func trimmed(_ text: String) -> String {
    // Nearly all texts begin and end with a visible character of ASCII, or are not long.
    if let first = text.utf8.first, let last = text.utf8.last, first > 0x20, first < 0x7F, last > 0x20, last < 0x7F {
      return text
    }
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" || scalar == "\u{2060}"
        || scalar == "\u{200C}"
        || scalar == "\u{200D}"
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether a text without spaces at its ends is one that people write for nothing: empty, `-`, `n/a`, `无`.
  static func meansNothing(_ text: String) -> Bool {
    if text.isEmpty { return true }
    guard text.utf8.count <= 15, let first = text.utf8.first else { return false }
    // They begin with a sign, with n or t, or with a letter that is not of ASCII.
    if first &- 0x30 < 10 || (first | 0x20) &- 0x61 < 26 && !"nNtT".utf8.contains(first) { return false }
    let narrow = text.unicodeScalars.map { SimplifiedCharacters.shared[LabelText.halfWidth($0)] }
    return nothing.contains(String(String.UnicodeScalarView(narrow)).lowercased())
  }
}
