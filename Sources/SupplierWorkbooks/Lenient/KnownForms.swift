internal import Synchronization

/// The folded forms of texts that were asked for before: the labels of a template come again in every workbook,
/// definition and language.
final class KnownForms: Sendable {
  static let shared = KnownForms()

  /// Longer texts are no labels, and more of them than this are not kept: memory stays within some megabytes.
  private static let longest = 400
  private static let capacity = 8192

  private let known = Mutex<[FoldedText: [FoldedText]]>([:])

  func forms(of text: String, computing compute: (String) -> [FoldedText]) -> [FoldedText] {
    guard text.utf8.count <= Self.longest else { return compute(text) }
    let key = FoldedText(asItIs: text)
    if let forms = known.withLock({ $0[key] }) { return forms }
    let forms = compute(text)
    known.withLock { known in
      // What one workbook alone says goes, what all say comes back at once.
      if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
      known[key] = forms
    }
    return forms
  }
}
