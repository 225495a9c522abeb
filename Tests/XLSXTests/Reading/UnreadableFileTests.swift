import Foundation
import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Files that are no workbooks at all: each has its own error, and a message that says what it is.
struct UnreadableFileTests {
  private static let compoundHeader: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let encryptedPackage = "EncryptedPackage".utf16.flatMap {
    [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
  }

  private static func expect(
    _ bytes: [UInt8], _ code: XLSXError.Code, says reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let error = try #require(try failure(readingBytes: bytes), sourceLocation: sourceLocation)
    #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    #expect(error.description.contains(reason), "\(error)", sourceLocation: sourceLocation)
    #expect(error.file?.hasSuffix("/book.xlsx") == true, sourceLocation: sourceLocation)
    #expect(!error.description.contains(": : "), "\(error)", sourceLocation: sourceLocation)
  }

  private static func zip(_ parts: [(String, String)]) -> [UInt8] {
    HandmadeArchive(entries: parts.map { HandmadeArchive.Entry(name: $0.0, bytes: Array($0.1.utf8)) }).bytes
  }

  @Test func `a file that is not there, and a folder`() throws {
    let folder = try ScratchFolder()
    #expect(failure(reading: folder.file("none.xlsx"))?.code == .fileNotFound)
    #expect(failure(reading: folder.file("none.xlsx"))?.description.contains("there is no such file") == true)
    try folder.put("file", "x")
    #expect(failure(reading: folder.file("file/book.xlsx"))?.code == .fileNotFound)
    #expect(failure(reading: folder.path)?.code == .isFolder)
    #expect(failure(reading: folder.path)?.description.contains("a folder, not a workbook") == true)
    #expect(failure(reading: "/dev/null")?.code == .cannotRead)
    #expect(failure(reading: "/dev/null")?.description.contains("not a regular file") == true)
    #expect(failure(reading: "")?.code == .fileNotFound)
  }

  @Test func `an empty file`() throws { try Self.expect([], .emptyFile, says: "the file is empty") }

  @Test(
    arguments: [
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], [0x50], [0x25, 0x50, 0x44, 0x46, 0x2D, 0],
      [0x1F, 0x8B, 8, 0], [0, 0, 0, 0],
    ] as [[UInt8]])
  func `something else than a ZIP archive`(bytes: [UInt8]) throws {
    try Self.expect(
      bytes, bytes == [0x50] ? .delimitedText : .notZip, says: bytes == [0x50] ? "text" : "not a ZIP archive")
  }

  @Test(arguments: ["a,b\r\n1,2\r\n", "\u{FEFF}a;b\n", "料号,重量\n", "x", "<html><table></table></html>"])
  func `a text with the name of a workbook`(text: String) throws {
    try Self.expect(Array(text.utf8), .delimitedText, says: "text file")
    try Self.expect(
      [0xFF, 0xFE] + Array(text.data(using: .utf16LittleEndian) ?? Data()), .delimitedText, says: "text file")
  }

  /// The directory of a compound file may stand near its beginning as well as at its end.
  @Test(arguments: [512, 1024, 4090, 4096, 100_000, 1_052_660])
  func `an encrypted workbook, wherever its directory stands`(offset: Int)
    throws
  {
    var bytes = Self.compoundHeader + [UInt8](repeating: 0, count: offset - 8) + Self.encryptedPackage
    try Self.expect(bytes, .encrypted, says: "protected by a password")
    bytes += [UInt8](repeating: 0, count: 5000)
    try Self.expect(bytes, .encrypted, says: "encrypted")
  }

  private static func utf16(_ name: String) -> [UInt8] {
    name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func compound(_ names: [String]) -> [UInt8] {
    names.reduce(compoundHeader + [UInt8](repeating: 0, count: 504)) { file, name in
      file + utf16(name) + [UInt8](repeating: 0, count: 300)
    }
  }

  @Test(arguments: [
    ["EncryptedPackage", "DataSpaces", "DRMEncryptedDataSpace", "DRMEncryptedTransform", "Primary"],
    ["DataSpaces", "EncryptedPackage"], ["EncryptedPackage", "EncryptionInfo", "DRMEncryptedTransform"],
    ["Workbook", "DRMContent"], ["DRMViewerContent"],
  ]) func `a workbook that a label or rights management encrypts`(names: [String]) throws {
    try Self.expect(Self.compound(names), .rightsManaged, says: "sensitivity label")
  }

  @Test func `a file that rights management has wrapped whole`() throws {
    try Self.expect(Array(".pfile\u{1}".utf8) + Self.noise(3000), .rightsManaged, says: "rights management")
  }

  @Test func `an archive whose beginning is lost is not encrypted`() throws {
    let directory: [UInt8] = [0x50, 0x4B, 1, 2] + [UInt8](repeating: 3, count: 60)
    try Self.expect(Self.noise(4000) + directory, .notZip, says: "not a ZIP archive")
  }

  @Test func `a password's keys, or no package, are no rights management`() throws {
    try Self.expect(
      Self.compound(["DataSpaces", "StrongEncryptionDataSpace", "EncryptionInfo", "EncryptedPackage"]), .encrypted,
      says: "password")
    try Self.expect(Self.compound(["DataSpaces", "Workbook"]), .legacyWorkbook, says: ".xls")
  }

  /// Bytes that look like chance, the same each time.
  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 11
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
  }

