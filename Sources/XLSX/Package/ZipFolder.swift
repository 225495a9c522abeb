internal import CLibzip
internal import Glibc

/// The files in a ZIP archive that is no workbook itself, such as workbooks that were sent together.
///
/// Confined to one task: open, unpack, drop.
public final class ZipFolder {
  /// Why a file is not unpacked.
  public enum Problem: String, Error, Sendable, Hashable, CaseIterable {
    /// Its name leads out of the archive, or is none.
    case unsafeName = "unsafe-name"
    /// There is another file of its name.
    case duplicate
    /// It is encrypted under a password.
    case encrypted
    /// It would be too large.
    case tooLarge = "too-large"
    /// It is an archive itself.
    case nested
    /// There are too many files in the archive.
    case tooMany = "too-many"
    /// The archive is damaged, or its end is missing.
    case damaged
    /// There is nothing in the archive.
    case empty
  }

  /// A file in the archive.
  public struct Entry: Sendable, Hashable {
    /// Its path in the archive, with `/` between folders.
    public var name: String
    /// Its size in bytes, as the archive states it.
    public var size: Int64
    /// When it was last changed, in seconds since 1970, as the archive states it.
    public var modified: Int
    /// Why it is not unpacked; `nil` for one that can be.
    public var problem: Problem?
    fileprivate var index: UInt64
  }

  /// The path of the archive.
  public let path: String
  /// The files in the order of the archive; folders are none.
  public private(set) var entries: [Entry] = []
  private let handle: OpaquePointer

  /// More files than these are not looked at.
  public static let mostEntries = 10_000
  /// Larger files are not unpacked, in bytes.
  private static let largest: UInt64 = 1 << 30
  /// More than this together is not unpacked, in bytes.
  private static let largestTotal: UInt64 = 8 << 30
  /// What a file may be unpacked to, as a multiple of what it takes in the archive, beyond some bytes.
  private static let greatestRatio: UInt64 = 500
  private static let ratioFloor: UInt64 = 64 << 20

  /// Lists the files of an archive.
  ///
  /// - Throws: ``Problem`` of the archive as a whole.
  public init(path: String) throws(Problem) {
    self.path = path
    var code: Int32 = 0
    guard (try? FileSignature.requireZip(path: path)) != nil, let handle = zip_open(path, ZIP_RDONLY, &code) else {
      throw Self.isEmptyArchive(path) ? .empty : .damaged
    }
    self.handle = handle
    let count = zip_get_num_entries(handle, 0)
    guard count <= Self.mostEntries else { throw .tooMany }
    var total: UInt64 = 0
    var names: Set<String> = []
    for index in 0..<zip_uint64_t(max(count, 0)) {
      var status = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &status) == 0,
        let raw = zip_get_name(handle, index, zip_flags_t(ZIP_FL_ENC_RAW))
      else { throw .damaged }
      let name = ZipEntryName.decode(UnsafeBufferPointer(start: raw, count: strlen(raw)).map { UInt8(bitPattern: $0) })
      if name.hasSuffix("/") { continue }
      total = total.addingReportingOverflow(status.size).partialValue
      guard status.size <= Self.largestTotal, total <= Self.largestTotal else { throw .tooLarge }
      var entry = Entry(name: name, size: Int64(clamping: status.size), modified: Int(status.mtime), index: index)
      if !ZipEntryName.isSafe(name) {
        entry.problem = .unsafeName
      } else if !names.insert(name).inserted {
        entry.problem = .duplicate
      } else if status.encryption_method != UInt16(ZIP_EM_NONE) {
        entry.problem = .encrypted
      } else if status.size > Self.largest
        || status.size > Self.ratioFloor && status.size / max(1, status.comp_size) > Self.greatestRatio
      {
        entry.problem = .tooLarge
      } else if name.lowercased().hasSuffix(".zip") {
        entry.problem = .nested
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .empty }
  }

  deinit { zip_discard(handle) }

  private static func isEmptyArchive(_ path: String) -> Bool {
    guard let bytes = try? SmallFile.read(path, limit: 1 << 16) else { return false }
    return bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Whether the archive is a workbook, or a text document of an office program: it is to be read as it is.
  public var isDocument: Bool {
    entries.contains { ["[Content_Types].xml", "xl/workbook.xml", "mimetype"].contains($0.name) }
  }

  /// Writes the content of a file under a path at which there is nothing yet; only its owner can read it.
  ///
  /// - Throws: ``XLSXError`` where the file is damaged, or cannot be written.
  public func unpack(_ entry: Entry, to target: String) throws(XLSXError) {
    do throws(XLSXError) {
      var status = zip_stat_t()
      guard zip_stat_index(handle, entry.index, 0, &status) == 0 else {
        throw XLSXError(.truncated, detail: String(cString: zip_strerror(handle)))
      }
      let isDeflated = status.comp_method == UInt16(ZIP_CM_DEFLATE)
      let flags = isDeflated ? zip_flags_t(ZIP_FL_COMPRESSED) : 0
      guard let file = zip_fopen_index(handle, entry.index, flags) else {
        throw XLSXError(.cannotRead, detail: String(cString: zip_strerror(handle)))
      }
      let stream = PartStream(file: file, path: path, part: entry.name, status: status, archive: self)
      try Self.copy(stream, to: target)
    } catch {
      throw error.inFile(path + "/" + entry.name)
    }
    var times = [timespec(tv_sec: entry.modified, tv_nsec: 0), timespec(tv_sec: entry.modified, tv_nsec: 0)]
    utimensat(AT_FDCWD, target, &times, 0)
  }

  private static func copy(_ stream: PartStream, to target: String) throws(XLSXError) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let file: FileDescriptor
    do throws(SystemError) {
      file = try FileDescriptor(opening: target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    } catch {
      throw XLSXError(.cannotWrite, detail: error.text)
    }
    var offset: Int64 = 0
    while case let count = try stream.read(into: &block, from: 0), count > 0 {
      do throws(SystemError) {
        try file.write(block.span.bytes.extracting(first: count), at: offset)
      } catch {
        throw XLSXError(.cannotWrite, detail: error.text)
      }
      offset += Int64(count)
    }
  }
}
