import Foundation
import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Archives of workbooks, by whatever program and in whatever encoding of names.
@Suite("ZIP archives of several files")
struct ZipFolderTests {
  private static func write(_ entries: [HandmadeArchive.Entry], names: [[UInt8]] = []) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    var bytes = HandmadeArchive(entries: entries).bytes
    // Names of other encodings take the place of as many letters.
    for (index, name) in names.enumerated() {
      let placeholder = Array(entries[index].name.utf8)
      #expect(placeholder.count == name.count)
      var start = 0
      while let found = bytes[start...].indices.first(where: { bytes[$0...].starts(with: placeholder) }) {
        bytes.replaceSubrange(found..<found + name.count, with: name)
        start = found + name.count
      }
    }
    try Data(bytes).write(to: URL(filePath: folder.file("a.zip")))
    return folder
  }

  private static func entry(_ name: String, _ text: String = "x") -> HandmadeArchive.Entry {
    HandmadeArchive.Entry(name: name, bytes: Array(text.utf8))
  }

  @Test func `files are listed with their folders, and unpacked as they were`() throws {
    let folder = try Self.write([Self.entry("东/tool.xlsx", "one"), Self.entry("东/", ""), Self.entry("b.xlsx", "two")])
    let archive = try ZipFolder(path: folder.file("a.zip"))
    #expect(archive.entries.map(\.name) == ["东/tool.xlsx", "b.xlsx"] && !archive.isDocument)
    for (entry, text) in zip(archive.entries, ["one", "two"]) {
      try archive.unpack(entry, to: folder.file(text))
      #expect(try folder.bytes(text) == Array(text.utf8))
      #expect(throws: XLSXError.self) { try archive.unpack(entry, to: folder.file(text)) }
    }
  }

  @Test(
    arguments: [
      // GBK, also of characters beyond GB 2312; then code page 437.
      ([0xB9, 0xA9, 0xD3, 0xA6, 0xC9, 0xCC], "供应商"), ([0x96, 0x7C, 0xDD, 0xB8, 0xD1, 0x75, 0xD4, 0xEC], "東莞製造"),
      ([0x4D, 0x81, 0x6C, 0x6C, 0x65, 0x72], "Müller"), ([0x53, 0x74, 0x72, 0x61, 0xE1, 0x65], "Straße"),
      ([0x53, 0x6F, 0x63, 0x69, 0x82, 0x74, 0x82, 0x20, 0x82], "Société é"),
      (Array("é".utf8), "é"),
    ] as [([UInt8], String)]) func `names are read in the encoding that they are in`(bytes: [UInt8], name: String)
    throws
  {
    let placeholder = String(repeating: "Q", count: bytes.count)
    let folder = try Self.write([Self.entry(placeholder)], names: [bytes])
    #expect(try ZipFolder(path: folder.file("a.zip")).entries.map(\.name) == [name])
  }

  @Test(arguments: [
    "../out.xlsx", "a/../../out.xlsx", "/etc/out.xlsx", "..\\out.xlsx", "C:\\out.xlsx", "a//b.xlsx", "a/./b.xlsx",
    "a\nb.xlsx",
  ]) func `a name that leads elsewhere is not unpacked`(name: String) throws {
    let folder = try Self.write([Self.entry(name), Self.entry("good.xlsx")])
    let problems = try ZipFolder(path: folder.file("a.zip")).entries.map(\.problem)
    #expect(problems == [.unsafeName, nil])
  }

  @Test func `what cannot be unpacked is named, and the others are there`() throws {
    var locked = Self.entry("locked.xlsx")
    locked.flags = 1
    var bomb = Self.entry("bomb.xlsx")
    bomb.statedSize = 100 << 20
    let folder = try Self.write([
      Self.entry("a.xlsx"), Self.entry("a.xlsx"), locked, bomb, Self.entry("in.ZIP"), Self.entry("b.xlsx"),
    ])
    let problems = try ZipFolder(path: folder.file("a.zip")).entries.map(\.problem)
    #expect(problems == [nil, .duplicate, .encrypted, .tooLarge, .nested, nil])
  }

  @Test func `a file that holds more than the archive states is no file`() throws {
    var liar = Self.entry("a.xlsx", String(repeating: "x", count: 100))
    liar.statedSize = 10
    let folder = try Self.write([liar])
    let archive = try? ZipFolder(path: folder.file("a.zip"))
    guard let archive, let entry = archive.entries.first else { return }
    #expect(throws: XLSXError.self) { try archive.unpack(entry, to: folder.file("out")) }
  }

  @Test func `an archive that is a workbook, an empty one and a damaged one`() throws {
    let workbook = try Self.write([Self.entry("[Content_Types].xml"), Self.entry("xl/workbook.xml")])
    #expect(try ZipFolder(path: workbook.file("a.zip")).isDocument)
    let empty = try Self.write([])
    #expect(throws: ZipFolder.Problem.empty) { try ZipFolder(path: empty.file("a.zip")) }
    try Data([0x50, 0x4B, 3, 4, 0, 0]).write(to: URL(filePath: empty.file("b.zip")))
    #expect(throws: ZipFolder.Problem.damaged) { try ZipFolder(path: empty.file("b.zip")) }
    #expect(throws: ZipFolder.Problem.damaged) { try ZipFolder(path: empty.file("none.zip")) }
  }
}
