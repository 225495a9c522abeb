import Emissions
package import GreenQuote
package import SupplierWorkbooks
import Validation
package import XLSX

/// A workbook that was opened and completed on the day of the tests, with what operations need of it.
package struct CompletedTool {
  package let reader: WorkbookReader
  package let completion: Completion
  package let definitions: TemplateDefinitions
  package let settings: CompletionSettings

  /// Completes a tool as the program would.
  ///
  /// - Parameters:
  ///   - path: the path of the tool.
  ///   - company: the path of a workbook of company figures; `nil` for none.
  ///   - options: choices that overrule those of the workbook.
  ///   - factorFiles: the paths of a user's own factor files.
  ///   - definition: the definition that takes the place of the built-in one of its kind; `nil` for none.
  /// - Throws: what reading and computing throw.
  package init(
    _ path: String, company: String? = nil, options: Calculation.Options = .init(), factorFiles: [String] = [],
    definition: TemplateDefinition? = nil
  ) throws {
    reader = try WorkbookReader(path: path)
    var definitions = try TemplateDefinitions()
    if let definition { definitions.use(definition) }
    self.definitions = definitions
    settings = try CompletionSettings(
      asOf: CalendarDate.testDay ?? .unixEpoch, options: options, factorFiles: factorFiles)
    completion = try Completion(
      of: reader, by: definitions, settings: settings,
      company: company.map { path throws(XLSXError) in try WorkbookReader(path: path) })
  }

  /// Writes a fresh form.
  package func writeForm(to path: String) throws {
    try FormWriter.writeFresh(completion, by: definitions.form, to: path, force: false)
  }

  /// Completes a customer's form.
  package func complete(form: String, to path: String, force: Bool = false) throws -> FormWriter.Outcome {
    try FormWriter.complete(form: WorkbookReader(path: form), by: definitions, with: completion, to: path, force: force)
  }

  /// Writes a copy with computed values.
  package func writeCopy(to path: String) throws {
    try ToolCopyWriter.write(completion, of: reader, options: settings.options, to: path, force: false)
  }

  /// Writes an annotated copy.
  @discardableResult
  package func annotate(to path: String, _ language: Language = .english, force: Bool = false) throws
    -> AnnotatedCopyWriter.Outcome
  {
    try AnnotatedCopyWriter.write(
      reader, findings: completion.findings, verdict: completion.verdict, located: completion.workbook.located,
      catalogue: .builtIn(language), asOf: completion.asOf, to: path, force: force)
  }

  /// Explains figures.
  package func explanation(_ parts: Explanation.Parts = .all, _ language: Language = .english) throws -> Explanation {
    try Explanation(completion, parts, catalogue: .builtIn(language), of: reader)
  }
}
