/// Changes cells of an existing workbook, its sheets and its notes, and leaves everything else as it is, to the byte.
///
/// Parts without edits keep their compressed bytes, order, dates and extra fields. Of an edited worksheet the written
/// cells change, and where cells are added, the hints `spans` and `dimension` around them. Texts go to the end of the
/// shared strings (into the cell where the workbook has no such part, or cells refer beyond its end), styles to the end
/// of the styles. Where a formula comes or goes the calculation chain is dropped; where one is left without result,
/// programs are told to calculate when they open the file. Results stored with other formulas stay as they are: replace
/// them by ``CellEdit/cachedValue(_:style:)``.
///
/// ```swift
/// let editor = try WorkbookEditor(path: "form.xlsx")
/// try editor.set(.value(.number(42.5)), at: CellReference(row: 7, column: 2), in: "Company")
/// try editor.write(to: "answer.xlsx", force: false)
/// ```
///
/// Confined to one task. Rows are streamed: memory grows with the edits, not with the workbook.
public final class WorkbookEditor {
  /// The workbook as it was opened; edits do not show in it.
  public let reader: WorkbookReader
  /// Put on what is written, so that it is known again; none where an archive has a comment of somebody else's.
  public var seal: PackageSeal?

  /// Whether programs are told to calculate every formula when they open the file.
  public var calculatesOnLoad = false

  private var edits: [PartName: [CellReference: CellEdit]] = [:]
  private var results: [PartName: (sheet: WorkbookReader.Sheet, result: (Cell) -> CellValue?)] = [:]
  private var styles: StylesAppender?
  var insertions: [SheetInsertion] = []
  var removals: [SheetRemoval] = []
  var notes: [PartName: NotesEdit] = [:]

  /// Opens a workbook for editing; what it costs to read is limited as for a reader.
  ///
  /// - Throws: ``XLSXError``, what ``WorkbookReader/init(path:limits:)`` throws.
  public init(path: String, limits: ReadingLimits = ReadingLimits()) throws(XLSXError) {
    reader = try WorkbookReader(path: path, limits: limits)
  }

  /// Edits a workbook that is open already; it is not opened again.
  public init(_ reader: WorkbookReader) { self.reader = reader }

  /// Whether there is anything to be written.
  public var hasEdits: Bool {
    !edits.isEmpty || !results.isEmpty || styles?.isChanged == true || !insertions.isEmpty || !removals.isEmpty
      || !notes.isEmpty || calculatesOnLoad && !reader.calculation.isFullOnLoad
  }

  /// The number of cell styles, added ones included.
  var styleCount: Int { styles?.count ?? reader.styles.formats.count }

  /// Whether the workbook carries a digital signature that the edits make invalid.
  public var invalidatesSignature: Bool { reader.hasSignature && hasEdits }

  /// Notes an edit; the later of two of the same cell wins, but style and value of a cell may be set one after the
  /// other.
  ///
  /// Whether the cell can be written is found out by ``write(to:force:)``, when the sheet is read.
  ///
  /// - Throws: `.sheetNotFound`, or `.invalidArgument` for what no cell can hold and for a style that does not exist.
  public func set(_ edit: CellEdit, at reference: CellReference, in sheetName: String) throws(XLSXError) {
    guard let sheet = reader.sheet(named: sheetName), sheet.kind == .worksheet else {
      throw XLSXError(.sheetNotFound, file: reader.path, detail: "no worksheet '\(sheetName)'")
    }
    do throws(XLSXError) {
      try edit.check()
      guard (1...CellReference.maximumRow).contains(reference.row),
        (1...CellReference.maximumColumn).contains(reference.column)
      else {
        throw XLSXError(
          .invalidArgument,
          detail: "row \(reference.row), column \(reference.column) is beyond the limits of a worksheet")
      }
      let styleCount = max(1, styleCount)
      if let style = edit.style, !(0..<styleCount).contains(style) {
        throw XLSXError(.invalidArgument, detail: "there is no style \(style); the workbook has \(styleCount)")
      }
    } catch {
      throw XLSXError(error.code, file: reader.path, part: sheet.part.text, cell: reference, detail: error.detail)
    }
    edits[sheet.part, default: [:]][reference] = edit.following(edits[sheet.part]?[reference])
  }

