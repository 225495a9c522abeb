public import Emissions

extension SecondaryMaterials.Material {
  /// A row of the sheet of secondary materials; masses there are in g.
  public init(_ row: MaterialRow) {
    func mass(_ observation: Observation<Double>, ifEmpty: Mass<Product>?) -> Mass<Product>? {
      observation.isNoAmount ? nil : observation.value.map { Mass(grams: $0) } ?? ifEmpty
    }
    self.init(
      id: row.number, material: row.material.value, process: row.process.value,
      partMass: mass(row.partMass, ifEmpty: nil),
      preConsumer: mass(row.preConsumer, ifEmpty: .zero), postConsumer: mass(row.postConsumer, ifEmpty: .zero),
      reutilization: mass(row.reutilization, ifEmpty: .zero))
  }
}

extension SecondaryMaterialReport {
  /// The secondary materials of a workbook's parts, in their order; a part number that stands twice counts once.
  ///
  /// - Parameters:
  ///   - workbook: the numbers of the parts.
  ///   - calculation: their materials.
  ///   - parts: which of the workbook's parts, by index; all by default.
  public init(_ workbook: SupplierWorkbook, _ calculation: Calculation, parts: [Int]? = nil) {
    var seen: Set<String> = []
    var materials: [(part: String, materials: SecondaryMaterials)] = []
    for index in parts ?? Array(workbook.parts.indices) {
      guard let mpn = workbook.parts[index].mpn.value, seen.insert(PartNumber.folded(mpn)).inserted else { continue }
      materials.append((mpn, calculation.parts[index].materials))
    }
    self.init(materials)
  }
}

extension CustomsTotals {
  /// The emissions of a workbook's parts by customs code.
  ///
  /// - Parameters:
  ///   - calculation: the codes and emissions of the parts.
  ///   - lists: the factor data, which say what the carbon border adjustment mechanism covers.
  ///   - parts: which of the calculation's parts, by index; all by default. A part number that stands twice counts
  ///     twice unless one of its rows is left out here.
  public init(_ calculation: Calculation, lists: ReferenceLists, parts: [Int]? = nil) {
    let chosen = parts.map { $0.map { calculation.parts[$0] } } ?? calculation.parts
    self.init(chosen.map { Part(code: $0.customsCode, emissions: $0.share?.emissions) }, goods: lists.library.cbamGoods)
  }
}
