/// The order in which Excel calculated the formulas, a part of its own that must not name a cell without formula.
///
/// Excel makes it anew when it is missing; therefore it is dropped as soon as a formula comes or goes.
/// Source: ECMA-376 Part 1, 12.3.1 and 18.6.
enum CalculationChain {
  /// Takes the chain out of a package, where it has one.
  static func remove(from workbook: PartName, in draft: inout PackageDraft) throws(XLSXError) {
    var identifiers: Set<String> = []
    var parts: [PartName: Bool] = [:]
    for relationship in try draft.relationships(of: workbook) where relationship.kind == "calcChain" {
      let part = workbook.resolving(target: relationship.target)
      // A relationship may lead anywhere: no other part is lost for it.
      let isRemoved: Bool
      if let known = parts[part] {
        isRemoved = known
      } else {
        isRemoved = draft.archive.contains(part) ? try isChain(part, in: draft.archive) : true
      }
      parts[part] = isRemoved
      if isRemoved { identifiers.insert(relationship.identifier) }
    }
    guard !identifiers.isEmpty else { return }
    // All at once: there may be as many as the file has room for.
    try draft.unrelate(workbook, identifiers)
    try draft.remove(Set(parts.filter { $0.value }.keys))
  }

  /// Whether the chain names cells of a sheet.
  static func concerns(sheetIdentifier: Int, of workbook: PartName, in draft: inout PackageDraft) throws(XLSXError)
    -> Bool
  {
    for relationship in try draft.relationships(of: workbook) where relationship.kind == "calcChain" {
      let part = workbook.resolving(target: relationship.target)
      guard draft.contains(part) else { continue }
      let text = String(decoding: try PartText.whole(part, in: draft.archive), as: UTF8.self)
      return text.contains(" i=\"\(sheetIdentifier)\"")
    }
    return false
  }

  private static func isChain(_ part: PartName, in archive: ArchiveReader) throws(XLSXError) -> Bool {
    let text = PartText(try archive.open(part), part: part.text)
    var scanner = XMLScanner()
    while case let block = try text.next(), !block.isEmpty {
      scanner.append(block)
      while let token = scanner.next() {
        if token.kind == .startTag || token.kind == .emptyTag {
          return XMLTag(scanner.buffer[token.range]).localName == "calcChain"
        }
      }
    }
    return false
  }

  /// What comes before `calcPr` in a workbook part: ECMA-376 Part 1, 18.2.27 (CT_Workbook).
  static let predecessors = [
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences",
    "definedNames",
  ]

  /// Changes the workbook part so that a program calculates every formula when it opens the file.
  static func calculateOnLoad(_ workbook: PartName, in draft: inout PackageDraft) throws(XLSXError) {
    var outline = try draft.outline(workbook)
    if let properties = outline.section("calcPr") {
      outline.change(properties) { $0.set("fullCalcOnLoad", to: "1") }
    } else {
      let properties = ElementMarkup.element(
        "calcPr", attributes: " fullCalcOnLoad=\"1\"", content: [], prefix: outline.prefix)
      outline.insertSection(properties, behind: predecessors)
    }
    draft.set(workbook, to: outline.changed())
  }
}
