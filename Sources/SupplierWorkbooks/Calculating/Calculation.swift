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

/// Computes the figures of parts, one by one.
public struct PartFigures {
  private let allocation: Allocation
  private let currency: String?
  /// By the folded number of the part.
  private let materials: [String: SecondaryMaterials]
  private let cbamGoods: CBAMGoods

  /// - Parameter workbook: what it says beside the parts.
  public init(_ workbook: SupplierWorkbook, _ allocation: Allocation, lists: ReferenceLists) {
    self.allocation = allocation
    currency = workbook.company.currency.value
    var materials: [String: SecondaryMaterials] = [:]
    for row in workbook.materials {
      guard let mpn = row.mpn.value else { continue }
      materials[PartNumber.folded(mpn), default: SecondaryMaterials()].materials.append(SecondaryMaterials.Material(row))
    }
    self.materials = materials
    cbamGoods = lists.library.cbamGoods
  }

  public func part(_ part: PartRow) -> Calculation.Part {
    var result = Calculation.Part(row: part.row, materials: materials(of: part))
    if let text = part.customsCode.value, let code = CustomsCode(text) {
      result.customsCode = code
      result.cbamCoverage = cbamGoods.coverage(of: code)
    }
    guard !part.price.isNoAmount, let price = part.price.value, price > 0 else {
      result.problem = .priceMissing
      return result
    }
    guard !part.currency.isInvalid, let currency = part.currency.value ?? currency else {
      result.problem = .revenueMissing
      return result
    }
    do throws(CalculationProblem) {
      result.share = try allocation.share(
        price: Money(price, Currency(currency)), mass: part.mass.value.map { Mass(kilograms: $0) },
        method: part.allocation.value.flatMap { AllocationMethod(rawValue: $0) } ?? .economic)
    } catch {
      result.problem = error
    }
    return result
  }

  private func materials(of part: PartRow) -> SecondaryMaterials {
    guard !materials.isEmpty, let mpn = part.mpn.value else { return SecondaryMaterials() }
    return materials[PartNumber.folded(mpn)] ?? SecondaryMaterials()
  }
}

extension CalculationSettings {
  /// The workbook's choices, overruled by those of the command line.
  public init(_ company: CompanyRecord, options: Calculation.Options) {
    self.init()
    warmingPotentials =
      options.warmingPotentials ?? company.warmingPotentials.value.flatMap { WarmingPotentialSet(rawValue: $0) } ?? .ar5
    scope2Method = options.scope2Method ?? company.scope2Method.value.flatMap { Scope2Method(rawValue: $0) } ?? .market
    customFactorOverrides = company.customFactorOverrides.value == "yes"
    usesResidualMix = options.usesResidualMix ?? (company.residualMix.value == "yes")
  }
}

extension Allocation {
  init(totals: UsedTotals, company: CompanyRecord) {
    var revenue: Money?
    if let amount = company.revenue.value, amount > 0, amount.isFinite, let currency = company.currency.value {
      revenue = Money(amount, Currency(currency))
    }
    var exchange: (from: Currency, rate: Double)?
    if let from = company.priceCurrency.value, let rate = company.exchangeRate.value, rate > 0 { exchange = (Currency(from), rate) }
    self.init(
      totals: totals, revenue: revenue, exchange: exchange, totalMass: company.totalMass.value.map { Mass(kilograms: $0) },
      totalUnits: company.totalUnits.value)
  }
}
