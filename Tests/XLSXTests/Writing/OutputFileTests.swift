import Glibc
import Testing

@testable import XLSX

struct OutputFileTests {
  struct Stop: Error {}
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func `a new file has the permissions that the umask leaves`() throws {
    try OutputFile.write(to: folder.file("a"), force: false) { try $0.write("text") }
    let mask = umask(0)
    umask(mask)
    #expect(try folder.text("a") == "text")
    #expect(folder.mode("a") == 0o666 & ~mask)
    #expect(folder.names == ["a"])
  }

  @Test func `an existing file is kept without force`() throws {
    try folder.put("a", "old")
    let error = #expect(throws: XLSXError.self) {
      try OutputFile.write(to: folder.file("a"), force: false) { try $0.write("new") }
    }
    #expect(error?.code == .fileExists)
    #expect(try folder.text("a") == "old")
    #expect(folder.names == ["a"])
  }

  @Test func `a file that appears while another is written is kept`() throws {
    let output = try OutputFile(path: folder.file("a"), force: false)
    try output.write("new")
    try folder.put("a", "theirs")
    let error = #expect(throws: XLSXError.self) { try output.commit() }
    #expect(error?.code == .fileExists)
    #expect(try folder.text("a") == "theirs")
  }

  @Test func `force replaces a file and keeps its permissions`() throws {
    try folder.put("a", "old", mode: 0o640)
    try OutputFile.write(to: folder.file("a"), force: true) { try $0.write("new") }
    #expect(try folder.text("a") == "new")
    #expect(folder.mode("a") == 0o640)
    #expect(folder.names == ["a"])
  }

  @Test(arguments: [true, false]) func `a symbolic link stays and its file is replaced`(absolute: Bool) throws {
    try folder.put("a", "old")
    symlink(absolute ? folder.file("a") : "a", folder.file("link"))
    try OutputFile.write(to: folder.file("link"), force: true) { try $0.write("new") }
    #expect(try folder.text("a") == "new")
    var status = stat()
    #expect(lstat(folder.file("link"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `a link that leads nowhere gets its file`() throws {
    symlink("a", folder.file("link"))
    try OutputFile.write(to: folder.file("link"), force: false) { try $0.write("new") }
    #expect(folder.names == ["a", "link"])
    #expect(try folder.text("a") == "new")
  }

  @Test func `a failure leaves nothing, and the old file as it was`() throws {
    try folder.put("a", "old")
    for name in ["a", "b"] {
      #expect(throws: Stop.self) {
        try OutputFile.write(to: folder.file(name), force: true) {
          try $0.write("half")
          throw Stop()
        }
      }
    }
    #expect(try folder.text("a") == "old")
    #expect(folder.names == ["a"])
  }

  @Test func `folders, devices and missing folders are refused`() {
    func code(_ path: String) -> XLSXError.Code? {
      do throws(XLSXError) {
        _ = try OutputFile(path: path, force: true)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code(folder.path) == .isFolder)
    #expect(code("/dev/null") == .cannotWrite)
    #expect(code(folder.file("none/a")) == .cannotWrite)
  }

  @Test func `bytes can be written anywhere and read back`() throws {
    let output = try OutputFile(path: folder.file("a"), force: false)
    try output.write([1, 2, 3, 4])
    let nine: [UInt8] = [9]
    try output.write(nine.span.bytes, at: 1)
    var bytes = [UInt8](repeating: 0, count: 8)
    var span = bytes.mutableSpan
    var raw = span.mutableBytes
    let count = try output.read(into: &raw, at: 0)
    #expect(count == 4 && output.count == 4)
    #expect(bytes.prefix(4) == [1, 9, 3, 4])
  }
}
