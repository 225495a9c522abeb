/// Tables as CSV for spreadsheet programs: RFC 4180, lines end with CR LF.
///
/// A field that a spreadsheet program would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end,
/// or one of the wide forms of these signs) has an apostrophe before it.
public enum CSVText {
  /// UTF-8's byte order mark, by which Excel tells the encoding; it stands before the first line.
  public static let byteOrderMark = "\u{FEFF}"

  /// A row with its line end.
  public static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

  /// A field, in quotes where it needs them.
  public static func field(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
    // Scalar by scalar: a mark after a quote or comma makes another character of it for Swift, but not for whoever
    // reads the file.
    var quoted: String.UnicodeScalarView = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
