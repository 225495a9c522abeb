import Testing

@testable import SupplierWorkbooks

@Suite("Definitions and messages as they stand in the binary")
struct CompiledDocumentTests {
  private static let repository = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }

  @Test(
    "What stands in the binary is what the YAML file says, line by line",
    arguments: CompiledDocument.definitions + [CompiledDocument.everydayWords] + CompiledDocument.catalogues)
  func same(source: String) throws {
    let written = try DocumentNode(path: Self.repository + "/" + source)
    let asset = try #require(Asset(named: CompiledDocument.name(of: source)))
    let embedded = try #require(CompiledDocument.node(asset.bytes))
    #expect(embedded == written, "run: make templates")
    #expect((written.map?.count ?? 0) > 1 && written.map?.first?.value.line ?? 0 >= 1)
  }

  private static let sample = """
    text: one
    numbers: [1, 2.50, "three"]
    nested: { en: Price, zh: 单价, empty: "" }
    none: []
    """

  @Test("A document comes back with its texts, lists, keys and lines")
  func roundTrip() throws {
    let node = try DocumentNode(yaml: Self.sample, file: "sample.yaml")
    #expect(node["numbers"]?.list?.map(\.text) == ["1", "2.50", "three"])
    #expect(node["nested"]?["zh"]?.text == "单价" && node["nested"]?.line == 3 && node["missing"] == nil)
    let back = try #require(CompiledDocument.node(CompiledDocument.bytes(of: node)))
    #expect(back == node)
    // Strings compare alike where letters are composed differently: bytes must be the same too.
    #expect(CompiledDocument.bytes(of: back) == CompiledDocument.bytes(of: node))
  }

  @Test("Bytes that end too early, go on too long or are changed are no document, or another one; none is a crash")
  func damaged() throws {
    let bytes = CompiledDocument.bytes(of: try DocumentNode(yaml: Self.sample, file: "sample.yaml"))
    for count in bytes.indices { #expect(CompiledDocument.node(Array(bytes[..<count])) == nil) }
    #expect(CompiledDocument.node(bytes + [0]) == nil)
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        if let node = CompiledDocument.node(changed) { #expect(CompiledDocument.bytes(of: node).count > 0) }
      }
    }
    // A thousand lists in each other.
    #expect(CompiledDocument.node(Array(repeating: [0x4C, 1, 1], count: 1_000).flatMap(\.self) + [0x54, 1, 0]) == nil)
  }

  @Test("A YAML file that stands for more entries than any definition has is refused")
  func manyNodes() throws {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1...7 {
      lines.append(
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]")
    }
    let error = #expect(throws: TemplateDefinitionError.self) {
      try DocumentNode(yaml: lines.joined(separator: "\n"), file: "large.yaml")
    }
    #expect(error?.problem.contains("more entries") == true)
  }
}
