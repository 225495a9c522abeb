import Foundation
import Testing

@testable import XLSX

@Suite("The seal of a package")
struct PackageSealTests {
  private static let seal = PackageSeal(program: "Tester")

  private static func write(sealed: Bool, to path: String) throws {
    var workbook = NewWorkbook()
    var sheet = NewWorksheet(name: "One")
    sheet.rows = RowSource([NewRow(1, [NewCell(1, .text("text")), NewCell(2, .number(1))])])
    workbook.worksheets = [sheet]
    workbook.seal = sealed ? seal : nil
    try workbook.write(to: path, force: true)
  }

  private static func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "seal-\(UUID().uuidString)-\(name)").path
  }

  @Test func `a sealed workbook is known again, and reads as any other`() throws {
    let path = Self.path("a.xlsx")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.write(sealed: true, to: path)
    #expect(Self.seal.isIntact(at: path))
    #expect(!PackageSeal(program: "Other").isIntact(at: path))
    let reader = try WorkbookReader(path: path)
    #expect(reader.sheets.map(\.name) == ["One"])
    try Self.write(sealed: false, to: path)
    #expect(!Self.seal.isIntact(at: path))
  }

  @Test func `whatever is changed, the seal is broken or gone`() throws {
    let path = Self.path("a.xlsx")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.write(sealed: true, to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    // An edit without a seal of its own keeps the comment, which does not hold any more.
    let editor = try WorkbookEditor(path: path)
    try editor.set(.value(.number(2)), at: CellReference(row: 1, column: 2), in: "One")
    try editor.write(to: path, force: true)
    #expect(!Self.seal.isIntact(at: path))
    // With one it is sealed anew.
    let again = try WorkbookEditor(path: path)
    again.seal = Self.seal
    try again.set(.value(.number(3)), at: CellReference(row: 1, column: 2), in: "One")
    try again.write(to: path, force: true)
    #expect(Self.seal.isIntact(at: path))
    for length in [0, 10, whole.count - 1, whole.count - 30] {
      try whole.prefix(length).write(to: URL(filePath: path))
      #expect(!Self.seal.isIntact(at: path), "\(length) bytes")
    }
    try (whole + Data([0])).write(to: URL(filePath: path))
    #expect(!Self.seal.isIntact(at: path))
    try FileManager.default.removeItem(atPath: path)
    #expect(!Self.seal.isIntact(at: path))
  }

  @Test func `an archive with a comment of somebody else's keeps it and gets no seal`() throws {
    let path = Self.path("a.xlsx")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.write(sealed: false, to: path)
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let comment = Array("made by hand".utf8)
    bytes[bytes.count - 2] = UInt8(comment.count)
    try Data(bytes + comment).write(to: URL(filePath: path))
    let editor = try WorkbookEditor(path: path)
    editor.seal = Self.seal
    try editor.set(.value(.number(2)), at: CellReference(row: 1, column: 2), in: "One")
    try editor.write(to: path, force: true)
    #expect(!Self.seal.isIntact(at: path))
    #expect(Array(try Data(contentsOf: URL(filePath: path))).suffix(comment.count) == comment[...])
  }
}
