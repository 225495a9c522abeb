internal import Emissions
internal import SupplierWorkbooks
public import Validation
public import XLSX

extension SupplierReport {
  /// The report of what was computed, its labels in the catalogue's language.
  ///
  /// - Parameters:
  ///   - completion: the figures, and the workbook that they were computed from.
  ///   - catalogue: the words of the report.
  ///   - reader: the workbook of the completion, for its cells as they were typed.
  /// - Throws: ``ExplanationError`` where a sheet cannot be read, or a formula does not come to the figure that was
  ///   computed.
  public init(_ completion: Completion, catalogue: MessageCatalogue, of reader: WorkbookReader) throws(ExplanationError)
  {
    let workbook = completion.workbook
    let inventory = completion.calculation.inventory
    let language = catalogue.language
    file = workbook.file
    self.language = language.code
    company = Company(
      name: workbook.company[.name].value, periodStart: workbook.company[.periodStart].value?.description,
      periodEnd: workbook.company[.periodEnd].value?.description, currency: workbook.company[.currency].value,
      figuresFrom: workbook.companySource?.file)
    settings = Settings(
      globalWarmingPotentials: inventory.settings.warmingPotentials.rawValue,
      scope2Method: inventory.settings.scope2Method.rawValue,
      residualMix: inventory.settings.usesResidualMix, customFactorsOverride: inventory.settings.customFactorOverrides)
    verdict = completion.verdict.rawValue
    errors = completion.count(.error)
    warnings = completion.count(.warning)
    let explanation = try Explanation(completion, .company, catalogue: catalogue, of: reader)
    let names = SourceNames(completion, catalogue: catalogue)
    emissions = TotalEmissions(inventory, completion.calculation.allocation, names)
    energy = TotalEnergy(inventory, completion.calculation.allocation, names)
    // Parts that stand twice with different prices have no figures that anybody could vouch for.
    let withheld = Set(completion.leftOut.filter { $0.reason == .duplicate }.map { $0.part })
    let chosen = workbook.parts.indices.filter { !withheld.contains($0) }
    parts = chosen.compactMap { Part(workbook.parts[$0], completion.calculation.parts[$0]) }
    leftOut = completion.leftOut.map {
      LeftOut(row: $0.row, sheet: $0.addedSheet, mpn: $0.mpn, reason: $0.reason.rawValue)
    }
    secondaryMaterials = SecondaryMaterialTotals(
      SecondaryMaterialReport(workbook, completion.calculation, parts: chosen), names: names, catalogue: catalogue)
    customsCodes = CustomsCodes(
      CustomsTotals(completion.calculation, lists: completion.lists, parts: chosen), language: language)
    factors = Self.factors(explanation)
  }

  private static func factors(_ explanation: Explanation) -> [Factor] {
    var seen: Set<Explanation.Term> = []
    return explanation.sections.flatMap { $0.steps }.flatMap { step in
      step.inputs.compactMap { term in
        guard let source = term.factor, seen.insert(term).inserted else { return nil }
        return Factor(
          name: term.name, usedIn: step.title, value: term.value, unit: term.unit, source: source.source,
          year: source.year,
          url: source.url,
          replacement: source.replacement)
      }
    }
  }
}

/// What sources and materials are called in the report's language.
struct SourceNames {
  private let workbook: SupplierWorkbook
  private let lists: ReferenceLists
  private let catalogue: MessageCatalogue

  init(_ completion: Completion, catalogue: MessageCatalogue) {
    workbook = completion.workbook
    lists = completion.lists
    self.catalogue = catalogue
  }

  var fuels: [EnergyRow] { workbook.energy.filter { $0.kind == .fuel } }

  func name(of row: EnergyRow) -> String { row.name(in: workbook, lists: lists, language: catalogue.language) }

  func label(ofRow id: RowID) -> String { workbook.energy.first { $0.id == id }?.label[catalogue.language] ?? id.text }

  func unit(_ id: String) -> String { lists.fuelUnits.first { $0.id == id }?.text[catalogue.language] ?? id }

  func material(_ id: String?) -> String {
    guard let id else { return catalogue.phrase("report.no-material") }
    return workbook.located.definition.entry(of: .material, id: id)?.text[catalogue.language] ?? id
  }
}

extension SupplierReport.TotalEmissions {
  init(_ inventory: Inventory, _ allocation: Allocation, _ names: SourceNames) {
    scope1Tonnes = inventory.scope1?.tonnes
    scope2LocationBasedTonnes = inventory.scope2Location?.tonnes
    scope2MarketBasedTonnes = inventory.scope2Market?.tonnes
    biogenicCO2Tonnes = inventory.biogenic?.tonnes
    let used = inventory.used
    usedScope1Tonnes = used.scope1?.tonnes
    usedScope2Tonnes = used.scope2?.tonnes
    usedTotalTonnes = used.emissions?.tonnes
    let figures = inventory.activity.known
    known = [("scope1", figures.scope1 != nil), ("scope2", figures.scope2 != nil)].filter { $0.1 }.map { $0.0 }
    tonnesPerUnitOfRevenue = allocation.intensities?.emissions
    sources = names.fuels.compactMap { row in
      inventory.combustions[row.key].map { combustion in
        Source(
          id: row.key, label: names.name(of: row), quantity: combustion.quantity,
          unit: names.unit(combustion.unit.rawValue),
          tonnes: combustion.emissions.tonnes, biogenicCO2Tonnes: combustion.biogenic.tonnes)
      }
    }
  }
}

