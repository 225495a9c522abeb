internal import XLSX

/// What a workbook keeps of others to which its formulas refer; nothing is opened.
final class ExternalBooks {
  private let workbook: WorkbookReader
  private var books: [Int: ExternalBook?] = [:]

  init(_ workbook: WorkbookReader) { self.workbook = workbook }

  /// The values that were kept of cells.
  ///
  /// - Throws: `.unsupported` where nothing was kept.
  func array(book name: String, _ range: CellRange, sheet: String, limit: Int) throws(FormulaInterruption)
    -> FormulaArray
  {
    guard let number = Int(name), let book = try book(number),
      let cells = book.sheets.first(where: { $0.key.lowercased() == sheet.lowercased() })?.value
    else { throw .unsupported("a reference to another workbook") }
    let (rows, columns) = (
      range.last.row - range.first.row + 1, range.last.column - range.first.column + 1
    )
    let last = cells.keys.reduce(0) { max($0, $1.row) }
    let filled = max(1, min(rows, last - range.first.row + 1))
    guard filled * columns <= limit else { throw .tooLarge(.elements) }
    var values = [CellValue](repeating: .blank, count: filled * columns)
    for (place, value) in cells where range.contains(place) {
      values[(place.row - range.first.row) * columns + place.column - range.first.column] = value
    }
    return FormulaArray(rows: rows, columns: columns, filledRows: filled, values: values, rest: .blank)
  }

  private func book(_ number: Int) throws(FormulaInterruption) -> ExternalBook? {
    if let known = books[number] { return known }
    do throws(XLSXError) {
      let book = try workbook.externalBook(number)
      books[number] = .some(book)
      return book
    } catch {
      throw .fault(.unreadable(error))
    }
  }
}

/// Cells of another workbook.
final class ExternalNode: FormulaNode {
  private let book: String
  private let reference: FormulaReference

  init(book: String, _ reference: FormulaReference) {
    self.book = book
    self.reference = reference
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    let array = try context.evaluator.external.array(
      book: book, reference.range(inRow: context.cell.row), sheet: reference.sheet ?? "",
      limit: context.evaluator.limits.arrayElements)
    return array.isSingle ? .value(array.first) : .array(array)
  }
}
