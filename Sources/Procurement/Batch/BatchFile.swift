/// What became of one file of a batch, as the summary says it.
public struct BatchFile: Sendable, Hashable, Codable {
  /// What became of the file: `ready`, `check`, `incomplete`, `invalid`, `unreadable`, `duplicate`, `skipped`,
  /// `stopped` or `failed`.
  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// The file was examined: the state is the verdict on it.
    case ready, check, incomplete, invalid, unreadable
    /// The content is that of another file, which was answered.
    case duplicate
    /// The file is no workbook that could be examined.
    case skipped
    /// It took too long or too much memory, or the process did not survive it.
    case stopped
    /// An output that belongs to the answer could not be written.
    case failed
  }

  /// The file's path relative to the folder that is looked through.
  public var file: String
  /// What became of the file.
  public var state: State
  /// What the workbook was recognised as: `tool`, `form`, `company` or `unknown`; `nil` where it was not examined.
  public var kind: String?
  /// The supplier's name as the workbook has it; `nil` where it has none or was not examined.
  public var supplier: String?
  /// How many parts have figures: lines of the form.
  public var parts = 0
  /// How many parts have none, because something that they depend on is missing.
  public var partsWithoutFigures = 0
  /// How many cells have findings that are errors.
  public var errors = 0
  /// How many cells have findings that are warnings.
  public var warnings = 0
  /// How many cells have findings that are notes.
  public var notes = 0
  /// Why a file could not be read, was skipped or stopped: a code that stays the same in every version and language.
  public var reason: String?
  /// The reason in words; for a duplicate, the path of the file with the same content.
  public var detail: String?
  /// Paths of the files that were written for it, relative to the folder of the results.
  public var outputs: [String] = []

  /// Whether an output could not be written; `nil` where all are there.
  ///
  /// ``detail`` says which is missing and why.
  public var isMissingOutput: Bool?

  /// A line with nothing known but the file and its state.
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
  /// How many files there are.
  public var files = 0
  /// How many files are in each state, by the raw value of ``BatchFile/State``; every state is there, with 0 too.
  public var states: [String: Int] = [:]
  /// How many of the files that were answered are of each kind of workbook.
  public var kinds: [String: Int] = [:]
  /// How many parts have figures, in all files.
  public var parts = 0
  /// How many parts have none, in all files.
  public var partsWithoutFigures = 0
  /// How many cells have findings that are errors.
  public var errors = 0
  /// How many cells have findings that are warnings.
  public var warnings = 0
  /// How many cells have findings that are notes.
  public var notes = 0

  /// Counts of a batch without files.
  public init() {
    for state in BatchFile.State.allCases { states[state.rawValue] = 0 }
  }

  /// How many files are in that state.
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

  /// How many files lack an output because it could not be written; `nil` where there are none.
  public var missingOutputs: Int?

  /// Whether a file could not be read, or an output not be written: the worst that can come of a batch.
  public var hasUnreadable: Bool { self[.unreadable] + self[.stopped] + self[.failed] + (missingOutputs ?? 0) > 0 }
  /// Whether a workbook is incomplete or invalid.
  public var hasFindings: Bool { self[.incomplete] + self[.invalid] > 0 }
  /// Whether a workbook without errors is to be checked.
  public var hasDoubts: Bool { self[.check] > 0 }
}
