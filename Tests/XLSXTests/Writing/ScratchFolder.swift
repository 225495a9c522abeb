import Glibc

@testable import XLSX

/// A folder for one test, removed with everything in it.
final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/xlsx-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemError() }
    path = String(cString: made)
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// What the folder holds, hidden files too, in order.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func bytes(_ name: String) throws -> [UInt8] {
    let descriptor = try FileDescriptor(opening: file(name), flags: O_RDONLY)
    var bytes = [UInt8](repeating: 0, count: Int(try descriptor.status().st_size))
    var span = bytes.mutableSpan
    var raw = span.mutableBytes
    _ = try descriptor.read(into: &raw, at: 0)
    return bytes
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func put(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
    let descriptor = try FileDescriptor(opening: file(name), flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
    try descriptor.write(Array(text.utf8).span.bytes, at: 0)
    chmod(file(name), mode)
  }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    return lstat(file(name), &status) == 0 ? status.st_mode & 0o7777 : 0
  }
}

extension NewWorkbook {
  /// A part of the workbook as it is written.
  func text(ofPart part: String) throws -> String {
    let folder = try ScratchFolder()
    try write(to: folder.file("book.xlsx"))
    let archive = try ArchiveReader(path: folder.file("book.xlsx"), limits: ReadingLimits())
    return String(decoding: try archive.bytes(of: PartName(part)), as: UTF8.self)
  }

  init(_ worksheets: NewWorksheet...) {
    self.init()
    self.worksheets = worksheets
  }
}

/// The error that writing ends with, if any.
func failure(writing workbook: NewWorkbook) -> XLSXError? {
  do {
    let folder = try ScratchFolder()
    do throws(XLSXError) {
      try workbook.write(to: folder.file("book.xlsx"))
      return nil
    } catch {
      return folder.names.isEmpty ? error : XLSXError(.cannotWrite, detail: "left behind: \(folder.names)")
    }
  } catch {
    return XLSXError(.cannotRead, detail: "\(error)")
  }
}
