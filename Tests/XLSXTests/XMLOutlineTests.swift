import Testing

@testable import XLSX

/// The elements of a small part by their place.
struct XMLOutlineTests {
  private func names(_ outline: XMLOutline, _ element: XMLOutline.Element) -> [String] {
    outline.children(of: element).map(\.name)
  }

  @Test func `children are those right inside, in their order`() throws {
    let outline = XMLOutline(bytes: Array("<a><b><c/><d><e/></d></b><f/><g><h/></g></a>".utf8))
    let root = try #require(outline.elements.first)
    #expect(names(outline, root) == ["b", "f", "g"])
    #expect(names(outline, outline.children(of: root)[0]) == ["c", "d"])
    #expect(names(outline, outline.children(of: root)[1]) == [])
    #expect(names(outline, outline.children(of: root)[2]) == ["h"])
    #expect(outline.section("g")?.name == "g")
    #expect(outline.section("h") == nil)
  }

  @Test func `asking each of very many elements for its children takes no longer than there are elements`() throws {
    let count = 60_000
    let outline = XMLOutline(bytes: Array("<a>\(String(repeating: "<b><c/></b>", count: count))</a>".utf8))
    let root = try #require(outline.elements.first)
    #expect(outline.children(of: root).reduce(0) { $0 + outline.children(of: $1).count } == count)
  }
}
