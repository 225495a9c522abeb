internal import Glibc

/// Units of measurement by their names in formulas.
enum FormulaUnits {
  private struct Unit {
    var kind: Kind
    /// How many of the kind's first unit it is.
    var size: Double
    /// How often a prefix counts, three times with cubic metres, or 0 where there may be none.
    var power: Int
  }

  private enum Kind { case mass, length, time, pressure, force, energy, power, magnetism, volume, area, data, speed }

  private static let inch = 0.0254
  private static let foot = 0.3048
  private static let mile = 1609.344
  private static let lightYear = 9_460_730_472_580_800.0
  private static let surveyMile = 1609.347218694437
  private static let horsepower = 745.69987158227022
  private static let pound = 453.59237

  private static let units: [String: Unit] = {
    var units: [String: Unit] = [:]
    func add(_ kind: Kind, _ power: Int, _ list: [(String, Double)]) {
      for (name, size) in list { units[name] = Unit(kind: kind, size: size, power: power) }
    }
    add(.mass, 1, [("g", 1), ("u", 1.660538782e-24)])
    add(
      .mass, 0,
      [
        ("sg", 14593.902937206363), ("lbm", pound), ("ozm", 28.349523125), ("grain", 0.06479891),
        ("cwt", 45359.237), ("shweight", 45359.237), ("uk_cwt", 50802.34544), ("lcwt", 50802.34544),
        ("hweight", 50802.34544), ("stone", 6350.29318), ("ton", 907184.74), ("uk_ton", 1016046.9088),
        ("LTON", 1016046.9088), ("brton", 1016046.9088),
      ])
    add(.length, 1, [("m", 1), ("ang", 1e-10), ("ly", lightYear), ("parsec", parsec), ("pc", parsec)])
    add(
      .length, 0,
      [
        ("mi", mile), ("Nmi", 1852), ("in", inch), ("ft", foot), ("yd", 0.9144), ("ell", 1.143),
        ("Picapt", inch / 72), ("Pica", inch / 72), ("pica", inch / 6), ("survey_mi", surveyMile),
      ])
    add(.time, 1, [("sec", 1), ("s", 1)])
    add(
      .time, 0,
      [("yr", 31_557_600), ("day", 86_400), ("d", 86_400), ("hr", 3600), ("mn", 60), ("min", 60)])
    add(.pressure, 1, [("Pa", 1), ("p", 1), ("atm", 101_325), ("at", 101_325), ("mmHg", 133.322)])
    add(.pressure, 0, [("psi", 6894.757293168362), ("Torr", 101_325.0 / 760)])
    add(.force, 1, [("N", 1), ("dyn", 1e-5), ("dy", 1e-5), ("pond", 0.00980665)])
    add(.force, 0, [("lbf", 4.4482216152605)])
    add(
      .energy, 1,
      [
        ("J", 1), ("e", 1e-7), ("c", 4.184), ("cal", 4.1868), ("eV", 1.602176487e-19), ("ev", 1.602176487e-19),
        ("Wh", 3600), ("wh", 3600),
      ])
    add(
      .energy, 0,
      [
        ("HPh", horsepower * 3600), ("hh", horsepower * 3600), ("flb", 1.3558179483314), ("BTU", 1055.05585262),
        ("btu", 1055.05585262),
      ])
    add(.power, 1, [("W", 1), ("w", 1)])
    add(.power, 0, [("HP", horsepower), ("h", horsepower), ("PS", 735.49875)])
    add(.magnetism, 1, [("T", 1), ("ga", 1e-4)])
    add(.data, 1, [("bit", 1), ("byte", 8)])
    add(.speed, 1, [("m/s", 1), ("m/sec", 1), ("m/h", 1 / 3600.0), ("m/hr", 1 / 3600.0), ("mph", mile / 3600)])
    add(.speed, 0, [("kn", 1852 / 3600.0), ("admkn", 6080 * foot / 3600)])
    let gallon = 231 * inch * inch * inch
    let imperialGallon = 0.00454609
    add(.volume, 1, [("l", 1e-3), ("L", 1e-3), ("lt", 1e-3), ("uk_pt", imperialGallon / 8)])
    add(
      .volume, 0,
      [
        ("tsp", gallon / 768), ("tspm", 5e-6), ("tbs", gallon / 256), ("oz", gallon / 128), ("cup", gallon / 16),
        ("pt", gallon / 8), ("us_pt", gallon / 8), ("qt", gallon / 4),
        ("uk_qt", imperialGallon / 4), ("gal", gallon), ("uk_gal", imperialGallon), ("barrel", 42 * gallon),
        ("bushel", 2150.42 * inch * inch * inch), ("GRT", 100 * foot * foot * foot),
        ("regton", 100 * foot * foot * foot), ("MTON", 40 * foot * foot * foot),
      ])
    let point = inch / 72
    for (name, size, isMetric) in [
      ("ang", 1e-10, true), ("m", 1, true), ("ft", foot, false), ("in", inch, false), ("ly", lightYear, false),
      ("mi", mile, false), ("yd", 0.9144, false), ("Nmi", 1852, false), ("Picapt", point, false),
      ("Pica", point, false),
    ] {
      for mark in ["", "^"] {
        add(.area, isMetric ? 2 : 0, [(name + mark + "2", size * size)])
        add(.volume, isMetric ? 3 : 0, [(name + mark + "3", size * size * size)])
      }
    }
    add(.area, 1, [("ar", 100)])
    add(
      .area, 0,
      [
        ("uk_acre", 4046.8564224), ("us_acre", surveyMile * surveyMile / 640), ("ha", 10_000), ("Morgen", 2500),
      ])
    return units
  }()

