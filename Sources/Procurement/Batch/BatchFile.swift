/// What became of one file of a batch, as the summary says it.
public struct BatchFile: Sendable, Hashable, Codable {
  /// `ready`, `incomplete`, `invalid`, `unreadable`, `duplicate`, `skipped`, `stopped` or `failed`.
  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// As the verdict on a workbook.
    case ready, incomplete, invalid, unreadable
    /// The content of another file, which was answered.
    case duplicate
    /// No workbook.
    case skipped
    /// It took too long or too much memory, or the process did not survive it.
    case stopped
    /// An output could not be written.
    case failed
  }

  /// Relative to the folder.
  public var file: String
  public var state: State
  public var kind: String?
  public var supplier: String?
  /// Lines of the form with figures, and parts without.
  public var parts = 0
  public var partsWithoutFigures = 0
  public var errors = 0
  public var warnings = 0
  public var notes = 0
  /// A code that stays: of a reason why a file could not be read, was skipped or stopped.
  public var reason: String?
  /// The reason in words; of a duplicate the file with the same content.
  public var detail: String?
  /// Relative to the folder of the results.
  public var outputs: [String] = []

  /// Whether an output could not be written; the detail says which and why. `nil` where all are there.
  public var isMissingOutput: Bool?

  public init(file: String, state: State) {
    self.file = file
    self.state = state
  }

  init(_ submission: SubmissionOverview) {
    self.init(file: submission.file, state: State(rawValue: submission.verdict) ?? .invalid)
    kind = submission.kind
    supplier = submission.company.name
    partsWithoutFigures = submission.parts.count { $0.problem != nil }
    parts = submission.parts.count - partsWithoutFigures
    errors = submission.errors
    warnings = submission.warnings
    notes = submission.notes
    reason = submission.reason
    detail = submission.message
    let kinds = ["form", "findings", "annotated"]
    outputs = kinds.compactMap { submission.outputs[$0] }
    guard let failures = submission.unwritten, !failures.isEmpty else { return }
    // Without form or findings the file has no answer; without an annotated copy it has, and the copy is missed.
    if failures["form"] != nil || failures["findings"] != nil { state = .failed }
    isMissingOutput = true
    let failed = kinds.compactMap { failures[$0] }
    reason = reason ?? failed.first?.reason
    detail = ([detail].compactMap(\.self) + failed.map(\.message)).joined(separator: "; ")
  }
}

/// How many files of a batch there are of each kind; the states add up to all files.
public struct BatchCounts: Sendable, Hashable, Codable {
  public var files = 0
  public var states: [String: Int] = [:]
  /// Of the files that were answered.
  public var kinds: [String: Int] = [:]
  public var parts = 0
  public var partsWithoutFigures = 0
  public var errors = 0
  public var warnings = 0
  public var notes = 0

  public init() {
    for state in BatchFile.State.allCases { states[state.rawValue] = 0 }
  }

  public subscript(_ state: BatchFile.State) -> Int { states[state.rawValue] ?? 0 }

  mutating func add(_ file: BatchFile) {
    files += 1
    states[file.state.rawValue, default: 0] += 1
    if let kind = file.kind { kinds[kind, default: 0] += 1 }
    parts += file.parts
    partsWithoutFigures += file.partsWithoutFigures
    errors += file.errors
    warnings += file.warnings
    notes += file.notes
    if file.isMissingOutput == true { missingOutputs = (missingOutputs ?? 0) + 1 }
  }

  /// Files of which an output could not be written; `nil` where there are none.
  public var missingOutputs: Int?

  /// Whether a file could not be read, or an output not be written: the worst that can come of a batch.
  public var hasUnreadable: Bool { self[.unreadable] + self[.stopped] + self[.failed] + (missingOutputs ?? 0) > 0 }
  public var hasFindings: Bool { self[.incomplete] + self[.invalid] > 0 }
}
