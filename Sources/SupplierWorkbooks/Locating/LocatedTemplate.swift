public import XLSX

/// Where a workbook keeps what a definition asks for, and how each was recognised.
public struct LocatedTemplate: Sendable {
  /// How a field, column or sheet was recognised; the first that succeeds counts.
  public enum Recognition: String, Sendable, Hashable {
    /// Found by the workbook's name of the cell.
    case definedName = "defined name"
    /// Found by what the label or header says; a sheet by its tab.
    case label
    /// The place that the definition names; the last resort.
    case position
  }

  /// A single cell that was found.
  public struct Field: Sendable {
    /// What the definition says of the field.
    public var definition: TemplateDefinition.Field
    /// The name of the sheet that it stands in.
    public var sheet: String
    /// The cell that holds the field.
    public var reference: CellReference
    /// How it was found.
    public var recognition: Recognition
    /// The defined name that exists but leads nowhere (`#REF!`).
    public var brokenName: String?
    /// What the colour of the cell asks for; `nil` without a telling fill.
    public var colorRole: TemplateDefinition.Role?
    /// The cell beside the field's label, where the name of the field leads to another one that holds something else.
    public var besideLabel: CellReference?

    /// What is asked of the cell: by its colour, else by the definition.
    public var role: TemplateDefinition.Role { colorRole ?? definition.role }
    /// Whether a name of the field leads nowhere.
    public var nameIsBroken: Bool { brokenName != nil }
  }

  /// A column of a table that was found.
  public struct Column: Sendable {
    /// What the definition says of the column.
    public var definition: TemplateDefinition.Column
    /// The number of the column, 1-based.
    public var column: Int
    /// How it was found.
    public var recognition: Recognition
    /// The header as it stands.
    public var header: String
    /// What the colour of the header or of the first cells below it asks for; `nil` without a telling fill.
    public var colorRole: TemplateDefinition.Role?

    /// What is asked of the cells: by their colour, else by the definition.
    public var role: TemplateDefinition.Role { colorRole ?? definition.role }
  }

  /// A column that asks for input by its colour, but that the definition does not know.
  public struct UnknownColumn: Sendable, Hashable {
    /// The number of the column, 1-based.
    public var column: Int
    /// The header as it stands.
    public var header: String
    /// What its colour asks for.
    public var role: TemplateDefinition.Role
  }

  /// A column whose header says what that of another column says, which was taken.
  public struct SecondColumn: Sendable, Hashable {
    /// The id of the column that was taken.
    public var id: ColumnID
    /// The number of the column that was not, 1-based.
    public var column: Int
    /// Its header as it stands.
    public var header: String
  }

  /// A table that was found.
  public struct Table: Sendable {
    /// The number of the last row of the header, 1-based.
    public var headerRow: Int
    /// The columns that were found, by their ids.
    public var columns: [ColumnID: Column]
    /// Columns with a telling colour that the definition does not know.
    public var unknownColumns: [UnknownColumn]
    /// Columns whose headers say what those of columns say that were taken.
    public var secondColumns: [SecondColumn] = []
    /// The headers by their column, also those that no definition knows.
    public var headers: [Int: String] = [:]
    /// The columns of months; `nil` in a table without any.
    public var months: LocatedMonths?
    /// The row of each meaningful row by its id; `free-3` for the third of the rows `free`.
    public var rows: [RowID: Int]

    /// The number of a column, 1-based; `nil` where it was not found.
    public func column(_ id: ColumnID) -> Int? { columns[id]?.column }
    /// What is asked of the cells of a column; `nil` where it was not found.
    public func role(_ id: ColumnID) -> TemplateDefinition.Role? { columns[id]?.role }
  }

  /// A sheet that was found.
  public struct Sheet: Sendable {
    /// What the definition says of the sheet.
    public var definition: TemplateDefinition.Sheet
    /// The sheet of the workbook.
    public var sheet: WorkbookReader.Sheet
    /// How it was found; by position where its contents told.
    public var recognition: Recognition
    /// The fields that were found, by their ids.
    public var fields: [FieldID: Field]
    /// The table of the sheet; `nil` where the definition has none, or its header was not found.
    public var table: Table?
    /// Where the answers are on the sheet of the survey; `nil` where none of its questions was found.
    public var survey: LocatedSurvey?

    /// The name of its tab.
    public var name: String { sheet.name }
  }

  /// A sheet that could be taken for one that was found: of its name or its layout.
  public struct Rival: Sendable {
    /// The id of the sheet for which another was taken.
    public var id: SheetID
    /// The sheet that was not, with what was found in it.
    public var contents: Sheet
    /// Whether it has nearly all that the sheet that was taken has, or just enough to be taken for one like it.
    public var isCopy: Bool
    /// The first inputs that were typed into it; empty for one that nobody filled.
    public var entries: [CellReference]

    /// The sheet of the workbook.
    public var sheet: WorkbookReader.Sheet { contents.sheet }
  }

  /// What was looked for.
  public var definition: TemplateDefinition
  /// The sheets that were found, by their ids.
  public var sheets: [SheetID: Sheet]
  /// The names of all sheets that the workbook has, in the order of its tabs.
  public var sheetNames: [String]
  /// The sheets that were not taken though they could have been, in the order of the definition and the tabs.
  public var rivals: [Rival] = []

  /// The field of that id on whichever sheet; `nil` where it was not found.
  public func field(_ id: FieldID) -> Field? {
    definition.sheets.lazy.compactMap { sheets[$0.id]?.fields[id] }.first
  }

  /// The sheets of the definition that the workbook lacks.
  public var missingSheets: [TemplateDefinition.Sheet] { definition.sheets.filter { sheets[$0.id] == nil } }
}
