public import XLSX

/// Finds what a definition names in a real workbook, where sheets are renamed, rows inserted and columns moved.
///
/// A sheet is recognised by its name in any language, else by its contents; a field by its defined name, else by its
/// label, else by the cell of the definition; a column by its header, else by its position.
public struct TemplateLocator {
  /// The rows of a sheet among which headers and labels are looked for.
  static let headRows = 120

  private let workbook: WorkbookReader
  let definition: TemplateDefinition
  /// The sheets without the one that an annotated copy adds: it holds the labels of other sheets.
  let sheets: [WorkbookReader.Sheet]
  private let heads: SheetHeads
  /// The workbook's names without regard to case; of several the first.
  private let names: [String: DefinedName]

  private init(heads: SheetHeads, definition: TemplateDefinition) {
    workbook = heads.workbook
    self.heads = heads
    self.definition = definition
    let checkSheet = CheckSheet.name(in: workbook)
    sheets = workbook.sheets.filter { $0.name != checkSheet }
    names = Dictionary(workbook.definedNames.map { ($0.name.lowercased(), $0) }) { first, _ in first }
  }

  /// Finds all that the definition asks for.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read, or is named by the workbook and not there.
  public static func locate(_ definition: TemplateDefinition, in workbook: WorkbookReader) throws(XLSXError)
    -> LocatedTemplate
  {
    try locate(definition, in: SheetHeads(of: workbook, for: [definition]))
  }

  /// Finds all that the definition asks for in a workbook whose sheets others have begun to read.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read, or is named by the workbook and not there.
  public static func locate(_ definition: TemplateDefinition, in heads: SheetHeads) throws(XLSXError)
    -> LocatedTemplate
  {
    try TemplateLocator(heads: heads, definition: definition).locate()
  }

  /// The most rows of a sheet that are looked through for a definition.
  static func rows(for definition: TemplateDefinition) -> Int {
    let sheets = definition.sheets.map { rows(for: $0) }.max() ?? 0
    return definition.survey.isEmpty ? sheets : max(sheets, surveyRows(definition))
  }

  /// Far down where the fields stand there, and some rows more, for those that were inserted.
  private static func rows(for sheet: TemplateDefinition.Sheet) -> Int {
    max(headRows, (sheet.fields.map { $0.cell.row }.max() ?? 0) + headRows)
  }

  private static func surveyRows(_ definition: TemplateDefinition) -> Int {
    (SurveyLayout(definition).rows.last?.row ?? 0) + headRows
  }

  private func locate() throws(XLSXError) -> LocatedTemplate {
    try workbook.requireAllSheets()
    var located = LocatedTemplate(definition: definition, sheets: [:], sheetNames: sheets.map { $0.name })
    var claimed: Set<String> = []
    for sheet in definition.sheets {
      let matches = sheets.filter {
        !claimed.contains($0.name) && $0.kind == .worksheet && sheet.labels.matches($0.name)
      }
      // What a person sees comes before what is hidden.
      guard let match = matches.first(where: { $0.visibility == .visible }) ?? matches.first else { continue }
      claimed.insert(match.name)
      located.sheets[sheet.id] = try contents(of: match, as: sheet, recognition: .label)
    }
    // Renamed sheets: the one that holds most of what the definition asks for, if that is more than half.
    for sheet in definition.sheets where located.sheets[sheet.id] == nil {
      let roles = Self.decisiveRoles(sheet)
      let wanted = Self.count(sheet, roles)
      guard wanted > 0 else { continue }
      var best: (sheet: LocatedTemplate.Sheet, score: Int)?
      for candidate in sheets where !claimed.contains(candidate.name) && candidate.kind == .worksheet {
        let attempt = try contents(of: candidate, as: sheet, recognition: .position)
        let score = Self.recognised(attempt, Self.inputRoles)
        guard Self.recognised(attempt, roles) * 2 > wanted else { continue }
        let isSeen = candidate.visibility == .visible
        if let best, (best.sheet.sheet.visibility == .visible) != isSeen ? !isSeen : score <= best.score { continue }
        best = (attempt, score)
      }
      if let best {
        claimed.insert(best.sheet.name)
        located.sheets[sheet.id] = best.sheet
      }
    }
    try locateSurvey(in: &located, claimed: claimed)
    located.rivals = try rivals(in: located)
    return located
  }

