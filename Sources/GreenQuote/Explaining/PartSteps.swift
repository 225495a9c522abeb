internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// The figures of one part, up to what the form holds.
extension ExplanationBuilder {
  mutating func explain(part index: Int, _ totals: Totals) {
    let part = workbook.parts[index]
    let result = completion.calculation.parts[index]
    guard let mpn = part.mpn.value, let share = result.share else { return }
    begin("part-\(part.number)", title: phrase("explain.section.part", ["mpn": mpn, "row": String(part.row)]))
    let figures: [(column: ColumnID, unit: String, value: Double?)] = [
      (.kgco2, "kgCO2e", share.emissions?.kilograms), (.renewableKwh, "kWh", share.renewable?.kilowattHours),
      (.nonRenewableKwh, "kWh", share.nonRenewable?.kilowattHours),
    ]
    let asked = part.allocation.value.flatMap { AllocationMethod(rawValue: $0) } ?? .economic
    let notes = asked == share.method ? [] : [phrase("explain.note.economic-instead")]
    for figure in figures {
      guard let value = figure.value else { continue }
      let (sums, intensity) = totals.figure(figure.column)
      guard let expression = expression(of: part, share.method, sums, intensity) else { continue }
      add(
        figure.column.text, phrase("explain.title." + figure.column.text), expression, gives: value, figure.unit,
        notes: notes + [phrase("explain.note.form", ["value": Explanation.number(DecimalText.rounded(value))])])
    }
    explainMaterials(result.materials)
  }

  /// total · 1000 · share, or intensity · price · 1000.
  private mutating func expression(of part: PartRow, _ method: AllocationMethod, _ totals: [Term], _ intensity: Term?)
    -> Expression?
  {
    let sheet = workbook.sheetName(part.sheet)
    func column(_ id: ColumnID) -> String {
      workbook.located.definition.sheet(.parts)?.table?.column(id)?.labels.text[catalogue.language] ?? id.text
    }
    let total = Expression.sum(totals.map { .term($0) })
    switch method {
    case .mass:
      guard let mass = part.mass.value, let produced = field(.totalMass, workbook.company[.totalMass], "kg") else {
        return nil
      }
      let own = typed(column(.mass), mass, "kg", sheet: sheet, part.mass.reference)
      return .product([total, .constant(1000), .quotient(.term(own), .term(produced))])
    case .units:
      guard let produced = field(.totalUnits, workbook.company[.totalUnits], phrase("explain.unit.pieces")) else {
        return nil
      }
      return .quotient(.product([total, .constant(1000)]), .term(produced))
    case .economic:
      guard let intensity, let price = part.price.value else { return nil }
      let currency = part.currency.value ?? workbook.company[.currency].value ?? ""
      let amount = typed(column(.price), price, currency, sheet: sheet, part.price.reference)
      var factors: [Expression] = [.term(intensity), .term(amount)]
      if let revenueCurrency = workbook.company[.currency].value, currency != revenueCurrency {
        guard let rate = field(.exchangeRate, workbook.company[.exchangeRate], "\(revenueCurrency)/\(currency)") else {
          return nil
        }
        factors = [.term(intensity), .product([.term(amount), .term(rate)])]
      }
      return .product(factors + [.constant(1000)])
    }
  }

  /// The recycled shares, from the rows that the calculation found for the part.
  private mutating func explainMaterials(_ materials: SecondaryMaterials) {
    let rows = materials.materials.compactMap { $0.id.flatMap { materialRows[$0] } }
    func terms(_ key: String, _ mass: (MaterialRow) -> Observation<Double>) -> [Expression] {
      rows.compactMap { row in
        mass(row).value.map {
          .term(
            typed(
              phrase("explain.term." + key, ["row": String(row.row)]), $0, "g", sheet: workbook.sheetName(row.sheet),
              mass(row).reference))
        }
      }
    }
    let total = terms("part-mass", \.partMass)
    guard !total.isEmpty else { return }
    let shares: [(id: String, mass: (MaterialRow) -> Observation<Double>, share: Double?)] = [
      ("pre-consumer", \.preConsumer, materials.preConsumerShare),
      ("post-consumer", \.postConsumer, materials.postConsumerShare),
      ("reutilization", \.reutilization, materials.reutilizationShare),
    ]
    for (id, mass, share) in shares {
      let parts = terms(id, mass)
      guard !parts.isEmpty, let share else { continue }
      let note =
        id == "reutilization"
        ? "explain.note.reutilization" : share > 0 ? "explain.note.recycled" : "explain.note.not-recycled"
      add(
        id, phrase("explain.title." + id), .quotient(.sum(parts), .sum(total)), gives: share, "", notes: [phrase(note)])
    }
  }
}
