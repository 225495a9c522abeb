import Foundation
import JSON
import Procurement
import TestSupport
import Testing

@testable import XLSX

@Suite("Archives of workbooks, and workbooks under a password, on the command line")
struct ArchiveCommandTests {
  private static let password = "пароль 密码"

  private static func archive(_ entries: [(name: String, source: String?)], to path: String) throws {
    let output = try ArchiveOutput(to: path, force: true)
    for entry in entries {
      try output.set(entry.name, bytes: entry.source.map { try [UInt8](Fixture.bytes(Fixture.path($0))) } ?? [1, 2, 3])
    }
    try output.commit()
  }

  private static func folder(_ entries: [(name: String, source: String?)]) throws -> Scratch {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path("in"), withIntermediateDirectories: true)
    try archive(entries, to: scratch.path("in/returned.zip"))
    return scratch
  }

  private static func summary(_ scratch: Scratch) throws -> [BatchFile] {
    struct Summary: Decodable { var files: [BatchFile] }
    return try JSONDecoder().decode(Summary.self, from: Fixture.bytes(scratch.path("out/summary.json"))).files
  }

  private static let good: [(name: String, source: String?)] = [
    ("east/金色.xlsx", "tools/golden.xlsx"), ("two.xlsx", "tools/two-countries.xlsx"),
    ("west/same.xlsx", "tools/golden.xlsx"), ("note.pdf", nil), ("__MACOSX/._two.xlsx", nil), ("~$two.xlsx", nil),
  ]

  @Test func `each workbook of an archive is a file of the batch, with answers under the archive's name`() throws {
    let scratch = try Self.folder(Self.good)
    let result = try Command.run("batch", scratch.path("in"), "-o", scratch.path("out"), "--as-of", "2026-11-21")
    #expect(result.status == 0, "\(result.output)\(result.messages)")
    let files = try Self.summary(scratch)
    #expect(
      files.map { "\($0.file) \($0.state.rawValue)" } == [
        "returned.zip/__MACOSX/._two.xlsx skipped", "returned.zip/east/金色.xlsx ready", "returned.zip/note.pdf skipped",
        "returned.zip/two.xlsx ready", "returned.zip/west/same.xlsx duplicate", "returned.zip/~$two.xlsx skipped",
      ])
    #expect(FileManager.default.fileExists(atPath: scratch.path("out/returned.zip/east/金色-quotewin.xlsx")))
    let own = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("out/.greenquote"))
    #expect(!own.contains { $0.hasSuffix(".xlsx") }, "\(own)")
    // What was answered is not answered again.
    let before = try Fixture.bytes(scratch.path("out/.greenquote/journal.jsonl"))
    let again = try Command.run("batch", scratch.path("in"), "-o", scratch.path("out"), "--resume")
    #expect(again.status == 0 && again.output == result.output, "\(again.output)")
    #expect(try Fixture.bytes(scratch.path("out/.greenquote/journal.jsonl")) == before)
  }

  @Test func `what an archive holds beside workbooks stops none of them, and has words`() throws {
    let scratch = try Self.folder([
      ("../../escaped.xlsx", "tools/golden.xlsx"), ("inner.zip", nil), ("good.xlsx", "tools/golden.xlsx"),
    ])
    try Data([0x50, 0x4B, 3, 4, 9, 9]).write(to: URL(filePath: scratch.path("in/broken.zip")))
    try Self.archive([("[Content_Types].xml", nil), ("xl/workbook.xml", nil)], to: scratch.path("in/workbook.zip"))
    let result = try Command.run("batch", scratch.path("in"), "-o", scratch.path("out"), "--as-of", "2026-11-21")
    #expect(result.status == 3)
    let files = try Self.summary(scratch)
    let reasons = Dictionary(uniqueKeysWithValues: files.map { ($0.file, $0.reason ?? $0.state.rawValue) })
    #expect(
      reasons == [
        "broken.zip": "archive-damaged", "returned.zip/../../escaped.xlsx": "archive-unsafe-name",
        "returned.zip/inner.zip": "archive-nested", "returned.zip/good.xlsx": "ready", "workbook.zip": "missing-part",
      ])
    #expect(files.allSatisfy { $0.state != .unreadable || $0.detail?.isEmpty == false })
    #expect(!FileManager.default.fileExists(atPath: scratch.path("escaped.xlsx")))
    #expect(!scratch.names.contains("escaped-quotewin.xlsx"))
  }

  @Test func `an archive given to validate is checked file by file`() throws {
    let scratch = try Self.folder(Self.good + [("inner.zip", nil), ("west/price.xlsx", "broken/price-is-text.xlsx")])
    let path = scratch.path("in/returned.zip")
    try FileManager.default.createDirectory(atPath: scratch.path("copies"), withIntermediateDirectories: true)
    let result = try Command.run(
      "validate", path, "--as-of", "2026-11-21", "--annotate", scratch.path("copies"),
      environment: ["TMPDIR": scratch.path("in")])
    #expect(result.status == 3)
    for name in ["east/金色.xlsx", "two.xlsx", "west/same.xlsx"] {
      #expect(result.output.contains("\(path)/\(name): ready"), "\(result.output)")
    }
    #expect(result.messages.contains("\(path)/inner.zip: a ZIP archive inside another"))
    let copies = try FileManager.default.contentsOfDirectory(atPath: scratch.path("copies")).sorted()
    // Only a file with something to mend gets a copy.
    #expect(copies == ["returned.zip - west - price.xlsx"], "\(copies)")
    // Nothing that was unpacked stays.
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("in")) == ["returned.zip"])
  }

  private static func passwords(_ lines: String, in scratch: Scratch) throws -> String {
    try Data(lines.utf8).write(to: URL(filePath: scratch.path("passwords.txt")))
    return scratch.path("passwords.txt")
  }

  @Test(arguments: ["excel-2007", "excel-2010", "excel-2016"]) func `a password file opens a protected workbook`(
    name: String
  ) throws {
    let scratch = try Scratch()
    let path = Fixture.path("protected/\(name).xlsx")
    let plain = try Command.run("validate", Fixture.path("forms/extra-sheets.xlsx"), "--as-of", "2026-11-21")
    let file = try Self.passwords("other\n\(Self.password)\n", in: scratch)
    let opened = try Command.run("validate", path, "--as-of", "2026-11-21", "--password-file", file)
    #expect(opened.status == plain.status && opened.messages.isEmpty)
    #expect(
      opened.output.replacing(path, with: "")
        == plain.output.replacing(Fixture.path("forms/extra-sheets.xlsx"), with: ""))
    let wrong = try Command.run("inspect", path, "--password-file", Self.passwords("other\n", in: scratch))
    #expect(wrong.status == 3 && wrong.messages.contains("none of those in the password file"))
    let without = try Command.run("inspect", path)
    #expect(without.status == 3 && without.messages.contains("--password-file"))
  }

  @Test func `a resumed batch with passwords answers what was locked, and keeps no password`() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path("in"), withIntermediateDirectories: true)
    for name in ["excel-2007", "excel-2016"] {
      try FileManager.default.copyItem(
        atPath: Fixture.path("protected/\(name).xlsx"), toPath: scratch.path("in/\(name).xlsx"))
    }
    let locked = try Command.run("batch", scratch.path("in"), "-o", scratch.path("out"), "--as-of", "2026-11-21")
    #expect(locked.status == 3)
    #expect(try Self.summary(scratch).map(\.reason) == ["encrypted", "encrypted"])
    let file = try Self.passwords(Self.password, in: scratch)
    let opened = try Command.run(
      "batch", scratch.path("in"), "-o", scratch.path("out"), "--resume", "--password-file", file)
    #expect(opened.status < 3, "\(opened.messages)")
    #expect(try Self.summary(scratch).allSatisfy { $0.kind == "form" })
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.path("out")) {
      guard let bytes = FileManager.default.contents(atPath: scratch.path("out/" + name)) else { continue }
      #expect(bytes.range(of: Data(Self.password.utf8)) == nil, "\(name)")
    }
  }

  @Test func `a copy without its password does not take the place of the workbook`() throws {
    let scratch = try Scratch()
    let path = try scratch.copy(Fixture.path("protected/excel-2016.xlsx"))
    let file = try Self.passwords(Self.password, in: scratch)
    let refused = try Command.run("complete", path, "--annotate", path, "--in-place", "--password-file", file)
    #expect(refused.status == 2 && refused.messages.contains("--password-file"))
    let unread = try Command.run("factors", "list", "--password-file", file)
    #expect(unread.status == 2, "\(unread.messages)")
  }
}
