internal import XLSX

/// The formulas of the emission calculation tool, by sheet and by the id of the field or column.
///
/// They use nothing that Excel 2007, WPS, LibreOffice and Google Sheets do not all have, and nothing that depends on a language.
struct ToolFormulas {
  let builder: ToolBuilder

  func field(_ id: String) -> String { builder.field(id) }
  private func list(_ name: String) -> String { builder.listsSheet.range(name) }
  private func energy(_ column: String, _ row: String) -> String { builder.cell("energy", column, builder.row(row)) }
  private func lookUp(_ value: String, in keys: String, give result: String) -> String {
    "INDEX(\(list(result)),MATCH(\(value),\(list(keys)),0))"
  }

  // MARK: Single fields

  func field(computing id: String) -> String? {
    switch id {
    case "gwp-methane-fossil": potential("gwp-fossil")
    case "gwp-methane-biogenic": potential("gwp-biogenic")
    case "gwp-nitrous-oxide": potential("gwp-n2o")
    case "regions-consumption": "SUM(\(regions("kwh")))"
    case "weighted-factor": weighted("factor")
    case "weighted-market-factor": weighted("market-factor")
    case "location-factor": chosenFactor(weighted: "weighted-factor", country: countryFactor)
    case "market-factor":
      chosenFactor(
        weighted: "weighted-market-factor",
        country: "IF(AND(\(field("residual-mix"))=\"Yes\",ISNUMBER(MATCH(\(choice),\(list("residual-country")),0))),"
          + "\(lookUp(choice, in: "residual-country", give: "residual-factor")),\(countryFactor))")
    case "summary-company": "IF(\(field("company-name"))=\"\",\"\",\(field("company-name")))"
    case "summary-revenue": "IF(ISNUMBER(\(field("revenue"))),\(field("revenue")),\"\")"
    case "scope1": "SUM(\(fuelRows("tco2e").joined(separator: ",")))"
    case "biogenic": "SUM(\(fuelRows("biogenic-tco2").joined(separator: ",")))"
    case "scope2-location": scope2(energy: allElectricity, factor: "location-factor")
    case "scope2-market":
      scope2(energy: "(\(energy("kwh", "grid-electricity"))-\(energy("kwh", "unbundled-certificates")))", factor: "market-factor")
    case "energy-ppa": "\(energy("kwh", "ppa-electricity"))/1000"
    case "energy-on-site": "\(energy("kwh", "on-site-renewable"))/1000"
    case "energy-bundled": "\(energy("kwh", "bundled-supply"))/1000"
    case "energy-unbundled": "MIN(\(energy("kwh", "unbundled-certificates")),\(energy("kwh", "grid-electricity")))/1000"
    case "energy-renewable-fuels": fuelEnergy { $0 }
    case "energy-fossil-fuels": fuelEnergy { "(1-\($0))" }
    case "energy-grid": "MAX(0,\(energy("kwh", "grid-electricity"))-\(energy("kwh", "unbundled-certificates")))/1000"
    case "energy-heat": "\(energy("kwh", "purchased-heat"))/1000"
    case "energy-renewable-unattributed": beyond("known-renewable", "renewable")
    case "energy-non-renewable-unattributed": beyond("known-non-renewable", "non-renewable")
    case "renewable": sum(["energy-ppa", "energy-on-site", "energy-bundled", "energy-unbundled", "energy-renewable-fuels"])
    case "non-renewable": sum(["energy-grid", "energy-fossil-fuels", "energy-heat"])
    case "used-scope1": used("known-scope1", else: field("scope1"))
    case "used-scope2":
      used(
        "known-scope2",
        else:
          "IF(\(field("scope2-method"))=\(builder.entry("scope2-method", "location")),\(field("scope2-location")),\(field("scope2-market")))"
      )
    case "used-renewable": used("known-renewable", else: field("renewable"))
    case "used-non-renewable": used("known-non-renewable", else: field("non-renewable"))
    case "emission-intensity": perRevenue("(\(field("used-scope1"))+\(field("used-scope2")))")
    case "renewable-intensity": perRevenue(field("used-renewable"))
    case "non-renewable-intensity": perRevenue(field("used-non-renewable"))
    default: nil
    }
  }

