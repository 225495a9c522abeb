/// A file that a worker is to answer: one line of JSON.
public struct WorkerJob: Sendable, Hashable, Codable {
  public var path: String
  /// As the answer is to call the file; the path where there is none.
  public var file: String?
  /// When the content was last changed, where the file does not tell.
  public var modified: String?
  /// Where the completed form, the findings and the annotated copy go; without it nothing is written.
  public var outputs: WorkbookAnswer.Outputs?

  /// Of the content, where whoever asks has made it already.
  public var digest: ContentDigest?

  public init(path: String, file: String? = nil, digest: ContentDigest? = nil, outputs: WorkbookAnswer.Outputs? = nil) {
    self.digest = digest
    self.path = path
    self.file = file
    self.outputs = outputs
  }
}

/// Why a worker has no answer: one line of JSON in the place of a ``Submission``.
public struct WorkerFailure: Sendable, Hashable, Codable {
  /// The version of the JSON form of a failure.
  public static let schema = "greenquote.failure/1"

  /// Always ``schema``; it tells readers of JSON lines a failure from a submission.
  public var schema = WorkerFailure.schema
  public var file: String
  /// What went wrong, for people, in English.
  public var message: String

  public init(file: String, message: String) {
    self.file = file
    self.message = message
  }
}
