/// Units as people type them after a number: what they stand for, and how much of the column's unit they are.
enum UnitText {
  private enum Dimension: Hashable { case mass, energy, year }

  /// The units by their spelling, with how many kg or kWh one of them is.
  private static let units: [String: (Dimension, Double)] = {
    var units: [String: (Dimension, Double)] = [:]
    func add(_ dimension: Dimension, _ factor: Double, _ names: String...) {
      for name in names { units[name] = (dimension, factor) }
    }
    add(.mass, 1, "kg", "kgs", "kilogram", "kilograms", "千克", "公斤")
    add(.mass, 0.001, "g", "gram", "grams", "gr", "克")
    add(.mass, 0.000_001, "mg", "毫克")
    add(.mass, 1000, "t", "ton", "tons", "tonne", "tonnes", "吨", "公吨")
    add(.mass, 0.453_592_37, "lb", "lbs", "磅")
    add(.energy, 1, "kwh", "千瓦时", "度")
    add(.energy, 0.001, "wh", "瓦时")
    add(.energy, 1000, "mwh", "兆瓦时")
    add(.energy, 1_000_000, "gwh", "吉瓦时")
    add(.energy, 1_000_000_000, "twh", "太瓦时")
    add(.energy, 1 / 3.6, "mj", "兆焦")
    add(.energy, 1000 / 3.6, "gj", "吉焦")
    add(.energy, 1 / 3600, "kj", "千焦")
    add(.year, 1, "year", "年")
    return units
  }()

  /// Letters and signs, and behind a slash the number of pieces; no other number in it but those of CO2, m2 and m3.
  static func isUnit(_ text: String) -> Bool {
    guard !text.isEmpty, text.count <= 32, let first = text.first,
      first.isLetter || first.isCurrencySymbol || first == "°" || first == "/"
    else {
      return false
    }
    let plain = text.lowercased().replacing("co2", with: "").replacing("m3", with: "").replacing("m2", with: "")
    let unit = TypedUnit(plain)
    return (unit.pieces == nil ? plain : unit.unit).allSatisfy {
      $0.isLetter || $0.isCurrencySymbol || "/ .·-²³₂°".contains($0)
    }
  }

  /// Whether a text is a unit of mass or energy, or a currency.
  static func isKnown(_ text: String) -> Bool { units[base(text)] != nil || isCurrency(text) }

  static func isCurrency(_ text: String) -> Bool {
    EverydayWords.shared.isCurrency(text)
      || (text.count == 3 && text.allSatisfy { $0.isASCII && $0.isLetter && $0.isUppercase })
  }

  /// Whether an amount of that sign, word or code is one in the currency.
  static func isCurrency(_ text: String, _ code: String) -> Bool {
    text.uppercased() == code || EverydayWords.shared.currencies(text).contains(code)
  }

  /// How many of the column's unit one of the typed unit is; `nil` where it is none of that kind.
  static func factor(from typed: String, to unit: String) -> Double? {
    guard let (dimension, factor) = known(typed), let (wanted, divisor) = known(unit), dimension == wanted else {
      return nil
    }
    // In this order 3 MWh are exactly 3000 kWh, and 3 kg 3000 g.
    return factor >= divisor ? factor / divisor : 1 / (divisor / factor)
  }

  /// A unit by its own spelling, or by everyday words for it.
  private static func known(_ text: String) -> (Dimension, Double)? {
    let base = base(text)
    if let known = units[base] { return known }
    let words = EverydayWords.shared
    let id =
      words.meaning(of: base, in: .energyUnit) { _ in nil } ?? words.meaning(of: base, in: .fuelUnit) { _ in nil }
    return id.flatMap { units[$0.lowercased()] }
  }

  /// The unit without what says of which gas or for what: `kg CO2e p/part` is a mass in kg.
  private static func base(_ text: String) -> String {
    var base = text.lowercased().replacing("₂", with: "2")
    for ending in ["per part", "p/part", "/part", "/pcs", "/pc", "/piece", "每件", "/件"] where base.hasSuffix(ending) {
      base = String(base.dropLast(ending.count))
    }
    for gas in ["co2eq", "co2-e", "co2e", "co2", "二氧化碳"] { base = base.replacing(gas, with: "") }
    return base.filter { $0.isLetter }
  }
}
