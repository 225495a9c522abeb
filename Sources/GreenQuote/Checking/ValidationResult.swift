public import SupplierWorkbooks
public import Validation
public import XLSX

/// What came of checking one file.
public struct ValidationResult: Sendable {
  /// What a file was recognised as, by its contents.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The emission calculation tool that a supplier fills.
    case tool
    /// The form that goes to the customer.
    case form
    /// A workbook of company figures that the supplier already had.
    case company
    /// None of them, or not readable at all.
    case unknown
  }

  /// As the caller named it.
  public var file: String
  public var kind: Kind
  public var findings: [Finding]
  /// Why the file could not be read; it has no findings then.
  public var problem: XLSXError?
  /// Where everything was found; `nil` where no definition knows the file.
  public var located: LocatedTemplate?
  /// The rows around the first cells of findings, by the place of the finding in ``findings``; empty unless they were asked for.
  public var excerpts: [Int: SheetExcerpt] = [:]

  public init(file: String, kind: Kind, findings: [Finding], problem: XLSXError? = nil) {
    self.file = file
    self.kind = kind
    self.findings = findings
    self.problem = problem
  }

  public var verdict: Verdict { problem == nil ? Verdict(findings) : .unreadable }

  /// Cells with a finding of that severity.
  public func count(_ severity: Severity) -> Int { findings.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) } }
}
