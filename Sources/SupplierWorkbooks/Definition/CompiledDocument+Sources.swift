extension CompiledDocument {
  /// The definitions that stand inside the binary, below the root of the repository.
  public static let definitions = TemplateDefinition.builtInNames.map { "Templates/\($0).yaml" }

  /// The everyday words that stand inside the binary, below the root of the repository.
  public static let everydayWords = "Templates/everyday-words.yaml"

  /// The catalogues of messages that stand inside the binary, below the root of the repository.
  public static let catalogues = Language.builtIn.map { "Sources/CAssets/messages/\($0.catalogueName).yaml" }
}
