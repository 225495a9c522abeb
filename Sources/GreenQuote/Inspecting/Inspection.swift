internal import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// What is in a workbook, before anything is made of it.
public struct Inspection: Sendable {
  /// A hidden column that holds formulas.
  public struct HiddenColumn: Sendable, Hashable {
    /// The name of the sheet.
    public var sheet: String
    /// The number of the column, 1-based.
    public var column: Int
    /// The last text in the column above its first formula; empty where there is none.
    public var header: String
    /// The formula that stands highest in the column, without an equals sign.
    public var firstFormula: String
    /// The cell of that formula.
    public var firstCell: CellReference
    /// How many formulas the column holds.
    public var formulas: Int
  }

  /// What is on one sheet, in numbers.
  public struct SheetSummary: Sendable, Hashable {
    /// The name of the sheet.
    public var name: String
    /// Whether its tab is shown.
    public var visibility: SheetVisibility
    /// Whether it holds cells; a chart sheet holds none.
    public var isWorksheet: Bool
    /// How many rows are stored.
    public var rows: Int
    /// How many cells hold a value or a formula.
    public var cells: Int
    /// How many cells hold a formula.
    public var formulas: Int
    /// How many rows are hidden.
    public var hiddenRows: Int
    /// How many data validations there are.
    public var validations: Int
    /// How many notes stand on cells.
    public var notes: Int
  }

  /// Every sheet in the order of its tab, hidden ones too.
  public var sheets: [SheetSummary] = []
  /// How many names the workbook defines.
  public var definedNames: Int
  /// Whether the workbook contains macros.
  public var hasMacros: Bool
  /// Whether the workbook refers to other workbooks.
  public var hasExternalLinks: Bool
  /// The day from which dates are counted.
  public var dateSystem: DateSystem
  /// The hidden columns that hold formulas, by sheet and column.
  public var hiddenColumns: [HiddenColumn] = []
  /// Where the fields are, by the definition that knows the workbook best; `nil` where none does.
  public var located: LocatedTemplate?
  /// What the rules say of the layout; empty where no definition knows the workbook.
  public var findings: [Finding] = []
  /// Which filled cells of a tool were read as what, and which were not; `nil` for a workbook of another kind.
  public var account: CellAccount?
  /// What would be taken from a workbook of company figures; `nil` for a workbook of another kind.
  public var company: CompanySource?

  /// Looks at every sheet, hidden ones too.
  ///
  /// - Throws: ``OperationError`` where a sheet cannot be read.
  public init(of reader: WorkbookReader, by definitions: TemplateDefinitions) throws(OperationError) {
    definedNames = reader.definedNames.count
    hasMacros = reader.hasMacros
    hasExternalLinks = reader.hasExternalLinks
    dateSystem = reader.dateSystem
    let recognition = try reading { () throws(XLSXError) in try Recognition(of: reader, by: definitions) }
    located = recognition.located
    for sheet in reader.sheets {
      do throws(XLSXError) { try inspect(sheet, reader) } catch { throw .workbook(error) }
    }
    if recognition.kind == .tool, !recognition.isPartsAlone {
      // Only a complete reading knows what is left over.
      let settings: CompletionSettings
      do throws(FactorError) { settings = try CompletionSettings(asOf: .unixEpoch) } catch { throw .factors(error) }
      account = try Completion(of: reader, recognised: recognition, by: definitions, settings: settings).account
    }
    if let located, located.definition.kind == .company {
      let lists: ReferenceLists
      do throws(FactorError) { lists = try .builtIn() } catch { throw .factors(error) }
      company = try reading { () throws(XLSXError) in
        try CompanyWorkbookReader.read(reader, located: located, lists: lists, scope2Method: "market")
      }
    }
    if let located { findings = FormRules.findings(in: located, sheets: reader.sheets.map({ $0.name })) }
  }

  private mutating func inspect(_ sheet: WorkbookReader.Sheet, _ reader: WorkbookReader) throws(XLSXError) {
    var summary = SheetSummary(
      name: sheet.name, visibility: sheet.visibility, isWorksheet: sheet.kind == .worksheet, rows: 0, cells: 0,
      formulas: 0, hiddenRows: 0,
      validations: 0, notes: 0)
    var hidden: Set<Int> = []
    var columns: [Int: HiddenColumn] = [:]
    var headers: [Int: String] = [:]
    let details = try reader.read(
      sheet, comments: true, validations: true,
      begin: { details in
        for layout in details.columns where layout.isHidden { hidden.formUnion(layout.columns.clamped(to: 1...1024)) }
      },
      row: { row in
        summary.rows += 1
        summary.hiddenRows += row.isHidden ? 1 : 0
        for cell in row.cells where cell.value != .blank || cell.hasFormula {
          summary.cells += 1
          let column = cell.reference.column
          if case .text(let text) = cell.value, !cell.hasFormula, hidden.contains(column) { headers[column] = text }
          guard let formula = cell.formula else { continue }
          summary.formulas += 1
          guard hidden.contains(column) else { continue }
          columns[
            column,
            default: HiddenColumn(
              sheet: sheet.name, column: column, header: headers[column] ?? "", firstFormula: formula,
              firstCell: cell.reference,
              formulas: 0)
          ].formulas += 1
        }
      })
    summary.validations = details.dataValidations.count
    summary.notes = details.comments.count
    sheets.append(summary)
    hiddenColumns += columns.values.sorted { $0.column < $1.column }
  }
}