  /// The rows of the survey; of a renamed sheet more than half of the questions must be there.
  private func locateSurvey(in located: inout LocatedTemplate, claimed: Set<String>) throws(XLSXError) {
    guard !definition.survey.isEmpty, let sheet = definition.sheet(.survey) else { return }
    let locator = SurveyLocator(definition)
    let rows = Self.surveyRows(definition)
    if let found = located.sheets[sheet.id] {
      located.sheets[sheet.id]?.survey = locator.locate(
        in: try heads.head(of: found.sheet, rows: rows).worksheet)
      return
    }
    for candidate in sheets where !claimed.contains(candidate.name) && candidate.kind == .worksheet {
      guard let survey = locator.locate(in: try heads.head(of: candidate, rows: rows).worksheet),
        survey.foundQuestions * 2 > definition.survey.count
      else { continue }
      var contents = try contents(of: candidate, as: sheet, recognition: .position)
      contents.survey = survey
      located.sheets[sheet.id] = contents
      return
    }
  }

  /// The roles of what is typed.
  static let inputRoles: Set<TemplateDefinition.Role> = [.mandatory, .optional]

  /// The roles by which a sheet is recognised: what it must have, where it must have anything.
  static func decisiveRoles(_ sheet: TemplateDefinition.Sheet) -> Set<TemplateDefinition.Role> {
    count(sheet, [.mandatory]) > 0 ? [.mandatory] : inputRoles
  }

  /// How many fields and columns of these roles the definition asks for.
  static func count(_ sheet: TemplateDefinition.Sheet, _ roles: Set<TemplateDefinition.Role>) -> Int {
    sheet.fields.count { roles.contains($0.role) } + (sheet.table?.columns.count { roles.contains($0.role) } ?? 0)
  }

  /// How many of them were recognised by more than their position.
  static func recognised(_ sheet: LocatedTemplate.Sheet, _ roles: Set<TemplateDefinition.Role>) -> Int {
    sheet.fields.values.count { $0.recognition != .position && roles.contains($0.definition.role) }
      + (sheet.table?.columns.values.count { $0.recognition != .position && roles.contains($0.definition.role) } ?? 0)
  }

  func contents(
    of sheet: WorkbookReader.Sheet, as definition: TemplateDefinition.Sheet, recognition: LocatedTemplate.Recognition
  ) throws(XLSXError) -> LocatedTemplate.Sheet {
    var located = LocatedTemplate.Sheet(
      definition: definition, sheet: sheet, recognition: recognition, fields: [:], table: nil)
    guard !definition.fields.isEmpty || definition.table != nil else { return located }
    let head = try heads.head(of: sheet, rows: Self.rows(for: definition))
    for field in definition.fields {
      located.fields[field.id] = locate(field, in: head, labelColumn: definition.labelColumn)
    }
    if let table = definition.table {
      located.table = HeaderLocator(
        table: table, head: head, styles: workbook.styles, dateSystem: workbook.dateSystem
      ).locate()
    }
    return located
  }

  func head(of sheet: WorkbookReader.Sheet, rows: Int) throws(XLSXError) -> Worksheet {
    try heads.head(of: sheet, rows: rows).worksheet
  }

