internal import XLSX

/// How the texts of a sheet write decimals, column by column: `1.234` beside `0,50` is 1234.
///
/// The sheet is looked through once, when the first text is met that can be read in two ways.
final class NumberMarks {
  /// What a column, or failing that its sheet, says of a text that can be read in two ways.
  enum Convention: Hashable {
    /// Other texts there show how decimals are written.
    case shown(DecimalMark)
    /// Others there are written in both ways.
    case mixed
    /// No other text there tells.
    case unknown
  }

  private struct Marks {
    var points = false
    var commas = false

    mutating func note(_ mark: DecimalMark) { if mark == .point { points = true } else { commas = true } }

    var convention: Convention {
      points && commas ? .mixed : points ? .shown(.point) : commas ? .shown(.comma) : .unknown
    }
  }

  /// Hands on every cell of the sheet that should hold a number.
  private let scan: (@escaping (Cell) -> Void) -> Void
  private var marks: [Int: Marks]?

  /// Looks at those cells, when it is asked.
  init(_ scan: @escaping (@escaping (Cell) -> Void) -> Void) { self.scan = scan }

  /// What the texts of a column show; where they show nothing, what those of the whole sheet show.
  func convention(ofColumn column: Int) -> Convention {
    let marks = known
    if let own = marks[column]?.convention, own != .unknown { return own }
    var all = Marks()
    for column in marks.values {
      all.points = all.points || column.points
      all.commas = all.commas || column.commas
    }
    return all.convention
  }

  private var known: [Int: Marks] {
    if let marks { return marks }
    var found: [Int: Marks] = [:]
    scan { cell in
      guard case .text(let text) = cell.value, text.utf8.count <= 60, let mark = NumberText.decimalMark(of: text) else {
        return
      }
      found[cell.reference.column, default: Marks()].note(mark)
    }
    marks = found
    return found
  }
}

extension NumberMarks {
  /// Those of the columns of numbers of a table.
  convenience init(_ workbook: WorkbookReader, _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table) {
    let numbers = table.columns.values.filter { $0.definition.type == .number && $0.definition.role != .computed }
    let columns = Set(numbers.map { $0.column })
    self.init { note in
      // A damaged sheet is reported by whoever reads its values.
      do throws(XLSXError) {
        try workbook.read(sheet.sheet, columns: columns) { row in
          guard row.index > table.headerRow else { return }
          for cell in row.cells { note(cell) }
        }
      } catch {}
    }
  }

  /// Those of the fields of a sheet.
  convenience init(_ worksheet: Worksheet, _ sheet: LocatedTemplate.Sheet) {
    let places = sheet.fields.values.filter { $0.definition.type == .number }.map { $0.reference }
    self.init { note in
      for place in places { if let cell = worksheet.shown(at: place) { note(cell) } }
    }
  }
}