  /// Replaces the results that are stored with the formulas of a sheet; the formulas stay as they are, to the byte.
  ///
  /// The results are asked for while the sheet is written, so that memory does not grow with their number. An array
  /// formula's are those of all cells that it fills. What an edit writes into a cell wins.
  ///
  /// - Parameters:
  ///   - sheetName: the name of the sheet.
  ///   - result: gives the result of a cell that holds one, as ``WorkbookReader/resultCells(of:)`` hands them out, and
  ///     the same whenever it is asked; `nil` for that which is stored, whose bytes stay.
  /// - Throws: `.sheetNotFound`.
  public func setResults(in sheetName: String, _ result: @escaping (Cell) -> CellValue?) throws(XLSXError) {
    guard let sheet = reader.sheet(named: sheetName), sheet.kind == .worksheet else {
      throw XLSXError(.sheetNotFound, file: reader.path, detail: "no worksheet '\(sheetName)'")
    }
    results[sheet.part] = (sheet, result)
  }

  /// Adds a cell style like another but for the changes, and returns its index; the same changes to the same style give
  /// the same index.
  ///
  /// - Throws: `.invalidArgument` where the base does not exist, `.missingPart` in a workbook without styles.
  public func appendStyle(from base: Int, changing changes: StyleChanges) throws(XLSXError) -> Int {
    do throws(XLSXError) {
      guard let part = try stylesPart() else {
        throw XLSXError(.missingPart, detail: "the workbook has no styles to which one could be added")
      }
      var appender: StylesAppender
      if let styles { appender = styles } else { appender = try StylesAppender(part, in: reader.archive) }
      let index = try appender.append(from: base, changes)
      styles = appender
      return index
    } catch {
      throw error.inFile(reader.path)
    }
  }

  /// Writes the workbook with the edits; without any, a copy that is the same to the byte.
  ///
  /// The file appears under its name when it is complete and on the disk. The path may be that of the workbook itself;
  /// the editor has done its work then, since what it read is no longer there.
  ///
  /// - Parameters:
  ///   - path: where the workbook goes.
  ///   - force: whether a file that exists may be replaced, the workbook itself included.
  /// - Throws: `.cellNotWritable` for a cell inside a merged range, an array formula, a data table or the header of a
  ///   table, and for the result of a formula where there is none; `.changedWhileReading` where the workbook was
  ///   changed since it was opened; what reading and writing throws. Nothing is written then.
  public func write(to path: String, force: Bool = false) throws(XLSXError) {
    try write(to: path, force: force, check: { (_: String) throws(XLSXError) in }, converting: { $0 })
  }

  /// The same with a look at the file before it gets its name.
  ///
  /// - Parameters:
  ///   - path: where the workbook goes.
  ///   - force: whether a file that exists may be replaced, the workbook itself included.
  ///   - check: looks at the complete file, at a path of its own; what it throws leaves everything as it was.
  /// - Throws: what `check` throws; an ``XLSXError`` as its type of errors holds it.
  public func write<Failure: XLSXErrorConvertible>(
    to path: String, force: Bool = false, check: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try write(to: path, force: force, check: check, converting: { Failure($0) })
  }

  #if !hasFeature(Embedded)
    /// The same with a check that may fail in any way.
    ///
    /// - Throws: ``XLSXError``, or whatever `check` throws.
    @_disfavoredOverload  // Errors of a type are better.
    public func write(to path: String, force: Bool = false, check: (String) throws -> Void) throws {
      try write(to: path, force: force, check: check, converting: { $0 })
    }
  #endif

  private func write<Failure: Error>(
    to path: String, force: Bool, check: (String) throws(Failure) -> Void, converting convert: (XLSXError) -> Failure
  ) throws(Failure) {
    var failure: Failure?
    do throws(XLSXError) {
      let archive = reader.archive
      try archive.requireUnchanged()
      let output = try ArchiveOutput(to: path, force: force, copying: reader.path, content: archive.content)
      output.seal = seal
      try changes().apply(to: output, from: archive)
      try output.commit { () throws(XLSXError) in
        try archive.requireUnchanged()
        do throws(Failure) { try check(output.temporaryPath) } catch {
          failure = error
          throw XLSXError(.cannotWrite)
        }
      }
    } catch {
      throw failure ?? convert(error.inFile(reader.path))
    }
  }

  // MARK: What is to be written

