/// Reads a workbook: what it holds at once, its worksheets row by row when asked.
///
/// Confined to one task: open, read, drop.
public final class WorkbookReader {
  /// A sheet as the workbook lists it.
  public struct Sheet: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case worksheet, chartsheet, dialogsheet, macrosheet, missing }
    public var name: String
    public var visibility: SheetVisibility
    public var kind: Kind
    var part: PartName
  }

  public let path: String
  /// In the order of the tabs, hidden ones too.
  public private(set) var sheets: [Sheet] = []
  public private(set) var definedNames: [DefinedName] = []
  public private(set) var dateSystem = DateSystem.from1900
  /// Whether the workbook carries macros.
  public private(set) var hasMacros = false
  /// Whether it refers to other workbooks.
  public private(set) var hasExternalLinks = false
  /// Whether the package carries a digital signature, which no changed copy keeps valid; a signature of its macros is another matter.
  public private(set) var hasSignature = false
  public let styles: WorkbookStyles

  let archive: ArchiveReader
  let workbookPart: PartName
  let sharedStringsPart: PartName?
  private var sharedStrings: SharedStrings?
  private var kept = KeptWorksheets()

  /// Opens the package and reads the workbook part and the styles; shared strings wait for the first worksheet that is read.
  public init(path: String, limits: ReadingLimits = ReadingLimits()) throws(XLSXError) {
    self.path = path
    let archive = try ArchiveReader(path: path, limits: limits)
    self.archive = archive
    try Self.requireWorkbook(archive)
    let package = try Relationships(ofPackage: archive)
    guard let office = package.first(ofKind: "officeDocument") else {
      throw XLSXError(.missingPart, file: path, part: "_rels/.rels", detail: "no relationship to a workbook")
    }
    workbookPart = PartName("").resolving(target: office.target)
    if workbookPart.text.lowercased().hasSuffix(".bin") { throw XLSXError(.binaryWorkbook, file: path) }
    let relationships = try Relationships(of: workbookPart, in: archive)
    let root = try XMLElement.parse(workbookPart, in: archive)
    guard root.name == "workbook" else { throw XLSXError(.invalidContent, file: path, part: workbookPart.text, detail: "not a workbook") }

    var colors = ColorResolver()
    if let theme = relationships.first(ofKind: "theme").map({ [workbookPart] in workbookPart.resolving(target: $0.target) }),
      archive.contains(theme)
    {
      colors.readTheme(try XMLElement.parse(theme, in: archive))
    }
    if let part = relationships.first(ofKind: "styles").map({ [workbookPart] in workbookPart.resolving(target: $0.target) }),
      archive.contains(part)
    {
      styles = WorkbookStyles(root: try XMLElement.parse(part, in: archive), colors: colors)
    } else {
      styles = WorkbookStyles()
    }
    sharedStringsPart = relationships.first(ofKind: "sharedStrings").map { [workbookPart] in workbookPart.resolving(target: $0.target) }
    if root.first("workbookPr")?.flag("date1904") == true { dateSystem = .from1904 }
    hasMacros = relationships.first(ofKind: "vbaProject") != nil
    // ECMA-376 Part 2, 10.4.2: a relationship of the package leads to the signatures.
    hasSignature = package.all.contains { $0.kind == "origin" }
    hasExternalLinks = relationships.all.contains { $0.kind == "externalLink" }
    sheets = (root.first("sheets")?.all("sheet") ?? []).map { sheet($0, relationships) }
    // Many sheets of one part would cost their number times its size.
    var parts: Set<PartName> = []
    for sheet in sheets where sheet.kind != .missing && !parts.insert(sheet.part).inserted {
      throw XLSXError(
        .invalidContent, file: path, part: sheet.part.text, detail: "two sheets are the same part, one of them '\(sheet.name)'")
    }
    let sheetNames = sheets.map(\.name)
    definedNames = (root.first("definedNames")?.all("definedName") ?? []).compactMap { element in
      guard let name = element["name"] else { return nil }
      let scope = element["localSheetId"].flatMap { Int($0) }
      return DefinedName(
        name: name, formula: element.text, sheet: scope.flatMap { sheetNames.indices.contains($0) ? sheetNames[$0] : nil },
        isHidden: element.flag("hidden"))
    }
    guard !sheets.isEmpty else {
      throw XLSXError(.invalidContent, file: path, part: workbookPart.text, detail: "the workbook has no sheets")
    }
  }

  private static func requireWorkbook(_ archive: ArchiveReader) throws(XLSXError) {
    if archive.contains(PartName("_rels/.rels")) { return }
    if archive.contains(PartName("mimetype")), archive.contains(PartName("content.xml")) {
      throw XLSXError(.openDocument, file: archive.path)
    }
    if archive.contains(PartName("[Content_Types].xml")) || archive.contains(PartName("xl/workbook.xml")) {
      throw XLSXError(.missingPart, file: archive.path, part: "_rels/.rels")
    }
    throw XLSXError(.notZip, file: archive.path, detail: "a ZIP archive, but not of a workbook")
  }

  private func sheet(_ element: XMLElement, _ relationships: Relationships) -> Sheet {
    let relationship = element.relationshipIdentifier.flatMap { relationships[$0] }
    let part = relationship.map { workbookPart.resolving(target: $0.target) } ?? PartName("")
    let kind: Sheet.Kind =
      switch relationship?.kind {
      case _ where !archive.contains(part): .missing
      case "chartsheet": .chartsheet
      case "dialogsheet": .dialogsheet
      case "xlMacrosheet", "xlIntlMacrosheet": .macrosheet
      default: .worksheet
      }
    return Sheet(
      name: element["name"] ?? "", visibility: element["state"].flatMap { SheetVisibility(rawValue: $0) } ?? .visible, kind: kind,
      part: part)
  }

  /// Throws `.missingPart` where the workbook lists a sheet that is not there.
  public func requireAllSheets() throws(XLSXError) {
    for sheet in sheets { try requirePart(of: sheet) }
  }

  private func requirePart(of sheet: Sheet) throws(XLSXError) {
    guard sheet.kind == .missing else { return }
    throw XLSXError(.missingPart, file: path, part: sheet.part.text.isEmpty ? nil : sheet.part.text, detail: "sheet '\(sheet.name)'")
  }

  /// The sheet of that name, compared without regard to case.
  public func sheet(named name: String) -> Sheet? {
    sheets.first { $0.name == name } ?? sheets.first { $0.name.lowercased() == name.lowercased() }
  }

  /// Hands on the rows of a worksheet one by one, as they are inflated; memory does not grow with their number.
  ///
  /// A damaged part may be noticed only at its end: publish nothing before this returns.
  ///
  /// - Parameters:
  ///   - comments: whether the notes on cells are read too.
  ///   - validations: whether the data validations are read too.
  ///   - columns: those whose cells are wanted, 1-based; by default all.
  ///   - begin: called once before the first row, with what stands before the cells: column widths and styles, frozen panes.
  ///   - row: called for each stored row.
  /// - Returns: all that the worksheet says beside its cells.
  /// - Throws: ``XLSXError``, or whatever the closures throw, which ends the reading.
  @discardableResult
  public func read(
    _ sheet: Sheet, comments: Bool = false, validations: Bool = false, columns: Set<Int>? = nil,
    begin: @escaping (WorksheetDetails) throws -> Void = { _ in }, row: @escaping (WorksheetRow) throws -> Void
  ) throws -> WorksheetDetails {
    try requirePart(of: sheet)
    guard sheet.kind == .worksheet else { return WorksheetDetails() }
    do {
      var details: WorksheetDetails
      if !validations, let kept = try keptWorksheet(sheet) {
        details = kept.worksheet.details
        if kept.hasSheetData { try begin(details) }
        for stored in kept.worksheet.rows { try row(columns.map { stored.only($0) } ?? stored) }
      } else {
        details = try stream(sheet, validations: validations, columns: columns, begin: begin, row: row)
      }
      if comments { details.comments = try readComments(of: sheet) }
      try archive.requireUnchanged()
      return details
    } catch let error as XLSXError {
      throw error.inFile(path).inPart(sheet.part.text)
    }
  }

  private func stream(
    _ sheet: Sheet, validations: Bool = false, columns: Set<Int>? = nil, sharedFormulaLimit: Int? = nil,
    begin: @escaping (WorksheetDetails) throws -> Void = { _ in }, row: @escaping (WorksheetRow) throws -> Void
  ) throws -> WorksheetDetails {
    let handler = WorksheetHandler(
      strings: try loadSharedStrings(), dateSystem: dateSystem, part: sheet.part.text, memoryLimit: archive.limits.partInMemoryBytes,
      sharedFormulaLimit: sharedFormulaLimit ?? archive.limits.sharedFormulaBytes, columns: columns,
      keepsValidations: validations, begin: begin, deliver: row)
    try XMLPushParser(handler: handler, part: sheet.part.text).parse(archive.open(sheet.part))
    return WorksheetDetails(elements: handler.elements)
  }

  /// A small worksheet, read once and kept; `nil` for one that is streamed each time.
  private func keptWorksheet(_ sheet: Sheet) throws -> KeptWorksheets.Kept? {
    if let known = kept[sheet.part] { return known }
    guard let size = archive.entry(sheet.part)?.size, kept.hasRoom(for: sheet.part, size: size) else { return nil }
    do {
      var rows: [WorksheetRow] = []
      var hasSheetData = false
      let limit = min(KeptWorksheets.formulaBytes, archive.limits.sharedFormulaBytes)
      let details = try stream(sheet, sharedFormulaLimit: limit, begin: { _ in hasSheetData = true }, row: { rows.append($0) })
      try archive.requireUnchanged()
      let read = KeptWorksheets.Kept(worksheet: Worksheet(sheet: sheet, details: details, rows: rows), hasSheetData: hasSheetData)
      kept.keep(read, as: sheet.part, size: size)
      return read
    } catch let error as XLSXError where error.code.isLimit {
      // Small and yet large: its formulas are not kept.
      kept.refuse(sheet.part)
      return nil
    }
  }

  /// Reads a worksheet whole.
  public func worksheet(_ sheet: Sheet, comments: Bool = false, validations: Bool = false) throws -> Worksheet {
    var rows: [WorksheetRow] = []
    let details = try read(sheet, comments: comments, validations: validations) { rows.append($0) }
    return Worksheet(sheet: sheet, details: details, rows: rows)
  }

  /// Reads the rows up to that number, and of what stands beside the cells at least what comes before them.
  public func head(of sheet: Sheet, rows limit: Int) throws -> Worksheet {
    if sheet.kind == .worksheet, let worksheet = try keptHead(of: sheet, rows: limit) { return worksheet }
    var rows: [WorksheetRow] = []
    var details = WorksheetDetails()
    do {
      details = try read(
        sheet, begin: { details = $0 },
        row: { row in
          guard row.index <= limit else { throw EndOfHead() }
          rows.append(row)
        })
    } catch is EndOfHead {}
    return Worksheet(sheet: sheet, details: details, rows: rows)
  }

  private func keptHead(of sheet: Sheet, rows limit: Int) throws -> Worksheet? {
    do {
      guard let worksheet = try keptWorksheet(sheet)?.worksheet else { return nil }
      try archive.requireUnchanged()
      if worksheet.rows.last?.index ?? 0 <= limit { return worksheet }
      return Worksheet(sheet: sheet, details: worksheet.details, rows: Array(worksheet.rows.prefix { $0.index <= limit }))
    } catch is XLSXError {
      // What is wrong may stand behind the head.
      kept.refuse(sheet.part)
      return nil
    }
  }

  private struct EndOfHead: Error {}

  private func loadSharedStrings() throws -> SharedStrings {
    if let sharedStrings { return sharedStrings }
    var strings = SharedStrings()
    if let part = sharedStringsPart, archive.contains(part) {
      do {
        strings = try SharedStrings(part: part, in: archive)
      } catch let error as XLSXError {
        throw error.inFile(path).inPart(part.text)
      }
    }
    sharedStrings = strings
    return strings
  }

  private func readComments(of sheet: Sheet) throws(XLSXError) -> [Comment] {
    let relationships = try Relationships(of: sheet.part, in: archive)
    guard let relationship = relationships.first(ofKind: "comments") else { return [] }
    let part = sheet.part.resolving(target: relationship.target)
    guard archive.contains(part) else { return [] }
    let root = try XMLElement.parse(part, in: archive)
    let authors = root.first("authors")?.all("author").map(\.text) ?? []
    return root.descendants("comment").compactMap { element in
      guard let reference = element["ref"].flatMap({ CellReference($0) }) else { return nil }
      let author = element["authorId"].flatMap { Int($0) }.flatMap { authors.indices.contains($0) ? authors[$0] : nil } ?? ""
      let text = (element.first("text")?.children ?? []).map { $0.name == "t" ? $0.text : $0.name == "r" ? $0.first("t")?.text ?? "" : "" }
      return Comment(reference, author: author, text: EscapedText.decode(Array(text.joined().utf8)))
    }
  }
}
