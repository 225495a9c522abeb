/// A file that a worker is to answer: one line of JSON.
public struct WorkerJob: Sendable, Hashable, Codable {
  /// The path of the file.
  public var path: String
  /// The name by which the answer is to call the file; `nil` for its path.
  public var file: String?
  /// When the content was last changed, where the file does not tell.
  public var modified: String?
  /// The paths of the completed form, the findings and the annotated copy; `nil` to write nothing.
  public var outputs: AnswerOutputs?

  /// The digest of the content, where whoever asks has made it already.
  public var digest: ContentDigest?

  /// A job for the file at that path.
  public init(path: String, file: String? = nil, digest: ContentDigest? = nil, outputs: AnswerOutputs? = nil) {
    self.digest = digest
    self.path = path
    self.file = file
    self.outputs = outputs
  }
}
