internal import Glibc
public import XLSX

/// Every file below a folder, in the order of the bytes of their names: the same folder always gives the same list.
///
/// Symbolic links to files are followed, those to folders are not: they could lead round in circles.
public struct FolderScan: Sendable {
  /// Why a file is not looked at.
  public enum Skipping: String, Sendable, Hashable, CaseIterable {
    /// A lock file such as `~$tool.xlsx`: Excel has the workbook open.
    case lockFile = "lock-file"
    /// Its name begins with a dot.
    case hidden
    /// No workbook by its name.
    case otherKind = "other-kind"
    /// A link to a folder, or to nothing.
    case link
    /// A device, a pipe or the like.
    case special
  }

  /// A file that was found.
  public struct File: Sendable, Hashable {
    /// Relative to the folder; bytes that are no text are written as `\xFF`.
    public var path: String
    /// Why the file is not to be answered; `nil` for a file that is.
    public var skipping: Skipping?
    /// Why it cannot be reached: a folder that may not be read, or a name that is no text.
    public var problem: String?
    /// The ZIP archive that it stands in, as a file of the folder; `nil` for one that is a file itself.
    public var archive: String?
    /// What it is in that archive.
    public var entry: ZipFolder.Entry?
    /// Why an archive, or a file in it, is not unpacked.
    public var archiveProblem: ZipFolder.Problem?

    /// Whether there is an answer to it.
    var isAnswered: Bool { skipping == nil && problem == nil && archiveProblem == nil }

    /// A file at that path.
    public init(path: String, skipping: Skipping? = nil, problem: String? = nil) {
      self.path = path
      self.skipping = skipping
      self.problem = problem
    }
  }

  static let nameIsNoText = "name is no text"

  /// The files that were found, in the order of their paths.
  public private(set) var files: [File] = []

  /// Endings of workbooks, and of what people send in their place; the reader says what is the matter with the latter.
  static let endings: Set<String> = ["xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "xlt", "et", "ods", "numbers"]

  /// Looks through a folder and all folders in it.
  ///
  /// - Parameters:
  ///   - folder: the one to look through.
  ///   - excluded: folders inside it that are left out.
  ///   - opensArchives: whether files in ZIP archives are listed as if the archives were folders.
  /// - Throws: ``SystemFailure`` where the folder itself cannot be read.
  public init(_ folder: String, excluding excluded: [String] = [], opensArchives: Bool = false) throws(SystemFailure) {
    // By device and number: the same folder has many names.
    let left: [(device: dev_t, number: ino_t)] = excluded.compactMap { path in
      var status = stat()
      return stat(path, &status) == 0 ? (status.st_dev, status.st_ino) : nil
    }
    var waiting: [(path: String, relative: String)] = [(folder, "")]
    while let next = waiting.popLast() {
      do {
        for name in try Self.names(in: next.path) {
          let relative = next.relative + Self.shown(name)
          guard let text = String(validating: name, as: UTF8.self) else {
            files.append(File(path: relative, problem: Self.nameIsNoText))
            continue
          }
          let path = next.path + "/" + text
          var status = stat()
          guard lstat(path, &status) == 0 else {
            files.append(File(path: relative, problem: SystemFailure().description))
            continue
          }
          if status.st_mode & S_IFMT == S_IFDIR {
            if text.hasPrefix(".") {
              files.append(File(path: relative, skipping: .hidden))
            } else if !left.contains(where: { $0.device == status.st_dev && $0.number == status.st_ino }) {
              waiting.append((path, relative + "/"))
            }
            continue
          }
          let file = File(path: relative, skipping: Self.skipping(text, path, status))
          if opensArchives, file.skipping == .otherKind, text.lowercased().hasSuffix(".zip") {
            files += Self.files(inArchive: path, named: relative)
          } else {
            files.append(file)
          }
        }
      } catch {
        if next.relative.isEmpty { throw error }
        files.append(File(path: String(next.relative.dropLast()), problem: error.description))
      }
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The files in a ZIP archive, in its order.
  ///
  /// - Parameters:
  ///   - path: the path of the archive.
  ///   - name: what their paths begin with.
  /// - Returns: the files; an archive that is a workbook, or cannot be opened, itself.
  public static func files(inArchive path: String, named name: String) -> [File] {
    var whole = File(path: name)
    do throws(ZipFolder.Problem) {
      let archive = try ZipFolder(path: path)
      if archive.isDocument { return [whole] }
      return archive.entries.map { entry in
        var file = File(path: name + "/" + entry.name)
        file.archive = name
        file.entry = entry
        file.archiveProblem = entry.problem
        let parts = entry.name.split(separator: "/")
        if parts.contains(where: { $0 == "__MACOSX" || $0.hasPrefix(".") && !$0.hasPrefix(".~lock.") && $0 != ".." }) {
          file.skipping = .hidden
        } else {
          file.skipping = skipping(parts.last.map(String.init) ?? "")
        }
        if file.archiveProblem == .nested || file.archiveProblem == .unsafeName { file.skipping = nil }
        return file
      }
    } catch {
      whole.archiveProblem = error
      return [whole]
    }
  }

  private static func skipping(_ name: String, _ path: String, _ status: stat) -> Skipping? {
    let skipping = skipping(name)
    guard skipping == nil || skipping == .otherKind else { return skipping }
    switch status.st_mode & S_IFMT {
    case S_IFLNK:
      var target = stat()
      guard stat(path, &target) == 0, target.st_mode & S_IFMT == S_IFREG else { return .link }
    case S_IFREG: break
    default: return .special
    }
    return skipping
  }

  /// Why a file of that name is not looked at.
  private static func skipping(_ name: String) -> Skipping? {
    if name.hasPrefix("~$") || name.hasPrefix(".~lock.") { return .lockFile }
    if name.hasPrefix(".") { return .hidden }
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased() ?? ""
    return endings.contains(ending) ? nil : .otherKind
  }

  private static func names(in folder: String) throws(SystemFailure) -> [[UInt8]] {
    guard let handle = opendir(folder) else { throw SystemFailure() }
    defer { closedir(handle) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(handle) else {
        if errno != 0 { throw SystemFailure() }
        return names
      }
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
  }

  /// The name, with what is no text made visible.
  private static func shown(_ name: [UInt8]) -> String {
    if let text = String(validating: name, as: UTF8.self) { return text }
    return name.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16, uppercase: true) }.joined()
  }
}