  /// `nil` where the field is in a workbook of somebody else's and neither its name nor its label is: nothing says what
  /// stands there.
  private func locate(_ field: TemplateDefinition.Field, in head: SheetHead, labelColumn: Int) -> LocatedTemplate.Field?
  {
    let worksheet = head.worksheet
    var brokenName: String?
    for name in field.definedNames {
      guard let defined = names[name.lowercased()] else { continue }
      if let target = SheetRange(formula: defined.formula),
        target.sheet.lowercased() == worksheet.sheet.name.lowercased()
      {
        var found = located(field, at: target.range.first, in: worksheet, .definedName, brokenName: nil)
        if definition.kind != .company {
          found.besideLabel = contradiction(to: target.range.first, of: field, in: head, labelColumn: labelColumn)
        }
        return found
      }
      brokenName = brokenName ?? name
    }
    if let value = cell(besideLabelOf: field, in: head, labelColumn: labelColumn) {
      return located(field, at: value, in: worksheet, .label, brokenName: brokenName)
    }
    if definition.kind == .company { return nil }
    return located(
      field, at: CellReference(row: field.cell.row, column: field.cell.column), in: worksheet, .position,
      brokenName: brokenName)
  }

  /// The cell beside the label of a field; `nil` where no label is found.
  private func cell(besideLabelOf field: TemplateDefinition.Field, in head: SheetHead, labelColumn: Int)
    -> CellReference?
  {
    guard let label = label(field, in: head, labelColumn: labelColumn) else { return nil }
    let distance = max(1, field.cell.column - labelColumn)
    let headed = field.columnLabels.flatMap { column(headed: $0, above: label, in: head.worksheet) }
    // The label may reach over the next cells.
    let merged = head.worksheet.details.mergedRanges.first { $0.first == label }
    let beside = max(label.column + distance, merged.map { $0.last.column + 1 } ?? 0)
    return CellReference(row: label.row, column: headed ?? beside)
  }

  /// The cell beside the label of a field, where the name leads to another and the two do not hold the same.
  private func contradiction(
    to named: CellReference, of field: TemplateDefinition.Field, in head: SheetHead, labelColumn: Int
  ) -> CellReference? {
    let labels = field.rowLabels ?? field.labels
    // Nearly always the label stands in the row of the cell.
    if let row = head.worksheet.row(named.row),
      row.cells.contains(where: { if case .text(let text) = $0.value { labels.matches(text) } else { false } })
    {
      return nil
    }
    guard let beside = cell(besideLabelOf: field, in: head, labelColumn: labelColumn), beside != named,
      (head.worksheet[beside]?.value ?? .blank) != (head.worksheet[named]?.value ?? .blank)
    else { return nil }
    return beside
  }

  private func located(
    _ field: TemplateDefinition.Field, at reference: CellReference, in head: Worksheet,
    _ recognition: LocatedTemplate.Recognition,
    brokenName: String?
  ) -> LocatedTemplate.Field {
    // The colours of somebody else's workbook say nothing about roles.
    let colorRole =
      definition.kind == .company ? nil : ColorRole.role(of: workbook.styles[head.style(at: reference)].fill)
    return LocatedTemplate.Field(
      definition: field, sheet: head.sheet.name, reference: reference, recognition: recognition, brokenName: brokenName,
      colorRole: colorRole)
  }

  /// The column, right of a label, whose header above it is nearest.
  private func column(headed labels: TemplateDefinition.Labels, above label: CellReference, in head: Worksheet) -> Int?
  {
    for row in head.rows.reversed() where row.index < label.row {
      let header = row.cells.first { cell in
        guard cell.reference.column > label.column, case .text(let text) = cell.value, text.utf8.count < 400 else {
          return false
        }
        return labels.matches(text)
      }
      if let header { return header.reference.column }
    }
    return nil
  }

  /// The label's cell: in the column of labels first, then anywhere; the one nearest to the definition's row.
  private func label(_ field: TemplateDefinition.Field, in head: SheetHead, labelColumn: Int) -> CellReference? {
    let ranked = head.cells(saying: field.rowLabels ?? field.labels).map { cell in
      (rank: (cell.column == labelColumn ? 0 : 10_000) + abs(cell.row - field.cell.row), cell: cell)
    }
    return ranked.min { ($0.rank, $0.cell) < ($1.rank, $1.cell) }?.cell
  }
}
