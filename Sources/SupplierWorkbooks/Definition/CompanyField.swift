public import Emissions

/// A field of the sheet of the company that a supplier fills, with the type of its value.
///
/// A new one is declared here and described in the definition of the emission calculation tool; it is read with all
/// others.
public struct CompanyField<Value: Sendable & Hashable>: Hashable, Sendable {
  /// The id of the field in definitions.
  public let id: FieldID

  private init(_ id: FieldID) { self.id = id }
}

extension CompanyField<String> {
  /// The name of the company.
  public static var name: Self { Self(.companyName) }
  /// The currency of revenue and prices, by ISO 4217.
  public static var currency: Self { Self(.currency) }
  /// What the company is: `manufacturer` or `distributor`.
  public static var role: Self { Self(.role) }
  /// The sites of the company, in words.
  public static var sites: Self { Self(.sites) }
  /// The person whom the customer may ask.
  public static var contact: Self { Self(.contact) }
  /// The currency of prices where it is not the revenue's, by ISO 4217.
  public static var priceCurrency: Self { Self(.priceCurrency) }
  /// The Scope 2 figure that parts are computed from: `market` or `location`.
  public static var scope2Method: Self { Self(.scope2Method) }
  /// The Assessment Report whose global warming potentials are used: `ar4`, `ar5` or `ar6`.
  public static var warmingPotentials: Self { Self(.warmingPotentials) }
  /// Whether the supplier's own emission factors replace published ones: `yes` or `no`.
  public static var customFactorOverrides: Self { Self(.customFactorOverrides) }
  /// Whether residual mixes are used in the market-based method: `yes` or `no`.
  public static var residualMix: Self { Self(.residualMix) }

  /// Every field that holds a text or a choice; the value of a choice is the id of the entry.
  public static var all: [Self] {
    [
      .name, .currency, .role, .sites, .contact, .priceCurrency, .scope2Method, .warmingPotentials,
      .customFactorOverrides, .residualMix,
    ]
  }
}

extension CompanyField<CalendarDate> {
  /// The first day of the reporting year.
  public static var periodStart: Self { Self(.periodStart) }
  /// The last day of the reporting year.
  public static var periodEnd: Self { Self(.periodEnd) }
  /// The day on which the data were given.
  public static var responseDate: Self { Self(.responseDate) }

  /// Every field that holds a day.
  public static var all: [Self] { [.periodStart, .periodEnd, .responseDate] }
}

extension CompanyField<Double> {
  /// The revenue of the reporting year, in `currency`.
  public static var revenue: Self { Self(.revenue) }
  /// Units of `currency` for one unit of `priceCurrency`.
  public static var exchangeRate: Self { Self(.exchangeRate) }
  /// The mass of all goods made in the year, in kg.
  public static var totalMass: Self { Self(.totalMass) }
  /// The number of all pieces made in the year.
  public static var totalUnits: Self { Self(.totalUnits) }

  /// Every field that holds a number.
  public static var all: [Self] { [.revenue, .exchangeRate, .totalMass, .totalUnits] }
}
