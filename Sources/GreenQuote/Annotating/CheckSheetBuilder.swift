internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Builds the first sheet of an annotated copy: verdict and counts, the findings with links to their cells, the
/// mandatory fields.
struct CheckSheetBuilder {
  /// A sheet on which not every cell with findings has a note.
  struct Unmarked {
    var sheet: String
    var marked: Int
    var total: Int
  }

  let name: String
  let file: String
  let asOf: CalendarDate
  let findings: [Finding]
  let verdict: Verdict
  let checklist: MandatoryChecklist
  let unmarked: [Unmarked]
  /// The sheets to which links can lead.
  let sheets: [String]
  let catalogue: MessageCatalogue
  let styles: CheckSheetStyles

  private static let widths = [11.0, 19, 24, 28, 22, 56, 50]
  private static let headerRow = 5
  /// Excel takes 65,530 links of a sheet.
  private static let mostFindings = 50_000

  func worksheet() throws(XLSXError) -> NewWorksheet {
    var sheet = NewWorksheet(name: name)
    var rows = CheckSheetRows(widths: Self.widths)
    try appendTop(&rows)
    try appendFindings(&rows)
    let lastFinding = rows.next - 1
    if !checklist.items.isEmpty { try appendChecklist(&rows) }

    sheet.rows = RowSource(rows.rows)
    sheet.hyperlinks = rows.links
    sheet.mergedRanges = rows.merged
    sheet.columns = Self.widths.enumerated().map { NewWorksheet.Column(($0 + 1)...($0 + 1), width: $1) }
    sheet.frozenRows = Self.headerRow
    sheet.showsGridLines = false
    sheet.selectedCell = CellReference(row: Self.headerRow + 1, column: 1)
    sheet.tabColor = CheckSheetStyles.Tone(verdict).letters
    if !findings.isEmpty {
      sheet.autoFilter = CellRange(
        CellReference(row: Self.headerRow, column: 1), CellReference(row: lastFinding, column: Self.widths.count))
    }
    sheet.pageSetup.orientation = .landscape
    sheet.pageSetup.fitsToWidth = true
    sheet.printTitleRows = Self.headerRow...Self.headerRow
    return sheet
  }

  // MARK: The top

  private func appendTop(_ rows: inout CheckSheetRows) throws(XLSXError) {
    rows.append([(1, catalogue.phrase("check.title"), try styles.title())], height: 26)
    let base = file.split(separator: "/").last.map(String.init) ?? file
    rows.append(
      [(1, catalogue.phrase("check.file", ["file": base, "date": asOf.description]), try styles.file())], height: 18)

    var counts: [(Int, String, StyleID)] = []
    for (offset, severity) in Severity.allCases.reversed().enumerated() {
      let count = findings.count(of: severity)
      counts.append((offset + 3, words(count, of: severity), try styles.banner(count > 0 ? .init(severity) : nil)))
    }
    let verdictStyle = try styles.banner(.init(verdict), size: 12)
    var cells =
      [
        (1, catalogue.phrase("verdict." + verdict.rawValue).capitalizedFirst, verdictStyle), (2, "", verdictStyle),
      ]
      + counts
    rows.merge(columns: 1...2)
    if !checklist.items.isEmpty {
      let text = catalogue.phrase(
        "check.mandatory", ["filled": String(checklist.filledCount), "total": String(checklist.items.count)])
      cells.append((6, text, try styles.link(isBanner: true)))
      rows.link(column: 6, to: SheetRange(sheet: name, CellRange(checklistPlace, checklistPlace)))
    }
    rows.append(cells, height: 24)

    var hint = catalogue.phrase("check.hint")
    for sheet in unmarked {
      hint +=
        "\n"
        + catalogue.phrase(
          "check.unmarked", ["sheet": sheet.sheet, "marked": String(sheet.marked), "total": String(sheet.total)])
    }
    rows.merge(columns: 1...Self.widths.count)
    rows.append([(1, hint, try styles.hint())], height: Double(28 + 13 * unmarked.count))
  }

  private func words(_ count: Int, of severity: Severity) -> String {
    let arguments = ["count": String(count)]
    return switch severity {
    case .error: catalogue.phrase("check.errors", arguments)
    case .warning: catalogue.phrase("check.warnings", arguments)
    case .note: catalogue.phrase("check.notes", arguments)
    }
  }

