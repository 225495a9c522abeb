internal import CLibcrypto

/// A hash function by the name that encrypted workbooks give it, by OpenSSL.
struct MessageDigest {
  private let type: OpaquePointer
  /// The length of a digest in bytes.
  let size: Int

  /// `nil` for a function that no workbook may name: ECMA-376 agile encryption, [MS-OFFCRYPTO] 2.3.4.10.
  init?(named name: String) {
    let found: OpaquePointer? =
      switch name.uppercased().replacing("-", with: "") {
      case "SHA1": EVP_sha1()
      case "SHA256": EVP_sha256()
      case "SHA384": EVP_sha384()
      case "SHA512": EVP_sha512()
      default: nil
      }
    guard let found else { return nil }
    type = found
    size = Int(EVP_MD_get_size(found))
  }

  /// The digest of bytes.
  func digest(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var length: UInt32 = 0
      EVP_Digest(bytes, bytes.count, buffer.baseAddress, &length, type, nil)
      count = Int(length)
    }
  }

  /// The digest of a salt and a password, hashed as often again as it is to cost to try one: [MS-OFFCRYPTO] 2.3.4.7.
  func digest(ofPassword password: String, salt: [UInt8], rounds: UInt32) -> [UInt8] {
    var current = digest(salt + password.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    for round in 0..<rounds { current = digest(round.littleEndianBytes + current) }
    return current
  }
}

extension FixedWidthInteger {
  /// The bytes with the lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
