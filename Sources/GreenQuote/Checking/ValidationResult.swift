public import SupplierWorkbooks
public import Validation
public import XLSX

/// What came of checking one file.
public struct ValidationResult: Sendable {
  /// The file as the caller named it.
  public var file: String
  /// What the file was recognised as.
  public var kind: WorkbookKind
  /// What the rules found, in the order of sheets and cells.
  public var findings: [Finding]
  /// Why the file could not be read; it has no findings then.
  public var problem: XLSXError?
  /// Where everything was found; `nil` where no definition knows the file.
  public var located: LocatedTemplate?
  /// Which filled cells of a tool were read as what, and which were not; `nil` for a file of another kind.
  public var account: CellAccount?
  /// How the workbook's own formulas compare with the figures; `nil` for other files than tools, and where the formulas
  /// were not heard.
  public var doubleEntry: DoubleEntry?
  /// The rows around the first cells of findings, by the place of the finding in ``findings``; empty unless they were
  /// asked for.
  public var excerpts: [Int: SheetExcerpt] = [:]

  /// The result of checking a file; with a problem, that of a file that could not be read.
  public init(file: String, kind: WorkbookKind, findings: [Finding], problem: XLSXError? = nil) {
    self.file = file
    self.kind = kind
    self.findings = findings
    self.problem = problem
  }

  /// What the findings come to; unreadable where the file could not be read.
  public var verdict: Verdict { problem == nil ? Verdict(findings) : .unreadable }

  /// How many cells have an error or a warning; how many kinds of notes there are.
  public func count(_ severity: Severity) -> Int {
    findings.count(of: severity)
  }
}
