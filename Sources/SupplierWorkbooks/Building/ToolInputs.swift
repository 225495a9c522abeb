public import XLSX

/// What a supplier types into an emission calculation tool: for fixtures, examples and benchmarks.
public struct ToolInputs: Sendable {
  /// What stands in single cells, by the id of the field.
  public var fields: [FieldID: CellValue] = [:]
  /// What stands in tables, by the id of the sheet, the row (1-based) and the id of the column.
  public var tables: [SheetID: [Int: [ColumnID: CellValue]]] = [:]

  /// Inputs of a tool in which nothing was typed.
  public init() {}
}
