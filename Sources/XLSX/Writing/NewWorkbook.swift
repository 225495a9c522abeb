/// A workbook to be written from nothing.
///
/// The same workbook gives the same bytes each time: no author, no date, no program is named in it.
public struct NewWorkbook: Sendable {
  /// The worksheets in the order of the tabs; at least one is visible.
  public var worksheets: [NewWorksheet] = []
  /// Names beside those that print areas, print titles and filters make by themselves.
  public var definedNames: [DefinedName] = []
  /// The index of the worksheet that is in front; it is visible.
  public var activeSheet = 0
  /// Whether a program calculates every formula when it opens the file; needed only where a formula has no true cached
  /// value.
  public var fullCalcOnLoad = false
  /// About how much memory texts may take until new ones are written into the cells themselves, in bytes.
  public var sharedStringLimit = 12 << 20
  /// Put on what is written, so that it is known again.
  public var seal: PackageSeal?

  private var styles = StyleTable()

  /// A workbook without worksheets.
  public init() {}

  /// The identifier of a style for cells and columns of this workbook; equal styles have the same.
  public mutating func style(_ style: CellStyle) -> StyleID { styles.identifier(of: style) }

  /// Writes the workbook, complete or not at all: see ``OutputFile``.
  ///
  /// Rows that are made on demand are made now and not kept: the memory needed does not grow with their number, but for
  /// their texts.
  ///
  /// - Parameters:
  ///   - path: where the workbook goes.
  ///   - force: whether an existing file may be replaced.
  ///   - compressionLevel: from 1 (fast, by ISA-L) to 9 (small, by zlib); 0 stores the parts as they are.
  /// - Throws: `XLSXError` with `.fileExists`, `.cannotWrite`, or `.invalidArgument` for what a workbook cannot hold;
  ///   and whatever a row source throws.
  public func write(to path: String, force: Bool = false, compressionLevel: Int = 6) throws(XLSXError) {
    try write(
      to: path, force: force, compressionLevel: compressionLevel, check: { (_: String) throws(XLSXError) in },
      converting: { $0 })
  }

  /// The same with a look at the file before it gets its name.
  ///
  /// - Parameters:
  ///   - path: where the workbook goes.
  ///   - force: whether an existing file may be replaced.
  ///   - compressionLevel: from 1 (fast, by ISA-L) to 9 (small, by zlib); 0 stores the parts as they are.
  ///   - verify: looks at the complete file, at a path of its own; what it throws leaves everything as it was.
  /// - Throws: what `verify` throws; an ``XLSXError`` as its type of errors holds it.
  public func write<Failure: XLSXErrorConvertible>(
    to path: String, force: Bool = false, compressionLevel: Int = 6, check verify: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try write(to: path, force: force, compressionLevel: compressionLevel, check: verify, converting: { Failure($0) })
  }

  #if !hasFeature(Embedded)
    /// The same with a check that may fail in any way.
    ///
    /// - Throws: ``XLSXError``, or whatever `check` throws.
    @_disfavoredOverload  // Errors of a type are better.
    public func write(
      to path: String, force: Bool = false, compressionLevel: Int = 6, check verify: (String) throws -> Void
    ) throws {
      try write(to: path, force: force, compressionLevel: compressionLevel, check: verify, converting: { $0 })
    }
  #endif

  private func write<Failure: Error>(
    to path: String, force: Bool, compressionLevel: Int, check verify: (String) throws(Failure) -> Void,
    converting convert: (XLSXError) -> Failure
  ) throws(Failure) {
    var failure: Failure?
    do throws(XLSXError) {
      try check()
      guard (1...9).contains(compressionLevel) else {
        throw XLSXError(.invalidArgument, detail: "the compression level is 1 to 9, not \(compressionLevel)")
      }
      let output = try ArchiveOutput(to: path, force: force)
      output.seal = seal
      try addParts(to: output, compressionLevel: compressionLevel)
      try output.commit { () throws(XLSXError) in
        do throws(Failure) { try verify(output.temporaryPath) } catch {
          failure = error
          throw XLSXError(.cannotWrite)
        }
      }
    } catch {
      throw failure ?? convert(error.inFile(path))
    }
  }

