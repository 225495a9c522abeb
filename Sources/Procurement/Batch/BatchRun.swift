internal import JSON
internal import GreenQuote
internal import Glibc
internal import XLSX
public import Validation

/// Answers every workbook below a folder, several at a time.
///
/// What comes of it depends on the files and options alone: not on the number of processes, not on their speed, and not
/// on how often the run was interrupted or killed and resumed. Results are taken up in the order of the files' names.
public final class BatchRun {
  /// What a run is to do, and by which means.
  public struct Options: Sendable {
    /// The folder to look through.
    public var folder: String
    /// The path of the folder into which the results go.
    public var output: String
    /// The path of the register in which submissions are recorded; `nil` for none.
    public var register: String?
    /// How many worker processes run at the same time.
    public var jobs = 1
    /// Whether to skip files that were answered by an earlier run with the same options.
    public var resumes = false
    /// Whether passwords are known that may open files which an earlier run could not open.
    public var hasPasswords = false
    /// Whether to begin anew in a folder that holds results.
    public var force = false
    /// What one file may take of time and memory.
    public var limits = WorkerPool.Limits()
    /// The path of this program, which is started as the worker.
    public var program = "/proc/self/exe"
    /// The arguments of the command `worker` that carry the choices of this run.
    public var workerArguments: [String] = []
    /// What the answers depend on: the program's version, the choices, the language.
    public var key: String
    /// The day that counts as today, `yyyy-mm-dd`.
    public var asOf: String

    /// Options with the usual limits, one process and no register.
    public init(folder: String, output: String, key: String, asOf: String) {
      self.folder = folder
      self.output = output
      self.key = key
      self.asOf = asOf
    }
  }

  /// How far a run has come.
  public struct Progress: Sendable {
    /// How many files there are in all.
    public var files = 0
    /// How many of them need nothing more.
    public var done = 0
    /// Answered in this run; the others were known or needed no answer.
    public var answered = 0
    /// Seconds since the run began.
    public var seconds = 0.0
    /// The path of the file that was begun last; empty before the first.
    public var current = ""
  }

  /// Where a file stands until its turn to be taken up comes.
  private enum Result {
    /// What the summary says of it where its turn is now; else it waits in the journal.
    case answered(BatchJournal.Entry, SubmissionOverview? = nil)
    case other(BatchFile)
  }

  private let options: Options
  private let catalogue: MessageCatalogue
  private let folder: OutputFolder
  private let journal: BatchJournal
  private let register: Register?
  private let files: [FolderScan.File]
  private let stems: [String]
  private let unpacker: ArchiveUnpacker
  /// Where files of archives stand while they are answered.
  private var unpacked: [Int: String] = [:]
  /// The places of the files that are answered: no output may lead there, by whatever link.
  private let inputs: Set<FilePlace>
  private let began = WorkerPool.now()

  private var results: [Int: Result] = [:]
  private var contents: [String: Int] = [:]
  private var begun = 0
  private var taken = 0
  private var progress = Progress()
  private var waiting: [Submission] = []
  private let summary: BatchSummaryWriter
  /// Whether a run was interrupted; what was done stays.
  public private(set) var isInterrupted = false

  /// The day on which an interrupted run counted as today; a run that goes on from it counts the same.
  public static func day(ofRunIn output: String) -> String? {
    BatchJournal.day(ofJournal: output + "/.greenquote/journal.jsonl")
  }

  /// Looks through the folder and makes ready.
  ///
  /// - Parameters:
  ///   - options: what the run is to do.
  ///   - catalogue: the messages in the language of the results.
  ///   - summaryPage: makes the page `summary.html`.
  /// - Throws: ``BatchError`` where a folder cannot be used or read; ``RegisterError`` where the register cannot; what
  ///   `summaryPage` throws.
  public init(_ options: Options, catalogue: MessageCatalogue, summaryPage: @escaping (BatchSummary) throws -> String)
    throws
  {
    self.options = options
    self.catalogue = catalogue
    if FilePlace.areSame(options.folder, options.output) { throw BatchError(.sameFolder, options.output) }
    do {
      folder = try OutputFolder(options.output, isExpected: options.resumes || options.force)
    } catch .busy {
      throw BatchError(.busy, options.output)
    } catch .inUse {
      throw BatchError(.inUse, options.output)
    } catch .system(let path, let failure) {
      throw BatchError(.cannotWrite, path, failure.description)
    }
    folder.removeUnfinished()
    unpacker = ArchiveUnpacker(into: folder.own + "/unpacked")
    do {
      files = try FolderScan(options.folder, excluding: [options.output], opensArchives: true).files
    } catch {
      throw BatchError(.cannotRead, options.folder, error.description)
    }
    do {
      journal = try BatchJournal(path: folder.journal, key: options.key, asOf: options.asOf, resuming: options.resumes)
    } catch {
      throw BatchError(.cannotWrite, folder.journal, error.description)
    }
    register = try options.register.map { try Register(path: $0) }
    var names = OutputNames()
    stems = files.map { $0.isAnswered ? names.stem(of: $0.path) : "" }
    inputs = Set(files.compactMap { FilePlace(options.folder + "/" + $0.path) })
    progress.files = files.count
    summary = try BatchSummaryWriter(
      folder: options.output, source: options.folder, asOf: options.asOf, page: summaryPage)
  }

