internal import Mustache

/// Escapes text for HTML scalar by scalar.
///
/// The library's own escaping goes character by character: a quote that a combining mark follows is another character
/// to it and stays as it is, and would end an attribute.
struct HTMLEscaping: MustacheContentType {
  /// What templates name to have their values escaped in this way: `{{% CONTENT_TYPE: GREENQUOTE-HTML}}`.
  static let name = "GREENQUOTE-HTML"

  /// Makes the name known to the library, once.
  static let registered: Void = MustacheContentTypes.register(HTMLEscaping(), named: name)

  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      // Not allowed in HTML, and nothing that a person could see.
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