  private static let parsec = 3.0856775812815532e16

  private static let prefixes: [(String, Double)] = [
    ("da", 1e1), ("Y", 1e24), ("Z", 1e21), ("E", 1e18), ("P", 1e15), ("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3),
    ("h", 1e2), ("e", 1e1), ("d", 1e-1), ("c", 1e-2), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12),
    ("f", 1e-15), ("a", 1e-18), ("z", 1e-21), ("y", 1e-24),
  ]

  private static let binaryPrefixes: [(String, Double)] = [
    ("Yi", 0x1p80), ("Zi", 0x1p70), ("Ei", 0x1p60), ("Pi", 0x1p50), ("Ti", 0x1p40), ("Gi", 0x1p30), ("Mi", 0x1p20),
    ("ki", 0x1p10),
  ]

  /// A unit, with a prefix or without.
  private static func unit(_ name: String) -> Unit? {
    if let unit = units[name] { return unit }
    for (prefix, factor) in binaryPrefixes where name.hasPrefix(prefix) {
      if let unit = units[String(name.dropFirst(2))], unit.kind == .data {
        return Unit(kind: .data, size: unit.size * factor, power: 0)
      }
    }
    for (prefix, factor) in prefixes where name.hasPrefix(prefix) {
      if let unit = units[String(name.dropFirst(prefix.count))], unit.power > 0 {
        return Unit(kind: unit.kind, size: unit.size * pow(factor, Double(unit.power)), power: 0)
      }
    }
    return nil
  }

  // MARK: Temperatures

  /// Degrees: how many Kelvin one is, and at how many Kelvin they begin.
  private static func temperature(_ name: String) -> (size: Double, start: Double)? {
    switch name {
    case "C", "cel": (1, 273.15)
    case "F", "fah": (5.0 / 9, 459.67 * 5 / 9)
    case "K", "kel": (1, 0)
    case "Rank": (5.0 / 9, 0)
    case "Reau": (1.25, 273.15)
    default:
      prefixes.lazy.compactMap { prefix, factor in
        name == prefix + "K" || name == prefix + "kel" ? (factor, 0) : nil
      }.first
    }
  }

  /// A number of one unit in another; `nil` where there is no such unit or they are of different kinds.
  static func converted(_ number: Double, from: String, to: String) -> Double? {
    if let from = temperature(from), let to = temperature(to) {
      return (number * from.size + from.start - to.start) / to.size
    }
    guard let one = unit(from), let other = unit(to), one.kind == other.kind else { return nil }
    return from == to ? number : number * one.size / other.size
  }
}
