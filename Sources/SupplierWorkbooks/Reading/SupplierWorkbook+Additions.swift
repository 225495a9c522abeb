extension SupplierWorkbook {
  /// The choices of the electricity factor on added sheets that are another than that of the energy sheet, or that
  /// nobody can read: one factor counts for all electricity.
  public var otherElectricityFactors: [(sheet: SheetID, choice: Observation<ElectricityFactorChoice>)] {
    let taken = electricityFactor.value ?? .weighted
    return addedElectricityFactors.filter { $0.value.isInvalid || $0.value.value.map { $0 != taken } ?? false }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The rows of heat in use whose factor is another than that of the first of them: one counts for all heat.
  public var otherHeatFactors: [EnergyRow] {
    let rows = energy.filter { $0.kind == .heat && $0.isUsed }
    guard let first = rows.first else { return [] }
    return rows.dropFirst().filter { $0.heatFactor.value ?? .standard != first.heatFactor.value ?? .standard }
  }

  /// Whether sheets were added of which the workbook's own formulas would need to know: they do not add them up.
  public var hasUncountedAdditions: Bool {
    located.addedSheets.contains { ![SheetID.parts, .certificates].contains($0.original) }
  }
}
