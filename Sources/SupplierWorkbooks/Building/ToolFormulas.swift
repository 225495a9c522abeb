internal import XLSX

/// The formulas of the emission calculation tool, by sheet and by the id of the field or column.
///
/// They use nothing that Excel 2007, WPS, LibreOffice and Google Sheets do not all have, and nothing that depends on a
/// language.
struct ToolFormulas {
  let builder: ToolBuilder

  func field(_ id: FieldID) -> String { builder.field(id) }
  private func list(_ name: String) -> String { builder.listsSheet.range(name) }
  private func energy(_ column: ColumnID, _ row: RowID) -> String { builder.cell(.energy, column, builder.row(row)) }
  private func lookUp(_ value: String, in keys: String, give result: String) -> String {
    "INDEX(\(list(result)),MATCH(\(value),\(list(keys)),0))"
  }

  // MARK: Single fields

  func field(computing id: FieldID) -> String? {
    switch id {
    case .gwpMethaneFossil: potential("gwp-fossil")
    case .gwpMethaneBiogenic: potential("gwp-biogenic")
    case .gwpNitrousOxide: potential("gwp-n2o")
    case .regionsConsumption: "SUM(\(regions(.kwh)))"
    case .weightedFactor: weighted(.factor)
    case .weightedMarketFactor: weighted(.marketFactor)
    case .locationFactor: chosenFactor(weighted: .weightedFactor, country: countryFactor)
    case .marketFactor:
      chosenFactor(
        weighted: .weightedMarketFactor,
        country: "IF(AND(\(field(.residualMix))=\"Yes\",ISNUMBER(MATCH(\(choice),\(list("residual-country")),0))),"
          + "\(lookUp(choice, in: "residual-country", give: "residual-factor")),\(countryFactor))")
    case .summaryCompany: "IF(\(field(.companyName))=\"\",\"\",\(field(.companyName)))"
    case .summaryRevenue: "IF(ISNUMBER(\(field(.revenue))),\(field(.revenue)),\"\")"
    case .scope1: "SUM(\(fuelRows(.tco2e).joined(separator: ",")))"
    case .biogenic: "SUM(\(fuelRows(.biogenicTco2).joined(separator: ",")))"
    case .scope2Location: scope2(energy: allElectricity, factor: .locationFactor)
    case .scope2Market:
      scope2(
        energy: "(\(energy(.kwh, .gridElectricity))-\(energy(.kwh, .unbundledCertificates)))", factor: .marketFactor)
    case .energyPPA: "\(energy(.kwh, .ppaElectricity))/1000"
    case .energyOnSite: "\(energy(.kwh, .onSiteRenewable))/1000"
    case .energyBundled: "\(energy(.kwh, .bundledSupply))/1000"
    case .energyUnbundled: "MIN(\(energy(.kwh, .unbundledCertificates)),\(energy(.kwh, .gridElectricity)))/1000"
    case .energyRenewableFuels: fuelEnergy { $0 }
    case .energyFossilFuels: fuelEnergy { "(1-\($0))" }
    case .energyGrid: "MAX(0,\(energy(.kwh, .gridElectricity))-\(energy(.kwh, .unbundledCertificates)))/1000"
    case .energyHeat: "\(energy(.kwh, .purchasedHeat))/1000"
    case .energyRenewableUnattributed: beyond(.knownRenewable, .renewable)
    case .energyNonRenewableUnattributed: beyond(.knownNonRenewable, .nonRenewable)
    case .renewable: sum([.energyPPA, .energyOnSite, .energyBundled, .energyUnbundled, .energyRenewableFuels])
    case .nonRenewable: sum([.energyGrid, .energyFossilFuels, .energyHeat])
    case .usedScope1: used(.knownScope1, else: field(.scope1))
    case .usedScope2:
      used(
        .knownScope2,
        else:
          "IF(\(field(.scope2Method))=\(builder.entry(.scope2Method, "location")),\(field(.scope2Location)),\(field(.scope2Market)))"
      )
    case .usedRenewable: used(.knownRenewable, else: field(.renewable))
    case .usedNonRenewable: used(.knownNonRenewable, else: field(.nonRenewable))
    case .emissionIntensity: perRevenue("(\(field(.usedScope1))+\(field(.usedScope2)))")
    case .renewableIntensity: perRevenue(field(.usedRenewable))
    case .nonRenewableIntensity: perRevenue(field(.usedNonRenewable))
    default: nil
    }
  }

