import Foundation
import TestSupport
import Testing
import XLSX

@testable import GreenQuote
@testable import Pages
@testable import Procurement

@Suite("The scan of a folder")
struct FolderScanTests {
  /// Makes files with a byte each; a name that ends in `/` makes a folder.
  private func folder(_ names: [String]) throws -> Scratch {
    let scratch = try Scratch()
    for name in names {
      let path = scratch.path(name)
      let parent = name.hasSuffix("/") ? path : URL(filePath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      if !name.hasSuffix("/") { try Data([0x50]).write(to: URL(filePath: path)) }
    }
    return scratch
  }

  @Test func `lists the files of all folders in the order of their bytes, whatever the script`() throws {
    let scratch = try folder([
      "b.xlsx", "B.xlsx", "文件/供应商.xlsx", "a b/ü.xlsm", "a b/'q\".xlsx", "emoji 🧾.xlsx", "empty/",
    ])
    let files = try FolderScan(scratch.path("")).files
    #expect(files.map(\.path) == ["B.xlsx", "a b/'q\".xlsx", "a b/ü.xlsm", "b.xlsx", "emoji 🧾.xlsx", "文件/供应商.xlsx"])
    #expect(files.allSatisfy { $0.skipping == nil && $0.problem == nil })
  }

  @Test(arguments: [
    ("~$tool.xlsx", FolderScan.Skipping.lockFile), (".~lock.tool.xlsx#", .lockFile), (".hidden.xlsx", .hidden),
    ("notes.pdf", .otherKind),
    ("xlsx", .otherKind), ("tool", .otherKind), ("tool.xlsx.part", .otherKind),
  ]) func `what is no workbook is named with the reason`(name: String, reason: FolderScan.Skipping) throws {
    let scratch = try folder([name])
    let files = try FolderScan(scratch.path("")).files
    #expect(files == [FolderScan.File(path: name, skipping: reason)])
  }

  @Test(arguments: ["tool.xlsx", "TOOL.XLSX", "tool.xlsm", "tool.xls", "tool.xlsb", "tool.ods", "a.b.xlsx"])
  func `workbooks of every kind are answered, if only to say what they are`(name: String) throws {
    let scratch = try folder([name])
    #expect(try FolderScan(scratch.path("")).files == [FolderScan.File(path: name)])
  }

  @Test func `links to files are followed, those to folders and to nothing are named, pipes are not opened`() throws {
    let scratch = try folder(["real.xlsx", "sub/inner.xlsx"])
    symlink("real.xlsx", scratch.path("link.xlsx"))
    symlink(".", scratch.path("sub/loop"))
    symlink("nowhere", scratch.path("broken.xlsx"))
    mkfifo(scratch.path("pipe.xlsx"), 0o600)
    let files = try FolderScan(scratch.path("")).files
    #expect(
      files == [
        .init(path: "broken.xlsx", skipping: .link), .init(path: "link.xlsx"),
        .init(path: "pipe.xlsx", skipping: .special),
        .init(path: "real.xlsx"), .init(path: "sub/inner.xlsx"), .init(path: "sub/loop", skipping: .link),
      ])
  }

  @Test func `a name that is no text is reported and changes nothing for the others`() throws {
    let scratch = try folder(["a.xlsx"])
    let bytes: [CChar] =
      Array(scratch.path("").utf8).map { CChar(bitPattern: $0) } + [0x2F, 0x62, CChar(bitPattern: 0xFF), 0x2E, 0x78, 0]
    let descriptor = open(bytes, O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    let files = try FolderScan(scratch.path("")).files
    #expect(files.map(\.path) == ["a.xlsx", "b\\xFF.x"])
    #expect(files.last?.problem == FolderScan.nameIsNoText)
  }

  @Test func `the folder of the results is left out by what it is, not by how it is called`() throws {
    let scratch = try folder(["a.xlsx", "out/b.xlsx"])
    symlink("out", scratch.path("other-name"))
    let files = try FolderScan(scratch.path(""), excluding: [scratch.path("other-name")]).files
    #expect(files.map(\.path) == ["a.xlsx", "other-name"])
  }

  @Test func `a folder that is not there is an error`() {
    #expect(throws: SystemFailure.self) { try FolderScan("/nowhere/at/all") }
  }
}

@Suite("Names of results")
struct OutputNameTests {
  @Test func `are those of the files, and never the same`() {
    var names = OutputNames()
    let paths = ["a.xlsm", "a.xlsx", "a.xlsx.xlsx", "b/a.xlsx", "b/é.xlsx", "b/e\u{301}.xlsx", ".xlsx"]
    let stems = paths.map { names.stem(of: $0) }
    #expect(stems == ["a", "a.xlsx", "a.xlsx.xlsx", "b/a", "b/é", "b/e\u{301}.xlsx", ".xlsx"])
    #expect(Set(stems.map { Array($0.utf8) }).count == stems.count)
  }

  @Test func `have room for what is added to them`() {
    var names = OutputNames()
    let long = String(repeating: "文", count: 84)
    let stems = [names.stem(of: long + ".xlsx"), names.stem(of: long + ".xlsm"), names.stem(of: long + "件.xlsx")]
    #expect(stems.allSatisfy { ($0 + "-annotated.xlsx").utf8.count <= 255 })
    #expect(Set(stems).count == 3)
  }
}

@Suite("Files that settle")
struct SettlingFileTests {
  private let look = FileIdentity(device: 1, inode: 1, size: 10, modified: 1)

  @Test func `a file is taken once it has not changed for long enough`() {
    var settling = SettlingFiles(patience: 2)
    #expect(settling.note([("a", look)], now: 0).isEmpty)
    #expect(settling.note([("a", look)], now: 1.9).isEmpty)
    #expect(settling.note([("a", look)], now: 2) == ["a"])
  }

  @Test(arguments: [
    FileIdentity(device: 1, inode: 1, size: 11, modified: 1), .init(device: 1, inode: 1, size: 10, modified: 2),
    .init(device: 1, inode: 2, size: 10, modified: 1),
  ]) func `whatever changes begins the wait anew`(change: FileIdentity) {
    var settling = SettlingFiles(patience: 2)
    _ = settling.note([("a", look)], now: 0)
    #expect(settling.note([("a", change)], now: 2).isEmpty)
    #expect(settling.note([("a", change)], now: 4) == ["a"])
  }

  @Test func `two spellings of a name are two files, and one that goes is forgotten`() {
    var settling = SettlingFiles(patience: 1)
    _ = settling.note([("é", look)], now: 0)
    #expect(settling.note([("é", look), ("e\u{301}", look)], now: 1) == ["é"])
    #expect(settling.note([], now: 2).isEmpty)
    #expect(settling.isEmpty)
    #expect(settling.note([("é", look)], now: 3).isEmpty)
  }

  @Test func `a file that a program holds open for writing is known`() throws {
    let scratch = try Scratch()
    let path = scratch.path("a.xlsx")
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    #expect(isBeingWritten(path))
    close(descriptor)
    #expect(!isBeingWritten(path))
    #expect(!isBeingWritten(scratch.path("none")))
  }
}
