internal import XLSX

/// A text as labels are compared, see ``LabelText``.
///
/// Compared by its bytes: strings would be normalised each time, and what folding leaves is normal already.
public struct FoldedText: Hashable, Sendable {
  public let text: String

  public init(folding text: some StringProtocol) { self.text = LabelText.folded(text) }

  /// A text that is folded already, or that is to be compared as it is.
  init(asItIs text: String) { self.text = text }

  public static func == (left: FoldedText, right: FoldedText) -> Bool { left.text.hasSameBytes(as: right.text) }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
