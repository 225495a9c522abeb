public import Emissions

/// What was computed from a supplier's workbook: the company's inventory and the figures of each part.
public struct Calculation: Sendable {
  /// Choices made on the command line; `nil` leaves them to the workbook.
  public struct Options: Sendable, Hashable {
    /// The report whose global warming potentials are used.
    public var warmingPotentials: WarmingPotentialSet?
    /// The Scope 2 figure that counts.
    public var scope2Method: Scope2Method?
    /// Whether the residual mix is used where there is one.
    public var usesResidualMix: Bool?

    /// Leaves every choice to the workbook.
    public init() {}
  }

  /// The figures of one part, or why it has none.
  public struct Part: Sendable {
    /// The row of the sheet of parts, 1-based.
    public var row: Int
    /// Its figures; `nil` where they cannot be computed.
    public var share: Allocation.Share?
    /// Why it has no figures.
    public var problem: CalculationProblem?
    /// The materials of its rows on the sheet of secondary materials.
    public var materials: SecondaryMaterials
    /// Its customs code; `nil` where the part has none, or none that can be read.
    public var customsCode: CustomsCode?
    /// Whether it has recycled content, as the workbook's own formulas say; `nil` where its materials say so.
    public var statedRecycledContent: Bool?
    /// What the EU's carbon border adjustment mechanism says of the customs code; `nil` without one.
    public var cbamCoverage: CBAMGoods.Coverage?

    /// Whether all three figures are there.
    public var isComplete: Bool { share?.emissions != nil && share?.renewable != nil && share?.nonRenewable != nil }
  }

  /// The company's emissions and energy.
  public var inventory: Inventory
  /// The company's totals as they are shared out to parts.
  public var allocation: Allocation
  /// The figures of the parts, in the order of the workbook's parts.
  public var parts: [Part]

  /// Computes everything from a workbook that was read.
  ///
  /// - Parameters:
  ///   - workbook: the supplier's workbook.
  ///   - lists: the factors, and the lists that the workbook chooses from.
  ///   - options: choices that overrule those of the workbook.
  public init(_ workbook: SupplierWorkbook, lists: ReferenceLists, options: Options = Options()) {
    let activity = ActivityData(workbook, lists: lists)
    inventory = Inventory(
      activity, library: lists.library, settings: CalculationSettings(workbook.company, options: options))
    allocation = Allocation(totals: inventory.used, company: workbook.company)
    let figures = PartFigures(workbook, allocation, lists: lists)
    parts = workbook.parts.map { figures.part($0) }
    withdrawUnclearPrices(workbook)
  }

  /// Takes the figures from parts whose price may be in either of two currencies, when all parts are known.
  ///
  /// The company named another currency of prices, and no part says that it is in that one: then nothing tells which
  /// the prices without a currency are in.
  public mutating func withdrawUnclearPrices(_ workbook: SupplierWorkbook) {
    guard workbook.companySource == nil, let other = workbook.company[.priceCurrency].value,
      let own = workbook.company[.currency].value, other != own,
      !workbook.parts.contains(where: { $0.currency.value == other })
    else { return }
    for (index, part) in workbook.parts.enumerated()
    where part.currency.isEmpty && parts[index].share?.method == .economic {
      parts[index].share = nil
      parts[index].problem = .priceCurrencyUnclear(Currency(own), or: Currency(other))
    }
  }
}
