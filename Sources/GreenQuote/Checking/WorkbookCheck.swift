internal import Emissions
package import SupplierWorkbooks
internal import Validation
public import XLSX

/// Checks files one after the other: tool workbooks, forms and workbooks of company figures, told apart by their
/// contents.
public struct WorkbookCheck: Sendable {
  private let definitions: TemplateDefinitions
  private let settings: CompletionSettings
  private let open: @Sendable (String) throws(XLSXError) -> WorkbookReader
  /// Whether the rows around findings are kept, for reports that show them.
  private let keepsExcerpts: Bool

  /// A check with these definitions, settings and limits of reading.
  public init(
    by definitions: TemplateDefinitions, settings: CompletionSettings, limits: ReadingLimits,
    keepsExcerpts: Bool = false
  ) {
    self.init(by: definitions, settings: settings, keepsExcerpts: keepsExcerpts) { (path) throws(XLSXError) in
      try WorkbookReader(path: path, limits: limits)
    }
  }

  /// A check that opens workbooks in a way of its own, such as with passwords.
  public init(
    by definitions: TemplateDefinitions, settings: CompletionSettings, keepsExcerpts: Bool = false,
    opening open: @escaping @Sendable (String) throws(XLSXError) -> WorkbookReader
  ) {
    self.definitions = definitions
    self.settings = settings
    self.open = open
    self.keepsExcerpts = keepsExcerpts
  }

  /// Applies every rule to a file.
  ///
  /// Never changes it; that it cannot be read is a result like any other.
  public func run(_ path: String) -> ValidationResult { examine(path, keepsRows: false).result }

  /// What checking a file came to, with what was read on the way.
  public struct Examination {
    /// What the rules found in the file.
    public var result: ValidationResult
    /// The file, still open; `nil` where it cannot be read.
    public var reader: WorkbookReader?
    /// What was computed, where the workbook is a tool.
    public var completion: Completion?
    /// The rows, where the workbook is a form and they were asked for.
    package var formRows: [FormRecord] = []
    /// The number that the customer gave the supplier, where the form has a column for it.
    package var formSupplierID: String?

    /// A result of a file of which nothing else was kept.
    package init(result: ValidationResult) { self.result = result }
  }

  /// Applies every rule to a file and keeps what was read, so that copies can be made without reading the file again.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - keepsRows: whether the rows of a form are kept too.
  /// - Returns: the result, and what was read on the way.
  public func examine(_ path: String, keepsRows: Bool = false) -> Examination {
    var examination = Examination(result: ValidationResult(file: path, kind: .unknown, findings: []))
    do throws(OperationError) {
      let reader = try reading { () throws(XLSXError) in try open(path) }
      examination.reader = reader
      try check(reader, into: &examination, keepsRows: keepsRows)
      if keepsExcerpts {
        let result = examination.result
        examination.result.excerpts = try reading { () throws(XLSXError) in
          try ExcerptReader.excerpts(of: result, reader: reader)
        }
      }
    } catch {
      switch error {
      case .refused(let finding, _): examination.result.findings = [finding]
      case .workbook(let problem):
        return Examination(result: ValidationResult(file: path, kind: .unknown, findings: [], problem: problem))
      case .factors, .definition:
        let problem = XLSXError(.cannotRead, file: path, detail: error.description)
        return Examination(result: ValidationResult(file: path, kind: .unknown, findings: [], problem: problem))
      }
    }
    return examination
  }

  private func check(_ reader: WorkbookReader, into examination: inout Examination, keepsRows: Bool)
    throws(OperationError)
  {
    let recognition = try reading { () throws(XLSXError) in try Recognition(of: reader, by: definitions) }
    examination.result.kind = recognition.kind
    examination.result.located = recognition.located
    guard let located = recognition.located else {
      examination.result.findings = [Finding("X04", .error)]
      return
    }
    if recognition.kind != .tool, !settings.addedSheets.isEmpty, !settings.mayLackAddedSheets {
      let kind = ["kind": located.definition.title]
      throw .refused(Finding("K09", .error, variant: "kind", arguments: kind), file: reader.path)
    }
    switch recognition.kind {
    case .tool:
      let completion = try Completion(of: reader, recognised: recognition, by: definitions, settings: settings)
      examination.result.located = completion.workbook.located
      examination.result.findings = completion.findings
      examination.result.account = completion.account
      examination.result.doubleEntry = completion.doubleEntry
      examination.completion = completion
    case .form:
      examination.result.findings = try reading { () throws(XLSXError) in
        try FormValidator.findings(in: reader, located: located, asOf: settings.asOf, visibleOnly: settings.visibleOnly)
      }
      if keepsRows {
        do throws(XLSXError) {
          try FormSupplier.read(located, reader, visibleOnly: settings.visibleOnly, into: &examination)
        } catch {
          throw .workbook(error)
        }
      }
    case .company:
      let method = settings.options.scope2Method ?? .market
      let source = try reading { () throws(XLSXError) in
        try CompanyWorkbookReader.read(
          reader, located: located, lists: settings.lists, scope2Method: method.rawValue)
      }
      examination.result.findings = CompanyValidator.findings(
        in: source, for: definitions.tool, lists: settings.lists, options: settings.options, asOf: settings.asOf)
    case .unknown: break
    }
  }
}
