internal import XLSX

/// A number as a day and a time, by the letters of a format.
struct FormulaDateFormat {
  let text: String

  init(_ tokens: [FormulaFormatSection.Token], _ number: Double, _ calendar: FormulaCalendar)
    throws(FormulaInterruption)
  {
    guard number >= 0, number < 2_958_466 else { throw .error(.value) }
    let tokens = Self.withMinutes(tokens)
    let isClock = tokens.contains { if case .half = $0 { true } else { false } }
    let decimals = Self.decimals(of: tokens)
    let hasTime = tokens.contains { if case .date(let letter, _, _) = $0 { "hns".contains(letter) } else { false } }
    let day = try calendar.day(number)
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let exact = (number - number.rounded(.down)) * 86_400 * scale
    let units = exact.rounded()
    if hasTime {
      // Excel rounds halves in a way of its own.
      guard (exact - units).magnitude < 0.4 else { throw .unsupported("parts of seconds") }
      guard units < 86_400 * scale else { throw .unsupported("a time that rounds to the next day") }
    }
    let seconds = Int(units / scale)
    let fraction = Int(units) - seconds * Int(scale)
    let elapsed = Int(number.rounded(.down)) * 86_400 + seconds
    var (text, index) = ("", 0)
    func padded(_ value: Int, _ count: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      switch token {
      case .literal(let literal): text += literal
      case .slash: text += "/"
      case .comma: text += ","
      case .point:
        let digits = tokens[index...].prefix { $0 == .digit("0") }.count
        text += "."
        if digits > 0 {
          text += padded(fraction, decimals)
          index += digits
        }
      case .half(let morning, let afternoon): text += seconds < 43_200 ? morning : afternoon
      case .date(let letter, let count, let isElapsed):
        switch letter {
        case "y": text += count <= 2 ? padded(day.year % 100, 2) : padded(day.year, 4)
        case "m": text += Self.month(day.month, count)
        case "d":
          text +=
            count <= 2
            ? padded(day.day, count)
            : Self.name(Self.weekDays[calendar.weekDay(Int(number.rounded(.down)))], isShort: count == 3)
        case "h":
          let hours = seconds / 3600
          text += padded(
            isElapsed ? elapsed / 3600 : isClock ? (hours + 11) % 12 + 1 : hours, isElapsed ? count : min(count, 2))
        case "n": text += padded(isElapsed ? elapsed / 60 : seconds / 60 % 60, isElapsed ? count : min(count, 2))
        default: text += padded(isElapsed ? elapsed : seconds % 60, isElapsed ? count : min(count, 2))
        }
      case .digit, .percent, .exponent, .general, .text: throw .unsupported("that format of TEXT")
      }
    }
    self.text = text
  }

  /// The tokens with `n` for minutes: an `m` behind hours or before seconds.
  private static func withMinutes(_ tokens: [FormulaFormatSection.Token]) -> [FormulaFormatSection.Token] {
    var changed = tokens
    let letters = tokens.indices.compactMap { index -> (Int, Character)? in
      if case .date(let letter, _, _) = tokens[index] { (index, letter) } else { nil }
    }
    for (place, (index, letter)) in letters.enumerated() where letter == "m" {
      guard case .date(_, let count, let isElapsed) = tokens[index], count <= 2 || isElapsed else { continue }
      let isBehindHours = place > 0 && letters[place - 1].1 == "h"
      let isBeforeSeconds = place + 1 < letters.count && letters[place + 1].1 == "s"
      if isElapsed || isBehindHours || isBeforeSeconds { changed[index] = .date("n", count, isElapsed: isElapsed) }
    }
    return changed
  }

  /// The decimals of seconds.
  private static func decimals(of tokens: [FormulaFormatSection.Token]) -> Int {
    for index in tokens.indices where tokens[index] == .point {
      let digits = tokens[(index + 1)...].prefix { $0 == .digit("0") }.count
      if digits > 0 { return min(digits, 3) }
    }
    return 0
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  private static func name(_ name: String, isShort: Bool) -> String { isShort ? String(name.prefix(3)) : name }

  private static func month(_ month: Int, _ count: Int) -> String {
    switch count {
    case 1: String(month)
    case 2: month < 10 ? "0\(month)" : String(month)
    case 3: name(months[month - 1], isShort: true)
    case 5: String(months[month - 1].prefix(1))
    default: months[month - 1]
    }
  }
}
