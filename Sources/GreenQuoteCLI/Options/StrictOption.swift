import ArgumentParser
import Validation

/// The option of every command whose exit status follows from a verdict.
struct StrictOption: ParsableArguments {
  @Flag(help: "Exit with status 1 for workbooks that are to be checked too, not only for those with errors.")
  var strict = false

  /// What a command that came to this verdict ends with; `nil` where all is well.
  func status(_ verdict: Verdict) -> ExitStatus? {
    switch verdict {
    case .ready: nil
    case .check: strict ? .findings : nil
    case .incomplete, .invalid: .findings
    case .unreadable: .unreadable
    }
  }
}
