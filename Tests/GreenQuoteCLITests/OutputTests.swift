import Foundation
import SampleWorkbooks
import TestSupport
import Testing

@testable import XLSX

/// What commands write: planned before the first file, each output by itself, own outputs replaced.
@Suite("Outputs")
struct OutputTests {
  private static let day = ["--as-of", "2026-11-27", "--language", "en"]

  private static func run(_ arguments: String...) throws -> Command.Result { try Command.run(arguments + day) }

  private static func link(_ target: String, _ path: String, isHard: Bool = false) throws {
    let manager = FileManager.default
    if isHard {
      try manager.linkItem(atPath: target, toPath: path)
    } else {
      try manager.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
  }

  @Test func `no output replaces an input, by whatever name or link, in any command`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("tools/golden.xlsx"))
    let form = try scratch.copy(Fixture.path("forms/as-template.xlsx"))
    let before = (try Fixture.bytes(tool), try Fixture.bytes(form))
    try Self.link(tool, scratch.path("soft.xlsx"))
    try Self.link(tool, scratch.path("hard.xlsx"), isHard: true)
    let dotted = scratch.path(".") + "/golden.xlsx"
    let commands = [
      ["complete", tool, "-o", tool], ["complete", tool, "-o", scratch.path("soft.xlsx")],
      ["complete", tool, "-o", dotted],
      ["complete", tool, "--copy", scratch.path("hard.xlsx")], ["complete", tool, "--annotate", dotted],
      ["complete", tool, "--form", form, "-o", form], ["complete", tool, "--form", form, "--copy", form],
      ["complete", tool, "--form", form, "-o", scratch.path("a.xlsx"), "--annotate", form],
      ["explain", tool, "-o", scratch.path("soft.xlsx")], ["report", "--from", tool, "-o", dotted],
      ["validate", tool, "--annotate", scratch.path(".")], ["validate", tool, "-o", scratch.path("hard.xlsx")],
    ]
    for command in commands {
      let result = try Command.run(command + ["--force"])
      #expect(result.status == 2 && result.messages.contains("would replace"), "\(command): \(result.messages)")
    }
    #expect(try (Fixture.bytes(tool), Fixture.bytes(form)) == before)
    #expect(scratch.names == ["as-template.xlsx", "golden.xlsx", "hard.xlsx", "soft.xlsx"])
  }

  @Test func `no output replaces another, default names among them`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("tools/golden.xlsx"))
    let names = [
      ["-o", scratch.path("x.xlsx"), "--copy", scratch.path("x.xlsx")],
      ["--copy", scratch.path("golden-quotewin.xlsx")],
      ["--copy", scratch.path("x.xlsx"), "--annotate", scratch.path(".") + "/x.xlsx"],
    ]
    for outputs in names {
      let result = try Command.run(["complete", tool, "--force"] + outputs)
      #expect(result.status == 2 && result.messages.contains("would replace"), "\(outputs)")
    }
    #expect(scratch.names == ["golden.xlsx"])
  }

  @Test func `a tool given as the form is refused and nothing is written`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("tools/golden.xlsx"))
    for form in [tool, Fixture.path("tools/two-countries.xlsx")] {
      let result = try Self.run(
        "complete", tool, "--form", form, "-o", scratch.path("out.xlsx"), "--copy", scratch.path("copy.xlsx"))
      #expect(result.status == 1 && result.messages.contains("is no form"))
    }
    #expect(scratch.names == ["golden.xlsx"])
  }

  /// The golden tool with a note, and its comments or their drawing damaged.
  private static func damaged(_ part: String, in scratch: Scratch) throws -> String {
    let tool = Fixture.path("broken/price-is-text.xlsx")
    let editor = try WorkbookEditor(path: tool)
    try editor.setNotes([CellNote(CellReference(row: 7, column: 3), "ours")], author: "Supplier", in: "Per MPN")
    try editor.write(to: scratch.path("noted.xlsx"), force: true)
    let archive = try ArchiveReader(path: scratch.path("noted.xlsx"), limits: ReadingLimits())
    let name = try #require(archive.partNames.map(\.text).first { $0.contains(part) })
    let output = try ArchiveOutput(to: scratch.path("damaged.xlsx"), force: true, copying: scratch.path("noted.xlsx"))
    try output.set(name, bytes: Array("<broken".utf8))
    try output.commit()
    return scratch.path("damaged.xlsx")
  }

  @Test(arguments: ["comments", "vmlDrawing"]) func `a damaged notes part costs the annotated copy alone`(part: String)
    throws
  {
    let scratch = try Scratch()
    let tool = try Self.damaged(part, in: scratch)
    let completed = try Self.run(
      "complete", tool, "-o", scratch.path("form.xlsx"), "--annotate", scratch.path("a.xlsx"))
    #expect(completed.status == 3 && completed.messages.contains("The annotated copy was not written"))
    #expect(scratch.names.contains("form.xlsx") && !scratch.names.contains("a.xlsx"))
    let checked = try Self.run(
      "validate", tool, "--annotate", scratch.path("."), "--force", "-o", scratch.path("findings.html"), "--format",
      "html")
    #expect(checked.status == 2, "the copy would replace the workbook itself")
    try FileManager.default.createDirectory(atPath: scratch.path("copies"), withIntermediateDirectories: true)
    let page = try Self.run(
      "validate", tool, "--annotate", scratch.path("copies"), "-o", scratch.path("findings.html"), "--format", "html")
    #expect(
      page.status == 3 && page.messages.contains("The annotated copy was not written")
        && scratch.names.contains("findings.html"))

    try FileManager.default.createDirectory(atPath: scratch.path("in"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: tool, toPath: scratch.path("in/tool.xlsx"))
    let batch = try Self.run("batch", scratch.path("in"), "-o", scratch.path("out"))
    #expect(batch.status == 3)
    let written = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).filter { !$0.hasPrefix(".") }
      .sorted()
    #expect(written == ["summary.csv", "summary.html", "summary.json", "tool-quotewin.xlsx", "tool.findings.json"])
    let summary = String(decoding: try Fixture.bytes(scratch.path("out/summary.csv")), as: UTF8.self)
    #expect(summary.contains("The annotated copy was not written"))

    let watch = try Self.run("watch", scratch.path("in"), "-o", scratch.path("answers"), "--once", "--patience", "0.05")
    #expect(watch.messages.contains("The annotated copy was not written"))
    let answers = try FileManager.default.contentsOfDirectory(atPath: scratch.path("answers")).filter {
      !$0.hasPrefix(".")
    }.sorted()
    #expect(answers == ["tool-quotewin.xlsx", "tool.findings.json"])
    #expect(FileManager.default.fileExists(atPath: scratch.path("in/rejected/tool.xlsx")))
  }

  @Test func `a batch writes through no link into the folder that it answers`() throws {
    let scratch = try Scratch()
    let manager = FileManager.default
    for folder in ["in", "out"] {
      try manager.createDirectory(atPath: scratch.path(folder), withIntermediateDirectories: true)
    }
    try manager.copyItem(atPath: Fixture.path("tools/golden.xlsx"), toPath: scratch.path("in/a.xlsx"))
    try Self.link(scratch.path("in/a.xlsx"), scratch.path("out/a-quotewin.xlsx"))
    let before = try Fixture.bytes(scratch.path("in/a.xlsx"))
    let batch = try Self.run("batch", scratch.path("in"), "-o", scratch.path("out"))
    #expect(batch.status == 3)
    #expect(try Fixture.bytes(scratch.path("in/a.xlsx")) == before)
  }

  @Test func `a later run replaces its own outputs, and nothing that somebody has changed since`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("broken/price-missing.xlsx"))
    let outputs = ["--copy", scratch.path("copy.xlsx"), "--annotate", scratch.path("notes.xlsx")]
    #expect(try Command.run(["complete", tool] + outputs + Self.day).status == 1)
    let first = try Fixture.bytes(scratch.path("price-missing-quotewin.xlsx"))
    // The supplier mends the cell and runs the same again.
    let editor = try WorkbookEditor(path: tool)
    try editor.set(.value(.number(0.75)), at: "C7", in: "Per MPN")
    try editor.write(to: tool, force: true)
    let again = try Command.run(["complete", tool] + outputs + Self.day)
    #expect(again.status == 0, "\(again.messages)")
    #expect(try Fixture.bytes(scratch.path("price-missing-quotewin.xlsx")) != first)

    // Somebody has saved the form with another program: it is theirs.
    let mine = try WorkbookEditor(path: scratch.path("price-missing-quotewin.xlsx"))
    try mine.set(.value(.text("checked by hand")), at: "N2", in: "Sustainability")
    try mine.write(to: scratch.path("price-missing-quotewin.xlsx"), force: true)
    let changed = try Fixture.bytes(scratch.path("price-missing-quotewin.xlsx"))
    let refused = try Command.run(["complete", tool] + Self.day)
    #expect(refused.status == 3 && refused.messages.contains("--force"))
    #expect(try Fixture.bytes(scratch.path("price-missing-quotewin.xlsx")) == changed)
  }

  @Test func `a customer's form completed in its own file is nobody's to replace`() throws {
    let scratch = try Scratch()
    let form = try scratch.copy(Fixture.path("forms/as-template.xlsx"))
    let tool = Fixture.path("tools/golden.xlsx")
    #expect(try Self.run("complete", tool, "--form", form, "--in-place").status == 0)
    #expect(try Self.run("complete", tool, "-o", form).status == 3)
  }
}
