/// A workbook composed part by part, so that it may hold what no writer would write.
package struct HandmadeWorkbook {
  package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  package static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  package static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// In the order in which the archive holds them.
  package var parts: [(name: String, bytes: [UInt8])] = []

  /// The smallest workbook that reads, with one sheet.
  ///
  /// - Parameter sheet: what stands inside `worksheet`.
  package init(sheet: String = "<sheetData/>") {
    set("_rels/.rels", Self.relationshipPart([("rId1", "officeDocument", "xl/workbook.xml")]))
    set("xl/workbook.xml", Self.workbook("<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"))
    set(
      "xl/_rels/workbook.xml.rels",
      Self.relationshipPart([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "styles", "styles.xml"),
        ("rId4", "theme", "theme/theme1.xml"),
      ]))
    set("xl/worksheets/sheet1.xml", Self.worksheet(sheet))
  }

  /// The same with nothing but these rows.
  package init(rows: String) { self.init(sheet: "<sheetData>\(rows)</sheetData>") }

  package static func relationshipPart(_ all: [(id: String, kind: String, target: String)]) -> String {
    let items = all.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(relationships)/\($0.kind)\" Target=\"\($0.target)\"/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(items.joined())</Relationships>"
  }

  package static func workbook(_ content: String) -> String {
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(content)</workbook>"
  }
  package static func worksheet(_ content: String) -> String {
    "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(content)</worksheet>"
  }

  package mutating func set(_ name: String, _ text: String) { set(name, bytes: Array(text.utf8)) }

  package mutating func set(_ name: String, bytes: [UInt8]) {
    if let index = parts.firstIndex(where: { $0.name == name }) {
      parts[index].bytes = bytes
    } else {
      parts.append((name, bytes))
    }
  }

  package mutating func remove(_ name: String) { parts.removeAll { $0.name == name } }

  package mutating func rename(_ name: String, to other: String) {
    for index in parts.indices where parts[index].name == name { parts[index].name = other }
  }

  package mutating func setSharedStrings(_ items: String) {
    set("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(items)</sst>")
  }
  package mutating func setStyles(_ content: String) {
    set("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(content)</styleSheet>")
  }

  /// The workbook as a file: nothing in it is compressed.
  package var bytes: [UInt8] { HandmadeArchive(self).bytes }
}
