internal import Emissions
public import SupplierWorkbooks

/// What a supplier's workbook knows of the parts that a form asks about.
public struct KnownParts: Sendable {
  /// The numbers of all parts that have one, in the order of the workbook.
  var numbers: [String] = []
  /// The prices by the folded part number; `nil` for a part without a price that can be compared.
  var prices: [String: Double?] = [:]
  /// Whether there is recycled content, by the folded part number; parts of which nobody can tell are not here.
  var recycledContent: [String: Bool] = [:]

  /// Gathers them from a workbook and what was computed from it.
  public init(_ workbook: SupplierWorkbook, _ calculation: Calculation) {
    for (part, result) in zip(workbook.parts, calculation.parts) {
      guard let mpn = part.mpn.value else { continue }
      let folded = PartNumber.folded(mpn)
      numbers.append(mpn)
      let isComparable = part.currency.isEmpty && result.share?.method == .economic
      prices[folded] = .some(isComparable ? part.price.value : nil)
      recycledContent[folded] = result.materials.hasRecycledContent
    }
  }
}