  /// The cell in which the checklist begins: below the findings and an empty row.
  private var checklistPlace: CellReference {
    let listed =
      min(findings.count, Self.mostFindings) + (findings.count > Self.mostFindings || findings.isEmpty ? 1 : 0)
    return CellReference(row: Self.headerRow + listed + 2, column: 1)
  }

  // MARK: The findings

  private func appendFindings(_ rows: inout CheckSheetRows) throws(XLSXError) {
    let header = try styles.header()
    let titles = [
      catalogue.phrase("check.severity"), catalogue.phrase("check.sheet"), catalogue.phrase("check.cell"),
      catalogue.phrase("check.field"), catalogue.phrase("check.value"), catalogue.phrase("check.message"),
      catalogue.phrase("check.remedy"),
    ]
    rows.append(titles.enumerated().map { ($0 + 1, $1, header) }, height: 20)
    let text = try styles.text()
    for finding in findings.prefix(Self.mostFindings) {
      var place = finding.ranges
      if finding.count > 1 { place += " (" + catalogue.phrase("places", ["count": String(finding.count)]) + ")" }
      let target = target(of: finding)
      if let target { rows.link(column: place.isEmpty ? 2 : 3, to: target) }
      let sheet = [finding.file.map { $0.split(separator: "/").last.map(String.init) ?? $0 }, finding.sheet].compactMap
      { $0 }
      rows.append([
        (
          1, catalogue.phrase("severity." + finding.severity.rawValue).capitalizedFirst,
          try styles.tag(.init(finding.severity))
        ),
        (2, sheet.joined(separator: ": "), target != nil && place.isEmpty ? try styles.link() : text),
        (3, place, target != nil && !place.isEmpty ? try styles.link() : text),
        (4, finding.field?[catalogue.language] ?? "", text),
        (5, finding.value ?? "", text),
        (6, catalogue.messageWithCode(finding), text),
        (7, catalogue.remedy(finding), text),
      ])
    }
    if findings.isEmpty {
      rows.append([(1, catalogue.phrase("check.none"), try styles.file())], height: 20)
    } else if findings.count > Self.mostFindings {
      rows.append(
        [(1, catalogue.phrase("check.more", ["count": String(findings.count - Self.mostFindings)]), try styles.file())],
        height: 20)
    }
  }

  /// The place to which a finding leads: its first cell, else its sheet; `nil` for one in another file.
  private func target(of finding: Finding) -> SheetRange? {
    guard finding.file == nil, let name = finding.sheet,
      let sheet = sheets.first(where: { $0.lowercased() == name.lowercased() })
    else {
      return nil
    }
    let cell = finding.cells.first ?? .first
    return SheetRange(sheet: sheet, CellRange(cell, cell))
  }

  // MARK: The mandatory fields

  private func appendChecklist(_ rows: inout CheckSheetRows) throws(XLSXError) {
    rows.skip()
    rows.append([(1, catalogue.phrase("check.checklist"), try styles.section())], height: 22)
    let header = try styles.header()
    let titles = [
      catalogue.phrase("check.state"), catalogue.phrase("check.sheet"), catalogue.phrase("check.cell"),
      catalogue.phrase("check.field"),
      catalogue.phrase("check.amount"),
    ]
    rows.append(titles.enumerated().map { ($0 + 1, $1, header) }, height: 20)
    let text = try styles.text()
    for item in checklist.items {
      let tag = try styles.tag(.init(item.state))
      if let target = item.target { rows.link(column: 3, to: SheetRange(sheet: item.sheet, CellRange(target, target))) }
      let amount = item.amount.map {
        catalogue.phrase("check.amount-of", ["filled": String($0.filled), "total": String($0.total)])
      }
      rows.append([
        (1, item.state.mark + " " + catalogue.phrase("check." + item.state.rawValue), tag),
        (2, item.sheet, text),
        (3, item.range?.description ?? "", item.target == nil ? text : try styles.link()),
        (4, item.field[catalogue.language], text),
        (5, amount ?? "", text),
      ])
    }
  }
}

extension MandatoryChecklist.State {
  /// Says the same without words.
  fileprivate var mark: String {
    switch self {
    case .filled: "✓"
    case .missing, .notFound: "✗"
    case .faulty: "!"
    }
  }
}

extension String {
  /// The text with a capital at the beginning.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
