internal import XLSX

/// The standard encryption of workbooks, as Excel 2007 writes it: [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9.
struct StandardEncryption: PackageEncryption {
  private let salt: [UInt8]
  private let verifier: [UInt8]
  private let verifierDigest: [UInt8]
  private let keyLength: Int
  private let digest: MessageDigest

  private static let rounds: UInt32 = 50_000

  /// Reads what the stream `EncryptionInfo` says behind its version: flags, a header, the verifier.
  init(_ description: ArraySlice<UInt8>) throws(XLSXError) {
    let headerLength = Int(description.number32(at: 4))
    let header = description.dropFirst(8).prefix(headerLength)
    let rest = description.dropFirst(8 + headerLength)
    // The algorithms of AES with 128, 192 and 256 bits.
    guard let sha1 = MessageDigest(named: "SHA1"), [0x660E, 0x660F, 0x6610].contains(header.number32(at: 8)),
      case let bits = Int(header.number32(at: 16)), [128, 192, 256].contains(bits), rest.number32(at: 0) == 16,
      rest.count >= 72
    else { throw XLSXError(.cannotRead, detail: "an encryption that GreenQuote does not know") }
    digest = sha1
    keyLength = bits / 8
    salt = Array(rest.dropFirst(4).prefix(16))
    verifier = Array(rest.dropFirst(20).prefix(16))
    verifierDigest = Array(rest.dropFirst(40).prefix(32))
  }

  func key(for password: String) -> [UInt8]? {
    let hashed = digest.digest(ofPassword: password, salt: salt, rounds: Self.rounds)
    let last = digest.digest(hashed + UInt32(0).littleEndianBytes)
    func widened(_ byte: UInt8) -> [UInt8] {
      var block = [UInt8](repeating: byte, count: 64)
      for (index, value) in last.enumerated() { block[index] ^= value }
      return digest.digest(block)
    }
    let key = Array((widened(0x36) + widened(0x5C)).prefix(keyLength))
    guard let input = AESCipher.decrypt(verifier[...], key: key, .blocks),
      let expected = AESCipher.decrypt(verifierDigest[...], key: key, .blocks),
      digest.digest(input).elementsEqual(expected.prefix(digest.size))
    else { return nil }
    return key
  }

  func decrypt(_ package: ArraySlice<UInt8>, key: [UInt8]) -> [UInt8]? {
    AESCipher.decrypt(package, key: key, .blocks)
  }
}