  private func check() throws(XLSXError) {
    guard !worksheets.isEmpty else { throw XLSXError(.invalidArgument, detail: "a workbook needs a worksheet") }
    var names: Set<String> = []
    for worksheet in worksheets {
      try worksheet.check(styleCount: styles.styles.count)
      guard names.insert(worksheet.name.lowercased()).inserted else {
        throw XLSXError(.invalidArgument, detail: "two worksheets are named \"\(worksheet.name)\"")
      }
    }
    guard worksheets.indices.contains(activeSheet), worksheets[activeSheet].visibility == .visible else {
      throw XLSXError(.invalidArgument, detail: "the active sheet is none of the visible ones")
    }
  }

  private func addParts(to output: ArchiveOutput, compressionLevel level: Int) throws(XLSXError) {
    let strings = SharedStringTable(limit: sharedStringLimit)
    var types = ContentTypes(hasCommentBoxes: worksheets.contains { !$0.comments.isEmpty })
    var package = NewRelationships()
    _ = package.add("officeDocument", "xl/workbook.xml")
    var relationships = NewRelationships()
    var parts: [(name: String, bytes: [UInt8])] = []
    var sheets: [(name: String, content: WorksheetContent)] = []
    types.add("xl/workbook.xml", "spreadsheetml.sheet.main")

    var chartCount = 0
    for (index, worksheet) in worksheets.enumerated() {
      let number = index + 1
      let name = "xl/worksheets/sheet\(number).xml"
      types.add(name, "spreadsheetml.worksheet")
      // The workbook part counts on rId1 being the first sheet.
      _ = relationships.add("worksheet", "worksheets/sheet\(number).xml")
      var own = NewRelationships()
      var identifiers = WorksheetRelationships()
      if !worksheet.charts.isEmpty {
        identifiers.drawing = own.add("drawing", "../drawings/drawing\(number).xml")
        types.add("xl/drawings/drawing\(number).xml", "drawing")
        parts.append(("xl/drawings/drawing\(number).xml", DrawingPart.bytes(of: worksheet.charts)))
        var charts = NewRelationships()
        for chart in worksheet.charts {
          chartCount += 1
          _ = charts.add("chart", "../charts/chart\(chartCount).xml")
          types.add("xl/charts/chart\(chartCount).xml", "drawingml.chart")
          do throws(XLSXError) {
            parts.append(("xl/charts/chart\(chartCount).xml", try ChartPart.bytes(of: chart)))
          } catch {
            throw error.inPart(worksheet.name)
          }
        }
        parts.append(("xl/drawings/_rels/drawing\(number).xml.rels", charts.part()))
      }
      if !worksheet.comments.isEmpty {
        let comments: CommentParts
        do throws(XLSXError) { comments = try CommentParts(of: worksheet) } catch { throw error.inPart(worksheet.name) }
        identifiers.commentBoxes = own.add("vmlDrawing", "../drawings/vmlDrawing\(number).vml")
        _ = own.add("comments", "../comments\(number).xml")
        types.add("xl/comments\(number).xml", "spreadsheetml.comments")
        parts.append(("xl/comments\(number).xml", comments.text()))
        parts.append(("xl/drawings/vmlDrawing\(number).vml", comments.boxes(sheet: number)))
      }
      if !own.isEmpty { parts.append(("xl/worksheets/_rels/sheet\(number).xml.rels", own.part())) }
      let content = WorksheetContent(
        worksheet, strings: strings, styleCount: styles.styles.count, isSelected: index == activeSheet,
        relationships: identifiers)
      sheets.append((name, content))
    }
    _ = relationships.add("styles", "styles.xml")
    types.add("xl/styles.xml", "spreadsheetml.styles")
    _ = relationships.add("sharedStrings", "sharedStrings.xml")
    types.add("xl/sharedStrings.xml", "spreadsheetml.sharedStrings")

    try output.set("[Content_Types].xml", bytes: types.part(), compressionLevel: level)
    try output.set("_rels/.rels", bytes: package.part(), compressionLevel: level)
    try output.set("xl/workbook.xml", bytes: WorkbookPart.bytes(of: self), compressionLevel: level)
    try output.set("xl/_rels/workbook.xml.rels", bytes: relationships.part(), compressionLevel: level)
    try output.set("xl/styles.xml", bytes: styles.part(), compressionLevel: level)
    for part in parts { try output.set(part.name, bytes: part.bytes, compressionLevel: level) }
    for sheet in sheets { try output.set(sheet.name, sheet.content, compressionLevel: level) }
    // The archive takes the parts in this order: the strings come last, when the sheets have gathered them.
    try output.set("xl/sharedStrings.xml", strings, compressionLevel: level)
  }
}
