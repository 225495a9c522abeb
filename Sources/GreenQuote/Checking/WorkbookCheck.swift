internal import Emissions
package import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Checks files one after the other: tool workbooks, forms and workbooks of company figures, told apart by their contents.
public struct WorkbookCheck: Sendable {
  private let options: OperationOptions
  private let lists: ReferenceLists
  /// Whether the rows around findings are kept, for reports that show them.
  private let keepsExcerpts: Bool

  /// Reads the factor files once for all checks.
  ///
  /// - Throws: `FactorError` where a factor file cannot be used.
  public init(options: OperationOptions, keepsExcerpts: Bool = false) throws {
    self.options = options
    self.keepsExcerpts = keepsExcerpts
    lists = try options.referenceLists()
  }

  /// Applies every rule to a file. Never changes it; that it cannot be read is a result like any other.
  ///
  /// - Throws: `TemplateDefinitionError` where a definition cannot be used.
  public func run(_ path: String) throws -> ValidationResult { try examine(path, keepsRows: false).result }

  /// What checking a file came to, with what was read on the way.
  package struct Examination {
    package var result: ValidationResult
    /// Of a tool.
    package var completion: Completion?
    /// Of a form.
    package var formRows: [FormRecord] = []
    /// The number that the customer gave the supplier, where the form has a column for it.
    package var formSupplierID: String?

    package init(result: ValidationResult) { self.result = result }
  }

  /// As ``run(_:)``.
  ///
  /// - Parameter keepsRows: whether the rows of a form are wanted too.
  package func examine(_ path: String, keepsRows: Bool) throws -> Examination {
    var examination = Examination(result: ValidationResult(file: path, kind: .unknown, findings: []))
    do {
      let reader = try WorkbookReader(path: path, limits: options.limits)
      try check(reader, into: &examination, keepsRows: keepsRows)
      if keepsExcerpts { examination.result.excerpts = try ExcerptReader.excerpts(of: examination.result, reader: reader) }
    } catch let error as XLSXError {
      return Examination(result: ValidationResult(file: path, kind: .unknown, findings: [], problem: error))
    } catch let error as OperationError {
      examination.result.findings = [error.finding]
    }
    return examination
  }

  private func check(_ reader: WorkbookReader, into examination: inout Examination, keepsRows: Bool) throws {
    guard let located = try recognise(reader) else {
      examination.result.findings = [Finding("X04", .error)]
      return
    }
    examination.result.located = located
    switch located.definition.kind {
    case .tool:
      examination.result.kind = .tool
      let completion = try Completion(of: reader, located: located, lists: lists, options: options)
      examination.result.findings = completion.findings
      examination.completion = completion
    case .form:
      examination.result.kind = .form
      examination.result.findings = try FormValidator.findings(in: reader, located: located, asOf: options.asOf)
      if keepsRows { try FormSupplier.read(located, reader, into: &examination) }
    case .company:
      examination.result.kind = .company
      examination.result.findings = FormRules.findings(in: located, sheets: reader.sheets.map(\.name))
    }
  }

  /// Fewer columns than these could be anybody's table.
  private static let formColumns = 4

  /// The definition that knows the workbook; a form has part numbers as the tool has, but figures in place of a company.
  private func recognise(_ reader: WorkbookReader) throws -> LocatedTemplate? {
    let tool = try TemplateLocator.locate(options.definition(.tool), in: reader)
    if tool.sheets["company"] != nil { return tool }
    let form = try TemplateLocator.locate(options.definition(.form), in: reader)
    if form.sheets.values.contains(where: { ($0.table?.columns.count ?? 0) >= Self.formColumns }) { return form }
    if tool.sheets["parts"] != nil { return tool }
    let company = try TemplateLocator.locate(options.definition(.company), in: reader)
    if CompanyFigures.isKnown(company) { return company }
    return form.sheets.values.contains { ($0.table?.columns.count ?? 0) >= 2 } ? form : nil
  }
}
