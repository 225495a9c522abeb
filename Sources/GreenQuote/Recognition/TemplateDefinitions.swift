public import SupplierWorkbooks

/// The definitions by which workbooks are recognised and read: the built-in ones, or a user's own in their place.
public struct TemplateDefinitions: Sendable {
  /// The definition of the emission calculation tool.
  public var tool: TemplateDefinition
  /// The definition of the QuoteWin sustainability form.
  public var form: TemplateDefinition
  /// The definition of a workbook of company figures that a supplier already has.
  public var company: TemplateDefinition
  /// The files of the user's own definitions, in the order in which they were named.
  public private(set) var files: [String] = []

  /// The built-in definitions.
  ///
  /// - Throws: `TemplateDefinitionError` where one of them cannot be read.
  public init() throws(TemplateDefinitionError) {
    tool = try .builtIn("emission-calculation-tool")
    form = try .builtIn("quotewin-sustainability")
    company = try .builtIn("vsme")
  }

  /// Takes a user's own definition in the place of the one of its kind.
  public mutating func use(_ definition: TemplateDefinition) {
    switch definition.kind {
    case .tool: tool = definition
    case .form: form = definition
    case .company: company = definition
    }
  }

  /// Takes the definition in a file in the place of the one of its kind.
  ///
  /// - Throws: `TemplateDefinitionError` with file and place of what cannot be used.
  public mutating func use(fileAt path: String) throws(TemplateDefinitionError) {
    use(try TemplateDefinition(path: path))
    files.append(path)
  }
}
