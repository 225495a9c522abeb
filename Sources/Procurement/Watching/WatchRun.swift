internal import JSON
internal import GreenQuote
internal import Emissions
internal import Glibc
internal import SupplierWorkbooks
public import Validation
internal import XLSX

/// Answers each workbook that arrives in a folder, and moves it to `done/` or `rejected/` inside that folder when its
/// answer is there.
///
/// What has been done is told by the folders alone: a file is moved after its answers are written and recorded, and
/// until then it stays. After a crash it is simply answered again.
public final class WatchRun {
  /// What a watch is to do, and by which means.
  public struct Options: Sendable {
    /// The path of the folder in which workbooks arrive.
    public var inbox: String
    /// The path of the folder into which the answers go.
    public var outbox: String
    /// The path of the register in which submissions are recorded; `nil` for none.
    public var register: String?
    /// How many worker processes run at the same time.
    public var jobs = 1
    /// What one file may take of time and memory.
    public var limits = WorkerPool.Limits()
    /// The path of this program, which is started as the worker.
    public var program = "/proc/self/exe"
    /// The arguments of the command `worker` that carry the choices of this watch.
    public var workerArguments: [String] = []
    /// How long a file must not have changed, in seconds.
    public var patience = 1.0
    /// How long to wait until the next look where the system tells of no change, in seconds.
    public var interval = 2.0
    /// How long to wait until an answer that could not be written is tried again, in seconds.
    public var retryPause = 15.0
    /// End when everything that is there is answered.
    public var isOnce = false
    /// The day that counts as today, `yyyy-mm-dd`; `nil` for each file's own today.
    public var asOf: String?

    /// Options with the usual limits, one process and no register.
    public init(inbox: String, outbox: String) {
      self.inbox = inbox
      self.outbox = outbox
    }
  }

  /// What became of a file.
  public struct Answered: Sendable {
    /// What became of it, as a batch says it.
    public var file: BatchFile
    /// The path to which the file was moved.
    public var original: String
  }

  /// Folders in which nothing arrives.
  private var ownFolders: [String] {
    [options.outbox, options.inbox + "/" + Self.done, options.inbox + "/" + Self.rejected]
  }

  private static let done = "done"
  private static let rejected = "rejected"
  /// How long to wait after an answer could not be written, in seconds.
  private static let pause = 15.0
  /// How often an answer is tried that cannot be written; then the file is given up and goes to `rejected/`.
  public static let tries = 5

  private let options: Options
  private let catalogue: MessageCatalogue
  private let outbox: OutputFolder
  private let register: Register?
  private let events = FolderEvents()
  private var settling: SettlingFiles
  private var retryAt: [[UInt8]: Double] = [:]
  /// How often the answer to a file could not be written, or the file not be moved.
  private var failedTries: [[UInt8]: Int] = [:]
  /// Files that could not be moved, as they were when they were given up.
  private var givenUp: [[UInt8]: FileIdentity] = [:]
  private var reported: Set<[UInt8]> = []
  /// Files that could not be read once: perhaps they were still on their way from another machine.
  private var doubtful: Set<[UInt8]> = []

  /// Makes ready to look at the folder.
  ///
  /// - Parameters:
  ///   - options: what the watch is to do.
  ///   - catalogue: the messages in the language of the answers.
  /// - Throws: ``BatchError`` where a folder cannot be used; ``RegisterError`` where the register cannot.
  public init(_ options: Options, catalogue: MessageCatalogue) throws {
    self.options = options
    self.catalogue = catalogue
    settling = SettlingFiles(patience: options.patience)
    if FilePlace.areSame(options.inbox, options.outbox) { throw BatchError(.sameFolder, options.outbox) }
    do {
      outbox = try OutputFolder(options.outbox, isExpected: true)
    } catch .busy, .inUse {
      throw BatchError(.busy, options.outbox)
    } catch .system(let path, let failure) {
      throw BatchError(.cannotWrite, path, failure.description)
    }
    outbox.removeUnfinished()
    do {
      _ = try FolderScan(options.inbox, excluding: [options.outbox])
      for name in [Self.done, Self.rejected] { try OutputFolder.makeFolders(options.inbox + "/" + name) }
    } catch {
      throw BatchError(.cannotRead, options.inbox, error.description)
    }
    register = try options.register.map { try Register(path: $0) }
  }

