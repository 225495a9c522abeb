public import XLSX

/// Where a workbook keeps what a definition asks for, and how each was recognised.
public struct LocatedTemplate: Sendable {
  /// How a field, column or sheet was recognised; the first that succeeds counts.
  public enum Recognition: String, Sendable, Hashable {
    case definedName = "defined name"
    case label
    /// The place that the definition names; the last resort.
    case position
  }

  public struct Field: Sendable {
    public var definition: TemplateDefinition.Field
    public var sheet: String
    public var reference: CellReference
    public var recognition: Recognition
    /// The defined name that exists but leads nowhere (`#REF!`).
    public var brokenName: String?
    /// By the colour of the cell; `nil` without a telling fill.
    public var colorRole: TemplateDefinition.Role?

    public var role: TemplateDefinition.Role { colorRole ?? definition.role }
    public var nameIsBroken: Bool { brokenName != nil }
  }

  public struct Column: Sendable {
    public var definition: TemplateDefinition.Column
    /// 1-based.
    public var column: Int
    public var recognition: Recognition
    /// The header as it stands.
    public var header: String
    public var colorRole: TemplateDefinition.Role?

    public var role: TemplateDefinition.Role { colorRole ?? definition.role }
  }

  /// A column that asks for input by its colour, but that the definition does not know.
  public struct UnknownColumn: Sendable, Hashable {
    public var column: Int
    public var header: String
    public var role: TemplateDefinition.Role
  }

  public struct Table: Sendable {
    /// 1-based; the last row of the header.
    public var headerRow: Int
    public var columns: [ColumnID: Column]
    public var unknownColumns: [UnknownColumn]
    /// The headers by their column, also those that no definition knows.
    public var headers: [Int: String] = [:]
    /// The row of each meaningful row by its id; `free-3` for the third of the rows `free`.
    public var rows: [RowID: Int]

    /// 1-based number of a column.
    public func column(_ id: ColumnID) -> Int? { columns[id]?.column }
    public func role(_ id: ColumnID) -> TemplateDefinition.Role? { columns[id]?.role }
  }

  public struct Sheet: Sendable {
    public var definition: TemplateDefinition.Sheet
    public var sheet: WorkbookReader.Sheet
    public var recognition: Recognition
    public var fields: [FieldID: Field]
    /// `nil` where the definition has none, or its header was not found.
    public var table: Table?
    /// Of the sheet of the survey; `nil` where none of its questions was found.
    public var survey: LocatedSurvey?

    public var name: String { sheet.name }
  }

  public var definition: TemplateDefinition
  /// By the id of the definition.
  public var sheets: [SheetID: Sheet]
  /// The names of all sheets that the workbook has, in the order of its tabs.
  public var sheetNames: [String]

  public func field(_ id: FieldID) -> Field? { sheets.values.lazy.compactMap { $0.fields[id] }.first }

  /// The sheets of the definition that the workbook lacks.
  public var missingSheets: [TemplateDefinition.Sheet] { definition.sheets.filter { sheets[$0.id] == nil } }
}
