/// What becomes of the parts of a package; those not named stay as they are.
struct PackageChanges {
  /// Parts that are made while they are written.
  var rewritten: [PartName: any PartRewriter] = [:]
  /// Parts whose new bytes are there.
  var replaced: [PartName: [UInt8]] = [:]
  /// Parts that the package does not have yet.
  var added: [PartName: [UInt8]] = [:]
  var removed: Set<PartName> = []

  /// From which size on, in bytes, a part is deflated fast: nobody waits for it to become a quarter smaller still.
  private static let large: Int64 = 1 << 20

  /// Enters the changes; each part keeps its name as the archive spells it and its date; what changes is deflated.
  func apply(to output: ArchiveOutput, from archive: ArchiveReader) throws(XLSXError) {
    for part in archive.partNames {
      guard let entry = archive.entry(part) else { continue }
      if removed.contains(part) {
        try output.remove(entry.name)
      } else if let bytes = replaced[part] {
        try output.set(entry.name, bytes: bytes)
      } else if let rewriter = rewritten[part] {
        // Only whether the part may pass 4 GiB matters of the length.
        let length: Int64? = entry.size > 1 << 30 ? entry.size + 1 << 20 : nil
        try output.set(
          entry.name, RewrittenPart(rewriter), length: length, compressionLevel: entry.size > Self.large ? 1 : 6)
      }
    }
    for (part, bytes) in added.sorted(by: { $0.key.text < $1.key.text }) { try output.set(part.text, bytes: bytes) }
  }
}

/// Hands the blocks of a rewriter to the archive.
private final class RewrittenPart: PartContent {
  private let rewriter: any PartRewriter

  init(_ rewriter: any PartRewriter) { self.rewriter = rewriter }

  func produce(into buffer: inout XMLBuffer) throws(XLSXError) -> Bool {
    let block = try rewriter.next()
    buffer.append(bytes: block)
    return !block.isEmpty
  }
}
