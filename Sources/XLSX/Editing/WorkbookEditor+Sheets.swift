extension WorkbookEditor {
  /// Adds a worksheet at a place among the tabs, counted from 0 when the removed ones are gone; the tab in front stays
  /// in front, unless the new one is to be it.
  ///
  /// Styles are those of ``style(_:)``. Texts are written into the cells, so that the shared strings stay as they are.
  ///
  /// - Parameters:
  ///   - worksheet: the sheet.
  ///   - index: its place among the tabs, from 0.
  ///   - definedNames: names that belong to the sheet and go with it.
  ///   - isInFront: whether the workbook opens on the sheet; no other tab stays selected then.
  /// - Throws: `.invalidArgument` for what a worksheet cannot hold, and for charts and comments; `.cannotExtend` in a
  ///   Strict workbook.
  public func insertSheet(
    _ worksheet: NewWorksheet, at index: Int, definedNames: [DefinedName] = [], isInFront: Bool = false
  ) throws(XLSXError) {
    try locating { () throws(XLSXError) in
      try requireTransitional()
      try worksheet.check(styleCount: max(1, styleCount))
      guard worksheet.charts.isEmpty, worksheet.comments.isEmpty else {
        throw XLSXError(
          .invalidArgument, part: worksheet.name, detail: "an added sheet has neither charts nor comments")
      }
      for name in definedNames { try WorkbookPart.check(name) }
      insertions.append(
        SheetInsertion(worksheet: worksheet, index: index, definedNames: definedNames, isInFront: isInFront))
    }
  }

  /// Removes a sheet with all that belongs to it alone; edits of its cells are forgotten.
  ///
  /// Formulas and names elsewhere that refer to it are not changed.
  ///
  /// - Throws: `.sheetNotFound`; `.invalidArgument`, when written, where no visible sheet would be left.
  public func removeSheet(_ name: String) throws(XLSXError) {
    try locating { () throws(XLSXError) in
      guard let sheet = reader.sheet(named: name), sheet.kind != .missing else {
        throw XLSXError(.sheetNotFound, detail: "no sheet '\(name)'")
      }
      try requireTransitional()
      if !removals.contains(where: { $0.part == sheet.part }) { removals.append(SheetRemoval(part: sheet.part)) }
    }
  }

  /// Gives an author these notes on a sheet, instead of those that the author has there; with none, takes them away.
  ///
  /// Each begins with a line that names the author, by which it is known when a program has forgotten who wrote it.
  /// Notes of others stay; on a cell with one, the text goes behind theirs and can be taken away again. A cell with a
  /// threaded comment gets no note. Where the last note goes, its parts go, too.
  ///
  /// - Throws: `.sheetNotFound`, `.invalidArgument` for what no note can hold, `.cannotExtend` in a Strict workbook.
  public func setNotes(_ notes: [CellNote], author: String, in sheetName: String) throws(XLSXError) {
    try locating { () throws(XLSXError) in
      guard let sheet = reader.sheet(named: sheetName), sheet.kind == .worksheet else {
        throw XLSXError(.sheetNotFound, detail: "no worksheet '\(sheetName)'")
      }
      if !notes.isEmpty { try requireTransitional() }
      let sorted = notes.sorted { $0.reference < $1.reference }
      for (note, next) in zip(sorted, sorted.dropFirst()) where note.reference == next.reference {
        throw XLSXError(.invalidArgument, cell: note.reference, detail: "two notes on one cell")
      }
      for note in sorted where note.text.utf16.count > 32_000 || note.text.isEmpty {
        throw XLSXError(.invalidArgument, cell: note.reference, detail: "a note has 1 to 32,000 characters")
      }
      self.notes[sheet.part] = NotesEdit(author: author, notes: sorted)
    }
  }

  /// Adds a cell style for ``insertSheet(_:at:definedNames:isInFront:)``; the standard one in a workbook without styles.
  public func style(_ style: CellStyle) throws(XLSXError) -> StyleID {
    guard try stylesPart() != nil else { return .standard }
    return StyleID(index: try appendStyle(from: 0, changing: StyleChanges(style)))
  }

  private func requireTransitional() throws(XLSXError) {
    var draft = PackageDraft(reader.archive)
    _ = try SheetList(reader.workbookPart, in: &draft)
    guard draft.contains(PackageDraft.contentTypes) else {
      throw XLSXError(.missingPart, part: PackageDraft.contentTypes.text)
    }
  }

  private func locating(_ work: () throws(XLSXError) -> Void) throws(XLSXError) {
    do throws(XLSXError) { try work() } catch { throw error.inFile(reader.path) }
  }

  // MARK: What is to be written

  /// Enters removed and added sheets and notes.
  func applySheets(to changes: inout PackageChanges, in draft: inout PackageDraft) throws(XLSXError) {
    let workbook = reader.workbookPart
    for removal in removals { try removal.apply(workbook: workbook, in: &draft) }
    for (part, edit) in notes.sorted(by: { $0.key.text < $1.key.text })
    where !removals.contains(where: { $0.part == part }) {
      guard let change = try edit.apply(to: part, workbook: workbook, in: &draft) else { continue }
      changes.rewritten[part] = LegacyDrawingRewriter(change, input: try text(of: part, changes))
    }
    if insertions.contains(where: { $0.isInFront }) { try deselectTabs(in: &changes) }
    // Last, so that a sheet that takes the place of a removed one comes out the same.
    for insertion in insertions { try insertion.apply(workbook: workbook, styleCount: max(1, styleCount), in: &draft) }
    guard !removals.isEmpty || !insertions.isEmpty else { return }
    guard try SheetList(workbook, in: &draft).entries.contains(where: { $0.isVisible }) else {
      throw XLSXError(.invalidArgument, part: workbook.text, detail: "a workbook needs a sheet that can be seen")
    }
  }

  private func deselectTabs(in changes: inout PackageChanges) throws(XLSXError) {
    let gone = Set(removals.map { $0.part })
    for sheet in reader.sheets where sheet.kind != .missing && !gone.contains(sheet.part) {
      let stored = PartText(try reader.archive.open(sheet.part), part: sheet.part.text)
      guard try TabDeselector.isSelected(stored) else { continue }
      changes.rewritten[sheet.part] = TabDeselector(input: try text(of: sheet.part, changes))
    }
  }

  /// A part as it stands after the changes so far.
  func text(of part: PartName, _ changes: PackageChanges) throws(XLSXError) -> PartText {
    guard let rewriter = changes.rewritten[part] else {
      return PartText(try reader.archive.open(part), part: part.text)
    }
    return PartText(part: part.text) { () throws(XLSXError) in try rewriter.next() }
  }
}
