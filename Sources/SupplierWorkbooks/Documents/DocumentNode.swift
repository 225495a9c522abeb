/// What a file of definitions or messages says: texts, lists and keys with values, each with its line.
public struct DocumentNode: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public var key: String
    public var value: DocumentNode
  }

  enum Content: Sendable, Hashable {
    case text(String)
    case list([DocumentNode])
    case map([Entry])
  }

  var content: Content
  /// 1-based; `nil` where it is not known.
  public var line: Int?

  public var text: String? { if case .text(let text) = content { text } else { nil } }
  public var list: [DocumentNode]? { if case .list(let list) = content { list } else { nil } }
  /// In the order of the file.
  public var map: [Entry]? { if case .map(let map) = content { map } else { nil } }

  /// The value of a key; of several the last.
  public subscript(_ key: String) -> DocumentNode? { map?.last { $0.key == key }?.value }
}
