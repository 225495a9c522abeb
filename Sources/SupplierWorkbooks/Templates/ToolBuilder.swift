internal import Emissions
public import XLSX

/// Builds the emission calculation tool: every sheet with its labels, inputs, drop-down lists and real formulas, in two languages.
///
/// Labels, places, roles and units come from the template's definition; what is written here is the formulas and the looks.
public struct ToolBuilder {
  let definition: TemplateDefinition
  let lists: ReferenceLists
  let inputs: ToolInputs
  let computed: ComputedCells?
  var workbook = NewWorkbook()
  let palette: WorkbookPalette
  let listsSheet: ListsSheet

  /// - Parameters:
  ///   - inputs: what stands in the cells that a supplier fills.
  ///   - computed: the values of the formulas; without them they have none, and whoever opens the workbook computes them.
  public static func build(
    definition: TemplateDefinition, lists: ReferenceLists, inputs: ToolInputs = ToolInputs(), computed: ComputedCells? = nil
  ) -> NewWorkbook {
    var builder = ToolBuilder(definition: definition, lists: lists, inputs: inputs, computed: computed)
    return builder.build()
  }

  private init(definition: TemplateDefinition, lists: ReferenceLists, inputs: ToolInputs, computed: ComputedCells?) {
    self.definition = definition
    self.lists = lists
    self.inputs = inputs
    self.computed = computed
    let styles = StyleCollector()
    palette = WorkbookPalette { styles.index(of: $0) }
    listsSheet = ListsSheet(lists: lists, definition: definition, palette: palette)
    collector = styles
  }

  private let collector: StyleCollector

  private mutating func build() -> NewWorkbook {
    for sheet in definition.sheets {
      let worksheet: NewWorksheet =
        switch sheet.id {
        case "instructions": InstructionsSheet(builder: self).worksheet(sheet)
        case "survey": SurveySheet(builder: self).worksheet(sheet)
        case "lists": listsSheet.worksheet()
        default: InputSheet(builder: self, sheet: sheet).worksheet()
        }
      workbook.worksheets.append(worksheet)
      for field in sheet.fields {
        guard let name = field.definedName else { continue }
        let cell = CellReference(row: field.cell.row, column: field.cell.column)
        workbook.definedNames.append(DefinedName(name: name, formula: "\(Self.quoted(sheet.name))!\(cell.absolute)"))
      }
    }
    workbook.recalculatesOnLoad = computed == nil
    collector.hand(to: &workbook)
    return workbook
  }

  // MARK: References in formulas

  /// `'Per MPN'`; names without spaces need no quotes.
  static func quoted(_ sheet: String) -> String {
    sheet.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) ? sheet : "'" + sheet.replacing("'", with: "''") + "'"
  }

  func sheetName(_ id: String) -> String { Self.quoted(definition.sheet(id)?.name ?? id) }

  /// `Company!$B$9`.
  func field(_ id: String) -> String {
    for sheet in definition.sheets {
      if let field = sheet.field(id) {
        return Self.quoted(sheet.name) + "!" + CellReference(row: field.cell.row, column: field.cell.column).absolute
      }
    }
    return "#REF!"
  }

  /// `'Energy consumption'!V13`: a cell of a table by the id of its column.
  func cell(_ sheet: String, _ column: String, _ row: Int) -> String {
    guard let definition = definition.sheet(sheet), let column = definition.table?.column(column) else { return "#REF!" }
    return Self.quoted(definition.name) + "!" + CellReference(row: row, column: column.column).description
  }

  /// `'Energy consumption'!$Y$5:$Y$12`.
  func range(_ sheet: String, _ column: String, _ rows: ClosedRange<Int>) -> String {
    guard let definition = definition.sheet(sheet), let column = definition.table?.column(column) else { return "#REF!" }
    let range = CellRange(
      CellReference(row: rows.lowerBound, column: column.column), CellReference(row: rows.upperBound, column: column.column))
    return Self.quoted(definition.name) + "!" + range.absolute
  }

  /// The rows that the template prepares for a table.
  func bodyRows(_ sheet: String) -> ClosedRange<Int> {
    guard let table = definition.sheet(sheet)?.table else { return 1...1 }
    return (table.headerRow + 1)...(table.headerRow + max(1, table.bodyRows))
  }

  /// What a list writes for an entry, as a text inside a formula.
  func entry(_ list: String, _ id: String) -> String {
    "\"" + (definition.entry(of: list, id: id)?.written ?? id).replacing("\"", with: "\"\"") + "\""
  }

  func row(_ id: String) -> Int { definition.sheet("energy")?.table?.row(id)?.row ?? 0 }
}

/// Collects styles while a workbook is being put together.
final class StyleCollector {
  private var workbook = NewWorkbook()

  func index(of style: CellStyle) -> Int { workbook.style(style) }
  /// Gives the styles, with the same indices, to the workbook that uses them.
  func hand(to other: inout NewWorkbook) { other.adoptStyles(of: workbook) }
}
