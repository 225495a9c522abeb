internal import Glibc

/// What a file is by its first bytes, before any library is asked to open it.
enum FileSignature {
  /// Throws the error that names what the file really is, unless it starts as a ZIP archive does.
  ///
  /// Source: PKWARE APPNOTE 4.3.7 (local file header), [MS-CFB] 2.2 (compound file header).
  static func requireZip(path: String) throws(XLSXError) -> FileIdentity {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw systemError(errno, path: path) }
    defer { close(descriptor) }
    let identity = try regularFile(descriptor, path: path)
    guard identity.size > 0 else { throw XLSXError(.emptyFile, file: path) }
    try requireZip(head: readBytes(descriptor, count: 4096), name: path) { readBytes(descriptor, count: 1 << 20) }
    return identity
  }

  /// The same of what is in memory.
  static func requireZip(bytes: [UInt8], name: String) throws(XLSXError) {
    guard !bytes.isEmpty else { throw XLSXError(.emptyFile, file: name) }
    var rest = bytes.dropFirst(4096)
    try requireZip(head: Array(bytes.prefix(4096)), name: name) {
      defer { rest = [] }
      return Array(rest)
    }
  }

  /// Looks for the beginning of a ZIP archive.
  ///
  /// - Parameters:
  ///   - head: the first bytes of the file.
  ///   - name: what errors call the file.
  ///   - next: reads on behind the head, some bytes at a time; none at the end.
  /// - Throws: ``XLSXError`` with what the bytes are instead.
  private static func requireZip(head: [UInt8], name: String, next: () -> [UInt8]) throws(XLSXError) {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return }
    if head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      throw XLSXError(.missingPart, file: name, detail: "the archive is empty")
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      throw XLSXError(CompoundFileContents(head: head, next: next).code, file: name)
    }
    // BIFF 2 to 4 streams have no container.
    if head.count > 3, head[0] == 0x09, [0x00, 0x02, 0x04].contains(head[1]) {
      throw XLSXError(.legacyWorkbook, file: name)
    }
    // What Microsoft's rights management makes of files of any kind.
    if head.starts(with: ".pfile".utf8) { throw XLSXError(.rightsManaged, file: name) }
    if EncryptedContainer.isKnown(head) { throw XLSXError(.companyEncrypted, file: name) }
    if looksLikeText(head) { throw XLSXError(.delimitedText, file: name) }
    if EncryptedContainer.isLikely(head: head, next: next) {
      throw XLSXError(.companyEncrypted, file: name, detail: "nothing in it is readable")
    }
    throw XLSXError(.notZip, file: name, detail: "not a ZIP archive")
  }

  private static func regularFile(_ descriptor: Int32, path: String) throws(XLSXError) -> FileIdentity {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError(errno, path: path) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw XLSXError(.isFolder, file: path) }
    guard kind == S_IFREG else { throw XLSXError(.cannotRead, file: path, detail: "not a regular file") }
    return FileIdentity(status)
  }

  private static func systemError(_ number: Int32, path: String) -> XLSXError {
    switch number {
    case ENOENT, ENOTDIR: XLSXError(.fileNotFound, file: path)
    case EACCES, EPERM: XLSXError(.permissionDenied, file: path)
    case EISDIR: XLSXError(.isFolder, file: path)
    default: XLSXError(.cannotRead, file: path, detail: String(cString: strerror(number)))
    }
  }

  private static func readBytes(_ descriptor: Int32, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, read(descriptor, buffer.baseAddress, count))
    }
  }

  private static func looksLikeText(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) || head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      return true
    }
    return head.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }
}
