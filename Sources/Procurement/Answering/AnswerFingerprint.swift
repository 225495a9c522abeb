internal import Emissions
public import GreenQuote
public import SupplierWorkbooks

/// The choices that answers depend on, in words; equal where the same file gives the same answer on the same day.
public enum AnswerFingerprint {
  /// All that answers depend on beside the workbooks, as a text that is the same for equal choices.
  ///
  /// - Parameters:
  ///   - settings: the day, factors and choices of the calculation.
  ///   - definitions: what the workbooks' fields and columns are known by.
  /// - Returns: the text; files of the user's own stand in it by their digests.
  /// - Throws: `TemplateDefinitionError` where a file of factors or definitions cannot be read.
  public static func text(of settings: CompletionSettings, _ definitions: TemplateDefinitions)
    throws(TemplateDefinitionError) -> String
  {
    let options = settings.options
    var choices = [
      "gwp=" + (options.warmingPotentials?.rawValue ?? "workbook"),
      "scope2=" + (options.scope2Method?.rawValue ?? "workbook"),
      "residual-mix=" + (options.usesResidualMix.map { $0 ? "yes" : "no" } ?? "workbook"),
    ]
    if settings.visibleOnly { choices.append("visible-only=yes") }
    for name in settings.addedSheets { choices.append("add-sheets=\(name.debugDescription)") }
    for path in settings.factorFiles { choices.append("factors=" + (try digest(path))) }
    for path in definitions.files { choices.append("definition=" + (try digest(path))) }
    return choices.joined(separator: " ")
  }

  private static func digest(_ path: String) throws(TemplateDefinitionError) -> String {
    do {
      return String(try ContentDigest(path: path).sha256.prefix(16))
    } catch {
      throw TemplateDefinitionError(file: path, problem: error.description)
    }
  }
}
