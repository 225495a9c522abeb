internal import XLSX

/// A text as labels are compared, see ``LabelText``.
///
/// Compared by its bytes: strings would be normalised each time, and what folding leaves is normal already.
public struct FoldedText: Hashable, Sendable {
  /// The text after folding.
  public let text: String

  /// Folds a text as ``LabelText/folded(_:)`` does.
  public init(folding text: some StringProtocol) { self.text = LabelText.folded(text) }

  /// A text that is folded already, or that is to be compared as it is.
  init(asItIs text: String) { self.text = text }

  /// The text without the first of these endings that it has; `nil` where it has none, or is nothing else.
  func without(_ endings: [String]) -> FoldedText? {
    let ending = endings.first { text.hasSuffix($0) && text.utf8.count > $0.utf8.count }
    return ending.map { FoldedText(asItIs: String(text.dropLast($0.count))) }
  }

  /// Whether both have the same bytes.
  public static func == (left: FoldedText, right: FoldedText) -> Bool { left.text.hasSameBytes(as: right.text) }

  /// Hashes the bytes of the folded text.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
