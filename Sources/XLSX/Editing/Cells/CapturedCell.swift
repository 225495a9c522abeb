/// An existing cell that is rewritten: its tag, and what stands in it, piece by piece.
struct CapturedCell {
  enum Piece { case formula, value, other }

  var tag: XMLTag
  let column: Int
  let isEmptyElement: Bool
  private(set) var pieces: [(kind: Piece, bytes: [UInt8])] = []

  init(tag: XMLTag, column: Int) {
    self.tag = tag
    self.column = column
    isEmptyElement = tag.isEmptyElement
  }

  /// Begins a piece; text and the like between elements belongs to pieces of their own.
  mutating func begin(_ kind: Piece) { pieces.append((kind, [])) }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    if pieces.isEmpty { begin(.other) }
    pieces[pieces.count - 1].bytes += bytes
  }

  /// Gives a member of one of the dissolved groups its own formula.
  mutating func dissolve(_ groups: [SheetExamination.SharedGroup], at reference: CellReference, prefix: [UInt8]) {
    for index in pieces.indices where pieces[index].kind == .formula {
      var scanner = XMLScanner()
      scanner.append(pieces[index].bytes)
      guard let token = scanner.next(), case let tag = XMLTag(pieces[index].bytes[token.range]),
        tag.text(of: "t") == "shared",
        token.kind == .emptyTag || scanner.next()?.kind == .endTag,
        let group = groups.last(where: { $0.index == tag.integer(of: "si") })
      else { continue }
      pieces[index].bytes = ElementMarkup.element(
        "f", attributes: tag.flag("ca") ? " ca=\"1\"" : "", text: group.formula(at: reference), prefix: prefix)
    }
  }

  /// Puts in what was planned; everything else stays where it is.
  mutating func apply(_ planned: SheetPlan.PlannedCell, prefix: [UInt8]) {
    if let style = planned.style { tag.set("s", to: String(style)) }
    if !planned.keepsValue {
      if let type = planned.type { tag.set("t", to: type) } else { tag.remove("t") }
      // Metadata of the value that was there.
      tag.remove("vm")
      replace(
        .value, by: planned.valueElement(prefix: prefix), at: (pieces.lastIndex { $0.kind == .formula } ?? -1) + 1)
    }
    if !planned.keepsFormula {
      // Metadata of the formula that was there: whether it was a dynamic array.
      tag.remove("cm")
      replace(.formula, by: planned.formulaElement(prefix: prefix) ?? [], at: 0)
    }
  }

  private mutating func replace(_ kind: Piece, by bytes: [UInt8], at place: Int) {
    let first = pieces.firstIndex { $0.kind == kind }
    for index in pieces.indices where pieces[index].kind == kind { pieces[index].bytes = [] }
    if let first { pieces[first].bytes = bytes } else if !bytes.isEmpty { pieces.insert((kind, bytes), at: place) }
  }

  /// The whole cell as it is to be written.
  func markup() -> [UInt8] {
    let content = pieces.flatMap { $0.bytes }
    var tag = tag
    if content.isEmpty {
      tag.close()
      return tag.bytes
    }
    tag.open()
    return tag.bytes + content + tag.endTag
  }
}
