extension CBAMGoods {
  /// Reads `cbam_goods.csv`.
  init(_ file: FactorLibrary.File) throws(FactorError) {
    var entries: [Entry] = []
    var codes: Set<String> = []
    let required = [
      "cn_code", "excluded", "sector", "description_en", "description_zh", "greenhouse_gases", "source", "source_url",
    ]
    for row in try FactorTable(file.bytes, file: file.name, required: required).rows {
      let code = try row.text("cn_code")
      guard (2...8).contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw FactorError(.notANumber(code), file: row.file, line: row.line, column: "cn_code")
      }
      guard codes.insert(code).inserted else { throw FactorError(.duplicateKey(code), file: row.file, line: row.line) }
      entries.append(
        Entry(
          code: code, listing: try row.value("excluded"), sector: try row.value("sector"),
          english: try row.text("description_en"),
          chinese: row.optional("description_zh"), greenhouseGases: row.optional("greenhouse_gases"),
          source: try row.text("source"),
          sourceURL: row.optional("source_url")))
    }
    self.init(entries)
  }
}
