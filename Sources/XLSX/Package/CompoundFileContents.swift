/// What a compound file ([MS-CFB]) holds, told by the names of its streams: a workbook of Excel 97-2003, or an encrypted
/// one.
///
/// The directory with the names, in UTF-16, may stand anywhere; a damaged file still tells what it was.
struct CompoundFileContents {
  /// The streams and storages that tell: [MS-OFFCRYPTO] 2.3.4 for packages, 2.2 for what rights management adds.
  private enum Name: String, CaseIterable {
    case package = "EncryptedPackage"
    case passwordKeys = "EncryptionInfo"
    case dataSpaces = "DataSpaces"
    case rightsManagedSpace = "DRMEncryptedDataSpace"
    case rightsManagedTransform = "DRMEncryptedTransform"
    case rightsManagedContent = "DRMContent"
    case rightsManagedWorkbook = "DRMViewerContent"

    var bytes: [UInt8] {
      rawValue.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
  }

  private var names: Set<Name> = []

  /// Looks through a file.
  ///
  /// - Parameters:
  ///   - head: its first bytes.
  ///   - next: reads on behind them; none at the end.
  init(head: [UInt8], next: () -> [UInt8]) {
    let sought = Name.allCases.map { (name: $0, bytes: $0.bytes) }
    let longest = sought.map { $0.bytes.count }.max() ?? 0
    var haystack = head
    while true {
      for candidate in sought where !names.contains(candidate.name) {
        if Self.contains(haystack, candidate.bytes) { names.insert(candidate.name) }
      }
      let block = next()
      guard !block.isEmpty else { return }
      haystack = haystack.suffix(longest) + block
    }
  }

  /// The error that names it.
  var code: XLSXError.Code {
    let isLabelled = !names.isDisjoint(with: [
      .rightsManagedSpace, .rightsManagedTransform, .rightsManagedContent, .rightsManagedWorkbook,
    ])
    // A password leaves keys beside the data spaces; rights are kept elsewhere.
    let hasForeignKeys =
      names.contains(.package) && names.contains(.dataSpaces) && !names.contains(.passwordKeys)
    if isLabelled || hasForeignKeys { return .rightsManaged }
    return names.contains(.package) ? .encrypted : .legacyWorkbook
  }

  private static func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
    haystack.withUnsafeBufferPointer { bytes in
      guard bytes.count >= needle.count else { return false }
      for start in 0...(bytes.count - needle.count) where bytes[start] == needle[0] && bytes[start + 2] == needle[2] {
        if (1..<needle.count).allSatisfy({ bytes[start + $0] == needle[$0] }) { return true }
      }
      return false
    }
  }
}
