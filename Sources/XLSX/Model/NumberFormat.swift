/// What a number format code says about the numbers it shows: ECMA-376 Part 1, 18.8.30 and 18.8.31.
public enum NumberFormat {
  /// The codes behind the built-in identifiers; those that depend on the language stand as Excel shows them in English.
  static let builtIn: [Int: String] = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm", 27: "yyyy\"年\"m\"月\"", 28: "m\"月\"d\"日\"", 29: "m\"月\"d\"日\"", 30: "m-d-yy",
    31: "yyyy\"年\"m\"月\"d\"日\"",
    32: "h\"时\"mm\"分\"", 33: "h\"时\"mm\"分\"ss\"秒\"", 36: "yyyy\"年\"m\"月\"", 37: "#,##0;(#,##0)",
    38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    50: "yyyy\"年\"m\"月\"", 51: "m\"月\"d\"日\"", 52: "yyyy\"年\"m\"月\"", 53: "m\"月\"d\"日\"", 54: "m\"月\"d\"日\"",
    55: "yyyy\"年\"m\"月\"",
    56: "m\"月\"d\"日\"", 57: "yyyy\"年\"m\"月\"", 58: "m\"月\"d\"日\"",
  ]

  /// Whether a number shown in this format is meant as a date or a time.
  public static func isDate(_ code: String) -> Bool {
    for character in placeholders(of: code) where "ymdhs".contains(character) { return true }
    return false
  }

  /// Whether a number shown in this format is meant as a percentage.
  public static func isPercentage(_ code: String) -> Bool { placeholders(of: code).utf8.contains(0x25) }

  /// Whether the format is that of text (`@`).
  public static func isText(_ code: String) -> Bool { placeholders(of: code) == "@" }

  /// The first section of a code without what it shows literally: quoted text, escaped characters, padding, colours and
  /// conditions.
  private static func placeholders(of code: String) -> String {
    if code == "General" { return "" }
    var result = ""
    var characters = code.lowercased().makeIterator()
    while let character = characters.next() {
      switch character {
      case ";": return result
      case "\\", "_", "*": _ = characters.next()
      case "\"":
        while let inner = characters.next(), inner != "\"" {}
      case "[":
        var inside = ""
        while let inner = characters.next(), inner != "]" { inside.append(inner) }
        // Elapsed time is in brackets as well: [h], [mm], [ss].
        if !inside.isEmpty, inside.allSatisfy({ $0 == "h" || $0 == "m" || $0 == "s" }) { result += inside }
      default: result.append(character)
      }
    }
    return result.replacing("general", with: "").replacing("am/pm", with: "h")
  }
}
