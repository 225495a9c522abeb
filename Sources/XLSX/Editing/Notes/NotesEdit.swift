/// A note to be put on a cell of an existing workbook.
public struct CellNote: Hashable, Sendable {
  /// The cell it stands on.
  public var reference: CellReference
  /// The text of the note, up to 32,000 characters.
  public var text: String
  /// The colour of its box.
  public var color: Color

  /// A note on a cell, in a light yellow box unless told otherwise.
  public init(_ reference: CellReference, _ text: String, color: Color = Color(argb: 0xFFFF_FFE1)) {
    self.reference = reference
    self.text = text
    self.color = color
  }
}

/// The notes that an author is to have on a worksheet, in place of those there.
struct NotesEdit {
  var author: String
  /// The notes in reading order, one for each cell.
  var notes: [CellNote]

  static let commentsType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
  static let drawingType = "application/vnd.openxmlformats-officedocument.vmlDrawing"

  /// Changes the comments part and the VML drawing of a worksheet; makes them where notes come first, and takes them
  /// away with the last.
  ///
  /// - Returns: what is to be done to the worksheet part itself; `nil` for nothing.
  func apply(to sheet: PartName, workbook: PartName, in draft: inout PackageDraft) throws(XLSXError)
    -> LegacyDrawingRewriter.Change?
  {
    let relationships = try draft.relationships(of: sheet)
    let related = relationships.first { $0.kind == "comments" && !$0.isExternal }
    let present = related.map { sheet.resolving(target: $0.target) }.flatMap { draft.contains($0) ? $0 : nil }
    guard present != nil || !notes.isEmpty else { return nil }

    let commentsPart = present ?? draft.freeName(workbook.folder + "comments", ".xml")
    var old = CommentsEdit.empty
    if let present { old = try draft.bytes(of: present) }
    var comments = CommentsEdit(old, part: commentsPart.text, author: author)
    let freed = comments.remove()
    let placed = try comments.add(notes.map { ($0.reference, $0.text) })
    guard comments.bytes != old || !freed.isEmpty || !placed.isEmpty else { return nil }

    let change = try drawBoxes(
      freed: freed, placed: placed, of: sheet, relationships, isEmpty: comments.isEmpty, in: &draft)
    if comments.isEmpty, let related, !freed.isEmpty {
      try draft.unrelate(sheet, [related.identifier])
      try draft.remove(commentsPart)
      return change
    }
    draft.set(commentsPart, to: comments.bytes)
    if present == nil {
      _ = try draft.relate(sheet, to: commentsPart, kind: "comments")
      try draft.declare(commentsPart, as: Self.commentsType)
    }
    return change
  }

  private func drawBoxes(
    freed: Set<CellReference>, placed: [CellReference], of sheet: PartName,
    _ relationships: [Relationships.Relationship], isEmpty: Bool,
    in draft: inout PackageDraft
  ) throws(XLSXError) -> LegacyDrawingRewriter.Change? {
    guard !freed.isEmpty || !placed.isEmpty else { return nil }
    let frame = try SheetMeasures(part: sheet.text, text: PartText(draft.archive.open(sheet), part: sheet.text))
    let related = relationships.first { $0.identifier == frame.drawing }
    let present = related.map { sheet.resolving(target: $0.target) }.flatMap { draft.contains($0) ? $0 : nil }
    guard present != nil || !placed.isEmpty else { return nil }

    let part = present ?? draft.freeName(sheet.drawingFolder + "vmlDrawing", ".vml")
    let block = XMLNumber.integer(part.text.filter { $0.isNumber }, in: CommentBoxesEdit.blocks) ?? 1
    var drawing = CommentBoxesEdit.empty(block: block)
    if let present { drawing = try draft.bytes(of: present, isXML: false) }
    var boxes = CommentBoxesEdit(drawing, part: part.text)
    boxes.remove(freed)
    let wanted = Set(placed)
    try boxes.add(
      notes.filter { wanted.contains($0.reference) }.map {
        CommentBox(
          reference: $0.reference, text: author + "\n" + $0.text,
          color: "#" + $0.color.description.dropFirst(2).lowercased())
      }, width: frame.width(of:), height: frame.height(of:))
    if isEmpty, boxes.isEmpty, let related {
      try draft.unrelate(sheet, [related.identifier])
      try draft.remove(part)
      return .remove
    }
    draft.set(part, to: boxes.bytes)
    guard present == nil else { return nil }
    guard frame.drawing == nil else {
      throw XLSXError(.missingPart, part: sheet.text, detail: "the drawing of its notes (legacyDrawing)")
    }
    if try !draft.hasDefault("vml", type: Self.drawingType) { try draft.declare(part, as: Self.drawingType) }
    return .insert(identifier: try draft.relate(sheet, to: part, kind: "vmlDrawing"), behind: frame.place)
  }
}

extension PartName {
  /// The folder in which drawings of a worksheet stand: `xl/drawings/` for `xl/worksheets/sheet1.xml`.
  fileprivate var drawingFolder: String {
    PartName(folder.isEmpty ? "" : String(folder.dropLast())).folder + "drawings/"
  }
}
