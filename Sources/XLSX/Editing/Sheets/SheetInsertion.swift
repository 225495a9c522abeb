/// A worksheet to be added to an existing workbook.
struct SheetInsertion {
  var worksheet: NewWorksheet
  /// Among the tabs that are left when those to be removed are gone.
  var index: Int
  var definedNames: [DefinedName]
  /// Whether the workbook opens on it.
  var isInFront = false

  static let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

  /// Texts stand in the cells themselves: the workbook's shared strings stay as they are, and the sheet can go without
  /// a trace.
  func apply(workbook: PartName, styleCount: Int, in draft: inout PackageDraft) throws(XLSXError) {
    let list = try SheetList(workbook, in: &draft)
    guard !list.entries.contains(where: { $0.name.lowercased() == worksheet.name.lowercased() }) else {
      throw XLSXError(.invalidArgument, part: worksheet.name, detail: "the workbook has a sheet of that name")
    }
    let content = WorksheetContent(
      worksheet, strings: SharedStringTable(limit: 0), styleCount: styleCount, isSelected: isInFront,
      relationships: WorksheetRelationships())
    var buffer = XMLBuffer()
    var bytes: [UInt8] = []
    var isMore = true
    while isMore {
      isMore = try content.produce(into: &buffer)
      bytes += buffer.bytes
      buffer.removeAll()
    }
    let part = draft.freeName(workbook.folder + "worksheets/sheet", ".xml")
    draft.set(part, to: bytes)
    try draft.declare(part, as: Self.contentType)
    let relationship = try draft.relate(workbook, to: part, kind: "worksheet")
    try list.insert(
      worksheet.name, at: min(max(0, index), list.entries.count), relationship: relationship,
      definedNames: WorkbookPart.ownNames(of: worksheet) + definedNames, isInFront: isInFront, in: &draft)
  }
}
