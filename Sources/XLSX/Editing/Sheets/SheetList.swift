/// The list of sheets in a workbook part, with what counts along with it: names of single sheets, the tab in front.
///
/// Source: ECMA-376 Part 1, 18.2.19 (sheet), 18.2.5 (definedName), 18.2.30 (workbookView).
struct SheetList {
  struct Entry {
    var name: String
    var identifier: Int
    var relationship: String?
    var isVisible: Bool
  }

  private let workbook: PartName
  private var root: XMLElement

  /// The sheets as the draft has them now.
  init(_ workbook: PartName, in draft: inout PackageDraft) throws(XLSXError) {
    self.workbook = workbook
    root = try XMLElement.parse(try draft.bytes(of: workbook), part: workbook.text)
    guard root.namespace != Namespace.mainStrict else {
      throw XLSXError(
        .cannotExtend, part: workbook.text, detail: "the workbook is of the Strict variant of Office Open XML")
    }
  }

  var entries: [Entry] {
    (root.first("sheets")?.all("sheet") ?? []).map { element in
      Entry(
        name: element["name"] ?? "", identifier: element.integer("sheetId") ?? 0,
        relationship: element.relationshipIdentifier,
        isVisible: (element["state"] ?? "visible") == "visible")
    }
  }

  /// The greatest identifier of a sheet: ECMA-376 Part 1, 18.2.19, and Excel.
  private static let greatestIdentifier = 65_534

  /// An identifier that no sheet has: one above the others, where there is room.
  var freeIdentifier: Int {
    let used = Set(entries.map { $0.identifier })
    let next = (used.max() ?? 0) + 1
    if next <= Self.greatestIdentifier { return next }
    return (1...Self.greatestIdentifier).first { !used.contains($0) } ?? next
  }

  // MARK: Adding

  /// Adds a sheet at a place among the tabs; the tab in front stays in front unless the new one is to be it.
  func insert(
    _ name: String, at index: Int, relationship: String, definedNames: [DefinedName], isInFront: Bool = false,
    in draft: inout PackageDraft
  ) throws(XLSXError) {
    var outline = try draft.outline(workbook)
    guard let sheets = outline.section("sheets") else {
      throw XLSXError(.invalidContent, part: workbook.text, detail: "no sheets")
    }
    let prefix = outline.prefix
    var markup = XMLBuffer()
    markup.attribute("name", name)
    markup.attribute("sheetId", freeIdentifier)
    markup.append(bytes: outline.relationshipAttribute(relationship))
    let element = ElementMarkup.element("sheet", attributes: markup.string, content: [], prefix: prefix)
    let present = outline.children(of: sheets)
    if index < present.count {
      let place = present[index].whole.lowerBound
      outline.replace(place..<place, by: element)
    } else {
      outline.append([element], to: sheets, count: 0)
    }
    shift(&outline, inserted: index, isInFront: isInFront) { $0 >= index ? $0 + 1 : $0 }
    add(definedNames, sheet: index, to: &outline)
    draft.set(workbook, to: outline.changed())
  }

  private func add(_ names: [DefinedName], sheet: Int, to outline: inout XMLOutline) {
    let prefix = outline.prefix
    let elements = names.map { name in
      var markup = XMLBuffer()
      markup.attribute("name", name.name)
      markup.attribute("localSheetId", sheet)
      if name.isHidden { markup.append(" hidden=\"1\"") }
      return ElementMarkup.element("definedName", attributes: markup.string, text: name.formula, prefix: prefix)
    }
    guard !elements.isEmpty else { return }
    if let section = outline.section("definedNames") {
      outline.append(elements, to: section, count: 0)
    } else {
      outline.insertSection(
        ElementMarkup.element("definedNames", content: elements.flatMap { $0 }, prefix: prefix),
        behind: Array(CalculationChain.predecessors.dropLast()))
    }
  }

  // MARK: Removing

  /// Takes a sheet from the list, with the names that belong to it alone; another visible tab comes in front where it
  /// was that one.
  func remove(at index: Int, in draft: inout PackageDraft) throws(XLSXError) {
    var outline = try draft.outline(workbook)
    guard let sheets = outline.section("sheets") else { return }
    outline.replace(outline.children(of: sheets)[index].whole, by: [])
    if let names = outline.section("definedNames") {
      let all = outline.children(of: names)
      let own = all.filter { outline.tag($0).integer(of: "localSheetId") == index }
      if own.count == all.count, !own.isEmpty {
        outline.replace(names.whole, by: [])
      } else {
        for name in own { outline.replace(name.whole, by: []) }
      }
    }
    var rest = entries
    rest.remove(at: index)
    let next = rest.indices.first { $0 >= index && rest[$0].isVisible } ?? rest.lastIndex { $0.isVisible } ?? 0
    shift(&outline, removed: index) { $0 > index ? $0 - 1 : $0 == index ? next : $0 }
    draft.set(workbook, to: outline.changed())
  }

  // MARK: Indices

  /// Brings up to date what refers to sheets by their place.
  private func shift(
    _ outline: inout XMLOutline, inserted: Int? = nil, isInFront: Bool = false, removed: Int? = nil,
    _ moved: (Int) -> Int
  ) {
    let sheetCount = entries.count
    for element in outline.elements where element.name == "definedName" || element.name == "workbookView" {
      let tag = outline.tag(element)
      switch element.name {
      case "definedName":
        guard let old = tag.integer(of: "localSheetId"), old != removed, moved(old) != old else { continue }
        outline.change(element) { $0.set("localSheetId", to: String(moved(old))) }
      case "workbookView":
        let active = tag.integer(of: "activeTab") ?? 0
        let first = tag.integer(of: "firstSheet") ?? 0
        // The tabs are scrolled so far only that an added sheet can be seen.
        let newFirst = inserted.map { min(first, $0) } ?? min(moved(first), max(0, sheetCount - 2))
        let newActive = isInFront ? inserted ?? moved(active) : moved(active)
        guard newActive != active || newFirst != first else { continue }
        outline.change(element) { tag in
          if newActive != active { tag.set("activeTab", to: String(newActive)) }
          if newFirst != first { tag.set("firstSheet", to: String(newFirst)) }
        }
      default: continue
      }
    }
  }
}
