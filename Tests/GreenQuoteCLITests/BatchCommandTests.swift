import Foundation
import TestSupport
import Testing
import Validation
import XLSX

import JSON
import Procurement

@Suite("The command batch")
struct BatchCommandTests {
  /// A folder with good and bad files, and where the results go.
  private func folder() throws -> Scratch {
    let scratch = try Scratch()
    let files = [
      ("tools/golden.xlsx", "in/golden.xlsx"), ("tools/golden.xlsx", "in/东/金色 copy.xlsx"),
      ("broken/price-is-text.xlsx", "in/东/price.xlsx"), ("forms/as-template.xlsx", "in/form.xlsx"),
      ("unreadable/encrypted.xlsx", "in/locked.xlsx"), ("tools/two-countries.xlsx", "in/two.xlsx"),
    ]
    for (source, target) in files {
      let url = URL(filePath: scratch.path(target))
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Fixture.path(source), toPath: url.path)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: url.path)
    }
    try Data().write(to: URL(filePath: scratch.path("in/~$golden.xlsx")))
    return scratch
  }

  private func batch(_ scratch: Scratch, _ output: String, _ arguments: String...) throws -> Command.Result {
    try Command.run(
      ["batch", scratch.path("in"), "-o", scratch.path(output), "--register", scratch.path(output + ".sqlite")]
        + arguments)
  }

  /// Every result by its path, but for what the program keeps for itself.
  private func results(_ folder: String) throws -> [String: Data] {
    var results: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !name.hasPrefix(".greenquote") {
      results[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    return results
  }

  private func export(_ scratch: Scratch, _ output: String) throws -> Data {
    let result = try Command.run(
      "register", "export", scratch.path(output + ".sqlite"), "-o", scratch.path(output + ".json"), "--format", "json",
      "--force")
    #expect(result.status == 0, "\(result.messages)")
    return try Fixture.bytes(scratch.path(output + ".json"))
  }

  @Test func `every file is accounted for, and the worst gives the status`() throws {
    let scratch = try folder()
    let result = try batch(scratch, "out", "--as-of", "2026-11-21")
    #expect(result.status == 3)
    #expect(
      result.output.hasPrefix(
        "7 files: 2 ready, 0 to be checked, 1 incomplete, 1 invalid, 1 unreadable, 1 duplicate, 1 no workbooks, 0 stopped, 0 not written\n"
      ),
      "\(result.output)")
    #expect(result.messages.isEmpty, "\(result.messages)")
    let results = try results(scratch.path("out"))
    #expect(
      results.keys.filter { $0.hasSuffix("x") || $0.hasSuffix("n") || $0.hasSuffix("v") || $0.hasSuffix("l") }.sorted()
        == [
          "form-annotated.xlsx", "form.findings.json", "golden-quotewin.xlsx", "golden.findings.json",
          "locked.findings.json", "summary.csv",
          "summary.html", "summary.json", "two-quotewin.xlsx", "two.findings.json",
          "东/price-annotated.xlsx",
          "东/price-quotewin.xlsx", "东/price.findings.json",
        ])
    let summary = try #require(results["summary.csv"].map { String(decoding: $0, as: UTF8.self) })
    #expect(summary.contains("东/金色 copy.xlsx,duplicate,,,0,0,0,0,0,,golden.xlsx,\r\n"))
    #expect(summary.contains("locked.xlsx,unreadable,unknown"))
    #expect(summary.contains("~$golden.xlsx,skipped,,,0,0,0,0,0,lock-file,,\r\n"))
    struct Summary: Decodable {
      var counts: BatchCounts
      var files: [BatchFile]
    }
    let document = try JSONDecoder().decode(Summary.self, from: try #require(results["summary.json"]))
    #expect(document.files.count == 7 && document.counts.files == 7)
    #expect(document.counts.states.values.reduce(0, +) == 7)
    #expect(
      document.files.map(\.file) == document.files.map(\.file).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `the number of processes, a second run and a resumed one change nothing`() throws {
    let scratch = try folder()
    _ = try batch(scratch, "one", "--as-of", "2026-11-21", "--jobs", "1")
    _ = try batch(scratch, "four", "--as-of", "2026-11-21", "--jobs", "4")
    #expect(try results(scratch.path("one")) == results(scratch.path("four")))
    #expect(try export(scratch, "one") == export(scratch, "four"))
    // As after a kill: half a line in the journal, a file that never got its name, and one whose results are gone.
    let journal = scratch.path("four/.greenquote/journal.jsonl")
    let lines = try String(contentsOfFile: journal, encoding: .utf8)
    try Data(lines.utf8.dropLast(lines.utf8.count / 3)).write(to: URL(filePath: journal))
    try Data([1]).write(to: URL(filePath: scratch.path("four/.xlsx-abc.tmp")))
    try FileManager.default.removeItem(atPath: scratch.path("four/golden-quotewin.xlsx"))
    // The day is that of the run that is gone on with.
    let resumed = try batch(scratch, "four", "--resume")
    #expect(resumed.status == 3, "\(resumed.messages)")
    #expect(try results(scratch.path("one")) == results(scratch.path("four")))
    #expect(try export(scratch, "one") == export(scratch, "four"))
  }

  @Test func `a resumed run answers again what has changed, and takes away what no longer holds`() throws {
    let scratch = try folder()
    _ = try batch(scratch, "out", "--as-of", "2026-11-21")
    let price = scratch.path("in/东/price.xlsx")
    try FileManager.default.removeItem(atPath: price)
    try FileManager.default.copyItem(atPath: Fixture.path("tools/worked-example.xlsx"), toPath: price)
    let result = try batch(scratch, "out", "--resume", "--as-of", "2026-11-21")
    #expect(result.output.hasPrefix("7 files: 3 ready"), "\(result.output)")
    let findings = try String(contentsOfFile: scratch.path("out/东/price.findings.json"), encoding: .utf8)
    #expect(findings.contains("\"verdict\" : \"ready\""))
    #expect(
      FileManager.default.fileExists(atPath: scratch.path("out/东/price-annotated.xlsx"))
        == findings.contains("\"rule\""))
  }

  @Test func `results of an earlier run are not overwritten unasked`() throws {
    let scratch = try folder()
    _ = try batch(scratch, "out", "--as-of", "2026-11-21")
    let before = try results(scratch.path("out"))
    let refused = try batch(scratch, "out", "--as-of", "2026-11-22")
    #expect(refused.status == 3)
    #expect(refused.messages.contains("--resume") && refused.messages.contains("--force"))
    #expect(try results(scratch.path("out")) == before)
    #expect(try batch(scratch, "out", "--as-of", "2026-11-21", "--force").output.hasPrefix("7 files: 2 ready"))
    #expect(try results(scratch.path("out")) == before)
  }

  @Test func `the results cannot lie in the folder itself, but may inside it`() throws {
    let scratch = try folder()
    let same = try Command.run("batch", scratch.path("in"), "-o", scratch.path("in/"))
    #expect(same.status == 3 && same.messages.contains("another folder"))
    let inside = try Command.run("batch", scratch.path("in"), "-o", scratch.path("in/results"), "--as-of", "2026-11-21")
    #expect(inside.output.hasPrefix("7 files:"), "\(inside.output)")
    #expect(try Command.run("batch", scratch.path("nowhere"), "-o", scratch.path("x")).status == 3)
  }

  @Test func `neither revenue nor prices are in summary or register`() throws {
    let scratch = try folder()
    _ = try batch(scratch, "out", "--as-of", "2026-11-21")
    var texts = try results(scratch.path("out")).filter { $0.key.hasPrefix("summary") }.map {
      String(decoding: $0.value, as: UTF8.self)
    }
    texts.append(String(decoding: try export(scratch, "out"), as: UTF8.self))
    // The golden tool's revenue, and the price that is a text.
    for secret in ["on request", "revenue\":", "price\":"] {
      #expect(texts.allSatisfy { !$0.contains(secret) }, "\(secret)")
    }
  }

  @Test func `a file that takes too much memory or time is stopped, and the others are answered`() throws {
    let scratch = try folder()
    let result = try Command.run(
      "batch", scratch.path("in"), "-o", scratch.path("out"), "--memory-limit", "16", "--as-of", "2026-11-21", "--jobs",
      "2")
    #expect(result.status == 3)
    let summary = try String(contentsOfFile: scratch.path("out/summary.csv"), encoding: .utf8)
    #expect(summary.contains("stopped,,,0,0,0,0,0,memory-limit"), "\(summary)")
    // What was stopped leaves nothing behind.
    #expect(try results(scratch.path("out")).keys.allSatisfy { !$0.hasSuffix(".tmp") })
  }
}