extension SupplierReport.TotalEnergy {
  init(_ inventory: Inventory, _ allocation: Allocation, _ names: SourceNames) {
    renewableMWh = inventory.energy.renewable?.megawattHours
    nonRenewableMWh = inventory.energy.nonRenewable?.megawattHours
    usedRenewableMWh = inventory.used.renewable?.megawattHours
    usedNonRenewableMWh = inventory.used.nonRenewable?.megawattHours
    let figures = inventory.activity.known
    known = [("renewable", figures.renewable != nil), ("non-renewable", figures.nonRenewable != nil)].filter { $0.1 }
      .map { $0.0 }
    renewableMWhPerUnitOfRevenue = allocation.intensities?.renewable
    nonRenewableMWhPerUnitOfRevenue = allocation.intensities?.nonRenewable
    let energy = inventory.energy
    let electricity: [(RowID, Bool, Energy)] = [
      (.ppaElectricity, true, energy.powerPurchaseAgreements), (.onSiteRenewable, true, energy.onSiteRenewable),
      (.bundledSupply, true, energy.bundledSupply), (.unbundledCertificates, true, energy.unbundledCertificates),
      (.gridElectricity, false, energy.gridMix), (.purchasedHeat, false, energy.purchasedHeat),
    ]
    var sources = electricity.map { id, isRenewable, energy in
      Source(id: id.text, label: names.label(ofRow: id), isRenewable: isRenewable, megawattHours: energy.megawattHours)
    }
    for row in names.fuels {
      guard let combustion = inventory.combustions[row.key] else { continue }
      sources.append(
        Source(
          id: row.key, label: names.name(of: row), isRenewable: combustion.fuel.isBiogenic,
          megawattHours: combustion.energy.megawattHours))
    }
    self.sources = sources.filter { $0.megawattHours != 0 }
  }
}

extension SupplierReport.Part {
  /// The figures of a part; `nil` for a part without number or without any figure.
  init?(_ part: PartRow, _ result: Calculation.Part) {
    guard let mpn = part.mpn.value, let share = result.share else { return nil }
    self.mpn = mpn
    mfg = part.mfg.value
    allocation = share.method.rawValue
    kgCO2e = share.emissions?.kilograms
    renewableKWh = share.renewable?.kilowattHours
    nonRenewableKWh = share.nonRenewable?.kilowattHours
    recycledContent = result.materials.hasRecycledContent
    preConsumerShare = result.materials.preConsumerShare
    postConsumerShare = result.materials.postConsumerShare
    reutilizationShare = result.materials.reutilizationShare
    customsCode = part.customsCode.value
    cbam = result.cbamCoverage?.id
  }
}

extension CBAMGoods.Coverage {
  /// The id by which the report's JSON and the catalogues call it.
  var id: String {
    switch self {
    case .covered: "covered"
    case .needsEightDigits: "needs-eight-digits"
    case .dependsOnGood: "depends-on-good"
    case .excluded: "excluded"
    case .notListed: "not-listed"
    }
  }
}

extension SupplierReport.SecondaryMaterialTotals {
  init(_ report: SecondaryMaterialReport, names: SourceNames, catalogue: MessageCatalogue) {
    func line(_ total: SecondaryMaterialReport.Total, label: String) -> Line {
      Line(
        material: total.material, label: label, massGrams: total.partMass.grams,
        preConsumerGrams: total.mass(.preConsumer).grams,
        postConsumerGrams: total.mass(.postConsumer).grams, reutilizationGrams: total.mass(.reutilization).grams,
        recycledShare: total.recycledShare)
    }
    materials = report.materials.map { line($0, label: names.material($0.material)) }
    if materials.count > 1 { materials.append(line(report.total, label: catalogue.phrase("report.all-materials"))) }
    rows = report.rows.map { row in
      Row(
        mpn: row.part, material: names.material(row.material.material), massGrams: row.material.partMass?.grams,
        preConsumerGrams: row.material.preConsumer?.grams, postConsumerGrams: row.material.postConsumer?.grams,
        reutilizationGrams: row.material.reutilization?.grams)
    }
    incompleteRows = report.incompleteRows
  }
}

extension SupplierReport.CustomsCodes {
  init(_ totals: CustomsTotals, language: Language) {
    partsWithoutCode = totals.partsWithoutCode
    codes = totals.lines.map { line in
      let entry = line.coverage.entry
      return Line(
        code: line.code.description, parts: line.parts, partsWithoutFigure: line.partsWithoutFigure,
        kgCO2e: line.emissions?.kilograms,
        cbam: line.coverage.id, cbamSector: entry?.sectorName[language],
        cbamGoods: entry?.goods[language], cbamSource: entry?.source)
    }
  }
}
