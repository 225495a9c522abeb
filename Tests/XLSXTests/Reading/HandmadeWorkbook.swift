import Glibc

@testable import XLSX

/// A workbook composed part by part, so that it may hold what no writer would write.
struct HandmadeWorkbook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// In the order in which the archive holds them.
  var parts: [(name: String, bytes: [UInt8])] = []

  /// The smallest workbook that reads, with one sheet.
  ///
  /// - Parameter sheet: what stands inside `worksheet`.
  init(sheet: String = "<sheetData/>") {
    set("_rels/.rels", Self.relationshipPart([("rId1", "officeDocument", "xl/workbook.xml")]))
    set("xl/workbook.xml", Self.workbook("<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"))
    set(
      "xl/_rels/workbook.xml.rels",
      Self.relationshipPart([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "styles", "styles.xml"),
        ("rId4", "theme", "theme/theme1.xml"),
      ]))
    set("xl/worksheets/sheet1.xml", Self.worksheet(sheet))
  }

  /// The same with nothing but these rows.
  init(rows: String) { self.init(sheet: "<sheetData>\(rows)</sheetData>") }

  static func relationshipPart(_ all: [(id: String, kind: String, target: String)]) -> String {
    let items = all.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(relationships)/\($0.kind)\" Target=\"\($0.target)\"/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(items.joined())</Relationships>"
  }

  static func workbook(_ content: String) -> String {
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(content)</workbook>"
  }
  static func worksheet(_ content: String) -> String {
    "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(content)</worksheet>"
  }

  mutating func set(_ name: String, _ text: String) { set(name, bytes: Array(text.utf8)) }

  mutating func set(_ name: String, bytes: [UInt8]) {
    if let index = parts.firstIndex(where: { $0.name == name }) {
      parts[index].bytes = bytes
    } else {
      parts.append((name, bytes))
    }
  }

  mutating func remove(_ name: String) { parts.removeAll { $0.name == name } }

  mutating func rename(_ name: String, to other: String) {
    for index in parts.indices where parts[index].name == name { parts[index].name = other }
  }

  mutating func setSharedStrings(_ items: String) {
    set("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(items)</sst>")
  }
  mutating func setStyles(_ content: String) {
    set("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(content)</styleSheet>")
  }

  func write(to path: String) throws {
    let output = try ArchiveOutput(to: path, force: true)
    for part in parts { try output.set(part.name, bytes: part.bytes) }
    try output.commit()
  }

  /// Opens the workbook and hands it on, while the file is there.
  func open<Result>(limits: ReadingLimits = ReadingLimits(), _ body: (WorkbookReader) throws -> Result) throws -> Result
  {
    let folder = try ScratchFolder()
    try write(to: folder.file("book.xlsx"))
    return try body(WorkbookReader(path: folder.file("book.xlsx"), limits: limits))
  }

  /// The first sheet, read whole.
  func firstSheet(
    comments: Bool = false, validations: Bool = false, limits: ReadingLimits = ReadingLimits()
  ) throws -> Worksheet {
    try open(limits: limits) { try $0.worksheet($0.sheets[0], comments: comments, validations: validations) }
  }

  /// What opening the workbook and reading all of its sheets ends with, if that is an error.
  func failure(limits: ReadingLimits = ReadingLimits()) throws -> XLSXError? {
    let folder = try ScratchFolder()
    try write(to: folder.file("book.xlsx"))
    return XLSXTests.failure(reading: folder.file("book.xlsx"), limits: limits)
  }
}

/// What opening a file and reading all of its sheets ends with, if that is an error.
func failure(reading path: String, limits: ReadingLimits = ReadingLimits()) -> XLSXError? {
  do throws(XLSXError) {
    let reader = try WorkbookReader(path: path, limits: limits)
    for sheet in reader.sheets { try reader.read(sheet, comments: true) { _ in } }
    return nil
  } catch {
    return error
  }
}

extension Worksheet {
  subscript(_ name: String) -> Cell? { CellReference(name).flatMap { self[$0] } }

  /// What the cells hold, by their names.
  var values: [String: CellValue] {
    var values: [String: CellValue] = [:]
    for cell in rows.flatMap(\.cells) { values[cell.reference.description] = cell.value }
    return values
  }
}

/// Makes a ZIP archive byte by byte: stored entries, and whatever names, sizes and checksums a test wants.
///
/// Source: PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16.
struct HandmadeArchive {
  struct Entry {
    var name: String
    var bytes: [UInt8]
    /// 0 for stored, 8 for deflated bytes.
    var method = 0
    /// As stated in the headers, where it is not the true one.
    var statedSize: Int?
    var statedChecksum: UInt32?
    var flags = 0
  }

  var entries: [Entry] = []

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let common =
        Self.little(20, 2) + Self.little(entry.flags, 2) + Self.little(entry.method, 2) + Self.little(0x0021_0000, 4)
        + Self.little(Int(entry.statedChecksum ?? Self.checksum(entry.bytes)), 4) + Self.little(entry.bytes.count, 4)
        + Self.little(entry.statedSize ?? entry.bytes.count, 4) + Self.little(entry.name.utf8.count, 2) + [0, 0]
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + Self.little(file.count, 4)
        + entry.name.utf8
      file += [0x50, 0x4B, 3, 4] + common + entry.name.utf8 + entry.bytes
    }
    let counts = Self.little(entries.count, 2) + Self.little(entries.count, 2)
    return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + counts + Self.little(directory.count, 4)
      + Self.little(file.count, 4) + [
        0, 0,
      ]
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32 as ZIP uses it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
  }
}

extension HandmadeArchive {
  init(_ workbook: HandmadeWorkbook) { entries = workbook.parts.map { Entry(name: $0.name, bytes: $0.bytes) } }

  /// Changes the entry of that name.
  mutating func change(_ name: String, _ change: (inout Entry) -> Void) {
    for index in entries.indices where entries[index].name == name { change(&entries[index]) }
  }

  /// What reading the archive as a workbook ends with, if that is an error.
  func failure(limits: ReadingLimits = ReadingLimits()) throws -> XLSXError? {
    try XLSXTests.failure(readingBytes: bytes, limits: limits)
  }
}

/// What reading a file of these bytes ends with, if that is an error.
func failure(readingBytes bytes: [UInt8], named name: String = "book.xlsx", limits: ReadingLimits = ReadingLimits())
  throws -> XLSXError?
{
  let folder = try ScratchFolder()
  try folder.put(name, bytes: bytes)
  return failure(reading: folder.file(name), limits: limits)
}

extension ScratchFolder {
  func put(_ name: String, bytes: [UInt8]) throws {
    let descriptor = try FileDescriptor(opening: file(name), flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
    try descriptor.write(bytes.span.bytes, at: 0)
  }
}
