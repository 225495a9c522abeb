public import XLSX

/// The first rows of a sheet, with what their texts may say as labels: worked out once for all that is looked for.
final class SheetHead {
  /// A text with the forms under which it may be known.
  struct Text {
    var column: Int
    var text: String
    var forms: [FoldedText]
  }

  let worksheet: Worksheet
  /// The head of more rows that this is the beginning of.
  private let longer: SheetHead?

  init(_ worksheet: Worksheet, beginning longer: SheetHead? = nil) {
    self.worksheet = worksheet
    self.longer = longer
  }

  /// The texts of each of the stored rows, from left to right; longer ones than a label is are not among them.
  private(set) lazy var texts: [[Text]] = {
    if let longer { return Array(longer.texts.prefix(worksheet.rows.count)) }
    return worksheet.rows.map { row in
      row.cells.compactMap { cell in
        guard case .text(let text) = cell.value, text.utf8.count < Self.longestLabel else { return nil }
        return Text(column: cell.reference.column, text: text, forms: LabelText.candidates(text))
      }
    }
  }()

  /// The same of each row and the one below it together, as of a header over two rows; none where that has no text.
  private(set) lazy var wrappedTexts: [[Text]] = {
    guard let longer else { return worksheet.rows.indices.map { wrapped(at: $0) } }
    var texts = Array(longer.wrappedTexts.prefix(worksheet.rows.count))
    // What is below the last row is not looked at.
    if let last = texts.indices.last { texts[last] = [] }
    return texts
  }()

  private func wrapped(at place: Int) -> [Text] {
    let rows = worksheet.rows
    guard place + 1 < rows.count, rows[place + 1].index == rows[place].index + 1, !texts[place + 1].isEmpty else {
      return []
    }
    var joined = Dictionary(texts[place].map { ($0.column, $0) }) { _, last in last }
    for below in texts[place + 1] {
      guard let above = joined[below.column] else {
        joined[below.column] = below
        continue
      }
      let text = above.text + "\n" + below.text
      guard text.utf8.count < Self.longestLabel else {
        joined[below.column] = nil
        continue
      }
      joined[below.column] = Text(column: below.column, text: text, forms: LabelText.candidates(text))
    }
    return joined.values.sorted { $0.column < $1.column }
  }

  /// Where each form of a label stands, in reading order.
  private lazy var places: [FoldedText: [CellReference]] = {
    var places: [FoldedText: [CellReference]] = [:]
    for (row, texts) in zip(worksheet.rows, texts) {
      for text in texts {
        let place = CellReference(row: row.index, column: text.column)
        for form in text.forms { places[form, default: []].append(place) }
      }
    }
    return places
  }()

  /// The cells that say one of the labels.
  func cells(saying labels: TemplateDefinition.Labels) -> [CellReference] {
    if let longer {
      let last = worksheet.rows.last?.index ?? 0
      return longer.cells(saying: labels).filter { $0.row <= last }
    }
    var cells = labels.folded.flatMap { places[$0] ?? [] }
    for beginning in labels.beginnings {
      for (form, places) in places where form.text.utf8.starts(with: beginning.text.utf8) { cells += places }
    }
    return cells
  }

  /// Longer texts are no labels, in bytes.
  private static let longestLabel = 400
}

/// The first rows of a workbook's sheets, read once however many definitions are tried.
public final class SheetHeads {
  let workbook: WorkbookReader
  private let rows: Int
  private var longest: [String: SheetHead] = [:]
  private var shorter: [String: [Int: SheetHead]] = [:]

  /// The heads of a workbook's sheets; none is read before it is asked for.
  ///
  /// - Parameters:
  ///   - workbook: the workbook, open for reading.
  ///   - definitions: those that will be tried; they say how many rows are wanted.
  public init(of workbook: WorkbookReader, for definitions: [TemplateDefinition]) {
    self.workbook = workbook
    rows = definitions.map { TemplateLocator.rows(for: $0) }.max() ?? 0
  }

  func head(of sheet: WorkbookReader.Sheet, rows wanted: Int) throws(XLSXError) -> SheetHead {
    if let known = shorter[sheet.name]?[wanted] { return known }
    let whole: SheetHead
    if let known = longest[sheet.name] {
      whole = known
    } else {
      whole = SheetHead(try workbook.head(of: sheet, rows: max(rows, wanted)))
      longest[sheet.name] = whole
    }
    let head = SheetHead(whole.worksheet.head(rows: wanted), beginning: whole)
    shorter[sheet.name, default: [:]][wanted] = head
    return head
  }
}
