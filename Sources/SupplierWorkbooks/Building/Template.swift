internal import Emissions
public import XLSX

/// The templates that GreenQuote hands out.
public enum Template {
  /// Writes an empty template: as it stands in the binary, or built with the labels of another language first.
  ///
  /// - Throws: ``TemplateDefinitionError`` where there is no template of that name; `XLSXError` where it cannot be
  ///   written.
  public static func write(_ name: String, language: Language, to path: String, force: Bool) throws {
    guard language == .english, let asset = Asset(named: name + ".xlsx") else {
      return try build(name, language: language).write(to: path, force: force)
    }
    try OutputFile.write(to: path, force: force) { try $0.write(asset.bytes) }
  }

  /// Builds an empty template from code, its formulas with the values that they have while nothing is filled in.
  ///
  /// - Throws: ``TemplateDefinitionError`` where there is no template of that name.
  public static func build(_ name: String, language: Language = .english) throws -> NewWorkbook {
    try build(TemplateDefinition.builtIn(name), language: language)
  }

  /// The template of a definition as a workbook, as ``build(_:language:)`` makes it of a built-in one.
  public static func build(_ definition: TemplateDefinition, language: Language = .english) throws -> NewWorkbook {
    let definition = definition.leading(language)
    switch definition.kind {
    case .tool: return try tool(ToolInputs(), definition: definition)
    case .form: return FormBuilder.build(definition: definition, rows: [FormRow]())
    case .company:
      throw TemplateDefinitionError(
        file: definition.id, problem: "GreenQuote only reads this template; it has no workbook of it")
    }
  }

  /// Builds an emission calculation tool as a supplier fills it, formulas with their values.
  public static func tool(_ inputs: ToolInputs, definition: TemplateDefinition) throws -> NewWorkbook {
    let lists = try ReferenceLists.builtIn()
    // The values of the formulas come from the same reading and calculation as those of any workbook: build it, read
    // it, build it again.
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

extension TemplateDefinition {
  /// The same with that language first in labels, titles and hints; what they are recognised by stays.
  func leading(_ language: Language) -> TemplateDefinition {
    if language == .english { return self }
    func turned(_ text: LocalizedText) -> LocalizedText { text.leading(language) }
    var result = self
    result.title = turned(title)
    for index in result.sheets.indices {
      result.sheets[index].title = result.sheets[index].title.map(turned)
      result.sheets[index].hint = result.sheets[index].hint.map(turned)
      for field in result.sheets[index].fields.indices {
        result.sheets[index].fields[field].labels.text = turned(result.sheets[index].fields[field].labels.text)
        result.sheets[index].fields[field].hint = result.sheets[index].fields[field].hint.map(turned)
      }
      for column in (result.sheets[index].table?.columns ?? []).indices {
        guard let text = result.sheets[index].table?.columns[column].labels.text else { continue }
        result.sheets[index].table?.columns[column].labels.text = turned(text)
      }
    }
    return result
  }
}