  /// Without a choice: AR5.
  private func potential(_ gas: String) -> String {
    let set = field("warming-potentials")
    return lookUp("IF(\(set)=\"\",\"AR5\",\(set))", in: "gwp-set", give: gas)
  }

  private func regions(_ column: String) -> String { builder.range("electricity-factor", column, builder.bodyRows("electricity-factor")) }

  private func weighted(_ column: String) -> String {
    "IF(\(field("regions-consumption"))>0,SUMPRODUCT(\(regions("kwh")),\(regions(column)))/\(field("regions-consumption")),\"\")"
  }

  private var choice: String { energy("fuel", "electricity-factor") }
  private var countryFactor: String { lookUp("\(choice)&\"|\"", in: "grid-key", give: "grid-factor") }

  /// Typed, else chosen, else weighted.
  private func chosenFactor(weighted: String, country: String) -> String {
    "IF(ISNUMBER(\(choice)),\(choice),IF(OR(\(choice)=\"\",\(choice)=\(builder.entry("electricity-factor", "weighted"))),\(field(weighted)),\(country)))"
  }

  private var allElectricity: String {
    "(" + ["grid-electricity", "ppa-electricity", "bundled-supply"].map { energy("kwh", $0) }.joined(separator: "+") + ")"
  }

  /// Electricity without a factor is an error, never nothing.
  private func scope2(energy amount: String, factor: String) -> String {
    "IF(\(amount)<=0,0,IF(ISNUMBER(\(field(factor))),\(amount)*\(field(factor))/1000,NA()))+\(energy("tco2e", "purchased-heat"))"
  }

