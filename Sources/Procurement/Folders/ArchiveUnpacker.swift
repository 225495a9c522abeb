internal import Glibc
public import XLSX

/// Unpacks files of ZIP archives one at a time into a folder of its own, from which each goes when it has been read.
public final class ArchiveUnpacker {
  private let folder: String
  private var number = 0
  /// The archive that was opened last: its files come one after the other.
  private var archive: ZipFolder?

  /// Unpacks into that folder, which is made when it is needed; what an earlier run left there is removed.
  public init(into folder: String) {
    self.folder = folder
    removeAll()
  }

  deinit { removeAll() }

  /// Unpacks into a folder for temporary files of the system.
  public convenience init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    self.init(into: "\(base)/greenquote-\(getpid())-\(UInt64.random(in: .min ... .max))")
  }

  /// Unpacks a file.
  ///
  /// - Parameters:
  ///   - entry: the file.
  ///   - path: the path of its archive.
  /// - Returns: the path at which its content stands, under its own name.
  /// - Throws: `XLSXError` where the archive is damaged or was changed, or the content cannot be written.
  public func unpack(_ entry: ZipFolder.Entry, of path: String) throws(XLSXError) -> String {
    if archive?.path != path {
      archive = nil
      do throws(ZipFolder.Problem) { archive = try ZipFolder(path: path) } catch {
        throw XLSXError(.changedWhileReading, file: path)
      }
    }
    guard let archive, archive.entries.contains(entry) else { throw XLSXError(.changedWhileReading, file: path) }
    number += 1
    let own = "\(folder)/\(number)"
    do throws(SystemFailure) { try OutputFolder.makeFolders(own) } catch {
      throw XLSXError(.cannotWrite, file: own, detail: error.description)
    }
    let target = own + "/" + (entry.name.split(separator: "/").last.map(String.init) ?? "workbook.xlsx")
    try archive.unpack(entry, to: target)
    return target
  }

  /// Removes a file that was unpacked.
  public func remove(_ path: String) {
    unlink(path)
    if let slash = path.lastIndex(of: "/") { rmdir(String(path[..<slash])) }
  }

  private func removeAll() {
    for inner in Self.names(in: folder) {
      let path = folder + "/" + inner
      for file in Self.names(in: path) { unlink(path + "/" + file) }
      rmdir(path)
    }
    rmdir(folder)
  }

  private static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self), name != ".", name != ".." else { continue }
      names.append(name)
    }
    return names
  }
}
