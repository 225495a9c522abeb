extension CompiledDocument {
  /// The files that are compiled, below the root of the repository.
  public static let sources =
    TemplateDefinition.builtInNames.map { "Templates/\($0).yaml" }
    + Language.allCases.map { "Sources/CAssets/messages/messages-\($0.rawValue).yaml" }
}