  /// Looks at the folder until it is told to stop, or once.
  ///
  /// - Parameters:
  ///   - shouldStop: is asked often; the files in hand are finished.
  ///   - report: gets what became of each file.
  ///   - complain: gets what could not be done, and will be tried again.
  /// - Throws: ``RegisterError``, ``BatchError``.
  public func run(shouldStop: () -> Bool, report: (Answered) -> Void, complain: (String) -> Void) throws {
    while !shouldStop() {
      let settled = try look(complain)
      if !settled.isEmpty {
        try answer(settled, shouldStop, report, complain)
      } else if options.isOnce, settling.isEmpty {
        return
      }
      if options.isOnce, !retryAt.isEmpty { return }
      events.wait(Int((settling.isEmpty ? options.interval : min(options.interval, options.patience / 4)) * 1000))
    }
  }

  /// The files that are completely written.
  private func look(_ complain: (String) -> Void) throws -> [String] {
    let files: [FolderScan.File]
    do {
      files = try FolderScan(options.inbox, excluding: ownFolders).files
    } catch {
      // A network folder may come back.
      complain("\(options.inbox): \(error)")
      return []
    }
    var folders: Set<String> = [options.inbox]
    var looks: [(path: String, identity: FileIdentity)] = []
    let now = WorkerPool.now()
    for file in files {
      if let slash = file.path.lastIndex(of: "/") { folders.insert(options.inbox + "/" + file.path[..<slash]) }
      let path = Array(file.path.utf8)
      if file.skipping != nil || file.problem != nil {
        let words = file.problem ?? file.skipping.map { catalogue.phrase("summary.skipped." + $0.rawValue) } ?? ""
        if file.skipping != .lockFile, reported.insert(path).inserted { complain("\(file.path): \(words)") }
        continue
      }
      if let time = retryAt[path], now < time { continue }
      if let identity = FileIdentity(path: options.inbox + "/" + file.path), givenUp[path] != identity {
        looks.append((file.path, identity))
      }
    }
    events.listen(to: folders)
    return settling.note(looks, now: now).filter { !isBeingWritten(options.inbox + "/" + $0) }
  }

  private func answer(
    _ paths: [String], _ shouldStop: () -> Bool, _ report: (Answered) -> Void, _ complain: (String) -> Void
  ) throws {
    var arguments = options.workerArguments
    if let day = options.asOf { arguments += ["--as-of", day] }
    let pool = WorkerPool(
      program: options.program, arguments: arguments, count: min(options.jobs, paths.count), limits: options.limits,
      inheriting: outbox.lock)
    // Names are given out one by one: two files may want the same.
    var names = paths.map { _ in "" }
    var taken: Set<String> = []
    var index = 0
    do {
      try pool.run(
        next: {
          guard index < paths.count, !shouldStop() else { return nil }
          defer { index += 1 }
          let name = self.freeName(paths[index], &taken)
          names[index] = name
          let outputs = self.outputs(name)
          if let slash = outputs.form.lastIndex(of: "/") {
            try OutputFolder.makeFolders(String(outputs.form[..<slash]))
          }
          return (
            index,
            try JSONText.line(WorkerJob(path: self.options.inbox + "/" + paths[index], file: name, outputs: outputs))
          )
        },
        done: { number, outcome in try self.finish(paths[number], names[number], outcome, report, complain) },
        idle: {})
    } catch let failure as SystemFailure {
      throw BatchError(.cannotWrite, options.outbox, failure.description)
    }
  }

  private func outputs(_ name: String) -> AnswerOutputs {
    var names = OutputNames()
    return OutputNames.outputs(names.stem(of: name), of: name, in: options.outbox)
  }

  /// The name under which nothing was answered before: `tool.xlsx`, `tool (2).xlsx`.
  private func freeName(_ path: String, _ taken: inout Set<String>) -> String {
    let dot = path.utf8.lastIndex(of: 0x2E) ?? path.endIndex
    var candidate = path
    var number = 2
    while taken.contains(Self.stem(candidate)) || isUsed(candidate) {
      candidate = "\(path[..<dot]) (\(number))\(path[dot...])"
      number += 1
    }
    taken.insert(Self.stem(candidate))
    return candidate
  }

  /// Answers of `tool.xlsx` and `tool.xlsm` would have the same name.
  private static func stem(_ path: String) -> String {
    path.utf8.lastIndex(of: 0x2E).map { String(path[..<$0]) } ?? path
  }

