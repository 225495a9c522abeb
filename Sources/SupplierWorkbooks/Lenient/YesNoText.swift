/// Yes and No as people write them.
enum YesNoText {
  private static let yes: Set<String> = ["yes", "y", "true", "t", "1", "x", "是", "有", "对", "含", "真", "√", "✓", "✔"]
  private static let no: Set<String> = ["no", "n", "false", "f", "0", "否", "无", "無", "没有", "不含", "假", "×", "✗"]

  /// What an answer means: `yes` or `no`; `nil` for anything else.
  static func meaning(_ text: String) -> String? {
    let narrow = SimplifiedCharacters.shared.simplified(NumberText.narrowed(text).lowercased())
    if yes.contains(narrow) { return "yes" }
    if no.contains(narrow) { return "no" }
    // As the lists write it in both languages: `Yes 是`.
    let words = narrow.split { $0 == " " || $0 == "/" }.map(String.init)
    guard words.count == 2, let first = words.first.flatMap(meaning(word:)), first == words.last.flatMap(meaning(word:))
    else { return nil }
    return first
  }

  private static func meaning(word: String) -> String? { yes.contains(word) ? "yes" : no.contains(word) ? "no" : nil }
}
