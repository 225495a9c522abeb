import TestSupport
import Testing

/// Numbers beyond measure and options without effect are refused before any work.
@Suite("Refused options")
struct RefusedOptionTests {
  @Test(arguments: [
    ["--memory-limit", "9223372036854775807"], ["--memory-limit", "8796093022208"], ["--memory-limit", "15"],
    ["--memory-limit", "-1"],
    ["--time-limit", "9223372036854775807"], ["--time-limit", "0"], ["--jobs", "0"], ["--jobs", "9223372036854775807"],
    ["--memory-limit", "99999999999999999999"], ["--limit", "parts=99999999999999999999"], ["--limit", "parts=0"],
    ["--limit", "parts=-9223372036854775808"], ["--limit", "pages=1"], ["--limit", "parts"],
  ]) func `absurd numbers are wrong usage`(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let result = try Command.run(["batch", scratch.path(""), "-o", scratch.path("out")] + arguments)
    #expect(result.status == 2)
    #expect(result.messages.contains(arguments[0]))
    #expect(scratch.names.isEmpty)
  }

  @Test(arguments: [
    ["--memory-limit", "16777216"], ["--memory-limit", "16"], ["--time-limit", "31536000"], ["--jobs", "256"],
    ["--limit", "total-bytes=9223372036854775807"], ["--limit", "ratio-floor=9223372036854775807"],
    ["--limit", "part-in-memory-bytes=9223372036854775807", "--limit", "shared-string-bytes=9223372036854775807"],
  ]) func `the greatest numbers are taken`(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let result = try Command.run(["batch", scratch.path(""), "-o", scratch.path("out")] + arguments)
    #expect(result.status != 2 && result.status < 128, "\(result.messages)")
    guard arguments[0] == "--limit" else { return }
    #expect(
      try Command.run(["validate", Fixture.path("tools/golden.xlsx"), "--as-of", "2026-11-21"] + arguments).status == 0)
  }

  @Test(arguments: [
    ["--as-of", "2026-11-21"], ["--gwp", "ar6"], ["--scope2", "location"], ["--residual-mix"],
    ["--add-sheets", "Energy (2)"],
    ["--factors", "own.csv"],
    ["--limit", "parts=30000"], ["--definition", "own.yaml"], ["--company", "vsme.xlsx"], ["--format", "json"],
  ]) func `a report of a register refuses what belongs to a workbook`(_ arguments: [String]) throws {
    let result = try Command.run(["report", "nowhere.sqlite"] + arguments)
    #expect(result.status == 2)
    #expect(result.messages.contains(arguments[0]) && result.messages.contains("--from"))
  }

  @Test func `all of them are named`() throws {
    let result = try Command.run("report", "nowhere.sqlite", "--gwp", "ar6", "--residual-mix", "--limit", "parts=3")
    #expect(result.messages.contains("--gwp, --residual-mix, --limit"))
  }

  @Test(arguments: [
    (["template", "list"], ["--limit", "parts=3"]), (["template", "list"], ["--messages", "own.yaml"]),
    (["template", "new", "quotewin-sustainability"], ["--definition", "own.yaml"]),
    (["template", "new", "quotewin-sustainability"], ["--messages", "own.yaml"]),
    (["factors", "list"], ["--definition", "own.yaml"]),
    (["factors", "check", "own.csv"], ["--limit", "parts=3"]),
    (["register", "query", "r.sqlite", "latest-parts"], ["--limit", "parts=3"]),
    (["register", "export", "r.sqlite", "-o", "out"], ["--definition", "own.yaml"]),
    (["register", "merge", "r.sqlite", "s.sqlite"], ["--limit", "parts=3"]),
    (["validate", "--schema"], ["--output", "schema.json"]),
    (["validate", "--schema"], ["--annotate", "folder"]), (["validate", "--schema"], ["--gwp", "ar6"]),
    (["complete", "tool.xlsx"], ["--in-place"]),
  ]) func `options without effect are refused by name`(command: [String], option: [String]) throws {
    let result = try Command.run(command + option)
    #expect(result.status == 2)
    #expect(result.messages.contains(option[0]), "\(result.messages)")
  }

  @Test func `the schema is printed alone`() throws {
    #expect(try Command.run("validate", "--schema").status == 0)
    let result = try Command.run("validate", "--schema", "tool.xlsx")
    #expect(result.status == 2 && result.output.isEmpty)
  }
}
