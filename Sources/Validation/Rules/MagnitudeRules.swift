internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// Rules that tell mistaken units by figures that are far from all others.
extension RuleContext {
  /// tCO2e per USD of revenue; companies of every trade are inside.
  private static let usualIntensity = 1e-6...0.05

  /// C13: emissions and revenue do not fit each other: revenue in thousands, kWh typed as MWh.
  mutating func checkIntensity() {
    guard let currency = workbook.company[.currency].value,
      let perRevenue = calculation.allocation.intensities?.emissions, perRevenue > 0
    else { return }
    let perDollar = perRevenue * (Currency(currency).unitsPerDollar ?? 1)
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
        "C13", .warning, variant: "source", at: columnPlace(row.sheet, .unit), row.unit.reference, value: shown,
        arguments: arguments)
    } else {
      add("C13", .warning, at: revenue, workbook.company[.revenue].reference, value: shown, arguments: arguments)
    }
  }

  /// The rows with energy, in kWh.
  var energies: [(row: EnergyRow, kilowattHours: Double)] {
    var energies: [(row: EnergyRow, kilowattHours: Double)] = []
    for row in workbook.energy {
      guard !row.isUnreadable, let quantity = row.quantity, quantity > 0 else { continue }
      if row.kind == .fuel {
        guard let energy = calculation.inventory.combustions[row.key]?.energy else { continue }
        energies.append((row, energy.kilowattHours))
      } else if let factor = row.unit.value.flatMap({ lists.kilowattHours(per: $0) }) {
        energies.append((row, quantity * factor))
      }
    }
    return energies
  }

  /// The energy row that is a hundred times all others together: more likely in a wrong unit than the revenue.
  private var dominantRow: EnergyRow? {
    let energies = energies
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
