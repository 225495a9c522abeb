public import GreenQuote
internal import Emissions
internal import SupplierWorkbooks

extension OperationOptions {
  /// The choices that figures depend on, in words; equal where the same file gives the same figures on the same day.
  ///
  /// - Throws: `TemplateDefinitionError` where a file that was named cannot be read.
  public func fingerprint() throws -> String {
    var choices = [
      "gwp=" + (calculation.warmingPotentials?.rawValue ?? "workbook"), "scope2=" + (calculation.scope2Method?.rawValue ?? "workbook"),
      "residual-mix=" + (calculation.usesResidualMix.map { $0 ? "yes" : "no" } ?? "workbook"),
    ]
    for path in factorFiles { choices.append("factors=" + (try Self.digest(path))) }
    for path in definitionFiles { choices.append("definition=" + (try Self.digest(path))) }
    return choices.joined(separator: " ")
  }

  private static func digest(_ path: String) throws -> String {
    do {
      return String(try ContentDigest(path: path).sha256.prefix(16))
    } catch {
      throw TemplateDefinitionError(file: path, problem: error.description)
    }
  }
}