  /// The formula of a gas's global warming potential; without a choice that of AR5.
  private func potential(_ gas: String) -> String {
    let set = field(.warmingPotentials)
    return lookUp("IF(\(set)=\"\",\"AR5\",\(set))", in: "gwp-set", give: gas)
  }

  private func regions(_ column: ColumnID) -> String {
    builder.range(.electricityFactor, column, builder.bodyRows(.electricityFactor))
  }

  private func weighted(_ column: ColumnID) -> String {
    "IF(\(field(.regionsConsumption))>0,SUMPRODUCT(\(regions(.kwh)),\(regions(column)))/\(field(.regionsConsumption)),\"\")"
  }

  private var choice: String { energy(.fuel, .electricityFactor) }
  private var countryFactor: String { lookUp("\(choice)&\"|\"", in: "grid-key", give: "grid-factor") }

  /// Typed, else chosen, else weighted.
  private func chosenFactor(weighted: FieldID, country: String) -> String {
    "IF(ISNUMBER(\(choice)),\(amount(choice)),IF(OR(\(choice)=\"\",\(choice)=\(builder.entry(.electricityFactor, "weighted"))),\(field(weighted)),\(country)))"
  }

  /// A number that must not be negative; an error where it is.
  private func amount(_ cell: String) -> String { "IF(\(cell)<0,NA(),\(cell))" }

  private var allElectricity: String {
    "(" + [RowID.gridElectricity, .ppaElectricity, .bundledSupply].map { energy(.kwh, $0) }.joined(separator: "+") + ")"
  }

  /// Electricity without a factor is an error, never nothing.
  private func scope2(energy amount: String, factor: FieldID) -> String {
    "IF(\(amount)<=0,0,IF(ISNUMBER(\(field(factor))),\(amount)*\(field(factor))/1000,NA()))+\(energy(.tco2e, .purchasedHeat))"
  }

