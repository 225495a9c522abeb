internal import CLibcrypto

/// The SHA-256 of bytes that come one block after the other: FIPS 180-4, by OpenSSL.
package final class SHA256 {
  private let context: OpaquePointer?

  /// A digest of nothing so far.
  package init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes in the next bytes of the content.
  package func update(_ bytes: UnsafeRawBufferPointer) { EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) }

  /// The 32 bytes of the digest; nothing can be added after that.
  package func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context, buffer.baseAddress, &length)
      count = Int(length)
    }
  }

  /// The digest of bytes, 32 of them.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    let hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }
}

extension [UInt8] {
  /// The digest with two hexadecimal digits for each byte.
  package var hexadecimal: String { reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) } }
}
