/// The formulas of the secondary materials, and of the sheet that shows the form.
extension ToolFormulas {
  func materialCell(_ column: String, _ row: Int) -> String? {
    func at(_ column: String) -> String { local("secondary-materials", column, row) }
    let partMass = at("part-mass")
    func count(_ range: String, _ criterion: String) -> String { "COUNTIF(\(range),\"\(criterion)\")" }
    /// Cells of a range that hold something which is no amount: neither empty nor a number from 0 to the greatest.
    func unreadable(_ range: String, cells: Int) -> String {
      "(\(cells)-COUNT(\(range))-COUNTBLANK(\(range))+\(count(range, "<0"))+\(count(range, ">1000000000000")))"
    }
    let masses = "\(partMass):\(at("reutilization"))", origins = "\(at("pre-consumer")):\(at("reutilization"))"
    let consumer = "\(at("pre-consumer")):\(at("post-consumer"))"
    func share(_ column: String) -> String {
      "IF(\(unreadable(masses, cells: 4))>0,\"\",IF(OR(N(\(partMass))<=0,SUM(\(origins))>N(\(partMass))*1.000000001),\"\",N(\(at(column)))/\(partMass)))"
    }
    switch column {
    case "pre-consumer-share": return share("pre-consumer")
    case "post-consumer-share": return share("post-consumer")
    case "reutilization-share":
      // Accepted for die casting only.
      return
        "IF(ISNUMBER(\(at("pre-consumer-share"))),IF(OR(N(\(at("reutilization")))=0,\(at("process"))=\(builder.entry("process", "die-casting"))),"
        + "N(\(at("reutilization")))/\(partMass),\"\"),\"\")"
    case "recycled-content":
      return "IF(\(at("mpn"))=\"\",\"\",IF(\(count(consumer, ">0"))>\(count(consumer, ">1000000000000")),\"Yes\","
        + "IF(\(unreadable(consumer, cells: 2))>0,\"\",\"No\")))"
    case "counted-mass": return "IF(ISNUMBER(\(at("pre-consumer-share"))),\(partMass),\"\")"
    default: return nil
    }
  }

  func formCell(_ column: String, _ row: Int) -> String? {
    // The form's rows follow those of the parts.
    let partRow = row - builder.bodyRows("quotewin").lowerBound + builder.bodyRows("parts").lowerBound
    func part(_ column: String) -> String { builder.cell("parts", column, partRow) }
    let mpn = local("quotewin", "mpn", row)
    func material(_ column: String) -> String { builder.range("secondary-materials", column, builder.bodyRows("secondary-materials")) }
    func sum(_ values: String...) -> String {
      "SUMPRODUCT(" + (["--(\(material("mpn"))=\(mpn))"] + values).joined(separator: ",") + ")"
    }
    func rows(_ condition: String) -> String { sum("--(\(condition))") }
    /// Weighted by mass; empty where any material of the part has no share.
    func share(_ column: String) -> String {
      "IF(\(mpn)=\"\",\"\",IF(\(sum(material("counted-mass")))<=0,\"\",IF(\(rows("1-ISNUMBER(\(material(column)))"))>0,\"\","
        + "\(sum(material(column), material("counted-mass")))/\(sum(material("counted-mass"))))))"
    }
    func figure(_ column: String) -> String { "IF(ISNUMBER(\(part(column))),\(part(column)),\"\")" }
    switch column {
    case "mfg":
      let own = "IF(\(field("role"))=\(builder.entry("role", "distributor")),\"\",\(field("company-name"))&\"\")"
      return "IF(\(part("mpn"))=\"\",\"\",IF(\(part("mfg"))<>\"\",\(part("mfg")),\(own)))"
    case "mpn": return "IF(\(part("mpn"))=\"\",\"\",\(part("mpn")))"
    case "kgco2": return figure("kgco2e")
    case "non-renewable-kwh": return figure("non-renewable-kwh")
    case "renewable-kwh": return figure("renewable-kwh")
    case "recycled-content":
      return "IF(\(mpn)=\"\",\"\",IF(\(rows("\(material("recycled-content"))=\"Yes\""))>0,\"Yes\","
        + "IF(\(rows("\(material("recycled-content"))=\"\""))>0,\"\",\"No\")))"
    case "validation-date": return "IF(OR(\(mpn)=\"\",\(field("response-date"))=\"\"),\"\",\(field("response-date")))"
    case "pre-consumer-share": return share("pre-consumer-share")
    case "post-consumer-share": return share("post-consumer-share")
    case "reutilization-share": return share("reutilization-share")
    case "customs-code": return "IF(OR(\(mpn)=\"\",\(part("customs-code"))=\"\"),\"\",\(part("customs-code")))"
    default: return nil
    }
  }
}
