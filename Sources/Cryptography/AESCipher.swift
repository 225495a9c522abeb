internal import CLibcrypto

/// Decrypts what AES has encrypted, by OpenSSL: whole blocks, without padding.
enum AESCipher {
  /// How blocks hang together: each by itself, or each on the one before it, the first on a vector.
  enum Chaining { case blocks, chained(vector: [UInt8]) }

  /// The length of a block in bytes.
  static let blockSize = 16

  /// The bytes before encryption; `nil` for a key of another length than 16, 24 or 32 bytes, or parts of blocks.
  static func decrypt(_ bytes: ArraySlice<UInt8>, key: [UInt8], _ chaining: Chaining) -> [UInt8]? {
    guard let cipher = cipher(keyLength: key.count, chaining), bytes.count.isMultiple(of: blockSize),
      let context = EVP_CIPHER_CTX_new()
    else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    var vector = [UInt8](repeating: 0, count: blockSize)
    if case .chained(let given) = chaining {
      guard given.count == blockSize else { return nil }
      vector = given
    }
    guard EVP_DecryptInit_ex(context, cipher, nil, key, vector) == 1 else { return nil }
    EVP_CIPHER_CTX_set_padding(context, 0)
    var isDone = false
    let plain = [UInt8](unsafeUninitializedCapacity: bytes.count + blockSize) { buffer, count in
      var length: Int32 = 0
      isDone = bytes.withUnsafeBufferPointer {
        EVP_DecryptUpdate(context, buffer.baseAddress, &length, $0.baseAddress, Int32($0.count)) == 1
      }
      count = Int(length)
    }
    return isDone && plain.count == bytes.count ? plain : nil
  }

  private static func cipher(keyLength: Int, _ chaining: Chaining) -> OpaquePointer? {
    switch (keyLength, chaining) {
    case (16, .blocks): EVP_aes_128_ecb()
    case (24, .blocks): EVP_aes_192_ecb()
    case (32, .blocks): EVP_aes_256_ecb()
    case (16, .chained): EVP_aes_128_cbc()
    case (24, .chained): EVP_aes_192_cbc()
    case (32, .chained): EVP_aes_256_cbc()
    default: nil
    }
  }
}
