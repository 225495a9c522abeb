internal import Emissions
public import SupplierWorkbooks

/// What a supplier's workbook knows of the parts that a form asks about.
public struct KnownParts: Sendable {
  /// The numbers of all parts that have one, in the order of the workbook.
  var numbers: [String] = []
  /// By number and maker.
  var directory: PartDirectory
  /// The prices by the place of the part; parts without a price that can be compared are not here.
  var prices: [Int: Double] = [:]
  /// Whether there is recycled content, by the place of the part; parts of which nobody can tell are not here.
  var recycledContent: [Int: Bool] = [:]

  /// Gathers them from a workbook and what was computed from it.
  public init(_ workbook: SupplierWorkbook, _ calculation: Calculation) {
    directory = PartDirectory(workbook)
    for (place, (part, result)) in zip(workbook.parts, calculation.parts).enumerated() {
      guard let mpn = part.mpn.value else { continue }
      numbers.append(mpn)
      let isComparable = part.currency.isEmpty && result.share?.method == .economic
      prices[place] = isComparable ? part.price.value : nil
      recycledContent[place] = result.materials.hasRecycledContent
    }
  }
}
