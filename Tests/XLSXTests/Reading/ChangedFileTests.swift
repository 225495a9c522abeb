import Glibc
import HandmadeWorkbooks
import Testing

@testable import XLSX

/// A file that changes or vanishes under a reader or an editor.
@Suite("A file that changes") struct ChangedFileTests {
  enum Change: CaseIterable, CustomTestStringConvertible {
    case replaced, truncated, emptied, lengthened, overwritten, removed, touched

    var testDescription: String { "\(self)" }

    func make(_ path: String, in folder: ScratchFolder) throws {
      switch self {
      case .replaced:
        try HandmadeWorkbook(rows: "<row/>").write(to: folder.file("other.xlsx"))
        guard rename(folder.file("other.xlsx"), path) == 0 else { throw SystemError() }
      case .truncated: guard truncate(path, 5_000) == 0 else { throw SystemError() }
      case .emptied: guard truncate(path, 0) == 0 else { throw SystemError() }
      case .lengthened:
        let descriptor = try FileDescriptor(opening: path, flags: O_WRONLY)
        try descriptor.write([UInt8](repeating: 0, count: 99).span.bytes, at: Int64(try descriptor.status().st_size))
      case .overwritten:
        // As many bytes, none of them what it was.
        let descriptor = try FileDescriptor(opening: path, flags: O_WRONLY)
        try descriptor.write([UInt8](repeating: 0x5A, count: Int(try descriptor.status().st_size)).span.bytes, at: 0)
      case .removed: guard unlink(path) == 0 else { throw SystemError() }
      case .touched: guard utimes(path, nil) == 0 else { throw SystemError() }
      }
    }
  }

  /// A workbook so large and so random that a reader holds a small part of it at a time.
  private static let book: Result<[UInt8], any Error> = Result {
    var generator = SeededGenerator(state: 1)
    let rows = (1...10_000).map { NewRow($0, [NewCell(1, .number(Double.random(in: 0...1, using: &generator)))]) }
    let folder = try ScratchFolder()
    try NewWorkbook(NewWorksheet(name: "Data", rows: RowSource(rows))).write(to: folder.file("book.xlsx"))
    return try folder.bytes("book.xlsx")
  }

  private static func put(_ name: String, in folder: ScratchFolder) throws {
    try folder.put(name, bytes: book.get())
    // Long ago, so that a change shows in the time of the file however coarse its clock.
    var times = [timeval](repeating: timeval(tv_sec: 1_700_000_000, tv_usec: 0), count: 2)
    guard utimes(folder.file(name), &times) == 0 else { throw SystemError() }
  }

  @Test("ends the reading in an error, at whatever row", arguments: Change.allCases, [1, 5_000, 10_000])
  func reading(change: Change, row: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.file("book.xlsx")
    try Self.put("book.xlsx", in: folder)
    let reader = try WorkbookReader(path: path)
    let error = #expect(throws: XLSXError.self) {
      try reader.read(reader.sheets[0]) { if $0.index == row { try change.make(path, in: folder) } }
    }
    let codes: [XLSXError.Code] = [.changedWhileReading, .truncated, .wrongChecksum]
    #expect(error.map { codes.contains($0.code) } == true, "\(String(describing: error))")
    #expect(error?.file == path)
  }

  @Test("is not edited, and nothing is written", arguments: Change.allCases) func editing(change: Change) throws {
    let folder = try ScratchFolder()
    let path = folder.file("book.xlsx")
    try Self.put("book.xlsx", in: folder)
    try folder.put("answer.xlsx", "as it was")
    let editor = try WorkbookEditor(path: path)
    try editor.set(.value(.number(1)), at: CellReference(row: 1, column: 1), in: "Data")
    try change.make(path, in: folder)
    let error = #expect(throws: XLSXError.self) { try editor.write(to: folder.file("answer.xlsx"), force: true) }
    #expect(error?.code == .changedWhileReading)
    #expect(try folder.text("answer.xlsx") == "as it was")
    #expect(folder.names == (change == .removed ? ["answer.xlsx"] : ["answer.xlsx", "book.xlsx"]))
  }
}
