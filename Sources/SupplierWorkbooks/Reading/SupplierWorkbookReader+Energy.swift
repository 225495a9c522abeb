internal import Emissions
internal import XLSX

/// The energy sheet.
extension SupplierWorkbookReader {
  func readEnergy(
    _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table, into result: inout SupplierWorkbook
  )
    throws(XLSXError)
  {
    let id = sheet.definition.id
    let last = table.rows.values.max() ?? table.headerRow
    var worksheet = try workbook.head(of: sheet.sheet, rows: last + Self.rowsBelow)
    let columns = TableColumns(table)
    let marks = NumberMarks(workbook, sheet, table)
    let merged = MergedCells(worksheet.details.mergedRanges, table)
    let inputs = table.columns.values.filter { $0.definition.role != .computed && $0.definition.role != .label }
    let inputColumns = inputs.map { $0.column }
    worksheet.rows = worksheet.rows.map {
      uncalculated.calculated($0, on: sheet.name) { $0.row > table.headerRow && inputColumns.contains($0.column) }
    }
    var shown: [Int: WorksheetRow] = [:]
    for row in worksheet.rows where row.index > table.headerRow {
      shown[row.index] = merged.shown(row) { TableRow.isFilled($0, inputColumns) }
    }
    result.merged[id] = merged.uses
    for definition in sheet.definition.table?.rows ?? [] {
      for number in 1...max(1, definition.count) {
        let source = definition.id(ofRow: number)
        guard let index = table.rows[source] else { continue }
        let stored = shown[index] ?? worksheet.row(index) ?? WorksheetRow(index: index)
        let row = TableRow(
          row: stored, columns: columns, observer: observer, marks: marks, addition: id.addition)
        if definition.kind != .electricityFactor {
          result.energy.append(energy(row, id: source, definition))
        } else if id.isAdded {
          result.addedElectricityFactors[id] = electricityFactor(row)
        } else {
          result.electricityFactor = electricityFactor(row)
        }
      }
    }
    readOtherSources(sheet, table, columns, in: worksheet, into: &result)
  }

  /// Rows of the energy sheet below those of the template among which more sources are looked for.
  private static let rowsBelow = 500

  /// Rows that the template does not have: a fuel with its unit counts whatever its label says, other amounts are set
  /// aside.
  private func readOtherSources(
    _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table, _ columns: TableColumns, in worksheet: Worksheet,
    into result: inout SupplierWorkbook
  ) {
    let known = Set(table.rows.values)
    let amounts = (ColumnID.months + [.annualTotal]).compactMap { columns[$0]?.number }
    let labelColumns = table.columns.values.filter { $0.definition.role == .label }.map { $0.column }
    var sieve = RowSieve(table, key: .source, amounts: ColumnID.months + [.annualTotal], addsUp: false)
    for stored in worksheet.rows where stored.index > table.headerRow {
      let isEntry = TableRow.isFilled(stored, amounts)
      if known.contains(stored.index) {
        _ = isEntry ? sieve.setAside(stored) : nil
        continue
      }
      guard amounts.contains(where: { !(stored[$0]?.value.isBlank ?? true) }) else { continue }
      if let aside = sieve.setAside(stored) {
        result.setAside[sheet.definition.id, default: []].append(aside)
        continue
      }
      let row = TableRow(row: stored, columns: columns, observer: observer, addition: sheet.definition.id.addition)
      let label = labelColumns.compactMap { stored[$0]?.text }
      let other = TemplateDefinition.Row(
        id: .added(row: stored.index),
        labels: .init(text: LocalizedText(label.first ?? ""), folded: []), row: stored.index, count: 1, kind: .fuel)
      let source = energy(row, id: other.id, other)
      if let fuel = source.fuel.value, let unit = source.unit.value,
        lists.library.units(of: fuel).contains(where: { $0.rawValue == unit })
      {
        result.energy.append(source)
        continue
      }
      let twin = sheet.definition.table?.rows.first { row in label.contains { row.labels.matches($0) } }
      let place = twin.flatMap { table.rows[$0.id(ofRow: 1)] }
      result.setAside[sheet.definition.id, default: []].append(
        SetAside(stored, place.map { .secondOfSource(row: $0) } ?? .unknownSource, amounts: amounts))
    }
  }

  private func energy(_ row: TableRow, id: RowID, _ definition: TemplateDefinition.Row) -> EnergyRow {
    var energy = EnergyRow(
      id: id, kind: definition.kind, row: row.row.index, addition: row.addition, label: definition.labels.text)
    if definition.kind == .heat {
      energy.heatFactor = heatFactor(row)
    } else if definition.kind == .fuel {
      energy.fuel = row.entry(.fuel, list: .fuel) { [lists] in lists.match(.fuel, $0) }
      if energy.fuel.isEmpty, let fuel = definition.fuel { energy.fuel.outcome = .value(fuel) }
      energy.unit = unit(row, of: .fuelUnit, coal: coalUnit(ofFuel: energy.fuel.value))
    }
    if definition.kind != .fuel {
      // Electricity is counted as coal in two ways: by its own energy, or by what power stations burn for it.
      energy.unit = unit(row, of: .energyUnit, coal: definition.kind == .heat ? "GJ" : nil)
    }
    readAmounts(of: row, definition, into: &energy)
    energy.usCanadaShare = row.share(.usCanadaShare)
    return energy
  }

