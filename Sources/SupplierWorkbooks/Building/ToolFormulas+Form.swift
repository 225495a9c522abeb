/// The formulas of the secondary materials, and of the sheet that shows the form.
extension ToolFormulas {
  func materialCell(_ column: ColumnID, _ row: Int) -> String? {
    func at(_ column: ColumnID) -> String { local(.secondaryMaterials, column, row) }
    let partMass = at(.partMass)
    func count(_ range: String, _ criterion: String) -> String { "COUNTIF(\(range),\"\(criterion)\")" }
    /// Cells of a range that hold something which is no amount: neither empty nor a number from 0 to the greatest.
    func unreadable(_ range: String, cells: Int) -> String {
      "(\(cells)-COUNT(\(range))-COUNTBLANK(\(range))+\(count(range, "<0"))+\(count(range, ">1000000000000")))"
    }
    let masses = "\(partMass):\(at(.reutilization))", origins = "\(at(.preConsumer)):\(at(.reutilization))"
    let consumer = "\(at(.preConsumer)):\(at(.postConsumer))"
    func share(_ column: ColumnID) -> String {
      "IF(\(unreadable(masses, cells: 4))>0,\"\",IF(OR(N(\(partMass))<=0,SUM(\(origins))>N(\(partMass))*1.000000001),\"\",N(\(at(column)))/\(partMass)))"
    }
    switch column {
    case .preConsumerShare: return share(.preConsumer)
    case .postConsumerShare: return share(.postConsumer)
    case .reutilizationShare:
      // Accepted for die casting only.
      return
        "IF(ISNUMBER(\(at(.preConsumerShare))),IF(OR(N(\(at(.reutilization)))=0,\(at(.process))=\(builder.entry(.process, "die-casting"))),"
        + "N(\(at(.reutilization)))/\(partMass),\"\"),\"\")"
    case .recycledContent:
      return "IF(\(at(.mpn))=\"\",\"\",IF(\(count(consumer, ">0"))>\(count(consumer, ">1000000000000")),\"Yes\","
        + "IF(\(unreadable(consumer, cells: 2))>0,\"\",\"No\")))"
    case .countedMass: return "IF(ISNUMBER(\(at(.preConsumerShare))),\(partMass),\"\")"
    default: return nil
    }
  }

  func formCell(_ column: ColumnID, _ row: Int) -> String? {
    // The form's rows follow those of the parts.
    let partRow = row - builder.bodyRows(.quotewin).lowerBound + builder.bodyRows(.parts).lowerBound
    func part(_ column: ColumnID) -> String { builder.cell(.parts, column, partRow) }
    let mpn = local(.quotewin, .mpn, row)
    func material(_ column: ColumnID) -> String {
      builder.range(.secondaryMaterials, column, builder.bodyRows(.secondaryMaterials))
    }
    func sum(_ values: String...) -> String {
      "SUMPRODUCT(" + (["--(\(material(.mpn))=\(mpn))"] + values).joined(separator: ",") + ")"
    }
    func rows(_ condition: String) -> String { sum("--(\(condition))") }
    /// Weighted by mass; empty where any material of the part has no share.
    func share(_ column: ColumnID) -> String {
      "IF(\(mpn)=\"\",\"\",IF(\(sum(material(.countedMass)))<=0,\"\",IF(\(rows("1-ISNUMBER(\(material(column)))"))>0,\"\","
        + "\(sum(material(column), material(.countedMass)))/\(sum(material(.countedMass))))))"
    }
    func figure(_ column: ColumnID) -> String { "IF(ISNUMBER(\(part(column))),\(part(column)),\"\")" }
    switch column {
    case .mfg:
      let own = "IF(\(field(.role))=\(builder.entry(.role, "distributor")),\"\",\(field(.companyName))&\"\")"
      return "IF(\(part(.mpn))=\"\",\"\",IF(\(part(.mfg))<>\"\",\(part(.mfg)),\(own)))"
    case .mpn: return "IF(\(part(.mpn))=\"\",\"\",\(part(.mpn)))"
    case .kgco2: return figure(.kgco2e)
    case .nonRenewableKwh: return figure(.nonRenewableKwh)
    case .renewableKwh: return figure(.renewableKwh)
    case .recycledContent:
      return "IF(\(mpn)=\"\",\"\",IF(\(rows("\(material(.recycledContent))=\"Yes\""))>0,\"Yes\","
        + "IF(\(rows("\(material(.recycledContent))=\"\""))>0,\"\",\"No\")))"
    case .validationDate: return "IF(OR(\(mpn)=\"\",\(field(.responseDate))=\"\"),\"\",\(field(.responseDate)))"
    case .preConsumerShare: return share(.preConsumerShare)
    case .postConsumerShare: return share(.postConsumerShare)
    case .reutilizationShare: return share(.reutilizationShare)
    case .customsCode: return "IF(OR(\(mpn)=\"\",\(part(.customsCode))=\"\"),\"\",\(part(.customsCode)))"
    default: return nil
    }
  }
}
