internal import Emissions
public import XLSX

/// The templates that GreenQuote hands out.
public enum Template {
  /// Builds an empty template from code, its formulas with the values that they have while nothing is filled in.
  ///
  /// - Throws: ``TemplateDefinitionError`` where there is no template of that name.
  public static func build(_ name: String) throws -> NewWorkbook {
    let definition = try TemplateDefinition.builtIn(name)
    switch definition.kind {
    case .tool: return try tool(ToolInputs())
    case .form: return FormBuilder.build(definition: definition, rows: [])
    }
  }

  /// Builds an emission calculation tool as a supplier fills it, formulas with their values.
  public static func tool(_ inputs: ToolInputs) throws -> NewWorkbook {
    let definition = try TemplateDefinition.builtIn("emission-calculation-tool")
    let lists = try ReferenceLists.builtIn()
    // The values of the formulas come from the same reading and calculation as those of any workbook: build it, read it, build it again.
    let draft = ToolBuilder.build(definition: definition, lists: lists, inputs: inputs)
    let path = TemporaryFile.path(named: "draft.xlsx")
    try draft.write(to: path, force: true, compressionLevel: 1)
    defer { TemporaryFile.remove(path) }
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(definition, in: reader)
    let workbook = try SupplierWorkbookReader.read(reader, located: located, lists: lists)
    let computed = ComputedCells(workbook, Calculation(workbook, lists: lists), lists: lists)
    return ToolBuilder.build(definition: definition, lists: lists, inputs: inputs, computed: computed)
  }
}
