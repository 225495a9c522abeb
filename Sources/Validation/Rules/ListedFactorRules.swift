internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension IntegrityPass {
  /// Beyond so many the lists are of another edition of the template.
  private static let namedFactors = 5

  /// W08: factors in the hidden sheet of lists that are not GreenQuote's; they explain why the workbook's own formulas
  /// come to something else.
  ///
  /// - Parameters:
  ///   - inventory: the figures, which tell the factors that are in use.
  ///   - lists: GreenQuote's factors.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  mutating func checkListedFactors(_ inventory: Inventory, _ lists: ReferenceLists) throws(XLSXError) {
    let listed = try ListedFactors(reader)
    guard let sheet = reader.sheet(named: listed.sheetName), sheet.kind == .worksheet else { return }
    var expected: [CellReference: (key: FactorKey, number: Double)] = [:]
    for key in ListedFactors.factorsNeeded(by: workbook, inventory) {
      for (cell, number) in listed.numbers(of: key, lists: lists) { expected[cell] = (key, number) }
    }
    var changed: [(cell: CellReference, value: Double, key: FactorKey, known: Double)] = []
    try reader.read(sheet) { row in
      for cell in row.cells {
        guard case .number(let value) = cell.value, let (key, known) = expected[cell.reference],
          abs(value - known) > 1e-9 * max(abs(value), abs(known))
        else { continue }
        changed.append((cell.reference, value, key, known))
      }
    }
    if changed.count > Self.namedFactors {
      var finding = Finding("W08", .warning, variant: "edition", sheet: sheet.name)
      finding.cells = changed.map { $0.cell }
      finding.arguments["count"] = LocalizedText(String(changed.count))
      return findings.add(finding)
    }
    for factor in changed {
      findings.add(
        Finding(
          "W08", .warning, sheet: sheet.name, cell: factor.cell, value: DecimalText.shortest(factor.value),
          arguments: [
            "factor": LocalizedText(factor.key.text), "known": LocalizedText(DecimalText.shortest(factor.known)),
          ]))
    }
  }
}
