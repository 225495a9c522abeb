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
    guard FormRows.has(index, of: workbook, calculation), let share = calculation.parts[index].share else { return nil }
    self.init()
    self[.mpn] = workbook.parts[index].mpn.value.map { .text($0) }
    self[.emissions] = share.emissions.map { Self.figure($0.kilograms) }
    self[.renewable] = share.renewable.map { Self.figure($0.kilowattHours) }
    self[.nonRenewable] = share.nonRenewable.map { Self.figure($0.kilowattHours) }
    let materials = calculation.parts[index].materials
    // Where nobody can tell, the cell stays empty: a rule reports it.
    self[.recycledContent] = materials.hasRecycledContent.map { .text($0 ? "Yes" : "No") }
    self[.preConsumerShare] = materials.preConsumerShare.map { Self.figure($0) }
    self[.postConsumerShare] = materials.postConsumerShare.map { Self.figure($0) }
    self[.reutilizationShare] = materials.reutilizationShare.map { Self.figure($0) }
    // A distributor's own name is not the manufacturer's.
    let mfg = workbook.parts[index].mfg.value ?? (workbook.company.role.value == "distributor" ? nil : workbook.company.name.value)
    self[.mfg] = mfg.map { .text($0) }
    self[.validationDate] = (workbook.company.responseDate.value?.serial(in: .from1900) ?? responseDate).map { .number($0) }
    self[.customsCode] = workbook.parts[index].customsCode.value.map { .text($0) }
    if let note = workbook.formNotes[workbook.parts[index].row] {
      self[.countryOfOrigin] = note.countryOfOrigin.value.map { .text($0) }
      self[.energyCertificates] = note.energyCertificates.value.map { .text($0) }
      self[.remarks] = note.remarks.value.map { .text($0) }
    }
  }

  private static func figure(_ value: Double) -> CellValue { .number(DecimalText.rounded(value)) }
}
