internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// C06, G01 to G04, L03 and what can be said of each certificate.
  ///
  /// The sheet is grey and no figure depends on it.
  mutating func checkCertificates() {
    for row in workbook.certificates {
      observe(row.mechanism, at: columnPlace(row.sheet, .mechanism), isNeeded: false)
      observe(row.trackingSystem, at: columnPlace(row.sheet, .trackingSystem), isNeeded: false)
      observe(row.country, at: columnPlace(row.sheet, .country), isNeeded: false)
      observe(row.amount, at: columnPlace(row.sheet, .amount), isNeeded: false)
      checkAmount(row.amount, at: columnPlace(row.sheet, .amount))
      observe(row.vintage, at: columnPlace(row.sheet, .vintage), isNeeded: false)
      if row.mechanism.isEmpty {
        add("G04", .warning, variant: "mechanism", at: columnPlace(row.sheet, .mechanism), row.mechanism.reference)
      }
      if row.amount.isEmpty { add("G04", .warning, at: columnPlace(row.sheet, .amount), row.amount.reference) }
      checkTrackingSystem(row)
      checkVintage(row)
    }
    checkRepeatedCertificates()
    checkCertificateTotals()
  }

  /// G01, G02: the country has such a system, and its constraint is to be confirmed.
  private mutating func checkTrackingSystem(_ row: CertificateRow) {
    guard let name = row.trackingSystem.value else { return }
    let all = lists.library.trackingSystems
    let named = all.filter { LabelText.folded($0.name) == LabelText.folded(name) }
    let place = columnPlace(row.sheet, .trackingSystem)
    guard let country = row.country.value else {
      if named.isEmpty { add("G01", .error, variant: "anywhere", at: place, row.trackingSystem.reference, value: name) }
      return
    }
    let shown = lists.countries.first { $0.id == country }?.text ?? LocalizedText(country)
    guard let system = named.first(where: { $0.country == country }) else {
      let own = all.filter { $0.country == country }.map { $0.name }
      add(
        "G01", .error, variant: own.isEmpty ? "none" : "", at: place, row.trackingSystem.reference, value: name,
        arguments: [
          "country": shown, "systems": own.map { LocalizedText($0) }.joined(separator: .comma),
          "system": LocalizedText(name),
        ])
      return
    }
    if !system.constraint.isEmpty {
      add(
        "G02", .warning, at: place, row.trackingSystem.reference, value: name,
        arguments: [
          "country": shown, "system": LocalizedText(system.name), "constraint": LocalizedText(system.constraint),
        ])
    }
  }

  /// G03: generated in the reporting year.
  private mutating func checkVintage(_ row: CertificateRow) {
    guard let vintage = row.vintage.value, let start = workbook.company[.periodStart].value,
      let end = workbook.company[.periodEnd].value,
      start <= end, !(start.year...end.year).contains(where: { Double($0) == vintage })
    else { return }
    add(
      "G03", .warning, at: columnPlace(row.sheet, .vintage), row.vintage.reference,
      value: DecimalText.shortest(vintage),
      arguments: [
        "vintage": LocalizedText(DecimalText.shortest(vintage)), "start": LocalizedText(start.description),
        "end": LocalizedText(end.description),
      ])
  }

  /// C06: the MWh on this sheet and those of rows 14, 17 and 18 agree within 0.5 %.
  ///
  /// That is the tolerance of C04 and C05 (meters and rounding to whole certificates). Nothing is said where the sheet
  /// is empty, or an amount on either side cannot be read.
  private mutating func checkCertificateTotals() {
    let activity = calculation.inventory.activity
    guard !workbook.certificates.isEmpty, !activity.unreadable.contains(.electricity),
      !workbook.certificates.contains(where: { $0.mechanism.value == nil || $0.amount.isNoAmount })
    else { return }
    let sources: [(variant: String, mechanisms: [String], row: RowID, energy: Energy)] = [
      ("ppa", ["ppa", "vppa"], .ppaElectricity, activity.powerPurchaseAgreements),
      ("bundled", ["bundled"], .bundledSupply, activity.bundledSupply),
      ("unbundled", ["unbundled"], .unbundledCertificates, activity.unbundledCertificates),
    ]
    for (variant, mechanisms, id, energy) in sources {
      let rows = workbook.certificates.filter { mechanisms.contains($0.mechanism.value ?? "") }
      let certified = rows.reduce(0) { $0 + ($1.amount.value ?? 0) }
      guard abs(certified - energy.megawattHours) > 0.005 * max(certified, energy.megawattHours) else { continue }
      let row = workbook.energy.first { $0.id == id }
      add(
        "C06", .warning, variant: variant, at: columnPlace(.energy, .annualTotal),
        row.map { CellReference(row: $0.row, column: $0.annualTotal.reference?.column ?? 1) },
        arguments: [
          "certified": megawattHours(certified), "energy": megawattHours(energy.megawattHours),
          "row": LocalizedText(String(row?.row ?? 0)),
        ])
    }
  }

  private func megawattHours(_ amount: Double) -> LocalizedText {
    LocalizedText(DecimalText.shortest(DecimalText.rounded(amount, decimals: 3)))
  }
}
