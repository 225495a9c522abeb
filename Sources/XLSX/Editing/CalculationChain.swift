/// The order in which Excel calculated the formulas, a part of its own that must not name a cell without formula.
///
/// Excel makes it anew when it is missing; therefore it is dropped as soon as a formula comes or goes.
/// Source: ECMA-376 Part 1, 12.3.1 and 18.6.
enum CalculationChain {
  /// The parts to be written anew and the one to be removed; `nil` where the workbook has no such part.
  static func removal(from workbook: PartName, in archive: ArchiveReader) throws -> (removed: PartName, changed: [PartName: [UInt8]])? {
    let relationships = workbook.relationships
    guard archive.contains(relationships) else { return nil }
    var outline = try XMLOutline(relationships, in: archive)
    var removed: PartName?
    for element in outline.elements where element.depth == 2 {
      let tag = outline.tag(element)
      guard let type = tag.text(of: "Type"), type.hasSuffix("/calcChain"), let target = tag.text(of: "Target") else { continue }
      let part = workbook.resolving(target: target)
      // A relationship may lead anywhere: no other part is lost for it.
      guard try !archive.contains(part) || isChain(part, in: archive) else { continue }
      removed = part
      outline.replace(element.whole, by: [])
    }
    guard let removed else { return nil }
    var changed = [relationships: outline.changed()]
    let contentTypes = PartName("[Content_Types].xml")
    if archive.contains(contentTypes) {
      var types = try XMLOutline(contentTypes, in: archive)
      for element in types.elements where element.depth == 2 && element.name == "Override" {
        if types.tag(element).text(of: "PartName").map({ PartName($0) }) == removed { types.replace(element.whole, by: []) }
      }
      if types.isChanged { changed[contentTypes] = types.changed() }
    }
    return (removed, changed)
  }

  private static func isChain(_ part: PartName, in archive: ArchiveReader) throws -> Bool {
    let text = PartText(try archive.open(part), part: part.text)
    var scanner = XMLScanner()
    while case let block = try text.next(), !block.isEmpty {
      scanner.append(block)
      while let token = scanner.next() {
        if token.kind == .startTag || token.kind == .emptyTag { return XMLTag(scanner.buffer[token.range]).localName == "calcChain" }
      }
    }
    return false
  }

  /// What comes before `calcPr` in a workbook part: ECMA-376 Part 1, 18.2.27 (CT_Workbook).
  private static let predecessors = [
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames",
  ]

  /// The workbook part, changed so that a program calculates every formula when it opens the file.
  static func calculatingOnLoad(_ workbook: PartName, in archive: ArchiveReader) throws -> [UInt8] {
    var outline = try XMLOutline(workbook, in: archive)
    if let properties = outline.section("calcPr") {
      outline.change(properties) { $0.set("fullCalcOnLoad", to: "1") }
    } else {
      let properties = CellMarkup.element("calcPr", attributes: " fullCalcOnLoad=\"1\"", content: [], prefix: outline.prefix)
      outline.insertSection(properties, behind: predecessors)
    }
    return outline.changed()
  }
}