@Suite("The command worker")
struct WorkerCommandTests {
  private func worker(_ arguments: [String], input: Data) throws -> (status: Int32, lines: [String]) {
    let process = Process()
    process.executableURL = URL(filePath: Command.program)
    process.arguments = ["worker", "--as-of", "2026-11-21"] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = Pipe()
    try process.run()
    let writer = stdin.fileHandleForWriting
    Thread.detachNewThread {
      try? writer.write(contentsOf: input)
      try? writer.close()
    }
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  @Test func `answers paths in their order, what cannot be read too`() throws {
    let input = [Fixture.path("tools/golden.xlsx"), "/nowhere.xlsx", Fixture.path("forms/as-template.xlsx")].joined(
      separator: "\n")
    let (status, lines) = try worker([], input: Data(input.utf8))
    #expect(status == 0 && lines.count == 3)
    let answers = try lines.map { try JSONText.value(Submission.self, $0.utf8) }
    #expect(answers.map(\.kind) == ["tool", "unknown", "form"])
    #expect(answers.map(\.verdict) == ["ready", "unreadable", "incomplete"])
    #expect(answers[0].parts.count == 8 && answers[0].parts.allSatisfy { $0.problem == nil })
    // The golden figures: 876.164 tCO2e in all, 1.8253416667 kg for the first part.
    let totals = try #require(answers[0].totals)
    #expect(abs((totals.scope1 ?? 0) + (totals.scope2 ?? 0) - 876_164) < 1)
    #expect(answers[0].parts.contains { $0.number == "PN-1234" && $0.carbon == 1.825_341_666_7 })
    #expect(answers[1].reason == XLSXError(.fileNotFound).key)
    #expect(answers[1].sha256 == nil)
  }

  @Test func `content on standard input gives what the file gives`() throws {
    let path = Fixture.path("tools/golden.xlsx")
    let content = try Fixture.bytes(path)
    let digest = try ContentDigest(path: path)
    func header(_ name: String, _ length: Int) -> Data {
      Data("{\"file\":\"\(name)\",\"length\":\(length),\"modified\":\"\(digest.modifiedTime)\"}\n".utf8)
    }
    let (status, lines) = try worker(
      ["--input", "content"],
      input: header("a", content.count) + content + header("empty", 0) + header("b", content.count) + content)
    #expect(status == 0 && lines.count == 3)
    var expected = try JSONText.value(Submission.self, worker([], input: Data(path.utf8)).lines[0].utf8)
    expected.file = "a"
    #expect(try JSONText.value(Submission.self, lines[0].utf8) == expected)
    expected.file = "b"
    #expect(try JSONText.value(Submission.self, lines[2].utf8) == expected)
    #expect(try JSONText.value(Submission.self, lines[1].utf8).verdict == "unreadable")
  }

  @Test func `content that ends too early is an error, after the answers that could be given`() throws {
    let content = try Fixture.bytes(Fixture.path("tools/golden.xlsx"))
    let whole = Data("{\"file\":\"a\",\"length\":\(content.count)}\n".utf8) + content
    let (status, lines) = try worker(["--input", "content"], input: whole + whole.dropLast(10))
    #expect(status == 3 && lines.count == 1)
  }

  @Test func `a line that is no job is a failure; outputs that cannot be written are named in the answer`() throws {
    let path = Fixture.path("tools/golden.xlsx")
    let outputs = AnswerOutputs(
      form: "/proc/none/f.xlsx", findings: "/proc/none/f.json", annotated: "/proc/none/a.xlsx")
    let jobs = [
      "rubbish", try JSONText.line(WorkerJob(path: path, file: "x", outputs: outputs)),
      try JSONText.line(WorkerJob(path: path)),
    ]
    let (status, lines) = try worker(["--input", "jobs"], input: Data(jobs.joined(separator: "\n").utf8))
    #expect(status == 0 && lines.count == 3)
    let failure = try JSONText.value(WorkerFailure.self, lines[0].utf8)
    #expect(failure.file == "rubbish" && failure.schema == WorkerFailure.schema)
    // The answer is there, and says which of its files are not.
    let unwritten = try JSONText.value(Submission.self, lines[1].utf8)
    #expect(unwritten.file == "x" && unwritten.verdict == "ready" && unwritten.outputs.isEmpty)
    #expect(unwritten.unwritten?.keys.sorted() == ["findings", "form"])
    #expect(unwritten.unwritten?["form"]?.message.contains("No such file") == true)
    #expect(try JSONText.value(Submission.self, lines[2].utf8).verdict == "ready")
  }
}
