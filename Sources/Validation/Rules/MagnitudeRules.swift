internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// Rules that tell mistaken units by figures that are far from all others.
extension RuleContext {
  /// tCO2e per USD of revenue; companies of every trade are inside.
  private static let usualIntensity = 1e-6...0.05

  /// Units of a currency in a dollar, to one digit: enough to tell a thousand from one.
  private static let perDollar: [String: Double] = [
    "CNY": 7, "JPY": 150, "TWD": 30, "KRW": 1400, "HKD": 8, "MYR": 4, "THB": 35, "VND": 25_000, "IDR": 16_000,
    "PHP": 60, "INR": 85,
    "MXN": 20, "BRL": 5, "SEK": 10, "NOK": 10, "DKK": 7, "PLN": 4, "CZK": 20, "HUF": 350, "RON": 4, "TRY": 40, "ILS": 4,
    "ZAR": 20,
    "AED": 4, "SAR": 4, "EGP": 50, "MAD": 10, "TND": 3, "UAH": 40, "KZT": 500, "PKR": 300, "BDT": 120, "LKR": 300,
    "CLP": 900,
    "COP": 4000, "PEN": 4, "ARS": 1000, "RUB": 90,
  ]

  /// C13: emissions and revenue do not fit each other: revenue in thousands, kWh typed as MWh.
  mutating func checkIntensity() {
    guard let currency = workbook.company[.currency].value,
      let perRevenue = calculation.allocation.intensities?.emissions, perRevenue > 0
    else { return }
    let perDollar = perRevenue * (Self.perDollar[currency] ?? 1)
    guard !Self.usualIntensity.contains(perDollar) else { return }
    let arguments = ["currency": LocalizedText(currency)]
    let shown = Self.significant(perRevenue)
    let revenue = fieldPlace(.revenue)
    if perDollar < Self.usualIntensity.lowerBound {
      add(
        "C13", .warning, variant: "low", at: revenue, workbook.company[.revenue].reference, value: shown,
        arguments: arguments)
    } else if let row = dominantRow {
      var arguments = arguments
      arguments["source"] = row.label
      arguments["unit"] = LocalizedText(row.unit.value ?? "")
      add(
        "C13", .warning, variant: "source", at: columnPlace(.energy, .unit), row.unit.reference, value: shown,
        arguments: arguments)
    } else {
      add("C13", .warning, at: revenue, workbook.company[.revenue].reference, value: shown, arguments: arguments)
    }
  }

  /// The energy row that is a hundred times all others together: more likely in a wrong unit than the revenue.
  private var dominantRow: EnergyRow? {
    var energies: [(row: EnergyRow, kilowattHours: Double)] = []
    for row in workbook.energy {
      guard let quantity = row.quantity, quantity > 0 else { continue }
      if row.kind == .fuel {
        guard let energy = calculation.inventory.combustions[row.id.text]?.energy else { continue }
        energies.append((row, energy.kilowattHours))
      } else if let factor = row.unit.value.flatMap({ lists.kilowattHours(per: $0) }) {
        energies.append((row, quantity * factor))
      }
    }
    guard energies.count > 1, let greatest = energies.max(by: { $0.kilowattHours < $1.kilowattHours }) else {
      return nil
    }
    let others = energies.reduce(0) { $0 + $1.kilowattHours } - greatest.kilowattHours
    return greatest.kilowattHours >= 100 * others ? greatest.row : nil
  }

  /// N08: by mass the part gets a hundred times what its price says, or a hundredth: g typed as kg.
  mutating func checkMass(_ part: PartRow, _ result: Calculation.Part, at place: Place?) {
    guard result.share?.method == .mass, let emissions = result.share?.emissions?.kilograms, emissions > 0,
      let price = part.price.value, price > 0,
      part.currency.value ?? workbook.company[.currency].value == workbook.company[.currency].value,
      let intensity = calculation.allocation.intensities?.emissions, intensity > 0, let mass = part.mass.value
    else { return }
    let ratio = emissions / (intensity * price * 1000)
    guard ratio >= 100 || ratio <= 0.01 else { return }
    add(
      "N08", .warning, variant: ratio > 1 ? "mass-high" : "mass-low", at: place, part.mass.reference,
      value: DecimalText.shortest(mass),
      arguments: ["ratio": LocalizedText(Self.significant(ratio))])
  }

  /// Three digits are enough to judge a magnitude.
  static func significant(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "0" }
    var decimals = 2
    var rest = abs(value)
    while rest < 1, decimals < 15 {
      rest *= 10
      decimals += 1
    }
    return DecimalText.shortest(DecimalText.rounded(value, decimals: decimals))
  }
}
