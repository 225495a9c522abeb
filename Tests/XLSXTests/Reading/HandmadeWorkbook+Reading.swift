import Glibc
internal import HandmadeWorkbooks

@testable import XLSX

extension HandmadeWorkbook {
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

extension HandmadeArchive {
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
