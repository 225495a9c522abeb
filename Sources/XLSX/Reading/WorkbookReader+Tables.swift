extension WorkbookReader {
  /// Reads the tables of all worksheets, in the order of the sheets.
  ///
  /// - Returns: the tables; of a table that is damaged nothing.
  /// - Throws: ``XLSXError`` where a part cannot be read.
  public func tables() throws(XLSXError) -> [WorkbookTable] {
    var tables: [WorkbookTable] = []
    for sheet in sheets where sheet.kind == .worksheet {
      for relationship in try Relationships(of: sheet.part, in: archive).all where relationship.kind == "table" {
        let part = sheet.part.resolving(target: relationship.target)
        guard archive.contains(part) else { continue }
        let root = try XMLElement.parse(part, in: archive)
        guard let name = root["displayName"] ?? root["name"], let range = root["ref"].flatMap({ CellRange($0) })
        else { continue }
        tables.append(
          WorkbookTable(
            name: name, sheet: sheet.name, range: range, headerRows: root.integer("headerRowCount") == 0 ? 0 : 1,
            totalsRows: root.integer("totalsRowCount") ?? 0 > 0 ? 1 : 0,
            columns: (root.first("tableColumns")?.all("tableColumn") ?? []).map {
              EscapedText.decode(Array(($0["name"] ?? "").utf8))
            }))
      }
    }
    return tables
  }
}
