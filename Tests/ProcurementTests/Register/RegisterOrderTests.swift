import Cryptography
import Emissions
import Foundation
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import GreenQuote
@testable import Pages
@testable import Procurement
@testable import XLSX

@Suite("What reaches a register on several ways")
struct RegisterOrderTests {
  private static func submission(_ file: String, _ modified: String) -> Submission {
    var submission = Submission(file: file, kind: "tool", verdict: "ready", options: "", asOf: "2026-11-21")
    submission.sha256 = String(repeating: "a", count: 64)
    submission.modified = modified
    return submission
  }

  private static func export(_ submissions: [Submission], _ scratch: Scratch, _ name: String) throws -> String {
    let register = try Register(path: scratch.path(name + ".sqlite"))
    for submission in submissions { try register.record([submission]) }
    let target = scratch.path(name + ".json")
    try register.exportDocument(to: target, force: false)
    return try String(contentsOfFile: target, encoding: .utf8)
  }

  @Test func `the same content in several places is that of the first by name, with the time that it has there`() throws
  {
    let scratch = try Scratch()
    // Without a name of a company the supplier is called like the file, and the day is that of the file.
    let places = [
      Self.submission("b.xlsx", "2026-01-02T00:00:00Z"), Self.submission("a.xlsx", "2026-03-04T00:00:00Z"),
      Self.submission("caf\u{E9}.xlsx", "2026-05-06T00:00:00Z"),
      Self.submission("cafe\u{301}.xlsx", "2026-07-08T00:00:00Z"),
    ]
    let forwards = try Self.export(places, scratch, "forwards")
    #expect(try Self.export(places.reversed(), scratch, "backwards") == forwards)
    #expect(try Self.export([places[1]], scratch, "alone") == forwards)
    #expect(
      forwards.contains("\"modified_at\":\"2026-03-04T00:00:00Z\"")
        && forwards.contains("\"submitted_on\":\"2026-03-04\""))
  }

  @Test func `what stands there already changes nothing`() throws {
    let scratch = try Scratch()
    let register = try Register(path: scratch.path("register.sqlite"))
    let one = Self.submission("a.xlsx", "2026-03-04T00:00:00Z")
    #expect(try register.record([one]).added == 1)
    #expect(try register.record([one, Self.submission("b.xlsx", "2026-01-02T00:00:00Z")]).unchanged == 2)
    #expect(try register.record([Self.submission("A.xlsx", "2026-01-02T00:00:00Z")]).unchanged == 1)
  }

  @Test func `answers to a question with several stand in the order of its options`() throws {
    let scratch = try Scratch()
    let survey = try SurveySample()
    var inputs = SampleTool.golden
    for sheet in [7, 31, 100] { survey.fill(sheet, into: &inputs) }
    let path = scratch.path("tool.xlsx")
    try SampleTool.workbook(inputs).write(to: path)
    let settings = try CompletionSettings(asOf: #require(CalendarDate.testDay))
    let answers = try WorkbookAnswer(
      by: TemplateDefinitions(), settings: settings, opener: WorkbookOpener(), catalogue: .builtIn(.english)
    )
    .answer(path, file: "tool.xlsx").survey
    let orders = Dictionary(grouping: answers, by: \.question).mapValues { $0.compactMap(\.option) }
    #expect(orders.values.contains { $0.count > 2 })
    for (question, order) in orders { #expect(order == order.sorted(), "\(question)") }
  }
}
