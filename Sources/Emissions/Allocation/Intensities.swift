/// Company totals per unit of revenue.
///
/// Source: GHG Protocol Product Standard, chapter 9 (economic allocation).
public struct Intensities: Hashable, Sendable {
  /// tCO2e per unit of currency.
  public var emissions: Double?
  /// MWh per unit of currency.
  public var renewable: Double?
  /// MWh per unit of currency.
  public var nonRenewable: Double?
  /// The currency of the revenue that the totals were divided by.
  public var currency: Currency

  /// Divides the totals by the revenue.
  ///
  /// - Parameters:
  ///   - totals: of the reporting year.
  ///   - revenue: of the reporting year, more than zero.
  public init(_ totals: UsedTotals, revenue: Money) {
    currency = revenue.currency
    emissions = totals.emissions.map { $0.tonnes / revenue.amount }
    renewable = totals.renewable.map { $0.megawattHours / revenue.amount }
    nonRenewable = totals.nonRenewable.map { $0.megawattHours / revenue.amount }
  }
}
