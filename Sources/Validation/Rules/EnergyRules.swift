internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// C04, C10, C12 and what can be said of each cell of the energy sheet.
  mutating func checkEnergy() {
    for row in workbook.energy {
      for (column, month) in zip(ColumnID.months, row.months) {
        let place = columnPlace(row.sheet, column)
        observe(month, at: place)
        checkAmount(month, at: place)
      }
      let annual = columnPlace(row.sheet, .annualTotal)
      observe(row.annualTotal, at: annual)
      checkAmount(row.annualTotal, at: annual)
      guard row.isUsed else { continue }
      observe(row.usCanadaShare, at: columnPlace(row.sheet, .usCanadaShare))
      if case .invalid(.stated(let words, let unit)) = row.unit.outcome {
        add(
          "Q03", .error, variant: "contradicted", at: columnPlace(row.sheet, .unit), row.unit.reference,
          value: words.text,
          arguments: ["row": row.label, "source": words.source.text, "unit": LocalizedText(unit ?? "")])
      } else {
        observe(row.unit, at: columnPlace(row.sheet, .unit))
      }
      if row.kind == .fuel { checkFuel(row) } else if row.unit.isEmpty { checkUnit(row) }
      if row.kind == .heat {
        let place = columnPlace(row.sheet, .fuel)
        observe(row.heatFactor, at: place)
        if case .typed(let factor)? = row.heatFactor.value {
          checkAmount(row.heatFactor.map { _ in factor }, at: place)
          checkFactor(factor, row.heatFactor.reference, at: place)
        }
      }
      if let months = row.monthsTotal, let total = row.annualTotal.value,
        abs(months - total) > 0.005 * max(abs(months), abs(total))
      {
        let variant = row.isContradictory ? "zero" : Self.isFar(months, total) ? "far" : ""
        add(
          "C04", row.isContradictory ? .error : .warning, variant: variant, at: annual, row.annualTotal.reference,
          value: DecimalText.shortest(total),
          arguments: ["source": row.label, "months": LocalizedText(DecimalText.shortest(months))])
      }
    }
    for sheet in workbook.located.ids(of: .energy) { checkMonths(on: sheet) }
    checkCopies()
    checkAddedFactors()
    let choice = columnPlace(.energy, .fuel)
    observe(workbook.electricityFactor, at: choice)
    if case .typed(let factor)? = workbook.electricityFactor.value {
      checkAmount(workbook.electricityFactor.map { _ in factor }, at: choice)
      checkFactor(factor, workbook.electricityFactor.reference, at: choice)
    }
  }

  /// Q03: an amount without a unit; the template has one there, so somebody deleted it.
  private mutating func checkUnit(_ row: EnergyRow) {
    let place = columnPlace(row.sheet, .unit)
    let cell = row.unit.reference ?? CellReference(row: row.row, column: 1)
    guard let words = row.statedUnit else {
      add("Q03", .error, at: place, cell, arguments: ["row": row.label])
      return
    }
    add(
      "Q03", .error, variant: "stated", at: place, cell, value: words.text,
      arguments: ["row": row.label, "source": words.source.text])
  }

  /// A03: an added sheet has the amounts of the sheet that it was added to: perhaps a copy that somebody kept.
  private mutating func checkCopies() {
    func amounts(on sheet: SheetID) -> [String: [String]] {
      let rows = workbook.energy.filter { $0.sheet == sheet && $0.quantity ?? 0 > 0 }
      return Dictionary(grouping: rows) { $0.id.text }.mapValues { rows in
        rows.map { "\($0.quantity ?? 0) \($0.unit.value ?? "")" }
      }
    }
    let own = amounts(on: .energy)
    for id in workbook.located.addedSheets where id.original == .energy && !own.isEmpty && amounts(on: id) == own {
      findings.add(
        Finding(
          "A03", .warning, variant: "same", sheet: workbook.sheetName(id),
          arguments: ["taken": LocalizedText(workbook.sheetName(.energy))]))
    }
  }

  /// C24: an added sheet has another factor of electricity or heat than the sheet that it was added to.
  private mutating func checkAddedFactors() {
    let sheet = LocalizedText(workbook.sheetName(.energy))
    for (id, choice) in workbook.otherElectricityFactors {
      let place = columnPlace(id, .fuel)
      if choice.isInvalid {
        observe(choice, at: place)
      } else {
        add("C24", .error, at: place, choice.reference, arguments: ["sheet": sheet])
      }
    }
    for row in workbook.otherHeatFactors {
      add("C24", .error, variant: "heat", at: columnPlace(row.sheet, .fuel), row.heatFactor.reference)
    }
  }

  /// Q15: the months are of another year than the reporting year.
  private mutating func checkMonths(on id: SheetID) {
    guard let sheet = workbook.located.sheets[id], let table = sheet.table, let months = table.months,
      let start = workbook.company[.periodStart].value, let end = workbook.company[.periodEnd].value, start <= end
    else { return }
    let (first, last) = (start.year * 12 + start.month, end.year * 12 + end.month)
    for column in months.columns {
      guard let year = column.year, !(first...last).contains(year * 12 + column.month) else { continue }
      let place = Place(
        sheet: sheet.name, field: LocalizedText(column.header), isMandatory: false, isNumber: true)
      add(
        "Q15", .warning, at: place, CellReference(row: table.headerRow, column: column.column), value: column.header,
        arguments: ["start": LocalizedText(start.description), "end": LocalizedText(end.description)])
      return
    }
  }

  private mutating func checkFuel(_ row: EnergyRow) {
    let place = columnPlace(row.sheet, .fuel)
    observe(row.fuel, at: place)
    if row.fuel.isEmpty {
      add("C12", .error, variant: "fuel", at: place, row.fuel.reference, arguments: ["source": row.label])
      return
    }
    let unitPlace = columnPlace(row.sheet, .unit)
    guard let fuel = row.fuel.value else { return }
    let units = lists.library.units(of: fuel)
    let names = units.compactMap { unit in lists.fuelUnits.first { $0.id == unit.rawValue } }
    let arguments = [
      "fuel": lists.fuels.first { $0.id == fuel }?.text ?? LocalizedText(fuel),
      "units": LocalizedText(of: [.comma]) { language in
        names.map { language == .english ? $0.text.english : $0.text.inline }.joined(
          separator: LocalizedText.comma[language])
      },
    ]
    if row.unit.isEmpty, row.statedUnit != nil {
      checkUnit(row)
    } else if row.unit.isEmpty {
      add("C12", .error, variant: "no-unit", at: unitPlace, row.unit.reference, arguments: arguments)
    } else if let unit = row.unit.value, !units.contains(where: { $0.rawValue == unit }) {
      add(
        "C12", .error, at: unitPlace, row.unit.reference, value: lists.fuelUnits.first { $0.id == unit }?.shown ?? unit,
        arguments: arguments)
    }
  }

  /// C05, C09, C11, L03, L04 and what can be said of each cell of the regions.
  mutating func checkRegions() {
    let activity = calculation.inventory.activity
    let needsRegions = activity.electricityFactor == .weighted && activity.known.scope2 == nil
    for row in workbook.regions {
      observe(row.country, at: columnPlace(row.sheet, .country))
      checkSubdivision(row)
      observe(row.unit, at: columnPlace(row.sheet, .unit))
      let consumption = columnPlace(row.sheet, .consumption)
      observe(row.consumption, at: consumption)
      checkAmount(row.consumption, at: consumption)
      let custom = columnPlace(row.sheet, .customFactor)
      observe(row.customFactor, at: custom)
      checkAmount(row.customFactor, at: custom)
      if let factor = row.customFactor.value {
        checkFactor(factor, row.customFactor.reference, at: custom)
        if row.countryIsListed {
          let overrides = calculation.inventory.settings.customFactorOverrides
          add(
            "C11", .warning, variant: overrides ? "overrides" : "listed", at: custom, row.customFactor.reference,
            value: DecimalText.shortest(factor))
        }
      } else if let country = row.country.value, !row.countryIsListed, row.consumption.value ?? 0 > 0 {
        addUnlisted(country, list: .country, at: columnPlace(row.sheet, .country), row.country.reference)
      }
      // A listed country alone is left from a choice that nothing depends on, where a factor or figure is given.
      let isIdle = row.countryIsListed && row.customFactor.isEmpty && !needsRegions
      if row.consumption.isEmpty, !isIdle, !row.country.isEmpty || !row.customFactor.isEmpty {
        let cell = row.country.isEmpty ? row.customFactor.reference : row.country.reference
        add("A12", .warning, at: consumption, cell, value: row.country.value)
      }
      if row.country.isEmpty, row.consumption.value ?? 0 > 0 {
        add("C09", .error, variant: "country", at: columnPlace(row.sheet, .country), row.country.reference)
      }
    }
    checkRegionTotals()
  }

  /// L04: a state or province of another country.
  private mutating func checkSubdivision(_ row: RegionRow) {
    let place = columnPlace(row.sheet, .subdivision)
    if row.countryIsListed, case .invalid(.notInList(let text, _)) = row.subdivision.outcome {
      let countries = lists.countries(ofSubdivision: text)
      if !countries.isEmpty {
        let shown = countries.map { $0.shown }.joined(separator: ", ")
        add(
          "L04", .error, at: place, row.subdivision.reference, value: text, arguments: ["country": LocalizedText(shown)]
        )
        return
      }
    }
    observe(row.subdivision, at: place)
  }

  /// C11: a factor that no grid has, with the unit that it may be in.
  private mutating func checkFactor(_ factor: Double, _ cell: CellReference?, at place: Place?) {
    let value = DecimalText.shortest(factor)
    switch factor {
    case 20...2000: add("C11", .warning, variant: "grams", at: place, cell, value: value)
    case _ where factor > 2: add("C11", .warning, at: place, cell, value: value)
    case _ where factor > 0 && factor < 0.002: add("C11", .warning, variant: "tonnes", at: place, cell, value: value)
    default: break
    }
  }

  /// Whether two amounts that should be one differ by more than a tenth.
  private static func isFar(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) > 0.1 * max(abs(one), abs(other))
  }

  private mutating func checkRegionTotals() {
    let activity = calculation.inventory.activity
    let regions = calculation.inventory.regions.consumption
    let grid = activity.gridElectricity
    let all = grid + activity.powerPurchaseAgreements + activity.bundledSupply
    func agrees(_ other: Energy) -> Bool {
      abs(regions.kilowattHours - other.kilowattHours) <= 0.005 * max(regions.kilowattHours, other.kilowattHours)
    }
    if regions > .zero, all > .zero, !agrees(grid), !agrees(all) {
      // A factor that was chosen or typed makes the regions needless.
      let isUsed = activity.electricityFactor == .weighted && activity.known.scope2 == nil
      let isFar = isUsed && [grid, all].allSatisfy { Self.isFar(regions.kilowattHours, $0.kilowattHours) }
      let isFraction = isUsed && regions.kilowattHours < 0.5 * min(grid > .zero ? grid : all, all).kilowattHours
      add(
        "C05", isFraction ? .error : .warning, variant: isFraction ? "fraction" : isFar ? "far" : "",
        at: columnPlace(.electricityFactor, .consumption), nil,
        arguments: [
          "regions": kilowattHours(regions), "grid": kilowattHours(grid), "all": kilowattHours(all),
        ])
    }
    let needsFactor = calculation.inventory.problems.contains(.electricityFactorMissing)
    if needsFactor, activity.known.scope2 == nil,
      activity.unreadable.isDisjoint(with: [.electricity, .electricityFactor])
    {
      add("C09", .error, at: columnPlace(.energy, .fuel), workbook.electricityFactor.reference)
    }
    if calculation.inventory.problems.contains(.certificatesExceedGrid) {
      add(
        "C06", .error, at: columnPlace(.energy, .annualTotal),
        workbook.energy.first { $0.id == .unbundledCertificates }.map {
          CellReference(row: $0.row, column: $0.annualTotal.reference?.column ?? 1)
        },
        arguments: ["certificates": kilowattHours(activity.unbundledCertificates), "grid": kilowattHours(grid)])
    }
  }

  private func kilowattHours(_ energy: Energy) -> LocalizedText {
    LocalizedText(DecimalText.shortest(DecimalText.rounded(energy.kilowattHours, decimals: 3)))
  }

  /// C07, C08 and what can be said of the known figures.
  mutating func checkKnownFigures() {
    let known = workbook.known
    let inventory = calculation.inventory
    let pairs: [(id: FieldID, observation: Observation<Double>, computed: Double?)] = [
      (.knownScope1, known.scope1, inventory.scope1?.tonnes), (.knownScope2, known.scope2, inventory.scope2?.tonnes),
      (.knownRenewable, known.renewable, inventory.energy.renewable?.megawattHours),
      (.knownNonRenewable, known.nonRenewable, inventory.energy.nonRenewable?.megawattHours),
    ]
    for pair in pairs {
      let place = fieldPlace(pair.id)
      observe(pair.observation, at: place)
      checkAmount(pair.observation, at: place)
      guard let value = pair.observation.value, let computed = pair.computed,
        let comparison = KnownComparison(known: value, computed: computed), comparison.differs
      else { continue }
      let far = value == 0 ? "zero" : (0.5...2).contains(comparison.ratio) ? "" : "far"
      add(
        "C07", .warning, variant: comparison.likelyCause.map { "cause-" + $0.rawValue } ?? far, at: place,
        pair.observation.reference,
        value: DecimalText.shortest(value),
        arguments: [
          "computed": LocalizedText(DecimalText.shortest(DecimalText.rounded(computed, decimals: 3))),
          "ratio": LocalizedText(DecimalText.shortest(DecimalText.rounded(comparison.ratio, decimals: 3))),
        ])
    }
    // What another workbook lacks is said of each figure there.
    if workbook.companySource != nil || workbook.located.definition.statesFigures { return }
    let hasKnown = pairs.contains { !$0.observation.isEmpty }
    let hasEnergy = workbook.energy.contains { ($0.quantity ?? 0) > 0 || $0.isUnreadable }
    if !hasKnown, !hasEnergy {
      findings.add(Finding("C08", .error, sheet: workbook.sheetName(.energy)))
    } else if inventory.used.emissions == nil || inventory.used.renewable == nil || inventory.used.nonRenewable == nil,
      inventory.activity.unreadable.isEmpty == false
    {
      findings.add(Finding("C14", .error, sheet: workbook.sheetName(.energy)))
    }
  }
}
