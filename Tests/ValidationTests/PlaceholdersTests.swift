import Testing

@testable import Validation

@Suite("Placeholders of messages")
struct PlaceholdersTests {
  private func fill(_ template: String, _ arguments: [String: String]) -> String {
    Placeholders.fill(template) { arguments[$0] }
  }

  @Test("A named place is filled, wherever and how often it stands")
  func filled() {
    #expect(fill("{value} is {value}, not {other}", ["value": "5", "other": "6"]) == "5 is 5, not 6")
    #expect(fill("{a}{b}", ["a": "x", "b": ""]) == "x")
  }

  @Test("A place without an argument stays as it is")
  func unknown() {
    #expect(fill("{value} and {other}", ["value": "5"]) == "5 and {other}")
    #expect(fill("{n|part|parts}", [:]) == "{n|part|parts}")
  }

  @Test("What an argument holds is not expanded again")
  func once() {
    #expect(fill("{value} / {field}", ["value": "{field}", "field": "{value}"]) == "{field} / {value}")
    #expect(fill("{value}", ["value": "{n|a|b}", "n": "1"]) == "{n|a|b}")
  }

  @Test(
    "The plural form follows the number",
    arguments: [("0", "0 parts"), ("1", "1 part"), ("2", "2 parts"), ("11", "11 parts")])
  func plural(count: String, text: String) {
    #expect(fill("{n} {n|part|parts}", ["n": count]) == text)
  }

  @Test("Lone braces are text", arguments: ["a { b", "a } b", "{", "}{", "", "no braces"])
  func lone(text: String) {
    #expect(fill(text, ["a": "x"]) == text)
  }

  @Test("The names that a text asks for are known")
  func names() {
    #expect(Placeholders.names(in: "{value}: {n} {n|part|parts} {other}") == ["value", "n", "other"])
    #expect(Placeholders.names(in: "none").isEmpty)
  }
}
