/// Why a template definition could not be used: file, place in it, and what was expected.
public struct TemplateDefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the caller named it.
  public var file: String
  /// The line at fault, 1-based; `nil` where the place is not known.
  public var line: Int?
  /// What is wrong and what was expected.
  public var problem: String

  /// An error at a line of a file, or in the file as a whole.
  public init(file: String, line: Int? = nil, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// The whole message: `file:line: problem`.
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)" }
}