  private func isUsed(_ path: String) -> Bool {
    let isMoved = [Self.done, Self.rejected].contains { access("\(options.inbox)/\($0)/\(path)", F_OK) == 0 }
    if isMoved { return true }
    // Answers without an original: of one with another ending, or from before the originals were cleared away.
    let findings = outputs(path).findings
    guard access(findings, F_OK) == 0 else { return false }
    let endings = FolderScan.endings.map { Self.stem(path) + "." + $0 }
    return endings.contains { ending in
      [Self.done, Self.rejected].contains { access("\(options.inbox)/\($0)/\(ending)", F_OK) == 0 }
    }
  }

  private func finish(
    _ path: String, _ name: String, _ outcome: WorkerPool.Outcome, _ report: (Answered) -> Void,
    _ complain: (String) -> Void
  ) throws {
    var file: BatchFile
    switch outcome {
    case .line(let line):
      guard let submission = try? JSONText.value(SubmissionOverview.self, line) else {
        let words =
          (try? JSONText.value(WorkerFailure.self, line).message) ?? String(decoding: line.prefix(500), as: UTF8.self)
        guard isLastTry(path, words, complain) else { return }
        file = BatchFile(file: name, state: .failed)
        (file.reason, file.detail) = ("output", words)
        break
      }
      // It went on being written, or has gone: the next look will tell.
      if submission.reason == XLSXError(.changedWhileReading).key || submission.reason == XLSXError(.fileNotFound).key {
        return
      }
      if submission.verdict == Verdict.unreadable.rawValue, !options.isOnce, doubtful.insert(Array(path.utf8)).inserted
      {
        retryAt[Array(path.utf8)] = WorkerPool.now() + 10 * options.patience
        return
      }
      if let failure = submission.passingFailure, !isLastTry(path, failure.message, complain) { return }
      if let register { try register.record([JSONText.value(Submission.self, line)]) }
      file = BatchFile(submission)
      if submission.passingFailure == nil, file.isMissingOutput == true, let detail = file.detail {
        complain("\(path): \(detail)")
      }
    case .stopped(let stop):
      file = BatchFile(file: name, state: .stopped)
      let words = BatchRun.words(stop, catalogue)
      (file.reason, file.detail) = words
      try answerStopped(name, words.detail)
    }
    let folder = file.state == .ready ? Self.done : Self.rejected
    let target = "\(options.inbox)/\(folder)/\(name)"
    do {
      if let slash = target.lastIndex(of: "/") { try OutputFolder.makeFolders(String(target[..<slash])) }
      guard rename(options.inbox + "/" + path, target) == 0 else { throw SystemFailure() }
    } catch {
      // A file that cannot be moved stays; it is answered again when it changes.
      if isLastTry(path, "\(error)", complain) {
        givenUp[Array(path.utf8)] = FileIdentity(path: options.inbox + "/" + path)
      }
      return
    }
    retryAt[Array(path.utf8)] = nil
    failedTries[Array(path.utf8)] = nil
    doubtful.remove(Array(path.utf8))
    report(Answered(file: file, original: target))
  }

  /// Whether a file is given up, because its answer could not be written or the file not be moved; else it is tried
  /// again later.
  private func isLastTry(_ path: String, _ problem: String, _ complain: (String) -> Void) -> Bool {
    let key = Array(path.utf8)
    let tries = (failedTries[key] ?? 0) + 1
    let words = ["file": path, "problem": problem, "try": String(tries), "tries": String(Self.tries)]
    guard tries >= Self.tries else {
      failedTries[key] = tries
      retryAt[key] = WorkerPool.now() + options.retryPause
      complain(catalogue.phrase("watch.tried", words))
      return false
    }
    failedTries[key] = nil
    retryAt[key] = nil
    complain(catalogue.phrase("watch.given-up", words))
    return true
  }

  /// Findings that say why there are no others.
  private func answerStopped(_ name: String, _ words: String) throws {
    let outputs = outputs(name)
    for output in [outputs.form, outputs.annotated] { unlink(output) }
    let result = ValidationResult(
      file: name, kind: .unknown, findings: [], problem: XLSXError(.cannotRead, file: name, detail: words))
    let day = options.asOf.flatMap { CalendarDate(iso: $0) } ?? .today
    let text = try JSONText.of(FindingsDocument([result], catalogue: catalogue, asOf: day))
    try OutputFile.write(to: outputs.findings, force: true) { try $0.write(text + "\n") }
  }
}
