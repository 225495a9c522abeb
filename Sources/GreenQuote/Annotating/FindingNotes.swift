internal import Validation
internal import XLSX

/// The notes that the findings of one sheet come to: one for each cell, with all that is to be said of it.
struct FindingNotes {
  /// The notes in reading order.
  private(set) var notes: [CellNote] = []
  /// The cells with findings.
  private(set) var cellCount = 0

  /// Places of a kind of finding that nobody has to mend, each with a note.
  private static let mostPlaces = 50
  /// Findings named in one note.
  private static let mostFindings = 20

  /// Collects the notes for the cells of one sheet.
  ///
  /// - Parameters:
  ///   - findings: what was found in the workbook.
  ///   - sheet: the name of the sheet.
  ///   - catalogue: the messages in the language of the notes.
  ///   - limit: the most notes; where there are more cells, those with the gravest findings are given them.
  init(of findings: [Finding], on sheet: String, catalogue: MessageCatalogue, limit: Int) {
    var byCell: [CellReference: [Finding]] = [:]
    for finding in findings where finding.file == nil {
      // What is the same all over the workbook is said once, in the list.
      if finding.severity == .note, finding.count > Self.mostPlaces { continue }
      for cell in Self.cells(of: finding, on: sheet) { byCell[cell, default: []].append(finding) }
    }
    cellCount = byCell.count
    let gravest = byCell.mapValues { $0.map { $0.severity }.max() ?? .note }
    var cells = byCell.keys.sorted()
    if cells.count > limit {
      let chosen = cells.enumerated().sorted { left, right in
        let (one, other) = (gravest[left.element] ?? .note, gravest[right.element] ?? .note)
        return one == other ? left.offset < right.offset : one > other
      }
      cells = chosen.prefix(limit).map { $0.element }.sorted()
    }
    notes = cells.map { cell in
      let own = (byCell[cell] ?? []).enumerated().sorted { left, right in
        left.element.severity == right.element.severity
          ? left.offset < right.offset : left.element.severity > right.element.severity
      }
      let texts = own.prefix(Self.mostFindings).map { Self.text($0.element, at: cell, catalogue) }
      return CellNote(cell, texts.joined(separator: "\n\n"), color: CheckSheetStyles.paper(gravest[cell] ?? .note))
    }
  }

  private static func cells(of finding: Finding, on sheet: String) -> [CellReference] {
    let isMeant = { (name: String) in name.lowercased() == sheet.lowercased() }
    return (finding.sheet.map(isMeant) == true ? finding.cells : [])
      + finding.elsewhere.filter { isMeant($0.sheet) }.flatMap(\.cells)
  }

  private static func text(_ finding: Finding, at cell: CellReference, _ catalogue: MessageCatalogue) -> String {
    var message = catalogue.phrase(
      "annotate.note",
      [
        "severity": catalogue.phrase("severity." + finding.severity.rawValue), "rule": "[\(finding.rule)]",
        "message": shortened(catalogue.message(finding)),
      ])
    // Of cells that say the same, the message names the value of the first.
    if let first = finding.cells.first, first != cell, finding.value != nil {
      message += " " + catalogue.phrase("annotate.first", ["cell": first.description])
    }
    let remedy = catalogue.remedy(finding)
    return remedy.isEmpty ? message : message + "\n" + catalogue.phrase("remedy", ["text": shortened(remedy)])
  }

  private static func shortened(_ text: String) -> String { text.count > 1_000 ? text.prefix(1_000) + "…" : text }
}