  /// The runs of neighbouring rows that hold fuels.
  private var fuelRanges: [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for row in builder.definition.sheet("energy")?.table?.rows ?? [] where row.kind == "fuel" {
      let rows = row.row...(row.row + row.count - 1)
      if let last = ranges.last, last.upperBound + 1 == rows.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound...rows.upperBound
      } else {
        ranges.append(rows)
      }
    }
    return ranges
  }

  private func fuelRows(_ column: String) -> [String] { fuelRanges.map { builder.range("energy", column, $0) } }

  private func fuelEnergy(weight: (String) -> String) -> String {
    "(" + zip(fuelRows("kwh"), fuelRows("is-biogenic")).map { "SUMPRODUCT(\($0),\(weight($1)))" }.joined(separator: "+") + ")/1000"
  }

  private func beyond(_ known: String, _ computed: String) -> String {
    "IF(ISNUMBER(\(field(known))),MAX(0,\(field(known))-\(field(computed))),0)"
  }

  private func sum(_ fields: [String]) -> String { fields.map(field).joined(separator: "+") }
  /// Something else than an amount in the place of a known figure gives an error, not the computed figure.
  private func used(_ known: String, else computed: String) -> String {
    "IF(ISNUMBER(\(field(known))),IF(\(field(known))<0,NA(),\(field(known))),IF(\(field(known))=\"\",\(computed),NA()))"
  }

  private func perRevenue(_ total: String) -> String { "IF(N(\(field("revenue")))>0,\(total)/\(field("revenue")),\"\")" }

  // MARK: Tables

  func cell(sheet: String, column: String, row: Int, energyRow: TemplateDefinition.Row?) -> String? {
    switch sheet {
    case "energy": energyRow.flatMap { energyCell(column, row, $0) }
    case "electricity-factor": regionCell(column, row)
    case "parts": partCell(column, row)
    case "secondary-materials": materialCell(column, row)
    case "quotewin": formCell(column, row)
    default: nil
    }
  }

  private func energyCell(_ column: String, _ row: Int, _ definition: TemplateDefinition.Row) -> String? {
    func at(_ column: String) -> String { local("energy", column, row) }
    guard definition.kind != "electricity-factor" else { return nil }
    let months = "\(at("month-01")):\(at("month-12"))"
    switch column {
    case "months-total": return "IF(COUNT(\(months))=0,\"\",SUM(\(months)))"
    case "quantity": return "IF(COUNT(\(months))>0,SUM(\(months)),IF(ISNUMBER(\(at("annual-total"))),\(at("annual-total")),0))"
    case "kwh": return "\(at("quantity"))*\(at("kwh-per-unit"))"
    default: break
    }
    if definition.kind != "fuel" {
      if column == "kwh-per-unit" {
        return "IF(\(at("quantity"))=0,0,\(lookUp(at("unit"), in: "energy-unit", give: "energy-unit-kwh")))"
      }
      guard definition.kind == "heat" else { return nil }
      switch column {
      case "kgco2e-per-unit-other":
        let standard =
          "(66.33+1.25/1000*\(field("gwp-methane-fossil"))+0.125/1000*\(field("gwp-nitrous-oxide")))/"
          + lookUp("\"MMBtu\"", in: "energy-unit", give: "energy-unit-kwh")
        return "IF(ISNUMBER(\(at("fuel"))),\(at("fuel")),\(standard))*\(at("kwh-per-unit"))"
      case "tco2e": return "\(at("quantity"))*\(at("kgco2e-per-unit-other"))/1000"
      default: return nil
      }
    }
    func factor(_ list: String) -> String { "INDEX(\(self.list(list)),\(at("factor-row")))" }
    func perUnit(_ region: String) -> String {
      let methane = "IF(\(at("is-biogenic"))=1,\(field("gwp-methane-biogenic")),\(field("gwp-methane-fossil")))"
      return
        "IF(\(at("quantity"))=0,0,IF(\(at("is-biogenic"))=1,0,\(factor("fuel-co2" + region)))+\(factor("fuel-ch4" + region))/1000*\(methane)"
        + "+\(factor("fuel-n2o" + region))/1000*\(field("gwp-nitrous-oxide")))"
    }
    // 40 in a plain cell means 40 %.
    let share =
      "IF(ISNUMBER(\(at("us-canada-share"))),IF(\(at("us-canada-share"))>1,\(at("us-canada-share"))/100,\(at("us-canada-share"))),0)"
    switch column {
    case "factor-row": return "IF(\(at("quantity"))=0,0,MATCH(\(at("fuel"))&\"|\"&\(at("unit")),\(list("fuel-key")),0))"
    case "is-biogenic": return "IF(\(at("quantity"))=0,0,\(factor("fuel-biogenic")))"
    case "kwh-per-unit": return "IF(\(at("quantity"))=0,0,\(factor("fuel-kwh")))"
    case "kgco2e-per-unit-us-canada": return perUnit("-us")
    case "kgco2e-per-unit-other": return perUnit("")
    case "tco2e":
      return "\(at("quantity"))*(\(share)*\(at("kgco2e-per-unit-us-canada"))+(1-\(share))*\(at("kgco2e-per-unit-other")))/1000"
    case "biogenic-tco2":
      return "IF(\(at("is-biogenic"))=1,\(at("quantity"))*(\(share)*\(factor("fuel-co2-us"))+(1-\(share))*\(factor("fuel-co2")))/1000,0)"
    default: return nil
    }
  }

  private func regionCell(_ column: String, _ row: Int) -> String? {
    func at(_ column: String) -> String { local("electricity-factor", column, row) }
    func listed(_ key: String, else other: String) -> String {
      "IF(ISNUMBER(MATCH(\(key),\(list("grid-key")),0)),\(lookUp(key, in: "grid-key", give: "grid-factor")),\(other))"
    }
    switch column {
    case "kwh":
      let perUnit = "IF(\(at("unit"))=\"\",1,\(lookUp(at("unit"), in: "energy-unit", give: "energy-unit-kwh")))"
      return "IF(ISNUMBER(\(at("consumption"))),\(at("consumption"))*\(perUnit),0)"
    case "factor":
      let custom = "IF(ISNUMBER(\(at("custom-factor"))),\(at("custom-factor")),NA())"
      let country = listed("\(at("country"))&\"|\"", else: custom)
      let region = listed("\(at("country"))&\"|\"&\(at("subdivision"))", else: country)
      return "IF(\(at("country"))=\"\",\"\",IF(AND(\(field("custom-factor-overrides"))=\"Yes\",ISNUMBER(\(at("custom-factor")))),"
        + "\(at("custom-factor")),\(region)))"
    case "kgco2e": return "IF(ISNUMBER(\(at("factor"))),\(at("kwh"))*\(at("factor")),\"\")"
    case "market-factor":
      return
        "IF(\(at("country"))=\"\",\"\",IF(AND(\(field("residual-mix"))=\"Yes\",ISNUMBER(MATCH(\(at("country")),\(list("residual-country")),0))),"
        + "\(lookUp(at("country"), in: "residual-country", give: "residual-factor")),\(at("factor"))))"
    default: return nil
    }
  }

  private func partCell(_ column: String, _ row: Int) -> String? {
    func at(_ column: String) -> String { local("parts", column, row) }
    func intensity(_ id: String) -> String { "IF(\(at("mpn"))=\"\",\"\",\(field(id)))" }
    /// Total in tonnes or MWh, intensity in the same per unit of revenue: times 1000 for kg and kWh.
    func figure(_ total: String, _ intensity: String) -> String {
      let exchange =
        "IF(OR(\(at("currency"))=\"\",\(at("currency"))=\(field("currency"))),1,"
        + "IF(AND(\(at("currency"))=\(field("price-currency")),N(\(field("exchange-rate")))>0),\(field("exchange-rate")),NA()))"
      let economic = "IF(ISNUMBER(\(at(intensity))),\(at(intensity))*(\(at("price"))*\(exchange))*1000,\"\")"
      let byUnits =
        "IF(AND(\(at("allocation"))=\(builder.entry("allocation", "units")),N(\(field("total-units")))>0),\(total)*1000/\(field("total-units")),\(economic))"
      let byMass =
        "IF(AND(\(at("allocation"))=\(builder.entry("allocation", "mass")),N(\(at("mass")))>0,N(\(field("total-mass")))>0),"
        + "\(total)*1000*(\(at("mass"))/\(field("total-mass"))),\(byUnits))"
      return "IF(OR(\(at("mpn"))=\"\",N(\(at("price")))<=0),\"\",\(byMass))"
    }
    func unit(_ column: String, _ text: String) -> String { "IF(ISNUMBER(\(at(column))),\"\(text)\",\"\")" }
    switch column {
    case "emission-intensity", "renewable-intensity", "non-renewable-intensity": return intensity(column)
    case "kgco2e": return figure("(\(field("used-scope1"))+\(field("used-scope2")))", "emission-intensity")
    case "renewable-kwh": return figure(field("used-renewable"), "renewable-intensity")
    case "non-renewable-kwh": return figure(field("used-non-renewable"), "non-renewable-intensity")
    case "kgco2e-unit": return unit("kgco2e", "kgCO2e")
    case "renewable-unit": return unit("renewable-kwh", "kWh")
    case "non-renewable-unit": return unit("non-renewable-kwh", "kWh")
    default: return nil
    }
  }

  /// A cell of the same sheet.
  func local(_ sheet: String, _ column: String, _ row: Int) -> String {
    guard let column = builder.definition.sheet(sheet)?.table?.column(column) else { return "#REF!" }
    return "$" + CellReference.letters(ofColumn: column.column) + String(row)
  }
}