  /// The runs of neighbouring rows that hold fuels.
  private var fuelRanges: [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for row in builder.definition.sheet(.energy)?.table?.rows ?? [] where row.kind == .fuel {
      let rows = row.row...(row.row + row.count - 1)
      if let last = ranges.last, last.upperBound + 1 == rows.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound...rows.upperBound
      } else {
        ranges.append(rows)
      }
    }
    return ranges
  }

  private func fuelRows(_ column: ColumnID) -> [String] { fuelRanges.map { builder.range(.energy, column, $0) } }

  private func fuelEnergy(weight: (String) -> String) -> String {
    "(" + zip(fuelRows(.kwh), fuelRows(.isBiogenic)).map { "SUMPRODUCT(\($0),\(weight($1)))" }.joined(separator: "+")
      + ")/1000"
  }

  private func beyond(_ known: FieldID, _ computed: FieldID) -> String {
    "IF(ISNUMBER(\(field(known))),MAX(0,\(field(known))-\(field(computed))),0)"
  }

  private func sum(_ fields: [FieldID]) -> String { fields.map(field).joined(separator: "+") }
  /// Something else than an amount in the place of a known figure gives an error, not the computed figure.
  private func used(_ known: FieldID, else computed: String) -> String {
    "IF(ISNUMBER(\(field(known))),IF(\(field(known))<0,NA(),\(field(known))),IF(\(field(known))=\"\",\(computed),NA()))"
  }

  private func perRevenue(_ total: String) -> String { "IF(N(\(field(.revenue)))>0,\(total)/\(field(.revenue)),\"\")" }

  // MARK: Tables

  func cell(sheet: SheetID, column: ColumnID, row: Int, energyRow: TemplateDefinition.Row?) -> String? {
    switch sheet {
    case .energy: energyRow.flatMap { energyCell(column, row, $0) }
    case .electricityFactor: regionCell(column, row)
    case .parts: partCell(column, row)
    case .secondaryMaterials: materialCell(column, row)
    case .quotewin: formCell(column, row)
    default: nil
    }
  }

  private func energyCell(_ column: ColumnID, _ row: Int, _ definition: TemplateDefinition.Row) -> String? {
    func at(_ column: ColumnID) -> String { local(.energy, column, row) }
    guard definition.kind != .electricityFactor else { return nil }
    let months = "\(at(ColumnID.months[0])):\(at(ColumnID.months[11]))"
    switch column {
    case .monthsTotal: return "IF(COUNT(\(months))=0,\"\",SUM(\(months)))"
    case .quantity:
      // Months of 0 beside an annual total are no amount, nor are negative ones.
      let sum = "IF(OR(COUNTIF(\(months),\"<0\")>0,AND(SUM(\(months))=0,N(\(at(.annualTotal)))>0)),NA(),SUM(\(months)))"
      return "IF(COUNT(\(months))>0,\(sum),IF(ISNUMBER(\(at(.annualTotal))),\(amount(at(.annualTotal))),0))"
    case .kwh: return "\(at(.quantity))*\(at(.kwhPerUnit))"
    default: break
    }
    if definition.kind != .fuel {
      if column == .kwhPerUnit {
        return "IF(\(at(.quantity))=0,0,\(lookUp(at(.unit), in: ListID.energyUnit.text, give: "energy-unit-kwh")))"
      }
      guard definition.kind == .heat else { return nil }
      switch column {
      case .kgco2ePerUnitOther:
        let standard =
          "(66.33+1.25/1000*\(field(.gwpMethaneFossil))+0.125/1000*\(field(.gwpNitrousOxide)))/"
          + lookUp("\"MMBtu\"", in: ListID.energyUnit.text, give: "energy-unit-kwh")
        let factor = "IF(ISNUMBER(\(at(.fuel))),\(amount(at(.fuel))),\(standard))"
        return "IF(\(at(.quantity))=0,0,\(factor)*\(at(.kwhPerUnit)))"
      case .tco2e: return "\(at(.quantity))*\(at(.kgco2ePerUnitOther))/1000"
      default: return nil
      }
    }
    func factor(_ list: String) -> String { "INDEX(\(self.list(list)),\(at(.factorRow)))" }
    func perUnit(_ region: String) -> String {
      let methane = "IF(\(at(.isBiogenic))=1,\(field(.gwpMethaneBiogenic)),\(field(.gwpMethaneFossil)))"
      return
        "IF(\(at(.quantity))=0,0,IF(\(at(.isBiogenic))=1,0,\(factor("fuel-co2" + region)))+\(factor("fuel-ch4" + region))/1000*\(methane)"
        + "+\(factor("fuel-n2o" + region))/1000*\(field(.gwpNitrousOxide)))"
    }
    // 40 in a plain cell means 40 %; less than nothing and more than all are no share.
    let typed = at(.usCanadaShare)
    let share =
      "IF(ISNUMBER(\(typed)),IF(OR(\(typed)<0,\(typed)>100),NA(),IF(\(typed)>1,\(typed)/100,\(typed))),0)"
    switch column {
    case .factorRow: return "IF(\(at(.quantity))=0,0,MATCH(\(at(.fuel))&\"|\"&\(at(.unit)),\(list("fuel-key")),0))"
    case .isBiogenic: return "IF(\(at(.quantity))=0,0,\(factor("fuel-biogenic")))"
    case .kwhPerUnit: return "IF(\(at(.quantity))=0,0,\(factor("fuel-kwh")))"
    case .kgco2ePerUnitUsCanada: return perUnit("-us")
    case .kgco2ePerUnitOther: return perUnit("")
    case .tco2e:
      return
        "IF(\(at(.quantity))=0,0,\(at(.quantity))*(\(share)*\(at(.kgco2ePerUnitUsCanada))+(1-\(share))*\(at(.kgco2ePerUnitOther)))/1000)"
    case .biogenicTco2:
      return
        "IF(\(at(.isBiogenic))=1,\(at(.quantity))*(\(share)*\(factor("fuel-co2-us"))+(1-\(share))*\(factor("fuel-co2")))/1000,0)"
    default: return nil
    }
  }

  private func regionCell(_ column: ColumnID, _ row: Int) -> String? {
    func at(_ column: ColumnID) -> String { local(.electricityFactor, column, row) }
    func listed(_ key: String, else other: String) -> String {
      "IF(ISNUMBER(MATCH(\(key),\(list("grid-key")),0)),\(lookUp(key, in: "grid-key", give: "grid-factor")),\(other))"
    }
    // Without consumption nothing is missing.
    let missing = "IF(\(at(.kwh))=0,\"\",NA())"
    switch column {
    case .kwh:
      let perUnit = "IF(\(at(.unit))=\"\",1,\(lookUp(at(.unit), in: ListID.energyUnit.text, give: "energy-unit-kwh")))"
      return "IF(ISNUMBER(\(at(.consumption))),IF(\(at(.consumption))<0,NA(),\(at(.consumption))*\(perUnit)),0)"
    case .factor:
      // A province of another country is none of this one.
      let country = "\(at(.country))&\"|\""
      let own = "IF(\(at(.customFactor))<0,\(missing),\(at(.customFactor)))"
      let custom = "IF(ISNUMBER(\(at(.customFactor))),\(own),\(missing))"
      let province = listed(country + "&\(at(.subdivision))", else: missing)
      let whole = lookUp(country, in: "grid-key", give: "grid-factor")
      let region =
        "IF(ISNUMBER(MATCH(\(country),\(list("grid-key")),0)),IF(\(at(.subdivision))=\"\",\(whole),\(province)),\(custom))"
      return
        "IF(\(at(.country))=\"\",\(missing),IF(AND(\(field(.customFactorOverrides))=\"Yes\",ISNUMBER(\(at(.customFactor)))),"
        + "\(own),\(region)))"
    case .kgco2e: return "IF(ISNUMBER(\(at(.factor))),\(at(.kwh))*\(at(.factor)),\"\")"
    case .marketFactor:
      return
        "IF(\(at(.country))=\"\",\(missing),IF(AND(\(field(.residualMix))=\"Yes\",ISNUMBER(MATCH(\(at(.country)),\(list("residual-country")),0))),"
        + "\(lookUp(at(.country), in: "residual-country", give: "residual-factor")),\(at(.factor))))"
    default: return nil
    }
  }

  private func partCell(_ column: ColumnID, _ row: Int) -> String? {
    func at(_ column: ColumnID) -> String { local(.parts, column, row) }
    func intensity(_ id: FieldID) -> String { "IF(\(at(.mpn))=\"\",\"\",\(field(id)))" }
    /// Total in tonnes or MWh, intensity in the same per unit of revenue: times 1000 for kg and kWh.
    func figure(_ total: String, _ intensity: ColumnID) -> String {
      // Where another currency of prices is named and no price says that it is in it, the others may be in either.
      let (other, own) = (field(.priceCurrency), field(.currency))
      let currencies = builder.range(.parts, .currency, builder.bodyRows(.parts))
      let unnamed = "IF(\(other)=\"\",1,IF(\(other)=\(own),1,IF(COUNTIF(\(currencies),\(other))>0,1,NA())))"
      let exchange =
        "IF(\(at(.currency))=\"\",\(unnamed),IF(\(at(.currency))=\(own),1,"
        + "IF(AND(\(at(.currency))=\(field(.priceCurrency)),N(\(field(.exchangeRate)))>0),\(field(.exchangeRate)),NA())))"
      let economic = "IF(ISNUMBER(\(at(intensity))),\(at(intensity))*(\(at(.price))*\(exchange))*1000,\"\")"
      let byUnits =
        "IF(AND(\(at(.allocation))=\(builder.entry(.allocation, "units")),N(\(field(.totalUnits)))>0),IF(\(field(.totalUnits))<1,NA(),\(total)*1000/\(field(.totalUnits))),\(economic))"
      let byMass =
        "IF(AND(\(at(.allocation))=\(builder.entry(.allocation, "mass")),N(\(at(.mass)))>0,N(\(field(.totalMass)))>0),"
        + "IF(\(at(.mass))>\(field(.totalMass)),NA(),\(total)*1000*(\(at(.mass))/\(field(.totalMass)))),\(byUnits))"
      return "IF(OR(\(at(.mpn))=\"\",N(\(at(.price)))<=0),\"\",\(byMass))"
    }
    func unit(_ column: ColumnID, _ text: String) -> String { "IF(ISNUMBER(\(at(column))),\"\(text)\",\"\")" }
    switch column {
    case .emissionIntensity: return intensity(.emissionIntensity)
    case .renewableIntensity: return intensity(.renewableIntensity)
    case .nonRenewableIntensity: return intensity(.nonRenewableIntensity)
    case .kgco2e: return figure("(\(field(.usedScope1))+\(field(.usedScope2)))", .emissionIntensity)
    case .renewableKwh: return figure(field(.usedRenewable), .renewableIntensity)
    case .nonRenewableKwh: return figure(field(.usedNonRenewable), .nonRenewableIntensity)
    case .kgco2eUnit: return unit(.kgco2e, "kgCO2e")
    case .renewableUnit: return unit(.renewableKwh, "kWh")
    case .nonRenewableUnit: return unit(.nonRenewableKwh, "kWh")
    default: return nil
    }
  }

  /// A cell of the same sheet.
  func local(_ sheet: SheetID, _ column: ColumnID, _ row: Int) -> String {
    guard let column = builder.definition.sheet(sheet)?.table?.column(column) else { return "#REF!" }
    return "$" + CellReference.letters(ofColumn: column.column) + String(row)
  }
}
