public import Emissions

public struct CompanyRecord: Sendable {
  public var name: Observation<String> = .absent
  public var periodStart: Observation<CalendarDate> = .absent
  public var periodEnd: Observation<CalendarDate> = .absent
  /// In `currency`.
  public var revenue: Observation<Double> = .absent
  /// ISO 4217.
  public var currency: Observation<String> = .absent
  /// `manufacturer` or `distributor`.
  public var role: Observation<String> = .absent
  public var responseDate: Observation<CalendarDate> = .absent
  public var priceCurrency: Observation<String> = .absent
  /// Units of `currency` for one unit of `priceCurrency`.
  public var exchangeRate: Observation<Double> = .absent
  /// In kg.
  public var totalMass: Observation<Double> = .absent
  public var totalUnits: Observation<Double> = .absent
  /// `market` or `location`.
  public var scope2Method: Observation<String> = .absent
  /// `ar4`, `ar5` or `ar6`.
  public var warmingPotentials: Observation<String> = .absent
  /// `yes` or `no`.
  public var customFactorOverrides: Observation<String> = .absent
  /// `yes` or `no`.
  public var residualMix: Observation<String> = .absent

  public init() {}
}
