internal import Emissions
public import SupplierWorkbooks
public import Validation

/// What the page of a batch's summary shows.
public struct BatchSummary: Sendable {
  /// Files that the page lists; the other formats have all of them.
  static let fileLimit = 5000

  /// The folder that was looked through, as the user named it.
  public var source: String
  /// The day that counted as today, `yyyy-mm-dd`.
  public var asOf: String
  /// How many files there are of each kind and state.
  public var counts: BatchCounts
  /// What became of the files, in the order of their names: the first 5,000.
  public var files: [BatchFile]
  /// How the answers to the survey are spread over the suppliers.
  public var survey: SurveyReadiness
  /// The questions of the survey, for their words.
  public var questions: [TemplateDefinition.Question]
}

extension BatchFile {
  /// A state in words.
  public static func words(_ state: State, _ catalogue: MessageCatalogue) -> String {
    switch state {
    case .ready, .check, .incomplete, .invalid, .unreadable: catalogue.phrase("verdict." + state.rawValue)
    case .duplicate: catalogue.phrase("summary.duplicate")
    case .skipped: catalogue.phrase("summary.skipped")
    case .stopped: catalogue.phrase("summary.stopped")
    case .failed: catalogue.phrase("summary.failed")
    }
  }
}
