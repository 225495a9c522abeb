/// Why a template definition could not be used: file, place in it, and what was expected.
public struct TemplateDefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  /// 1-based; `nil` where the place is not known.
  public var line: Int?
  public var problem: String

  public init(file: String, line: Int? = nil, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)" }
}
