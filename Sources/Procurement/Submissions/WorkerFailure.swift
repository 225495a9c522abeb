/// Why a worker has no answer: one line of JSON in the place of a ``Submission``.
public struct WorkerFailure: Sendable, Hashable, Codable {
  /// The version of the JSON form of a failure.
  public static let schema = "greenquote.failure/1"

  /// The version of the JSON form, always that of the type; it tells readers of JSON lines a failure from a submission.
  public var schema = WorkerFailure.schema
  /// The file as the answer was to call it.
  public var file: String
  /// What went wrong, for people, in English.
  public var message: String

  /// A failure with that file, and why it could not be answered, in words.
  public init(file: String, message: String) {
    self.file = file
    self.message = message
  }
}