  /// Answers everything that is not answered yet.
  ///
  /// - Parameters:
  ///   - shouldStop: is asked often; where it says yes, the files in hand are finished and no more are begun.
  ///   - report: is told often how far the run has come.
  /// - Returns: how many files there are of each kind and state.
  /// - Throws: ``BatchError``, ``RegisterError`` and `XLSXError` where results cannot be written.
  public func run(shouldStop: () -> Bool, report: (Progress) -> Void) throws -> BatchCounts {
    let pool = WorkerPool(
      program: options.program, arguments: options.workerArguments, count: options.jobs, limits: options.limits,
      inheriting: folder.lock)
    do {
      try pool.run(
        next: { try self.next(shouldStop) },
        done: { number, outcome in
          try self.finish(number, outcome)
          try self.takeUp()
        },
        idle: {
          self.progress.seconds = WorkerPool.now() - self.began
          report(self.progress)
        })
    } catch let failure as SystemFailure {
      throw BatchError(.cannotWrite, options.output, failure.description)
    }
    try takeUp()
    try record(atLeast: 1)
    progress.seconds = WorkerPool.now() - began
    report(progress)
    if !isInterrupted { try summary.finish() }
    folder.removeUnfinished()
    return summary.counts
  }

  // MARK: Giving out files

  /// The next file that needs an answer.
  private func next(_ shouldStop: () -> Bool) throws -> (number: Int, line: String)? {
    while begun < files.count {
      if shouldStop() {
        isInterrupted = true
        return nil
      }
      let number = begun
      begun += 1
      let (known, digest) = try known(number)
      if let result = known {
        removeUnpacked(number)
        results[number] = result
        try takeUp()
        continue
      }
      let file = files[number]
      var outputs = OutputNames.outputs(stems[number], of: file.path, in: options.output)
      outputs.base = options.output
      if let slash = outputs.form.lastIndex(of: "/") {
        do {
          try OutputFolder.makeFolders(String(outputs.form[..<slash]))
        } catch {
          throw BatchError(.cannotWrite, String(outputs.form[..<slash]), error.description)
        }
      }
      if let output = outputs.all.first(where: { FilePlace($0).map(inputs.contains) == true }) {
        var failed = BatchFile(file: file.path, state: .failed)
        failed.reason = "replaces-input"
        failed.detail = catalogue.phrase("batch.replaces-input", ["path": output])
        removeUnpacked(number)
        results[number] = .other(failed)
        try takeUp()
        continue
      }
      progress.current = file.path
      return (
        number,
        try JSONText.line(
          WorkerJob(path: path(number), file: file.path, digest: digest, outputs: outputs))
      )
    }
    return nil
  }

  /// What is known of a file without answering it; else its digest, where it can be read.
  private func known(_ number: Int) throws -> (result: Result?, digest: ContentDigest?) {
    let file = files[number]
    var line = BatchFile(file: file.path, state: .skipped)
    if let skipping = file.skipping {
      line.reason = skipping.rawValue
      return (.other(line), nil)
    }
    if let problem = file.problem {
      line.state = .unreadable
      line.reason = "unreachable"
      line.detail = problem == FolderScan.nameIsNoText ? catalogue.phrase("batch.name-is-no-text") : problem
      return (.other(line), nil)
    }
    if let problem = file.archiveProblem {
      line.state = .unreadable
      line.reason = "archive-" + problem.rawValue
      line.detail = catalogue.phrase("archive." + problem.rawValue)
      return (.other(line), nil)
    }
    do throws(XLSXError) {
      if let archive = file.archive, let entry = file.entry {
        unpacked[number] = try unpacker.unpack(entry, of: options.folder + "/" + archive)
      }
    } catch {
      line.state = .unreadable
      line.reason = error.key
      line.detail = catalogue.reason(error)
      return (.other(line), nil)
    }
    guard let digest = try? ContentDigest(path: path(number)) else { return (nil, nil) }
    if let first = contents[digest.sha256] {
      line.state = .duplicate
      line.detail = files[first].path
      return (.other(line), digest)
    }
    contents[digest.sha256] = number
    guard let entry = journal.entries[Array(file.path.utf8)], entry.sha256 == digest.sha256, entry.stem == stems[number]
    else {
      return (nil, digest)
    }
    let answer = try journal.answer(entry, as: SubmissionOverview.self)
    let isThere = answer.outputs.values.allSatisfy { access(options.output + "/" + $0, F_OK) == 0 }
    let isLocked = [XLSXError(.encrypted).key, XLSXError(.wrongPassword).key].contains(answer.reason)
    let isFinal = answer.passingFailure == nil && !(isLocked && options.hasPasswords)
    return (isThere && isFinal ? .answered(entry) : nil, digest)
  }

