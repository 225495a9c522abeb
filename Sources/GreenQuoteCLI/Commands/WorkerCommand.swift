import ArgumentParser
import Glibc
import JSON
import Procurement
import GreenQuote

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Answer files named on standard input, one line of JSON each: for batch, Spark, Slurm and the like.",
    discussion: """
      Each answer is a submission (greenquote.submission/1) or a failure (greenquote.failure/1), in the order of the input; 'greenquote \
      register merge' takes files of such lines. Nothing is written but what a job asks for.

      --input paths: a path on each line. --input jobs: on each line JSON such as {"path": "a.xlsx", "file": "east/a.xlsx", "modified": \
      "2026-11-21T08:30:00Z", "outputs": {"form": "…", "findings": "…", "annotated": "…"}}; all but the path may be missing. --input \
      content: for each file a line of JSON such as {"file": "a.xlsx", "length": 12345}, then that many bytes.
      """)

  enum Input: String, ExpressibleByArgument, CaseIterable { case paths, jobs, content }

  @Option(help: "What comes on standard input: paths, jobs or content.")
  var input = Input.paths

  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting { catalogue in
      let answer = try WorkbookAnswer(
        by: common.templateDefinitions(), settings: calculation.settings(ofMany: true), opener: common.opener(),
        catalogue: catalogue)
      signal(SIGPIPE, SIG_IGN)
      var standardInput = StandardInput()
      while let line = standardInput.line() {
        guard !line.isEmpty else { continue }
        let text = String(decoding: line, as: UTF8.self)
        do {
          try Terminal.output(whole: answered(line, text, answer, &standardInput) + "\n", as: .json)
        } catch let error as WorkerInputError {
          // Where the next file begins nobody can tell.
          Terminal.message("standard input: \(error.problem)")
          throw ExitStatus.unreadable
        }
      }
    }
  }

  private func answered(_ line: [UInt8], _ text: String, _ answer: WorkbookAnswer, _ input: inout StandardInput) throws
    -> String
  {
    var job = WorkerJob(path: text)
    var content: MemoryFile?
    switch self.input {
    case .paths: break
    case .jobs:
      do {
        job = try JSONText.value(WorkerJob.self, line)
      } catch {
        return try failure(text, "this line is no job: JSON with a \"path\" was expected (\(error))")
      }
    case .content:
      guard let header = try? JSONText.value(ContentHeader.self, line), header.length >= 0 else {
        throw WorkerInputError(
          problem: "expected a line of JSON with \"file\" and \"length\", found \(text.prefix(80))")
      }
      let file = try MemoryFile(of: header.length, from: &input, named: header.file)
      job.path = file.path
      job.file = header.file
      job.modified = header.modified
      content = file
    }
    let name = job.file ?? job.path
    return try withExtendedLifetime(content) {
      try JSONText.line(
        answer.answer(job.path, file: name, modified: job.modified, digest: job.digest, outputs: job.outputs))
    }
  }

  private func failure(_ file: String, _ message: String) throws -> String {
    try JSONText.line(WorkerFailure(file: file, message: message))
  }
}

/// What comes before the bytes of a file.
private struct ContentHeader: Decodable {
  var file: String
  var length: Int
  var modified: String?
}