  private func changes() throws(XLSXError) -> PackageChanges {
    let archive = reader.archive
    var changes = PackageChanges()
    var draft = PackageDraft(archive)
    let gone = Set(removals.map { $0.part })
    let parts = edits.keys.filter { !gone.contains($0) }.sorted { $0.text < $1.text }
    var examinations: [(part: PartName, edits: SheetEdits, examination: SheetExamination)] = []
    for part in parts {
      let edits = SheetEdits(edits[part] ?? [:])
      try requireNoTableHeader(edits, sheet: part)
      let examination = try SheetExamination.examine(
        edits, part: part.text, text: PartText(archive.open(part), part: part.text))
      examinations.append((part, edits, examination))
    }
    let strings = try sharedStrings(for: examinations.map { $0.edits })
    if let strings, !strings.appender.appended.isEmpty {
      let references = strings.references - examinations.map { $0.examination.releasedStrings }.reduce(0, +)
      changes.rewritten[strings.part] = strings.appender.rewriter(
        part: strings.part.text, input: PartText(try archive.open(strings.part), part: strings.part.text),
        references: references)
    }
    var plans: [PartName: SheetPlan] = [:]
    for (part, edits, examination) in examinations {
      let plan = SheetPlan(edits, examination: examination) { strings?.appender.index(of: $0) }
      plans[part] = plan
      changes.rewritten[part] = SheetRewriter(
        plan, part: part.text, input: PartText(try archive.open(part), part: part.text))
    }
    for (part, results) in results where !gone.contains(part) {
      let edited = edits[part] ?? [:]
      let plan = try ResultPlan(results.sheet, of: reader, inserted: plans[part]?.inserted ?? (0, 0)) {
        edited[$0.reference]?.value == nil ? results.result($0) : nil
      }
      changes.rewritten[part] = SheetRewriter(plan, part: part.text, input: try text(of: part, changes))
    }
    if let styles, styles.isChanged, let part = try stylesPart() { changes.replaced[part] = styles.changed() }
    let all = parts.flatMap { edits[$0].map { Array($0.values) } ?? [] }
    let writesFormula = all.contains { if case .formula = $0 { true } else { false } }
    if writesFormula || examinations.contains(where: { $0.examination.removesFormula }) {
      try CalculationChain.remove(from: reader.workbookPart, in: &draft)
    }
    if all.contains(where: { $0.leavesFormulaWithoutValue }) || calculatesOnLoad && !reader.calculation.isFullOnLoad {
      try CalculationChain.calculateOnLoad(reader.workbookPart, in: &draft)
    }
    try applySheets(to: &changes, in: &draft)
    draft.add(to: &changes)
    return changes
  }

  /// The place of every text that a cell is to hold; `nil` where no text is written or the workbook has no shared
  /// strings.
  ///
  /// Nothing is appended where cells refer to texts that are not there: they would show the new ones.
  private func sharedStrings(for sheets: [SheetEdits]) throws(XLSXError) -> (
    part: PartName, appender: SharedStringsAppender, references: Int
  )? {
    var texts: [String] = []
    for sheet in sheets {
      for reference in sheet.order {
        if case .value(.text(let text), _)? = sheet[reference] { texts.append(text) }
      }
    }
    guard !texts.isEmpty, let part = try part(ofKind: "sharedStrings") else { return nil }
    var appender = try SharedStringsAppender(
      texts, part: part.text, text: PartText(reader.archive.open(part), part: part.text),
      limit: reader.archive.limits.sharedStringBytes)
    let archive = reader.archive
    let hasDangling = { (sheet: WorkbookReader.Sheet) in
      sheet.kind != .missing
        && SharedStringReferences.areDangling(in: sheet.part, of: archive, count: appender.itemCount)
    }
    if !appender.appended.isEmpty, reader.sheets.contains(where: hasDangling) { appender.dropAppended() }
    return (part, appender, texts.count)
  }

  /// The name of a table's column and the text in its header must be the same.
  private func requireNoTableHeader(_ edits: SheetEdits, sheet: PartName) throws(XLSXError) {
    var seen: Set<PartName> = []
    for relationship in try Relationships(of: sheet, in: reader.archive).all
    where relationship.kind == "table" && !relationship.isExternal {
      let part = sheet.resolving(target: relationship.target)
      guard reader.archive.contains(part), seen.insert(part).inserted else { continue }
      let table = try XMLElement.parse(part, in: reader.archive)
      guard let range = table["ref"].flatMap({ CellRange($0) }), table["headerRowCount"] != "0" else { continue }
      let header = CellRange(range.first, CellReference(row: range.first.row, column: range.last.column))
      for reference in edits.references(in: header) where edits[reference]?.value != nil {
        throw XLSXError(
          .cellNotWritable, part: sheet.text, cell: reference,
          detail:
            "it is the header of a column of the table '\(table["displayName"] ?? table["name"] ?? "")', whose name it must equal"
        )
      }
    }
  }

  func stylesPart() throws(XLSXError) -> PartName? { try part(ofKind: "styles") }

  private func part(ofKind kind: String) throws(XLSXError) -> PartName? {
    let relationships = try Relationships(of: reader.workbookPart, in: reader.archive)
    guard let target = relationships.first(ofKind: kind)?.target else { return nil }
    let part = reader.workbookPart.resolving(target: target)
    return reader.archive.contains(part) ? part : nil
  }
}
