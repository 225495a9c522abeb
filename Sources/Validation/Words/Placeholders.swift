/// Texts with places for arguments: `{name}`, and `{name|part|parts}` for a word that depends on a number being one or
/// not.
enum Placeholders {
  /// The text with every place filled; a place without an argument stays as it is, and what an argument holds is not
  /// looked at again.
  static func fill(_ template: String, _ argument: (String) -> String?) -> String {
    guard template.utf8.contains(0x7B) else { return template }
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let place = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
      if let name = place.first, let value = argument(String(name)) {
        text += place.count == 3 ? String(place[value == "1" ? 1 : 2]) : value
      } else {
        text += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The names of the arguments that a text asks for.
  static func names(in template: String) -> Set<String> {
    var names: Set<String> = []
    _ = fill(template) { name in
      names.insert(name)
      return nil
    }
    return names
  }
}
