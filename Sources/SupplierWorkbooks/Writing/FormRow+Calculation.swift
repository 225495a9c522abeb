internal import Emissions
internal import XLSX

extension FormRow {
  /// The form's line of a part; `nil` where any of its three figures could not be computed.
  ///
  /// Figures are rounded half up to ten decimals of their decimal text.
  ///
  /// - Parameters:
  ///   - index: of the part in the workbook.
  ///   - responseDate: the day on which the data were given, where the workbook does not say it; a serial number of the 1900 system.
  public init?(part index: Int, of workbook: SupplierWorkbook, _ calculation: Calculation, responseDate: Double?) {
    let part = workbook.parts[index]
    let result = calculation.parts[index]
    guard let mpn = part.mpn.value, let share = result.share, let emissions = share.emissions, let renewable = share.renewable,
      let nonRenewable = share.nonRenewable
    else { return nil }
    values = [
      "mpn": .text(mpn), "kgco2": Self.figure(emissions.kilograms), "renewable-kwh": Self.figure(renewable.kilowattHours),
      "non-renewable-kwh": Self.figure(nonRenewable.kilowattHours),
    ]
    // Where nobody can tell, the cell stays empty: a rule reports it.
    if let isRecycled = result.materials.hasRecycledContent { values["recycled-content"] = .text(isRecycled ? "Yes" : "No") }
    // A distributor's own name is not the manufacturer's.
    let mfg = part.mfg.value ?? (workbook.company.role.value == "distributor" ? nil : workbook.company.name.value)
    if let mfg { values["mfg"] = .text(mfg) }
    if let date = workbook.company.responseDate.value?.serial(in: .from1900) ?? responseDate { values["validation-date"] = .number(date) }
    for origin in SecondaryMaterials.Origin.allCases {
      if let share = result.materials.share(origin) { values[origin.rawValue + "-share"] = Self.figure(share) }
    }
    if let code = part.customsCode.value { values["customs-code"] = .text(code) }
    if let note = workbook.formNotes[part.row] {
      if let country = note.countryOfOrigin.value { values["country-of-origin"] = .text(country) }
      if let certificates = note.energyCertificates.value { values["energy-certificates"] = .text(certificates) }
      if let remarks = note.remarks.value { values["remarks"] = .text(remarks) }
    }
  }

  private static func figure(_ value: Double) -> CellValue { .number(DecimalText.rounded(value)) }
}
