public import XLSX

/// Opens workbooks, those that are encrypted under a known password too: they are decrypted in memory alone.
public struct WorkbookOpener: Sendable {
  private let limits: ReadingLimits
  private let passwords: [String]

  /// Encrypted files beyond that many bytes are not decrypted, since they would be in memory whole.
  private static let longest = 1 << 30
  /// A file of passwords has no more bytes than these.
  private static let longestList = 1 << 20

  /// Opens workbooks within these limits.
  ///
  /// - Parameters:
  ///   - limits: what reading may take at most.
  ///   - path: a file with a password on each line, tried in their order; `nil` for none.
  /// - Throws: `XLSXError` where the file of passwords cannot be read.
  public init(limits: ReadingLimits = .init(), passwordFile path: String? = nil) throws(XLSXError) {
    self.limits = limits
    passwords = try path.map(Self.passwords) ?? []
  }

  /// Whether there are passwords to be tried.
  public var hasPasswords: Bool { !passwords.isEmpty }

  private static func passwords(in path: String) throws(XLSXError) -> [String] {
    var bytes = try read(path, limit: longestList)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw XLSXError(.cannotRead, file: path, detail: "a file of passwords is UTF-8, one on each line")
    }
    return text.split(whereSeparator: \.isNewline).map(String.init)
  }

  private static func read(_ path: String, limit: Int) throws(XLSXError) -> [UInt8] {
    do throws(SmallFile.Failure) {
      return try SmallFile.read(path, limit: limit)
    } catch {
      switch error {
      case .system(let number, let words):
        throw XLSXError(number == 2 ? .fileNotFound : .cannotRead, file: path, detail: words)
      case .tooLarge(let limit):
        throw XLSXError(.cannotRead, file: path, detail: "more than \(limit) bytes")
      }
    }
  }

  /// Opens a workbook.
  ///
  /// - Throws: `XLSXError`: `.encrypted` where no password is known, `.wrongPassword` where none of them opens it.
  public func open(_ path: String) throws(XLSXError) -> WorkbookReader {
    do throws(XLSXError) {
      return try WorkbookReader(path: path, limits: limits)
    } catch {
      // A part of it, such as that of another archive, is another matter.
      guard error.code == .encrypted, error.part == nil, hasPasswords else { throw error }
    }
    let identity = FileIdentity(path: path)
    do throws(XLSXError) {
      let encrypted = try EncryptedWorkbook(Self.read(path, limit: Self.longest))
      guard let bytes = try encrypted.decrypted(by: passwords) else { throw XLSXError(.wrongPassword) }
      return try WorkbookReader(decrypted: bytes, of: path, in: identity, limits: limits)
    } catch {
      throw error.inFile(path)
    }
  }
}
