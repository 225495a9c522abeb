public import Emissions

/// What was computed from a supplier's workbook: the company's inventory and the figures of each part.
public struct Calculation: Sendable {
  /// Choices made on the command line; `nil` leaves them to the workbook.
  public struct Options: Sendable, Hashable {
    public var warmingPotentials: WarmingPotentialSet?
    public var scope2Method: Scope2Method?
    public var usesResidualMix: Bool?

    public init() {}
  }

  /// The figures of one part, or why it has none.
  public struct Part: Sendable {
    /// The row of the sheet `Per MPN`, 1-based.
    public var row: Int
    public var share: Allocation.Share?
    public var problem: CalculationProblem?
    public var materials: SecondaryMaterials
    /// `nil` where the part has none, or none that can be read.
    public var customsCode: CustomsCode?
    /// What the EU's carbon border adjustment mechanism says of the customs code; `nil` without one.
    public var cbamCoverage: CBAMGoods.Coverage?

    /// All three figures are there.
    public var isComplete: Bool { share?.emissions != nil && share?.renewable != nil && share?.nonRenewable != nil }
  }

  public var inventory: Inventory
  public var allocation: Allocation
  /// In the order of the workbook's parts.
  public var parts: [Part]

  public init(_ workbook: SupplierWorkbook, lists: ReferenceLists, options: Options = Options()) {
    let activity = ActivityData(workbook, lists: lists)
    inventory = Inventory(activity, library: lists.library, settings: CalculationSettings(workbook.company, options: options))
    allocation = Allocation(totals: inventory.used, company: workbook.company)
    let figures = PartFigures(workbook, allocation, lists: lists)
    parts = workbook.parts.map { figures.part($0) }
  }
}