  /// Amounts in the unit of the row, as the words around them say that they are meant.
  ///
  /// A unit cell that somebody emptied leaves the unit open, unless the words say the one that the template has there.
  private func readAmounts(of row: TableRow, _ definition: TemplateDefinition.Row, into energy: inout EnergyRow) {
    let isFuel = definition.kind == .fuel
    let factor = factor(
      to: energy.unit.value ?? definition.unit, isFuel: isFuel, readsCoal: isFuel || definition.kind == .heat)
    var expected = ExpectedMeasure(unit: energy.unit.value ?? definition.unit, factor: factor)
    let said = energy.unit.isInvalid ? [] : statements(row, definition, expected)
    if energy.unit.isEmpty, let unit = definition.unit {
      energy.months = ColumnID.months.map { row.plainNumber($0, factor: factor) }
      energy.annualTotal = row.plainNumber(.annualTotal, factor: factor)
      let amounts = zip(ColumnID.months + [.annualTotal], energy.months + [energy.annualTotal]).filter {
        !$0.1.isEmpty
      }.map { $0.0 }
      let words = amounts.map { row.units($0, said) }
      if !words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { factor($0.unit) == 1 } }) {
        energy.statedUnit = words.joined().first { factor($0.unit) != 1 }?.words
        return
      }
      energy.unit.outcome = .value(unit)
    }
    // A unit that was chosen for the row weighs more than a header or label: both are asked for.
    expected.convertible = [.numberFormat, .unitCell]
    let labels = said.filter { $0.source == .label }
    if case .contradicted(let words) = expected.outcome(of: labels, divisor: 1) {
      energy.unit.outcome = .invalid(.stated(words, expected: expected.unit))
      energy.months = ColumnID.months.map { row.plainNumber($0, factor: factor) }
      energy.annualTotal = row.plainNumber(.annualTotal, factor: factor)
      return
    }
    var monthly = expected
    monthly.period = .month
    energy.months = ColumnID.months.map { row.number($0, as: monthly, said) }
    energy.annualTotal = row.number(.annualTotal, as: expected, said)
  }

  /// What the labels of a row and its unit cell say of the amounts, besides what the definition calls the row and the
  /// unit itself.
  private func statements(
    _ row: TableRow, _ definition: TemplateDefinition.Row, _ expected: ExpectedMeasure
  ) -> [ExpectedMeasure.Statement] {
    var statements: [ExpectedMeasure.Statement] = []
    for column in [ColumnID.source, .sourceZh] {
      guard let label = row.cell(column)?.text,
        let measure = StatedMeasure(label: label, besides: definition.labels.folded)
      else { continue }
      statements.append(.init(measure: measure, source: .label))
    }
    if let unit = row.unitStatement(expected) { statements.append(unit) }
    return statements
  }

  /// How many of a row's unit one of a unit typed beside an amount is.
  func factor(to unit: String?, isFuel: Bool, readsCoal: Bool = false) -> (String) -> Double? {
    { [lists] typed in
      guard let unit else { return nil }
      if typed == CoalEquivalent.unit {
        let isGigajoules = unit == "GJ" || unit == FuelUnit.gigajouleNet.rawValue
        return readsCoal && isGigajoules ? CoalEquivalent.gigajoulesPerTonne : nil
      }
      if isFuel, lists.fuelUnit(typed) == unit { return 1 }
      if let from = lists.energyUnit(typed).flatMap({ lists.kilowattHours(per: $0) }),
        let to = lists.kilowattHours(per: unit)
      {
        return from >= to ? from / to : 1 / (to / from)
      }
      return UnitText.factor(from: typed, to: unit)
    }
  }

  /// A factor in kgCO2e/kWh, however the unit is typed beside it.
  func emissionFactor(_ unit: String) -> Double? {
    let parts = unit.split(separator: "/").map(String.init)
    guard parts.count == 2, let mass = UnitText.factor(from: parts[0], to: "kg"),
      let energy = UnitText.factor(from: parts[1], to: "kWh")
    else { return nil }
    return mass / energy
  }

  private func electricityFactor(_ row: TableRow) -> Observation<ElectricityFactorChoice> {
    var expected = ExpectedMeasure(unit: "kgCO2e/kWh", factor: emissionFactor)
    expected.convertible = [.numberFormat, .unitCell]
    let typed = row.number(.fuel, as: expected, row.unitStatement(expected).map { [$0] } ?? [])
    if case .invalid(.stated(let words, let unit)) = typed.outcome {
      return Observation(typed.reference, .invalid(.stated(words, expected: unit)))
    }
    if typed.value != nil { return typed.map { .typed($0) } }
    return row.entry(.fuel, list: .electricityFactor) { text in
      if let weighted = located.definition.match(of: .electricityFactor, meant: text) {
        return weighted.map { _ in .weighted }
      }
      return lists.match(.country, text)?.map { .country($0) }
    }
  }

  private func heatFactor(_ row: TableRow) -> Observation<HeatFactorChoice> {
    let typed = row.number(.fuel, as: ExpectedMeasure(unit: "kgCO2e/kWh", factor: emissionFactor))
    if typed.value != nil { return typed.map { .typed($0) } }
    return row.entry(.fuel, list: .heatFactor) { text in
      located.definition.match(of: .heatFactor, meant: text)?.map { _ in .standard }
    }
  }
}
