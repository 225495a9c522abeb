/// Reads a workbook: what it holds at once, its worksheets row by row when asked.
///
/// Confined to one task: open, read, drop.
public final class WorkbookReader {
  /// A sheet as the workbook lists it.
  public struct Sheet: Hashable, Sendable {
    /// What kind of sheet it is; `missing` where its part is not in the package.
    public enum Kind: Hashable, Sendable { case worksheet, chartsheet, dialogsheet, macrosheet, missing }
    /// The name of the sheet, as its tab shows it.
    public var name: String
    /// Whether its tab is shown.
    public var visibility: SheetVisibility
    /// What kind of sheet it is.
    public var kind: Kind
    var part: PartName
    /// Whether the workbook names no part for it at all, as of the modules of old macros: nothing is lost with it.
    var isPlaceholder = false
  }

  /// The file as the caller named it.
  public let path: String
  /// The sheets in the order of the tabs, hidden ones too.
  public private(set) var sheets: [Sheet] = []
  /// The names of cells, ranges and formulas, in the order of the file.
  public private(set) var definedNames: [DefinedName] = []
  /// Which day its dates count from.
  public private(set) var dateSystem = DateSystem.from1900
  /// How the workbook wants to be calculated.
  public private(set) var calculation = CalculationProperties()
  /// Whether the workbook carries macros.
  public private(set) var hasMacros = false
  /// Whether it refers to other workbooks.
  public private(set) var hasExternalLinks = false
  /// Whether the package carries a digital signature, which no changed copy keeps valid; a signature of its macros is
  /// another matter.
  public private(set) var hasSignature = false
  /// What the style indices of cells, rows and columns mean.
  public let styles: WorkbookStyles

  let archive: ArchiveReader
  let workbookPart: PartName
  let sharedStringsPart: PartName?
  private var sharedStrings: SharedStrings?
  private var kept = KeptWorksheets()
  /// Values in the place of those that cells store, by the name of the sheet.
  private var results: [String: [CellReference: CellValue]] = [:]

  /// Opens the package and reads the workbook part and the styles; shared strings wait for the first worksheet that is
  /// read.
  ///
  /// - Throws: ``XLSXError``, with what the file is where it is no workbook.
  public convenience init(path: String, limits: ReadingLimits = ReadingLimits()) throws(XLSXError) {
    try self.init(ArchiveReader(path: path, limits: limits))
  }

  /// The same of a workbook that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: the workbook.
  ///   - name: what errors call it.
  ///   - limits: what reading may take at most.
  /// - Throws: ``XLSXError``, with what the bytes are where they are no workbook.
  public convenience init(bytes: [UInt8], name: String = "workbook", limits: ReadingLimits = ReadingLimits())
    throws(XLSXError)
  {
    try self.init(ArchiveReader(bytes: bytes, name: name, limits: limits))
  }

  /// A workbook that was made from a file by decrypting it, and is nowhere but in memory.
  ///
  /// - Parameters:
  ///   - bytes: the workbook.
  ///   - path: the path of the file.
  ///   - identity: which file it was, so that a change is noticed; `nil` where that is not known.
  ///   - limits: what reading may take at most.
  /// - Throws: ``XLSXError``, with what the bytes are where they are no workbook.
  package convenience init(
    decrypted bytes: [UInt8], of path: String, in identity: FileIdentity?, limits: ReadingLimits
  ) throws(XLSXError) {
    try self.init(ArchiveReader(bytes: bytes, name: path, limits: limits, identity: identity, keepsContent: true))
  }

  /// The same workbook, of which some cells are read with other values than it stores; the formulas stay.
  ///
  /// - Parameters:
  ///   - workbook: the workbook, which reads as before.
  ///   - results: the values by the name of the sheet; of cells that the workbook stores.
  package init(_ workbook: WorkbookReader, results: [String: [CellReference: CellValue]]) {
    path = workbook.path
    archive = workbook.archive
    workbookPart = workbook.workbookPart
    sharedStringsPart = workbook.sharedStringsPart
    sharedStrings = workbook.sharedStrings
    styles = workbook.styles
    sheets = workbook.sheets
    definedNames = workbook.definedNames
    dateSystem = workbook.dateSystem
    calculation = workbook.calculation
    hasMacros = workbook.hasMacros
    hasExternalLinks = workbook.hasExternalLinks
    hasSignature = workbook.hasSignature
    self.results = results
  }

