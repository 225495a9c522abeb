/// The name of a part inside the package, as every comparison uses it: no leading slash, `/` between segments, case
/// kept.
///
/// Source: ECMA-376 Part 2, 6.2.2 (part names compare without regard to case).
struct PartName: Hashable, Sendable, CustomStringConvertible {
  /// The name as the archive writes it, but for backslashes and leading slashes.
  let text: String
  private let folded: String

  init(_ text: String) {
    let name = text.utf8.contains(0x5C) ? String(text.map { $0 == "\\" ? "/" : $0 }) : text
    self.text = name.hasPrefix("/") ? String(name.drop { $0 == "/" }) : name
    folded = self.text.lowercased()
  }

  /// Whether the name stays inside the package.
  var isSafe: Bool {
    !text.isEmpty
      && !text.split(separator: "/", omittingEmptySubsequences: false).contains {
        $0 == ".." || $0 == "." || $0.isEmpty
      }
      && !text.utf8.contains(0)
  }

  var description: String { text }

  /// The folder, with a trailing slash; empty for the root.
  var folder: String { text.lastIndex(of: "/").map { String(text[...$0]) } ?? "" }

  /// The part with the relationships of this one: `xl/worksheets/_rels/sheet1.xml.rels` for `xl/worksheets/sheet1.xml`.
  var relationships: PartName { PartName(folder + "_rels/" + text.dropFirst(folder.count) + ".rels") }

  /// The part that a relationship of this part names: relative to its folder, or absolute.
  func resolving(target: String) -> PartName {
    let plain = String(target.prefix { $0 != "#" && $0 != "?" }.map { $0 == "\\" ? "/" : $0 })
    var segments = plain.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for segment in plain.split(separator: "/") {
      switch segment {
      case ".": continue
      case "..": _ = segments.popLast()
      default: segments.append(String(segment))
      }
    }
    return PartName(segments.joined(separator: "/"))
  }

  static func == (left: PartName, right: PartName) -> Bool { left.folded == right.folded }
  func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}
