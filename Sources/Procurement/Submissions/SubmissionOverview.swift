/// What summaries say of a submission: read without its figures, which are most of it.
struct SubmissionOverview: Decodable, Sendable {
  struct Company: Decodable, Sendable { var name: String? }
  struct Part: Decodable, Sendable { var problem: String? }

  var file: String
  var sha256: String?
  var kind: String
  var verdict: String
  var reason: String?
  var message: String?
  var company: Company
  var parts: [Part]
  var errors: Int
  var warnings: Int
  var notes: Int
  var survey: [Submission.Answer]
  var outputs: [String: String]
  var unwritten: [String: Submission.Unwritten]?

  /// Why an output could not be written that another try may bring; the form's first.
  var passingFailure: Submission.Unwritten? {
    ["form", "findings", "annotated"].lazy.compactMap { unwritten?[$0] }.first { $0.isPassing }
  }
}