  private init(_ archive: ArchiveReader) throws(XLSXError) {
    let path = archive.path
    self.path = path
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
    guard root.name == "workbook" else {
      throw XLSXError(.invalidContent, file: path, part: workbookPart.text, detail: "not a workbook")
    }

    var colors = ColorResolver()
    if let theme = relationships.first(ofKind: "theme").map({ [workbookPart] in
      workbookPart.resolving(target: $0.target)
    }),
      archive.contains(theme)
    {
      colors.readTheme(try XMLElement.parse(theme, in: archive))
    }
    if let part = relationships.first(ofKind: "styles").map({ [workbookPart] in
      workbookPart.resolving(target: $0.target)
    }),
      archive.contains(part)
    {
      styles = WorkbookStyles(root: try XMLElement.parse(part, in: archive), colors: colors)
    } else {
      styles = WorkbookStyles()
    }
    sharedStringsPart = relationships.first(ofKind: "sharedStrings").map { [workbookPart] in
      workbookPart.resolving(target: $0.target)
    }
    if root.first("workbookPr")?.flag("date1904") == true { dateSystem = .from1904 }
    if let properties = root.first("calcPr") { calculation = CalculationProperties(properties) }
    hasMacros = relationships.first(ofKind: "vbaProject") != nil
    // ECMA-376 Part 2, 10.4.2: a relationship of the package leads to the signatures.
    hasSignature = package.all.contains { $0.kind == "origin" }
    hasExternalLinks = relationships.all.contains { $0.kind == "externalLink" }
    sheets = (root.first("sheets")?.all("sheet") ?? []).map { sheet($0, relationships) }
    // Many sheets of one part would cost their number times its size.
    var parts: Set<PartName> = []
    for sheet in sheets where sheet.kind != .missing && !parts.insert(sheet.part).inserted {
      throw XLSXError(
        .invalidContent, file: path, part: sheet.part.text,
        detail: "two sheets are the same part, one of them '\(sheet.name)'")
    }
    let sheetNames = sheets.map { $0.name }
    definedNames = (root.first("definedNames")?.all("definedName") ?? []).compactMap { element in
      guard let name = element["name"] else { return nil }
      let scope = element.integer("localSheetId")
      return DefinedName(
        name: name, formula: element.text,
        sheet: scope.flatMap { sheetNames.indices.contains($0) ? sheetNames[$0] : nil },
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
    let endings = [".xlsx", ".xlsm", ".xls", ".xlsb"]
    if archive.partNames.contains(where: { name in endings.contains { name.text.lowercased().hasSuffix($0) } }) {
      throw XLSXError(.archiveOfFiles, file: archive.path)
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
      name: element["name"] ?? "", visibility: element["state"].flatMap { SheetVisibility(rawValue: $0) } ?? .visible,
      kind: kind,
      part: part, isPlaceholder: element.relationshipIdentifier?.isEmpty ?? false)
  }

  /// Makes sure that every sheet that the workbook lists is there; one for which it names no part (an empty `r:id`)
  /// need not be.
  ///
  /// - Throws: `.missingPart`.
  public func requireAllSheets() throws(XLSXError) {
    for sheet in sheets where !sheet.isPlaceholder { try requirePart(of: sheet) }
  }

  func requirePart(of sheet: Sheet) throws(XLSXError) {
    guard sheet.kind == .missing else { return }
    throw XLSXError(
      .missingPart, file: path, part: sheet.part.text.isEmpty ? nil : sheet.part.text, detail: "sheet '\(sheet.name)'")
  }

  /// The sheet of that name, compared without regard to case.
  public func sheet(named name: String) -> Sheet? {
    sheets.first { $0.name == name } ?? sheets.first { $0.name.lowercased() == name.lowercased() }
  }

  // MARK: Reading worksheets

  /// Hands on the rows of a worksheet one by one, as they are inflated; memory does not grow with their number.
  ///
  /// A damaged part may be noticed only at its end: publish nothing before this returns.
  ///
  /// - Parameters:
  ///   - sheet: the worksheet.
  ///   - comments: whether the notes on cells are read too.
  ///   - validations: whether the data validations are read too.
  ///   - columns: those whose cells are wanted, 1-based; by default all.
  ///   - begin: called once before the first row, with what stands before the cells: column widths and styles, frozen
  ///     panes.
  ///   - row: called for each stored row.
  /// - Returns: all that the worksheet says beside its cells.
  /// - Throws: ``XLSXError``.
  @discardableResult
  public func read(
    _ sheet: Sheet, comments: Bool = false, validations: Bool = false, columns: Set<Int>? = nil,
    begin: @escaping (WorksheetDetails) -> Void = { _ in }, row: @escaping (WorksheetRow) -> Void
  ) throws(XLSXError) -> WorksheetDetails {
    try deliver(sheet, comments: comments, validations: validations, columns: columns, begin: begin, row: row)
  }

  /// The same with closures that may fail: what they throw ends the reading and comes out as it is.
  ///
  /// - Throws: what the closures throw; an ``XLSXError`` as the closures' type of errors holds it.
  @discardableResult
  public func read<Failure: XLSXErrorConvertible>(
    _ sheet: Sheet, comments: Bool = false, validations: Bool = false, columns: Set<Int>? = nil,
    begin: @escaping (WorksheetDetails) throws(Failure) -> Void = { _ in },
    row: @escaping (WorksheetRow) throws(Failure) -> Void
  ) throws(Failure) -> WorksheetDetails {
    try read(
      sheet, comments: comments, validations: validations, columns: columns, begin: begin, row: row,
      converting: { Failure($0) })
  }

  #if !hasFeature(Embedded)
    /// The same with closures that may fail in any way: what they throw ends the reading and comes out as it is.
    ///
    /// - Throws: ``XLSXError``, or whatever the closures throw.
    @discardableResult @_disfavoredOverload  // Errors of a type are better.
    public func read(
      _ sheet: Sheet, comments: Bool = false, validations: Bool = false, columns: Set<Int>? = nil,
      begin: @escaping (WorksheetDetails) throws -> Void = { _ in }, row: @escaping (WorksheetRow) throws -> Void
    ) throws -> WorksheetDetails {
      try read(
        sheet, comments: comments, validations: validations, columns: columns, begin: begin, row: row,
        converting: { $0 })
    }
  #endif

  /// Reads on until a closure fails, whose error goes past the parser.
  private func read<Failure: Error>(
    _ sheet: Sheet, comments: Bool, validations: Bool, columns: Set<Int>?,
    begin: @escaping (WorksheetDetails) throws(Failure) -> Void, row: @escaping (WorksheetRow) throws(Failure) -> Void,
    converting convert: (XLSXError) -> Failure
  ) throws(Failure) -> WorksheetDetails {
    var failure: Failure?
    do throws(XLSXError) {
      return try deliver(
        sheet, comments: comments, validations: validations, columns: columns,
        begin: { (details) throws(XLSXError) in
          do throws(Failure) { try begin(details) } catch {
            failure = error
            throw Self.stopped
          }
        },
        row: { (stored) throws(XLSXError) in
          do throws(Failure) { try row(stored) } catch {
            failure = error
            throw Self.stopped
          }
        })
    } catch {
      throw failure ?? convert(error)
    }
  }

  /// What ends the reading where somebody has read enough; nobody gets to see it.
  private static let stopped = XLSXError(.cannotRead, detail: "stopped")

  private func deliver(
    _ sheet: Sheet, comments: Bool, validations: Bool, columns: Set<Int>?,
    begin: @escaping (WorksheetDetails) throws(XLSXError) -> Void,
    row: @escaping (WorksheetRow) throws(XLSXError) -> Void
  ) throws(XLSXError) -> WorksheetDetails {
    try requirePart(of: sheet)
    guard sheet.kind == .worksheet else { return WorksheetDetails() }
    do throws(XLSXError) {
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
    } catch {
      throw error.inFile(path).inPart(sheet.part.text)
    }
  }

  private func stream(
    _ sheet: Sheet, validations: Bool = false, columns: Set<Int>? = nil, sharedFormulaLimit: Int? = nil,
    begin: @escaping (WorksheetDetails) throws(XLSXError) -> Void = { _ in },
    row: @escaping (WorksheetRow) throws(XLSXError) -> Void
  ) throws(XLSXError) -> WorksheetDetails {
    let handler = try handler(
      for: sheet, validations: validations, columns: columns, sharedFormulaLimit: sharedFormulaLimit, begin: begin,
      row: row)
    try XMLPushParser(handler: handler, part: sheet.part.text).parse(archive.open(sheet.part))
    return WorksheetDetails(elements: handler.elements)
  }

  func handler(
    for sheet: Sheet, validations: Bool = false, columns: Set<Int>?, sharedFormulaLimit: Int? = nil,
    begin: @escaping (WorksheetDetails) throws(XLSXError) -> Void,
    row: @escaping (WorksheetRow) throws(XLSXError) -> Void
  ) throws(XLSXError) -> WorksheetHandler {
    var row = row
    if let values = results[sheet.name], !values.isEmpty {
      let deliver = row
      row = { (stored) throws(XLSXError) in
        var stored = stored
        for index in stored.cells.indices {
          if let value = values[stored.cells[index].reference] { stored.cells[index].value = value }
        }
        try deliver(stored)
      }
    }
    return WorksheetHandler(
      strings: try loadSharedStrings(), dateSystem: dateSystem, part: sheet.part.text,
      memoryLimit: archive.limits.partInMemoryBytes,
      sharedFormulaLimit: sharedFormulaLimit ?? archive.limits.sharedFormulaBytes, columns: columns,
      keepsValidations: validations, begin: begin, deliver: row)
  }

  /// A small worksheet, read once and kept; `nil` for one that is streamed each time.
  private func keptWorksheet(_ sheet: Sheet) throws(XLSXError) -> KeptWorksheets.Kept? {
    if let known = kept[sheet.part] { return known }
    guard let size = archive.entry(sheet.part)?.size, kept.hasRoom(for: sheet.part, size: size) else { return nil }
    do throws(XLSXError) {
      var rows: [WorksheetRow] = []
      var hasSheetData = false
      let limit = min(KeptWorksheets.formulaBytes, archive.limits.sharedFormulaBytes)
      let details = try stream(
        sheet, sharedFormulaLimit: limit, begin: { _ in hasSheetData = true }, row: { rows.append($0) })
      try archive.requireUnchanged()
      let read = KeptWorksheets.Kept(
        worksheet: Worksheet(sheet: sheet, details: details, rows: rows), hasSheetData: hasSheetData)
      kept.keep(read, as: sheet.part, size: size)
      return read
    } catch {
      guard error.code.isLimit else { throw error }
      // Small and yet large: its formulas are not kept.
      kept.refuse(sheet.part)
      return nil
    }
  }

  /// Reads a worksheet whole.
  ///
  /// - Throws: ``XLSXError``.
  public func worksheet(_ sheet: Sheet, comments: Bool = false, validations: Bool = false) throws(XLSXError)
    -> Worksheet
  {
    var rows: [WorksheetRow] = []
    let details = try deliver(
      sheet, comments: comments, validations: validations, columns: nil, begin: { _ in }, row: { rows.append($0) })
    return Worksheet(sheet: sheet, details: details, rows: rows)
  }

  /// Reads the worksheet of that name whole, compared without regard to case.
  ///
  /// - Throws: `.sheetNotFound` where there is no worksheet of that name; what reading it throws.
  public func worksheet(named name: String, comments: Bool = false, validations: Bool = false) throws(XLSXError)
    -> Worksheet
  {
    guard let sheet = sheet(named: name), sheet.kind == .worksheet else {
      throw XLSXError(.sheetNotFound, file: path, detail: "no worksheet '\(name)'")
    }
    return try worksheet(sheet, comments: comments, validations: validations)
  }

  /// Reads the rows up to that number, and of what stands beside the cells at least what comes before them.
  ///
  /// - Throws: ``XLSXError``.
  public func head(of sheet: Sheet, rows limit: Int) throws(XLSXError) -> Worksheet {
    if sheet.kind == .worksheet, let worksheet = try keptHead(of: sheet, rows: limit) { return worksheet }
    var rows: [WorksheetRow] = []
    var details = WorksheetDetails()
    var hasAll = false
    do throws(XLSXError) {
      details = try deliver(
        sheet, comments: false, validations: false, columns: nil, begin: { details = $0 },
        row: { (row) throws(XLSXError) in
          guard row.index <= limit else {
            hasAll = true
            throw Self.stopped
          }
          rows.append(row)
        })
    } catch {
      guard hasAll else { throw error }
    }
    return Worksheet(sheet: sheet, details: details, rows: rows)
  }

  private func keptHead(of sheet: Sheet, rows limit: Int) throws(XLSXError) -> Worksheet? {
    do throws(XLSXError) {
      guard let worksheet = try keptWorksheet(sheet)?.worksheet else { return nil }
      try archive.requireUnchanged()
      return worksheet.head(rows: limit)
    } catch {
      // What is wrong may stand behind the head.
      kept.refuse(sheet.part)
      return nil
    }
  }

  private func loadSharedStrings() throws(XLSXError) -> SharedStrings {
    if let sharedStrings { return sharedStrings }
    var strings = SharedStrings()
    if let part = sharedStringsPart, archive.contains(part) {
      do throws(XLSXError) {
        strings = try SharedStrings(part: part, in: archive)
      } catch {
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
    let authors = root.first("authors")?.all("author").map { $0.text } ?? []
    return root.descendants("comment").compactMap { element in
      guard let reference = element["ref"].flatMap({ CellReference($0) }) else { return nil }
      let author = element.integer("authorId").flatMap { authors.indices.contains($0) ? authors[$0] : nil } ?? ""
      let text = (element.first("text")?.children ?? []).map {
        $0.name == "t" ? $0.text : $0.name == "r" ? $0.first("t")?.text ?? "" : ""
      }
      return Comment(reference, author: author, text: EscapedText.decode(Array(text.joined().utf8)))
    }
  }
}
