public import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// Writes a copy of a workbook in which every finding is a note on its cell and a row of an added first sheet.
public enum AnnotatedCopyWriter {
  /// Who wrote the notes; by this they are known when the copy is annotated again.
  public static let author = "GreenQuote"
  /// The most notes that one sheet is given; findings beyond stand in the list alone.
  public static let notesPerSheet = 1_000

  /// What was written into the copy.
  public struct Outcome: Sendable, Hashable {
    /// Cells that have a note of ours.
    public var notes = 0
    /// Cells with findings that have none, for there were too many on their sheet.
    public var cellsWithoutNote = 0
  }

  /// Writes the copy; all else stays as it is in the file, the supplier's own notes included.
  ///
  /// In a file that was annotated before, the old sheet and notes are replaced, also where there is nothing to report
  /// any more.
  ///
  /// - Parameters:
  ///   - reader: the workbook in which the findings were found.
  ///   - findings: what was found in it.
  ///   - verdict: what the findings come to.
  ///   - located: where its mandatory fields are, for the checklist; `nil` for none.
  ///   - catalogue: the messages in the language of the copy.
  ///   - asOf: the day that counted as today.
  ///   - path: where the copy goes.
  ///   - force: whether an existing file may be replaced.
  /// - Returns: what was written into the copy.
  /// - Throws: `XLSXError` where the file cannot be read or written; `.cannotExtend` for a Strict workbook.
  @discardableResult
  public static func write(
    _ reader: WorkbookReader, findings: [Finding], verdict: Verdict, located: LocatedTemplate?,
    catalogue: MessageCatalogue,
    asOf: CalendarDate, to path: String, force: Bool
  ) throws(XLSXError) -> Outcome {
    let editor = WorkbookEditor(reader)
    editor.seal = FilePlace.areSame(reader.path, path) ? nil : .greenQuote
    let old = CheckSheet.name(in: reader)
    if let old { try editor.removeSheet(old) }

    var checklist = MandatoryChecklist()
    if let located { checklist = try MandatoryChecklist(located, findings: findings, reader: reader) }
    var outcome = Outcome()
    var unmarked: [CheckSheetBuilder.Unmarked] = []
    for sheet in reader.sheets where sheet.kind == .worksheet && sheet.name != old {
      let notes = FindingNotes(of: findings, on: sheet.name, catalogue: catalogue, limit: notesPerSheet)
      try editor.setNotes(notes.notes, author: author, in: sheet.name)
      outcome.notes += notes.notes.count
      guard notes.cellCount > notes.notes.count else { continue }
      outcome.cellsWithoutNote += notes.cellCount - notes.notes.count
      unmarked.append(.init(sheet: sheet.name, marked: notes.notes.count, total: notes.cellCount))
    }

    let names = Set(reader.sheets.filter { $0.name != old }.map { $0.name.lowercased() })
    var name = CheckSheet.name
    var number = 2
    while names.contains(name.lowercased()) {
      name = "\(CheckSheet.name) \(number)"
      number += 1
    }
    let builder = CheckSheetBuilder(
      name: name, file: reader.path, asOf: asOf, findings: findings, verdict: verdict, checklist: checklist,
      unmarked: unmarked,
      sheets: reader.sheets.map { $0.name }, catalogue: catalogue, styles: CheckSheetStyles(editor))
    let marker = DefinedName(
      name: CheckSheet.marker, formula: SheetRange(sheet: name, CellRange(.first, .first)).formula, sheet: name,
      isHidden: true)
    try editor.insertSheet(builder.worksheet(), at: 0, definedNames: [marker], isInFront: true)
    try editor.write(to: path, force: force)
    return outcome
  }
}

extension CellReference {
  /// The first cell of a sheet: `A1`.
  static let first = CellReference(row: 1, column: 1)
}
