/// How labels are compared: case, width, spaces, line breaks and punctuation do not matter, nor whether characters are
/// traditional or simplified; a label in two languages matches either.
public enum LabelText {
  /// The text with all that does not matter removed: lower case, half width, letters, digits and `%` only.
  public static func folded(_ text: some StringProtocol) -> String { folded(text.unicodeScalars) }

  /// The same of a name, of which traditional characters are a part: they do not become simplified ones.
  public static func foldedName(_ text: some StringProtocol) -> String {
    folded(text.unicodeScalars, isName: true)
  }

  static func folded(_ scalars: some Sequence<Unicode.Scalar>, isName: Bool = false) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    for scalar in scalars { append(folded: scalar, isName: isName, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(folded scalar: Unicode.Scalar, isName: Bool, to bytes: inout [UInt8]) {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x25: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case 0x41...0x5A: bytes.append(UInt8(truncatingIfNeeded: scalar.value | 0x20))
    case 0..<0x80: return
    case 0x3400...0x9FFF:
      let plain = isName ? scalar : SimplifiedCharacters.shared[scalar]
      bytes.append(contentsOf: UTF8.encode(plain) ?? UTF8.encodedReplacementCharacter)
    default:
      let narrow = narrowed(scalar)
      if narrow.isASCII { return append(folded: narrow, isName: isName, to: &bytes) }
      // Looking properties up takes its time; letters, digits and Chinese characters stand above.
      guard narrow.properties.isAlphabetic || narrow.properties.numericType != nil || isIdeograph(narrow) else {
        return
      }
      bytes.append(contentsOf: narrow.properties.lowercaseMapping.utf8)
    }
  }

  /// Full-width forms, subscript and superscript digits as their plain counterparts.
  static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2080...0x2089: Unicode.Scalar(scalar.value - 0x2080 + 0x30) ?? scalar
    case 0x00B2: "2"
    case 0x00B3: "3"
    default: halfWidth(scalar)
    }
  }

  /// Full-width forms as their plain counterparts; in a number or part number a raised digit is not the digit.
  static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x2E80 { return false }
    // The ideographic space and the punctuation of Chinese stand in the middle of that range.
    if (0x3000...0x303F).contains(scalar.value) { return scalar.properties.isAlphabetic }
    return (0x2E80...0x9FFF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
      || (0x20000...0x3FFFF).contains(scalar.value)
  }

  /// The folded forms under which a header may be known: whole, line by line, each script by itself, and all these
  /// without what stands in brackets.
  public static func candidates(_ text: String) -> [FoldedText] {
    KnownForms.shared.forms(of: text, computing: computedCandidates)
  }

  private static func computedCandidates(_ text: String) -> [FoldedText] {
    var forms: [FoldedText] = []
    func add(_ scalars: some Sequence<Unicode.Scalar>) {
      let form = FoldedText(asItIs: folded(scalars))
      if !form.text.isEmpty, !forms.contains(form) { forms.append(form) }
    }
    func addParts(_ scalars: [Unicode.Scalar]) {
      add(scalars)
      let eastern = scalars.filter(isIdeograph)
      if scalars.contains(where: isLineBreak) { addLines(scalars) }
      if !eastern.isEmpty, eastern.count < scalars.count {
        add(scalars.filter { !isIdeograph($0) })
        add(eastern)
      }
    }
    func addLines(_ scalars: [Unicode.Scalar]) {
      // There may be many.
      var known = Set(forms)
      for line in scalars.split(whereSeparator: isLineBreak) {
        let form = FoldedText(asItIs: folded(line))
        if !form.text.isEmpty, known.insert(form).inserted { forms.append(form) }
      }
    }
    let scalars = Array(text.unicodeScalars)
    addParts(scalars)
    let plain = withoutBrackets(scalars)
    if plain.count < scalars.count { addParts(plain) }
    return forms
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  static func withoutBrackets(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var depth = 0
    return scalars.filter { scalar in
      switch scalar {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      default: return depth == 0
      }
      return false
    }
  }
}
