internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// S01 to S06, P06, L03, N04 to N09: what can be said of each row of the secondary materials.
  mutating func checkMaterials() {
    guard !workbook.materials.isEmpty else { return }
    let numbers = workbook.parts.compactMap { $0.mpn.value }
    let hidden = workbook.hiddenParts.compactMap { $0.mpn.value }
    let known = Set((numbers + hidden).map(PartNumber.folded))
    var rows: [String: [MaterialRow]] = [:]
    for row in workbook.materials {
      if let mpn = row.mpn.value { rows[PartNumber.folded(mpn), default: []].append(row) }
    }
    for row in workbook.materials {
      observe(row.mpn, at: columnPlace(row.sheet, .mpn))
      observe(row.material, at: columnPlace(row.sheet, .material), isNeeded: false)
      checkMasses(row)
      checkReutilization(row)
      if let mpn = row.mpn.value, !known.contains(PartNumber.folded(mpn)) {
        let nearest = suggestions.nearestPart(to: mpn, among: numbers)
        add(
          "P06", .warning, variant: nearest.shown.isEmpty ? "material" : "material-nearest",
          at: columnPlace(row.sheet, .mpn),
          row.mpn.reference,
          value: mpn,
          arguments: nearest.shown.isEmpty ? [:] : ["nearest": LocalizedText(nearest.shown.joined(separator: "; "))],
          suggestion: nearest.certain)
      }
    }
    // Materials belong to a part number, whatever its manufacturers.
    var seen: Set<String> = []
    for (part, result) in zip(workbook.parts, calculation.parts) {
      guard let mpn = part.mpn.value, let rows = rows[PartNumber.folded(mpn)],
        seen.insert(PartNumber.folded(mpn)).inserted
      else {
        continue
      }
      check(result.materials, of: mpn, rows)
    }
  }

  /// Each mass by itself, then S01, S02 and S05: the masses of a row beside each other.
  private mutating func checkMasses(_ row: MaterialRow) {
    let masses: [(ColumnID, Observation<Double>)] = [
      (.partMass, row.partMass), (.preConsumer, row.preConsumer), (.postConsumer, row.postConsumer),
      (.reutilization, row.reutilization),
    ]
    for (id, observation) in masses {
      observe(observation, at: columnPlace(row.sheet, id))
      checkAmount(observation, at: columnPlace(row.sheet, id))
    }
    let material = SecondaryMaterials.Material(row)
    let place = columnPlace(row.sheet, .partMass)
    let sum = [row.preConsumer, row.postConsumer, row.reutilization].reduce(0) { $0 + ($1.value ?? 0) }
    if material.exceedsPart, let mass = row.partMass.value {
      add(
        "S01", .error, at: place, row.partMass.reference, value: DecimalText.shortest(mass),
        arguments: ["sum": shown(sum), "percent": shown(sum / mass * 100)])
    }
    let lacksMass = row.partMass.isEmpty || row.partMass.value == 0
    if lacksMass, sum > 0 { add("S02", .error, at: place, row.partMass.reference ?? row.mpn.reference) }
    if row.mpn.isEmpty, sum > 0 || (row.partMass.value ?? 0) > 0 {
      add("S05", .error, at: columnPlace(row.sheet, .mpn), row.mpn.reference)
    }
  }

  /// S03 and S04: reutilization is accepted for die casting only, alone there.
  private mutating func checkReutilization(_ row: MaterialRow) {
    let amount = row.reutilization.value ?? 0
    observe(row.process, at: columnPlace(row.sheet, .process), isNeeded: amount > 0)
    guard amount > 0 else { return }
    if row.process.isEmpty {
      add(
        "S03", .error, variant: "process", at: columnPlace(row.sheet, .process),
        row.process.reference ?? row.reutilization.reference)
    } else if let process = row.process.value, process != SecondaryMaterials.dieCasting {
      let entry = workbook.located.definition.entry(of: .process, id: process)
      add(
        "S03", .error, at: columnPlace(row.sheet, .reutilization), row.reutilization.reference,
        value: DecimalText.shortest(amount),
        arguments: ["process": entry?.text ?? LocalizedText(process)])
    }
    if (row.preConsumer.value ?? 0) > 0 || (row.postConsumer.value ?? 0) > 0 {
      add(
        "S04", .warning, at: columnPlace(row.sheet, .reutilization), row.reutilization.reference,
        value: DecimalText.shortest(amount))
    }
  }

  /// S02 and S06: what the rows of one part leave out of its form.
  private mutating func check(_ materials: SecondaryMaterials, of mpn: String, _ rows: [MaterialRow]) {
    let arguments = ["mpn": LocalizedText(mpn)]
    if materials.hasRecycledContent == nil {
      let row = rows.first { SecondaryMaterials.Material($0).hasRecycledContent == nil }
      add(
        "S06", .error, variant: "recycled", at: columnPlace(row?.sheet ?? .secondaryMaterials, .mpn),
        row?.mpn.reference, value: mpn,
        arguments: arguments)
    }
    guard materials.share(.preConsumer) == nil else { return }
    for row in rows {
      let material = SecondaryMaterials.Material(row)
      let isMassOnly = material.secondaryMass == .zero && !row.partMass.isNoAmount && (row.partMass.value ?? 0) == 0
      if isMassOnly, rows.count > 1, materials.materials.contains(where: { ($0.partMass ?? .zero) > .zero }) {
        add(
          "S02", .warning, variant: "weight", at: columnPlace(row.sheet, .partMass),
          row.partMass.reference ?? row.mpn.reference,
          arguments: arguments)
      }
    }
    // Rows without any mass have no percentages, and need none.
    if let row = rows.first(where: { !SecondaryMaterials.Material($0).isComplete }),
      rows.contains(where: { hasMasses($0) })
    {
      add("S06", .note, at: columnPlace(row.sheet, .mpn), row.mpn.reference, value: mpn, arguments: arguments)
    }
  }

  private func hasMasses(_ row: MaterialRow) -> Bool {
    [row.partMass, row.preConsumer, row.postConsumer, row.reutilization].contains { !$0.isEmpty && $0.value != 0 }
  }

  private func shown(_ number: Double) -> LocalizedText {
    LocalizedText(DecimalText.shortest(DecimalText.rounded(number, decimals: 3)))
  }
}