  @Test(arguments: [
    Array("%TSD-Header-###%".utf8) + [UInt8](repeating: 0, count: 600), [0x62, 0x14, 0x23, 0x65, 1, 2, 3],
    [1, 0, 0, 0] + Array("E-SafeNet   LOCK".utf8) + [UInt8](repeating: 0, count: 40), noise(1024), noise(200_000),
    [UInt8](repeating: 0, count: 64) + noise(5000),
  ]) func `a file that a company's document protection encrypts`(bytes: [UInt8]) throws {
    try Self.expect(bytes, .companyEncrypted, says: "document protection")
  }

  @Test(arguments: [
    noise(600), [0xFF, 0xD8, 0xFF, 0xE0] + noise(5000), Array("%PDF-1.7\u{0}".utf8) + noise(5000),
    [0x1F, 0x8B, 8, 0] + noise(5000), [UInt8](repeating: 0, count: 5000), (0..<5000).map { UInt8($0 / 7 % 90) },
    Array(noise(5000).map { $0 % 100 }),
  ]) func `what only looks so is not taken for it`(bytes: [UInt8]) throws {
    try Self.expect(bytes, .notZip, says: "not a ZIP archive")
  }

  @Test func `a workbook of Excel 97-2003 and older`() throws {
    try Self.expect(Self.compoundHeader + [UInt8](repeating: 0, count: 5000), .legacyWorkbook, says: ".xls")
    try Self.expect(Self.compoundHeader, .legacyWorkbook, says: ".xls")
    for version in [0x00, 0x02, 0x04] as [UInt8] {
      try Self.expect([0x09, version, 0x06, 0x00, 0x00, 0x00], .legacyWorkbook, says: "97-2003")
    }
  }

  @Test(arguments: ["xl/workbook.bin", "/xl/workbook.bin", "xl/Workbook.BIN"]) func `a binary workbook`(target: String)
    throws
  {
    let relationships = HandmadeWorkbook.relationshipPart([("r", "officeDocument", target)])
    try Self.expect(
      Self.zip([("_rels/.rels", relationships), ("xl/workbook.bin", "\u{1}")]), .binaryWorkbook, says: ".xlsb")
  }

  @Test func `an OpenDocument spreadsheet`() throws {
    let bytes = Self.zip([
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>"),
      ("META-INF/manifest.xml", "<x/>"),
    ])
    try Self.expect(bytes, .openDocument, says: ".ods")
  }

  @Test func `an archive of something else, and an empty one`() throws {
    try Self.expect(
      Self.zip([("photo.jpg", "x"), ("Index/Document.iwa", "y")]), .notZip, says: "a ZIP archive, but not of a workbook"
    )
    try Self.expect(Self.zip([("photo.jpg", "x")]), .notZip, says: "not an Excel workbook")
    try Self.expect(Self.zip([]), .missingPart, says: "the archive is empty")
    let relationships = HandmadeWorkbook.relationshipPart([("r", "officeDocument", "word/document.xml")])
    try Self.expect(
      Self.zip([("_rels/.rels", relationships), ("word/document.xml", "<document/>")]), .invalidContent,
      says: "not a workbook")
  }

  @Test(arguments: ["tool.xlsx", "东/TOOL.XLSM", "old.xls"]) func `an archive of workbooks`(name: String) throws {
    try Self.expect(Self.zip([("read me.txt", "x"), (name, "y")]), .archiveOfFiles, says: "ZIP archive of workbooks")
  }

  @Test func `an archive does not contradict itself about what it is`() throws {
    let error = try #require(try failure(readingBytes: Self.zip([("photo.jpg", "x")])))
    #expect(!error.description.contains("not a ZIP archive"))
  }

  @Test func `a workbook whose end is missing`() throws {
    let folder = try ScratchFolder()
    var book = HandmadeWorkbook(rows: (1...200).map { "<row r=\"\($0)\"><c><v>\($0 * 7919)</v></c></row>" }.joined())
    book.setSharedStrings("")
    try book.write(to: folder.file("book.xlsx"))
    let bytes = try folder.bytes("book.xlsx")
    for count in [4, 29, 30, 100, bytes.count / 2, bytes.count - 300, bytes.count - 22, bytes.count - 1] {
      try Self.expect(Array(bytes.prefix(count)), .truncated, says: "truncated")
    }
  }

  @Test func `every truncation and every changed byte ends in an error or in a workbook, never in a crash`() throws {
    let folder = try ScratchFolder()
    var book = HandmadeWorkbook(rows: "<row><c r=\"A1\" t=\"s\"><v>0</v></c><c><f>1+1</f><v>2</v></c></row>")
    book.setSharedStrings("<si><t>a</t></si>")
    try book.write(to: folder.file("book.xlsx"))
    let bytes = try folder.bytes("book.xlsx")
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(try failure(readingBytes: Array(bytes.prefix(count))) != nil, "the first \(count) bytes")
    }
    for place in stride(from: 0, to: bytes.count, by: 3) {
      for flip in [0x01, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] ^= flip
        try folder.put("changed.xlsx", bytes: changed)
        if let error = failure(reading: folder.file("changed.xlsx")) {
          #expect(error.code != .invalidArgument, "byte \(place): \(error)")
        }
      }
    }
  }
}
