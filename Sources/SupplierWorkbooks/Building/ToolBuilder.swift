internal import Emissions
public import XLSX

/// Builds the emission calculation tool: every sheet with its labels, inputs, drop-down lists and real formulas, in two
/// languages.
///
/// Labels, places, roles and units come from the template's definition; what is written here is the formulas and the
/// looks.
public struct ToolBuilder {
  let definition: TemplateDefinition
  let lists: ReferenceLists
  let inputs: ToolInputs
  let computed: ComputedCells?
  let palette: WorkbookPalette
  let listsSheet: ListsSheet

  /// Builds a tool with the sheets, labels and places of a definition.
  ///
  /// - Parameters:
  ///   - definition: what the template looks like.
  ///   - lists: the factors and lists that formulas and drop-down lists refer to.
  ///   - inputs: what stands in the cells that a supplier fills.
  ///   - computed: the values of the formulas; without them they have none, and whoever opens the workbook computes
  ///     them.
  /// - Returns: a workbook of all sheets.
  public static func build(
    definition: TemplateDefinition, lists: ReferenceLists, inputs: ToolInputs = ToolInputs(),
    computed: ComputedCells? = nil
  ) -> NewWorkbook {
    ToolBuilder(definition: definition, lists: lists, inputs: inputs, computed: computed).build()
  }

  private init(definition: TemplateDefinition, lists: ReferenceLists, inputs: ToolInputs, computed: ComputedCells?) {
    self.definition = definition
    self.lists = lists
    self.inputs = inputs
    self.computed = computed
    let styles = StyleCollector()
    palette = WorkbookPalette { styles.workbook.style($0) }
    listsSheet = ListsSheet(lists: lists, definition: definition, palette: palette)
    collector = styles
  }

  private let collector: StyleCollector

  private func build() -> NewWorkbook {
    var worksheets: [NewWorksheet] = []
    var names: [DefinedName] = []
    for sheet in definition.sheets {
      let worksheet: NewWorksheet =
        switch sheet.id {
        case .instructions: InstructionsSheet(builder: self).worksheet(sheet)
        case .survey: SurveySheet(builder: self).worksheet(sheet)
        case .lists: listsSheet.worksheet()
        default: InputSheet(builder: self, sheet: sheet).worksheet()
        }
      worksheets.append(worksheet)
      for field in sheet.fields {
        guard let name = field.definedName else { continue }
        let cell = CellReference(row: field.cell.row, column: field.cell.column)
        names.append(DefinedName(name: name, formula: SheetRange(sheet: sheet.name, CellRange(cell, cell)).formula))
      }
    }
    // Last: the styles are known only after all sheets have been laid out.
    var workbook = collector.workbook
    workbook.worksheets = worksheets
    workbook.definedNames = names
    workbook.fullCalcOnLoad = computed == nil
    return workbook
  }

  // MARK: References in formulas

  /// The cell of a field as formulas write it: `Company!$B$9`.
  func field(_ id: FieldID) -> String {
    for sheet in definition.sheets {
      if let field = sheet.field(id) {
        let cell = CellReference(row: field.cell.row, column: field.cell.column)
        return SheetRange(sheet: sheet.name, CellRange(cell, cell)).formula
      }
    }
    return "#REF!"
  }

  /// A cell of a table by the id of its column, as formulas write it: `'Energy consumption'!V13`.
  func cell(_ sheet: SheetID, _ column: ColumnID, _ row: Int) -> String {
    guard let definition = definition.sheet(sheet), let column = definition.table?.column(column) else {
      return "#REF!"
    }
    let cell = CellReference(row: row, column: column.column)
    return SheetRange(sheet: definition.name, CellRange(cell, cell)).location
  }

  /// Some rows of a column as formulas write them: `'Energy consumption'!$Y$5:$Y$12`.
  func range(_ sheet: SheetID, _ column: ColumnID, _ rows: ClosedRange<Int>) -> String {
    guard let definition = definition.sheet(sheet), let column = definition.table?.column(column) else {
      return "#REF!"
    }
    let range = CellRange(
      CellReference(row: rows.lowerBound, column: column.column),
      CellReference(row: rows.upperBound, column: column.column))
    return SheetRange(sheet: definition.name, range).formula
  }

  /// The rows that the template prepares for a table.
  func bodyRows(_ sheet: SheetID) -> ClosedRange<Int> {
    guard let table = definition.sheet(sheet)?.table else { return 1...1 }
    return (table.headerRow + 1)...(table.headerRow + max(1, table.bodyRows))
  }

  /// What a list writes for an entry, as a text inside a formula.
  func entry(_ list: ListID, _ id: String) -> String {
    "\"" + (definition.entry(of: list, id: id)?.written ?? id).replacing("\"", with: "\"\"") + "\""
  }

  func row(_ id: RowID) -> Int { definition.sheet(.energy)?.table?.row(id)?.row ?? 0 }
}

/// Collects styles while a workbook is being put together.
package final class StyleCollector {
  /// The workbook that the styles belong to.
  package var workbook = NewWorkbook()

  /// A collector without styles.
  package init() {}
}
