internal import Emissions
internal import XLSX

/// How a spreadsheet program shows a number that should have been a part number.
enum ShownNumber {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// How a date is shown by its format: `2-Mar`, `Mar-02` or `3/2/2026`; `nil` for a number that is no date.
  static func date(_ number: Double, format: String, system: DateSystem) -> String? {
    guard let date = CalendarDate(serial: number, system: system) else { return nil }
    let month = months.indices.contains(date.month - 1) ? months[date.month - 1] : ""
    let year = date.year % 100 < 10 ? "0\(date.year % 100)" : "\(date.year % 100)"
    let pattern = format.lowercased().filter { "dmy\"月日".contains($0) }
    switch pattern {
    case "dmmm", "ddmmm": return "\(date.day)-\(month)"
    case "mmmyy": return "\(month)-\(year)"
    case "dmmmyy", "ddmmmyy": return "\(date.day)-\(month)-\(year)"
    case "m\"月\"d\"日\"", "m月d日": return "\(date.month)月\(date.day)日"
    default: return "\(date.month)/\(date.day)/\(date.year)"
    }
  }

  /// `1.23457E+11` where the format shows it so: General from twelve digits on, scientific always.
  static func exponent(_ number: Double, format: String) -> String? {
    let isScientific = format.uppercased().contains("E+")
    guard number != 0, isScientific || (format == "General" && abs(number) >= 1e11) else { return nil }
    var exponent = 0
    var mantissa = abs(number)
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let decimals = isScientific ? format.drop { $0 != "." }.dropFirst().prefix { $0 == "0" }.count : 5
    var digits = DecimalText.shortest(DecimalText.rounded(mantissa, decimals: decimals))
    if isScientific, decimals > 0 {
      if !digits.contains(".") { digits += "." }
      digits += String(repeating: "0", count: max(0, decimals + 1 - digits.drop { $0 != "." }.count))
    }
    return (number < 0 ? "-" : "") + digits + "E+" + (exponent < 10 ? "0" : "") + String(exponent)
  }
}
