extension DocumentNode {
  /// A document that stands inside the binary, compiled: a template's definition or a catalogue of messages.
  ///
  /// - Parameter name: without the ending of its file.
  /// - Returns: the document as the YAML file has it, with the lines there.
  /// - Throws: ``TemplateDefinitionError`` where there is none of that name.
  public static func builtIn(_ name: String) throws(TemplateDefinitionError) -> DocumentNode {
    guard let asset = Asset(named: name + ".nodes"), let node = CompiledDocument.node(asset.bytes) else {
      throw TemplateDefinitionError(
        file: name + ".yaml", problem: "it does not stand in this program; 'make templates' puts it there")
    }
    return node
  }
}
