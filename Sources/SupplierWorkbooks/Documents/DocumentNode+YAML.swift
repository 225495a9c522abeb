internal import XLSX
internal import Yams

extension DocumentNode {
  /// Reads a YAML text.
  ///
  /// - Parameters:
  ///   - text: the document.
  ///   - file: what messages call it.
  /// - Throws: ``TemplateDefinitionError`` where it is no YAML, is empty, or says too much.
  public init(yaml text: String, file: String) throws(TemplateDefinitionError) {
    let root: Node?
    do {
      // Everything is read as text here: no scalar needs its type guessed.
      root = try Yams.compose(yaml: text, .basic)
    } catch {
      throw TemplateDefinitionError(file: file, problem: "not valid YAML: \(error)")
    }
    guard let root else { throw TemplateDefinitionError(file: file, problem: "the file is empty") }
    var count = 0
    guard let node = Self(root, &count) else {
      throw TemplateDefinitionError(file: file, problem: "more entries than any definition has")
    }
    self = node
  }

  /// A text can repeat parts of itself by naming them: a small file may stand for a huge one.
  private static let maximumNodes = 1_000_000

  /// `nil` where there are too many.
  private init?(_ node: Node, _ count: inout Int) {
    count += 1
    guard count <= Self.maximumNodes else { return nil }
    line = node.mark?.line
    switch node {
    case .scalar(let scalar): content = .text(scalar.string)
    case .sequence(let sequence):
      var nodes: [DocumentNode] = []
      for child in sequence {
        guard let child = Self(child, &count) else { return nil }
        nodes.append(child)
      }
      content = .list(nodes)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        guard let value = Self(value, &count) else { return nil }
        if let key = key.scalar?.string { entries.append(Entry(key: key, value: value)) }
      }
      content = .map(entries)
    case .alias: content = .list([])
    }
  }

  /// The text of a YAML file that a person edits, a definition or a catalogue of messages.
  ///
  /// - Throws: ``TemplateDefinitionError`` where it cannot be read, is no UTF-8 text or larger than any of its kind.
  public init(path: String) throws(TemplateDefinitionError) {
    let bytes: [UInt8]
    do throws(SmallFile.Failure) {
      bytes = try SmallFile.read(path, limit: Self.maximumBytes)
    } catch {
      switch error {
      case .tooLarge: throw TemplateDefinitionError(file: path, problem: "larger than any definition")
      case .system(_, let words): throw TemplateDefinitionError(file: path, problem: words)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TemplateDefinitionError(file: path, problem: "not UTF-8 text")
    }
    try self.init(yaml: text, file: path)
  }

  private static let maximumBytes = 16 << 20
}
