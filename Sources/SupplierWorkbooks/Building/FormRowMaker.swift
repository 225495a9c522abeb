internal import Emissions
internal import XLSX

/// Makes the form's lines of a workbook's parts.
struct FormRowMaker: Sendable {
  private let parts: [PartRow]
  private let results: [Calculation.Part]
  private let notes: [Int: FormNote]
  /// The manufacturer of parts that name none.
  private let mfg: CellValue?
  private let validationDate: CellValue?

  /// Makes lines of a workbook's parts.
  ///
  /// - Parameters:
  ///   - workbook: what the supplier filled in.
  ///   - calculation: the figures of its parts.
  ///   - responseDate: the day on which the data were given, where the workbook does not say it; a serial number of the
  ///     1900 system.
  init(_ workbook: SupplierWorkbook, _ calculation: Calculation, responseDate: Double?) {
    parts = workbook.parts
    results = calculation.parts
    notes = workbook.formNotes
    // A distributor's own name is not the manufacturer's.
    mfg = workbook.company[.role].value == "distributor" ? nil : workbook.company[.name].value.map { .text($0) }
    validationDate = (workbook.company[.responseDate].value?.serial(in: .from1900) ?? responseDate).map { .number($0) }
  }

  /// Whether a part has a number and all three figures.
  func hasRow(_ index: Int) -> Bool { parts.span[index].mpn.value != nil && results.span[index].isComplete }

  /// The form's line of a part; `nil` where any of its three figures could not be computed.
  ///
  /// Figures are rounded half up to ten decimals of their decimal text.
  func row(_ index: Int) -> FormRow? {
    guard hasRow(index) else { return nil }
    return row(parts.span[index], results.span[index])
  }

  private func row(_ part: borrowing PartRow, _ result: borrowing Calculation.Part) -> FormRow {
    var row = FormRow()
    row[.mpn] = part.mpn.value.map { .text($0) }
    row[.emissions] = Self.figure(result.share?.emissions?.kilograms)
    row[.renewable] = Self.figure(result.share?.renewable?.kilowattHours)
    row[.nonRenewable] = Self.figure(result.share?.nonRenewable?.kilowattHours)
    // Where nobody can tell, the cell stays empty: a rule reports it.
    let recycled = part.stated == nil ? result.materials.hasRecycledContent : result.statedRecycledContent
    row[.recycledContent] = recycled.map { .text($0 ? "Yes" : "No") }
    row[.preConsumerShare] = Self.figure(result.materials.preConsumerShare)
    row[.postConsumerShare] = Self.figure(result.materials.postConsumerShare)
    row[.reutilizationShare] = Self.figure(result.materials.reutilizationShare)
    row[.mfg] = part.mfg.value.map { .text($0) } ?? mfg
    row[.validationDate] = validationDate
    row[.customsCode] = part.customsCode.value.map { .text($0) }
    if !notes.isEmpty, let note = notes[part.number] {
      row[.countryOfOrigin] = note.countryOfOrigin.value.map { .text($0) }
      row[.energyCertificates] = note.energyCertificates.value.map { .text($0) }
      row[.remarks] = note.remarks.value.map { .text($0) }
    }
    return row
  }

  private static func figure(_ value: Double?) -> CellValue? { value.map { .number(DecimalText.rounded($0)) } }
}
