/// Why the bytes on standard input are not what was announced: where the next file begins nobody can tell.
public struct WorkerInputError: Error, Sendable, CustomStringConvertible {
  /// What is the matter, in English.
  public var problem: String

  /// An error with that problem, in English.
  public init(problem: String) { self.problem = problem }

  /// What is wrong with the input, in words.
  public var description: String { problem }
}
