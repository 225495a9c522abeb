/// A document as it stands inside the binary: read at every start, ten times as fast as its YAML.
///
/// One node after the other, each before those in it: a byte for its kind, its line, then the bytes of its text, or its
/// entries. Numbers are written in groups of seven bits, the lowest first.
public enum CompiledDocument {
  /// The name of the compiled document: `vsme.nodes` for `Templates/vsme.yaml`.
  public static func name(of source: String) -> String {
    let name = source.split(separator: "/").last ?? ""
    return name.prefix { $0 != "." } + ".nodes"
  }

  private static let kinds: (text: UInt8, list: UInt8, map: UInt8) = (0x54, 0x4C, 0x4D)

  /// The document as it is embedded.
  public static func bytes(of node: DocumentNode) -> [UInt8] {
    var bytes: [UInt8] = []
    append(node, to: &bytes)
    return bytes
  }

  private static func append(_ node: DocumentNode, to bytes: inout [UInt8]) {
    switch node.content {
    case .text(let text):
      bytes.append(kinds.text)
      append(node.line ?? 0, to: &bytes)
      append(text, to: &bytes)
    case .list(let nodes):
      bytes.append(kinds.list)
      append(node.line ?? 0, to: &bytes)
      append(nodes.count, to: &bytes)
      for node in nodes { append(node, to: &bytes) }
    case .map(let entries):
      bytes.append(kinds.map)
      append(node.line ?? 0, to: &bytes)
      append(entries.count, to: &bytes)
      for entry in entries {
        append(entry.key, to: &bytes)
        append(entry.value, to: &bytes)
      }
    }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes += text.utf8
  }

  /// The root of a compiled document; `nil` where the bytes are not what ``bytes(of:)`` makes.
  public static func node(_ bytes: [UInt8]) -> DocumentNode? {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = Reader(rest: buffer[...])
      let node = reader.node(depth: 0)
      return reader.rest.isEmpty ? node : nil
    }
  }

  private struct Reader {
    var rest: Slice<UnsafeBufferPointer<UInt8>>

    private static let maximumDepth = 64

    mutating func node(depth: Int) -> DocumentNode? {
      guard depth < Self.maximumDepth, let kind = rest.popFirst(), let line = number() else { return nil }
      let place = line == 0 ? nil : line
      switch kind {
      case kinds.text: return text().map { DocumentNode(content: .text($0), line: place) }
      case kinds.list:
        guard let count = count() else { return nil }
        var nodes: [DocumentNode] = []
        nodes.reserveCapacity(count)
        for _ in 0..<count {
          guard let node = node(depth: depth + 1) else { return nil }
          nodes.append(node)
        }
        return DocumentNode(content: .list(nodes), line: place)
      case kinds.map:
        guard let count = count() else { return nil }
        var entries: [DocumentNode.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
          guard let key = text(), let value = node(depth: depth + 1) else { return nil }
          entries.append(.init(key: key, value: value))
        }
        return DocumentNode(content: .map(entries), line: place)
      default: return nil
      }
    }

    private mutating func number() -> Int? {
      var (number, shift) = (Int64(0), 0)
      while let byte = rest.popFirst(), shift < 56 {
        number |= Int64(byte & 0x7F) << Int64(shift)
        if byte < 0x80 { return Int(exactly: number) }
        shift += 7
      }
      return nil
    }

    /// Reads a number of entries or bytes, of which each takes one at least.
    private mutating func count() -> Int? { number().flatMap { $0 <= rest.count ? $0 : nil } }

    private mutating func text() -> String? {
      guard let count = count() else { return nil }
      defer { rest = rest.dropFirst(count) }
      return String(decoding: UnsafeBufferPointer(rebasing: rest.prefix(count)), as: UTF8.self)
    }
  }
}
