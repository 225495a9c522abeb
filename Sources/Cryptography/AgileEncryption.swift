internal import XLSX

/// The agile encryption of workbooks, as Excel 2010 and later write it: [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15.
struct AgileEncryption: PackageEncryption {
  /// How something is encrypted: the content, or the key to it.
  private struct Method {
    var salt: [UInt8]
    var keyLength: Int
    var digest: MessageDigest

    init(_ element: XMLElement) throws(XLSXError) {
      guard element["cipherAlgorithm"] == "AES", element["cipherChaining"] == "ChainingModeCBC",
        let salt = element["saltValue"].flatMap({ Base64.decode($0) }), !salt.isEmpty,
        let bits = element["keyBits"].flatMap({ Int($0) }), [128, 192, 256].contains(bits),
        let digest = element["hashAlgorithm"].flatMap({ MessageDigest(named: $0) })
      else { throw XLSXError(.cannotRead, detail: "an encryption that GreenQuote does not know") }
      self.salt = salt
      keyLength = bits / 8
      self.digest = digest
    }

    /// A digest cut or filled up to a length.
    static func fitted(_ digest: [UInt8], to length: Int) -> [UInt8] {
      Array((digest + [UInt8](repeating: 0x36, count: max(0, length - digest.count))).prefix(length))
    }

    var vector: [UInt8] { Self.fitted(salt, to: AESCipher.blockSize) }
  }

  private let content: Method
  private let key: Method
  private let rounds: UInt32
  private let verifierInput: [UInt8]
  private let verifierDigest: [UInt8]
  private let encryptedKey: [UInt8]

  /// As often as the format allows a password to be hashed.
  private static let mostRounds: UInt32 = 10_000_000
  private static let segmentLength = 4096

  /// Reads what the stream `EncryptionInfo` says behind its version.
  init(_ description: [UInt8]) throws(XLSXError) {
    let root = try XMLElement.parse(description, part: "EncryptionInfo")
    guard let data = root.descendants("keyData").first,
      // Of several ways to the key that of a password.
      let key = root.descendants("encryptedKey").first(where: { $0["spinCount"] != nil }),
      let rounds = key["spinCount"].flatMap({ UInt32($0) }), rounds <= Self.mostRounds,
      let input = key["encryptedVerifierHashInput"].flatMap({ Base64.decode($0) }),
      let digest = key["encryptedVerifierHashValue"].flatMap({ Base64.decode($0) }),
      let encryptedKey = key["encryptedKeyValue"].flatMap({ Base64.decode($0) })
    else { throw XLSXError(.cannotRead, detail: "an encryption that GreenQuote does not know") }
    content = try Method(data)
    self.key = try Method(key)
    self.rounds = rounds
    verifierInput = input
    verifierDigest = digest
    self.encryptedKey = encryptedKey
  }

  func key(for password: String) -> [UInt8]? {
    let hashed = key.digest.digest(ofPassword: password, salt: key.salt, rounds: rounds)
    func decrypt(_ bytes: [UInt8], purpose: [UInt8]) -> [UInt8]? {
      let own = Method.fitted(key.digest.digest(hashed + purpose), to: key.keyLength)
      return AESCipher.decrypt(bytes[...], key: own, .chained(vector: key.vector))
    }
    guard let input = decrypt(verifierInput, purpose: [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]),
      let digest = decrypt(verifierDigest, purpose: [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]),
      key.digest.digest(Array(input.prefix(key.salt.count))).elementsEqual(digest.prefix(key.digest.size)),
      let found = decrypt(encryptedKey, purpose: [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]),
      found.count >= content.keyLength
    else { return nil }
    return Array(found.prefix(content.keyLength))
  }

  func decrypt(_ package: ArraySlice<UInt8>, key: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(package.count)
    var segment: UInt32 = 0
    var rest = package
    while !rest.isEmpty {
      let vector = Method.fitted(
        content.digest.digest(content.salt + segment.littleEndianBytes), to: AESCipher.blockSize)
      guard let part = AESCipher.decrypt(rest.prefix(Self.segmentLength), key: key, .chained(vector: vector)) else {
        return nil
      }
      plain += part
      rest = rest.dropFirst(Self.segmentLength)
      segment += 1
    }
    return plain
  }
}
