internal import XLSX

/// A way in which Office encrypts a package under a password.
protocol PackageEncryption {
  /// The key to the package; `nil` where the password is wrong.
  func key(for password: String) -> [UInt8]?
  /// The package, with as many bytes as whole blocks have; `nil` where its blocks are not whole.
  func decrypt(_ package: ArraySlice<UInt8>, key: [UInt8]) -> [UInt8]?
}

/// A workbook that is encrypted under a password: [MS-OFFCRYPTO] 2.3.4.
struct EncryptedWorkbook {
  private let package: [UInt8]
  private let encryption: any PackageEncryption

  /// Reads how the workbook is encrypted.
  ///
  /// - Throws: `XLSXError` where the file is damaged, or encrypted in a way that is not known.
  init(_ file: [UInt8]) throws(XLSXError) {
    let container = try CompoundFile(file)
    guard let info = try container.stream("EncryptionInfo"), info.count > 8,
      let package = try container.stream("EncryptedPackage"), package.count >= 8
    else { throw XLSXError(.cannotRead, detail: "no encrypted workbook in it") }
    self.package = package
    encryption = try Self.encryption(info)
  }

  private static func encryption(_ info: [UInt8]) throws(XLSXError) -> any PackageEncryption {
    switch (info.number16(at: 0), info.number16(at: 2)) {
    case (4, 4): try AgileEncryption(Array(info.dropFirst(8)))
    case (2...4, 2): try StandardEncryption(info.dropFirst(4))
    default: throw XLSXError(.cannotRead, detail: "an encryption that GreenQuote does not know")
    }
  }

  /// The workbook before encryption; `nil` where none of the passwords opens it.
  ///
  /// - Throws: `XLSXError` where the file ends too early.
  func decrypted(by passwords: [String]) throws(XLSXError) -> [UInt8]? {
    guard let key = passwords.lazy.compactMap({ encryption.key(for: $0) }).first else { return nil }
    let content = package.dropFirst(8)
    let size = UInt64(package.number32(at: 0)) | UInt64(package.number32(at: 4)) << 32
    // What is stored ends with the last whole block; some programs fill it up further.
    let blocks = content.prefix(content.count - content.count % AESCipher.blockSize)
    guard size <= UInt64(blocks.count), var plain = encryption.decrypt(blocks, key: key) else {
      throw XLSXError(.truncated, detail: "the encrypted workbook ends too early")
    }
    plain.removeLast(plain.count - Int(size))
    return plain
  }
}
