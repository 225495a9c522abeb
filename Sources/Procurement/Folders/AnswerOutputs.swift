/// The paths of the files that answer one workbook.
public struct AnswerOutputs: Sendable, Hashable, Codable {
  /// The completed form of a tool workbook.
  public var form: String
  /// The findings as JSON.
  public var findings: String
  /// A copy with a note on every cell that something is the matter with; written where there is something.
  public var annotated: String
  /// The folder from which on the answer names them; without it by their whole paths.
  public var base: String?

  /// The paths of the three files that answer one workbook.
  public init(form: String, findings: String, annotated: String) {
    self.form = form
    self.findings = findings
    self.annotated = annotated
  }

  var all: [String] { [form, findings, annotated] }

  func named(_ path: String) -> String {
    guard let base, path.hasPrefix(base + "/") else { return path }
    return String(path.dropFirst(base.count + 1))
  }
}
