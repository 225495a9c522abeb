import Foundation
import Procurement
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@Suite("The drop folder")
struct WatchRunTests {
  @Test func `a file whose answer cannot be written is tried five times, then put aside, and it is said why`() throws {
    let scratch = try Scratch()
    let manager = FileManager.default
    try manager.createDirectory(atPath: scratch.path("in"), withIntermediateDirectories: true)
    // Folders stand where the answers should go.
    for name in ["tool-quotewin.xlsx", "tool.findings.json"] {
      try manager.createDirectory(atPath: scratch.path("out/\(name)"), withIntermediateDirectories: true)
    }
    try manager.copyItem(atPath: Fixture.path("tools/golden.xlsx"), toPath: scratch.path("in/tool.xlsx"))

    var options = WatchRun.Options(inbox: scratch.path("in"), outbox: scratch.path("out"))
    options.program = Command.program
    options.workerArguments = ["worker", "--input", "jobs", "--language", "en"]
    options.asOf = "2026-11-27"
    (options.patience, options.interval, options.retryPause) = (0.01, 0.02, 0.01)
    let run = try WatchRun(options, catalogue: .builtIn(.english))
    var complaints: [String] = []
    var answered: [WatchRun.Answered] = []
    try run.run(
      shouldStop: { !answered.isEmpty || complaints.count > 2 * WatchRun.tries }, report: { answered.append($0) },
      complain: { complaints.append($0) })

    #expect(complaints.count == WatchRun.tries)
    #expect(complaints.dropLast().enumerated().allSatisfy { $1.hasSuffix("(try \($0 + 1) of 5)") }, "\(complaints)")
    #expect(complaints.last?.contains("given up after 5 tries") == true && complaints.last?.contains("folder") == true)
    #expect(answered.map(\.file.state) == [.failed])
    #expect(manager.fileExists(atPath: scratch.path("in/rejected/tool.xlsx")))
  }
}
