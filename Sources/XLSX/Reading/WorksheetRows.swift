/// The rows of a worksheet, pulled one after the other as they are inflated; memory does not grow with their number.
///
/// ```swift
/// let rows = try workbook.rows(of: sheet)
/// while let row = try rows.next() { print(row.index, row.cells.count) }
/// ```
///
/// What the loop does may fail in its own ways and end at any row. A damaged part may be noticed only at its end:
/// publish nothing before ``next()`` has returned `nil`. Confined to one task, like the reader.
public final class WorksheetRows {
  private let reader: WorkbookReader
  private let sheet: WorkbookReader.Sheet
  private let handler: WorksheetHandler?
  private let parser: XMLStreamParser<PartStream>?
  private let waiting: Waiting
  private var isOver = false

  /// The rows of the block that was parsed last.
  final class Waiting {
    var rows: [WorksheetRow] = []
    var next = 0
  }

  /// Rows that are known already, or those that the parser finds.
  init(
    of sheet: WorkbookReader.Sheet, reader: WorkbookReader, handler: WorksheetHandler?,
    parser: XMLStreamParser<PartStream>?,
    waiting: Waiting
  ) {
    self.sheet = sheet
    self.reader = reader
    self.handler = handler
    self.parser = parser
    self.waiting = waiting
  }

  /// The next stored row; `nil` after the last.
  ///
  /// - Throws: ``XLSXError``; there are no more rows after that.
  public func next() throws(XLSXError) -> WorksheetRow? {
    while waiting.next == waiting.rows.count {
      guard !isOver else { return nil }
      waiting.rows.removeAll(keepingCapacity: true)
      waiting.next = 0
      do throws(XLSXError) {
        if try parser?.parseBlock() ?? false { continue }
        isOver = true
        try reader.archive.requireUnchanged()
      } catch {
        isOver = true
        throw error.inFile(reader.path).inPart(sheet.part.text)
      }
    }
    defer { waiting.next += 1 }
    return waiting.rows[waiting.next]
  }
}

extension WorkbookReader {
  /// The rows of a worksheet, to be pulled one by one; none of a sheet of another kind.
  ///
  /// - Parameters:
  ///   - sheet: the worksheet.
  ///   - columns: the columns whose cells are wanted, 1-based; `nil` for all.
  /// - Returns: the rows; each is read when it is asked for.
  /// - Throws: ``XLSXError`` where the sheet is missing or the shared strings cannot be read.
  public func rows(of sheet: Sheet, columns: Set<Int>? = nil) throws(XLSXError) -> WorksheetRows {
    try requirePart(of: sheet)
    let waiting = WorksheetRows.Waiting()
    guard sheet.kind == .worksheet else {
      return WorksheetRows(of: sheet, reader: self, handler: nil, parser: nil, waiting: waiting)
    }
    do throws(XLSXError) {
      let handler = try handler(for: sheet, columns: columns, begin: { _ in }, row: { waiting.rows.append($0) })
      let parser = try XMLStreamParser(XMLPushParser(handler: handler, part: sheet.part.text), archive.open(sheet.part))
      return WorksheetRows(of: sheet, reader: self, handler: handler, parser: parser, waiting: waiting)
    } catch {
      throw error.inFile(path).inPart(sheet.part.text)
    }
  }
}