  /// The path at which the content of a file stands.
  private func path(_ number: Int) -> String { unpacked[number] ?? options.folder + "/" + files[number].path }

  private func removeUnpacked(_ number: Int) {
    if let path = unpacked.removeValue(forKey: number) { unpacker.remove(path) }
  }

  // MARK: Taking up what came of them

  private func finish(_ number: Int, _ outcome: WorkerPool.Outcome) throws {
    let file = files[number]
    removeUnpacked(number)
    progress.answered += 1
    switch outcome {
    case .line(let line):
      if let submission = try? JSONText.value(SubmissionOverview.self, line) {
        // Without a content by which it could be known again it is answered anew each time.
        guard submission.sha256 != nil else {
          results[number] = .other(BatchFile(submission))
          return
        }
        let entry = try journal.add(path: file.path, stem: stems[number], sha256: submission.sha256 ?? "", line)
        results[number] = .answered(entry, number == taken ? submission : nil)
      } else {
        var failed = BatchFile(file: file.path, state: .failed)
        failed.reason = "output"
        failed.detail =
          (try? JSONText.value(WorkerFailure.self, line).message) ?? String(decoding: line.prefix(500), as: UTF8.self)
        results[number] = .other(failed)
      }
    case .stopped(let stop):
      let outputs = OutputNames.outputs(stems[number], of: file.path, in: options.output)
      for output in outputs.all { unlink(output) }
      var stopped = BatchFile(file: file.path, state: .stopped)
      (stopped.reason, stopped.detail) = Self.words(stop, catalogue)
      results[number] = .other(stopped)
    }
  }

  static func words(_ stop: WorkerPool.Stop, _ catalogue: MessageCatalogue) -> (code: String, detail: String) {
    switch stop {
    case .time(let seconds): ("time-limit", catalogue.phrase("batch.stopped.time", ["seconds": String(seconds)]))
    case .memory(let bytes):
      ("memory-limit", catalogue.phrase("batch.stopped.memory", ["megabytes": String(bytes >> 20)]))
    case .crash(let signal): ("crash", catalogue.phrase("batch.stopped.signal", ["signal": String(signal)]))
    case .exit(let status): ("crash", catalogue.phrase("batch.stopped.status", ["status": String(status)]))
    }
  }

  /// Takes up what is done, in the order of the files.
  private func takeUp() throws {
    while let result = results.removeValue(forKey: taken) {
      taken += 1
      progress.done = taken
      switch result {
      case .answered(let entry, let known):
        try summary.add(known ?? journal.answer(entry, as: SubmissionOverview.self))
        if register != nil {
          waiting.append(try journal.answer(entry, as: Submission.self))
          try record(atLeast: Self.submissionsPerTransaction)
        }
      case .other(let file): try summary.add(file)
      }
    }
  }

  private static let submissionsPerTransaction = 100

  private func record(atLeast count: Int) throws {
    guard let register, waiting.count >= count else { return }
    try register.record(waiting)
    waiting.removeAll(keepingCapacity: true)
  }
}

/// Why a batch cannot run.
public struct BatchError: Error, Sendable, Hashable {
  /// What stands in the way: the two folders are the same, another run is at work, the folder of the results holds
  /// other things, or reading or writing fails.
  public enum Code: String, Sendable, Hashable { case sameFolder, busy, inUse, cannotRead, cannotWrite }

  /// What stands in the way.
  public var code: Code
  /// The path of the folder or file at fault.
  public var path: String
  /// What the operating system says about it; empty where it says nothing.
  public var detail: String

  init(_ code: Code, _ path: String, _ detail: String = "") {
    self.code = code
    self.path = path
    self.detail = detail
  }
}
