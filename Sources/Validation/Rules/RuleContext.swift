internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// What rules look at, and where they put what they find.
struct RuleContext: RulePass {
  let workbook: SupplierWorkbook
  let calculation: Calculation
  let lists: ReferenceLists
  /// The day that counts as today.
  let asOf: CalendarDate
  var findings = FindingCollector()
  var suggestions: Suggestions
  var names = CompanyNames()
  private let knownColumns = KnownColumns()

  init(workbook: SupplierWorkbook, calculation: Calculation, lists: ReferenceLists, asOf: CalendarDate) {
    self.workbook = workbook
    self.calculation = calculation
    self.lists = lists
    self.asOf = asOf
    suggestions = Suggestions(workbook.located.definition, lists: lists)
  }

  /// All that follows from what was read and computed.
  static func findings(
    in workbook: SupplierWorkbook, _ calculation: Calculation, _ lists: ReferenceLists, asOf: CalendarDate
  ) -> FindingCollector {
    var context = RuleContext(workbook: workbook, calculation: calculation, lists: lists, asOf: asOf)
    context.checkTemplate()
    context.checkCompanySource()
    context.checkCompany()
    context.checkSetAside()
    context.checkEnergy()
    context.checkRegions()
    context.checkKnownFigures()
    context.checkPlausibility()
    context.checkParts()
    context.checkMaterials()
    context.checkCertificates()
    context.checkSurvey()
    context.checkMergedCells()
    return context.findings
  }

  func fieldPlace(_ id: FieldID) -> Place? {
    if let place = companyPlace(id) { return place }
    for sheet in workbook.located.definition.sheets {
      guard let definition = sheet.field(id) else { continue }
      let role = workbook.located.sheets[sheet.id]?.fields[id]?.role ?? definition.role
      return Place(
        sheet: workbook.sheetName(sheet.id), field: definition.labels.text, isMandatory: role == .mandatory,
        isNumber: definition.type == .number || definition.type == .percentage, isDate: definition.type == .date)
    }
    return nil
  }

  func columnPlace(_ sheet: SheetID, _ id: ColumnID) -> Place? {
    if let known = knownColumns.places[sheet]?[id] { return known }
    guard let definition = workbook.located.definition.sheet(sheet)?.table?.column(id) else { return nil }
    let role = workbook.located.sheets[sheet]?.table?.role(id) ?? definition.role
    let place = Place(
      sheet: workbook.sheetName(sheet), field: definition.labels.text, isMandatory: role == .mandatory,
      isNumber: definition.type == .number || definition.type == .percentage, isDate: definition.type == .date,
      isPrice: id == .price)
    knownColumns.places[sheet, default: [:]][id] = place
    return place
  }

  /// A cell of a row as another row's finding names it: with its sheet where that is another.
  func place<Row: WorkbookRow>(of row: Row, _ cell: CellReference?, besides other: Row) -> String {
    guard let cell else { return "" }
    return row.addition == other.addition ? cell.description : "\(workbook.sheetName(row.sheet))!\(cell)"
  }

  /// The places of columns that were asked for: most are, once for each row.
  private final class KnownColumns {
    var places: [SheetID: [ColumnID: Place]] = [:]
  }
}
