import Testing

@testable import XLSX

struct ArchiveOutputTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    let output = try ArchiveOutput(to: folder.file("a.zip"), force: false)
    try output.set("one.xml", bytes: Array("<one/>".utf8))
    try output.set("two.xml", bytes: Array(repeating: 0x41, count: 100_000))
    try output.set("three.bin", bytes: [1, 2, 3], compressionLevel: 0)
    try output.commit()
  }

  private func parts(_ name: String) throws -> [String: [UInt8]] {
    let archive = try ArchiveReader(path: folder.file(name), limits: ReadingLimits())
    return Dictionary(uniqueKeysWithValues: try archive.partNames.map { ($0.text, try archive.bytes(of: $0)) })
  }

  @Test func `parts read back as they were written`() throws {
    let parts = try parts("a.zip")
    #expect(parts.count == 3)
    #expect(parts["one.xml"] == Array("<one/>".utf8))
    #expect(parts["two.xml"]?.count == 100_000)
    #expect(parts["three.bin"] == [1, 2, 3])
  }

  @Test func `nothing appears before the commit`() throws {
    do {
      let output = try ArchiveOutput(to: folder.file("b.zip"), force: false, copying: folder.file("a.zip"))
      try output.set("one.xml", bytes: [1])
    }
    #expect(folder.names == ["a.zip"])
  }

  @Test func `an unchanged copy is the same file`() throws {
    try ArchiveOutput(to: folder.file("b.zip"), force: false, copying: folder.file("a.zip")).commit()
    #expect(try folder.bytes("b.zip") == folder.bytes("a.zip"))
  }

  @Test(arguments: ["a.zip", "b.zip"]) func `parts are replaced, added and removed`(target: String) throws {
    let output = try ArchiveOutput(to: folder.file(target), force: true, copying: folder.file("a.zip"))
    #expect(output.partNames == ["one.xml", "two.xml", "three.bin"])
    try output.set("one.xml", bytes: Array("<changed/>".utf8))
    try output.set("four.xml", bytes: [4])
    try output.remove("three.bin")
    try output.commit()
    let parts = try parts(target)
    #expect(Set(parts.keys) == ["one.xml", "two.xml", "four.xml"])
    #expect(parts["one.xml"] == Array("<changed/>".utf8))
    #expect(parts["two.xml"]?.count == 100_000)
    #expect(folder.names == (target == "a.zip" ? ["a.zip"] : ["a.zip", "b.zip"]))
  }

  @Test func `what is no archive is refused as a source`() throws {
    try folder.put("text", "this is no archive, though it is long enough to be one")
    let error = #expect(throws: XLSXError.self) {
      try ArchiveOutput(to: folder.file("b.zip"), force: false, copying: folder.file("text"))
    }
    #expect(error?.code == .notZip)
    #expect(folder.names == ["a.zip", "text"])
  }

  @Test func `the error of a content reaches the caller`() throws {
    let stop = XLSXError(.invalidContent, detail: "stop")
    final class Failing: PartContent {
      let error: XLSXError
      init(_ error: XLSXError) { self.error = error }
      func produce(into buffer: inout XMLBuffer) throws(XLSXError) -> Bool { throw error }
    }
    #expect(throws: stop) {
      let output = try ArchiveOutput(to: folder.file("b.zip"), force: false)
      try output.set("one.xml", Failing(stop))
      try output.commit()
    }
    #expect(folder.names == ["a.zip"])
  }
}
