internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Reads the rows around findings, each sheet once.
enum ExcerptReader {
  /// Findings of a file that get an excerpt.
  private static let findingLimit = 500
  /// Cells of a finding whose surroundings are shown.
  private static let placeLimit = 3
  /// Rows above and below, columns left and right of a cell.
  private static let margin = 2
  /// Characters of a cell that are shown.
  private static let textLimit = 120
  /// The same of a formula without a value.
  private static let formulaLimit = 24

  /// By the place of the finding in the result.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read.
  static func excerpts(of result: ValidationResult, reader: WorkbookReader) throws(XLSXError) -> [Int: SheetExcerpt] {
    let placed = result.findings.indices.filter { index in
      let finding = result.findings[index]
      return finding.file == nil && finding.sheet != nil && !finding.cells.isEmpty
    }.prefix(findingLimit)
    var excerpts: [Int: SheetExcerpt] = [:]
    for (name, indices) in Dictionary(grouping: placed, by: { result.findings[$0].sheet ?? "" }) {
      guard let sheet = reader.sheet(named: name) else { continue }
      let plans = indices.map { (index: $0, plan: Plan(result.findings[$0], on: name, located: result.located)) }
      let contents = try Contents(sheet, rows: plans.reduce(into: []) { $0.formUnion($1.plan.rows) }, reader: reader)
      for (index, plan) in plans { excerpts[index] = plan.excerpt(from: contents) }
    }
    return excerpts
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    text.count > limit ? text.prefix(limit - 1) + "…" : text
  }

  /// The wanted rows of one sheet.
  private struct Contents {
    var texts: [CellReference: String] = [:]
    var details: WorksheetDetails

    init(_ sheet: WorkbookReader.Sheet, rows wanted: Set<Int>, reader: WorkbookReader) throws(XLSXError) {
      var texts: [CellReference: String] = [:]
      details = try reader.read(sheet) { row in
        guard wanted.contains(row.index) else { return }
        for cell in row.cells where !cell.value.isBlank || cell.hasFormula {
          texts[cell.reference] =
            cell.value.isBlank
            ? shortened("=" + (cell.formula ?? ""), to: formulaLimit)
            : shortened(CellTexts.shown(cell, reader), to: textLimit)
        }
      }
      self.texts = texts
    }
  }

  /// Which rows and columns are shown of a finding.
  private struct Plan {
    let marked: Set<CellReference>
    let headerRow: Int?
    let body: [Int]
    /// The rows that are shown even where they are empty, or hidden.
    let needed: Set<Int>
    let columns: [Int]

    var rows: Set<Int> { Set(body + (headerRow.map { [$0] } ?? [])) }

    init(_ finding: Finding, on name: String, located: LocatedTemplate?) {
      let places = finding.cells.prefix(placeLimit)
      marked = Set(finding.cells)
      needed = Set(places.map { $0.column })
      let sheet = located?.sheets.values.first { $0.name == name }
      let first = places.map { $0.row }.min() ?? 1
      headerRow = sheet?.table.map { $0.headerRow }.flatMap { $0 < first ? $0 : nil }
      let lowest = (headerRow ?? 0) + 1
      body = Set(places.flatMap { ($0.row - margin)...($0.row + margin) }).filter {
        $0 >= lowest && $0 <= CellReference.maximumRow
      }
      .sorted()
      var columns = Set(needed.flatMap { ($0 - margin)...($0 + margin) })
      // What the rows are called.
      if let part = sheet?.table?.column(.mpn) { columns.insert(part) }
      if let sheet, headerRow == nil { columns.insert(sheet.definition.labelColumn) }
      self.columns = columns.filter { (1...CellReference.maximumColumn).contains($0) }.sorted()
    }

    func excerpt(from contents: Contents) -> SheetExcerpt {
      let all = (headerRow.map { [$0] } ?? []) + body
      let shown = columns.filter { column in
        if needed.contains(column) { return true }
        if contents.details.isColumnHidden(column) { return false }
        return all.contains { contents.texts[CellReference(row: $0, column: column)] != nil }
      }
      var rows: [SheetExcerpt.Row] = []
      for index in all {
        let cells = shown.map { column in
          let place = CellReference(row: index, column: column)
          return SheetExcerpt.Cell(text: contents.texts[place] ?? "", isMarked: marked.contains(place))
        }
        let followsGap = rows.last.map { $0.index + 1 < index } ?? false
        rows.append(.init(index: index, isHeader: index == headerRow, followsGap: followsGap, cells: cells))
      }
      return SheetExcerpt(columns: shown, rows: rows)
    }
  }
}
