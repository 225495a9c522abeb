internal import XLSX

/// The sheet of the electricity factor.
extension SupplierWorkbookReader {
  func region(_ row: TableRow) -> RegionRow {
    let typed = row.entry(.country, list: .country) { [lists] in lists.match(.country, $0) }
    // A country that the lists lack is allowed here: that is what custom factors are for.
    let isListed = typed.value != nil
    let subdivision = row.entry(.subdivision, list: .subdivision) { text in
      typed.value.flatMap { [lists] in lists.match(subdivision: text, of: $0) }
    }
    let unit = unit(row, of: .energyUnit)
    var energy = ExpectedMeasure(
      unit: unit.value ?? "kWh", factor: factor(to: unit.value ?? "kWh", isFuel: false))
    energy.convertible = unit.isEmpty ? [] : [.numberFormat, .unitCell]
    let said = row.unitStatement(energy).map { [$0] } ?? []
    return RegionRow(
      row: row.row.index, addition: row.addition, country: isListed ? typed : row.text(.country),
      countryIsListed: isListed,
      subdivision: subdivision,
      consumption: row.number(.consumption, as: energy, said), unit: unit,
      customFactor: row.number(.customFactor, as: ExpectedMeasure(unit: "kgCO2e/kWh", factor: emissionFactor)))
  }
}
