/// What a file of definitions or messages says: texts, lists and keys with values, each with its line.
public struct DocumentNode: Sendable, Hashable {
  /// A key with its value.
  public struct Entry: Sendable, Hashable {
    /// The key as the file writes it.
    public var key: String
    /// What stands behind it.
    public var value: DocumentNode
  }

  enum Content: Sendable, Hashable {
    case text(String)
    case list([DocumentNode])
    case map([Entry])
  }

  var content: Content
  /// The line of the file, 1-based; `nil` where it is not known.
  public var line: Int?

  /// The text of a scalar; `nil` for a list or keys with values.
  public var text: String? { if case .text(let text) = content { text } else { nil } }
  /// The entries of a list; `nil` for a text or keys with values.
  public var list: [DocumentNode]? { if case .list(let list) = content { list } else { nil } }
  /// The keys with their values, in the order of the file; `nil` for a text or a list.
  public var map: [Entry]? { if case .map(let map) = content { map } else { nil } }

  /// The value of a key; of several the last.
  public subscript(_ key: String) -> DocumentNode? { map?.last { $0.key == key }?.value }
}
