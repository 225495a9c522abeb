extension Currency {
  /// Units of a currency in a dollar, to one digit: enough to tell a thousand from one, and a rate from its inverse.
  private static let unitsPerDollar: [String: Double] = [
    "USD": 1, "EUR": 0.9, "GBP": 0.8, "CHF": 0.9, "CAD": 1.4, "AUD": 1.5, "NZD": 1.7, "SGD": 1.3, "CNY": 7, "JPY": 150,
    "TWD": 30, "KRW": 1400, "HKD": 8, "MYR": 4, "THB": 35, "VND": 25_000, "IDR": 16_000, "PHP": 60, "INR": 85,
    "MXN": 20, "BRL": 5, "SEK": 10, "NOK": 10, "DKK": 7, "PLN": 4, "CZK": 20, "HUF": 350, "RON": 4, "TRY": 40,
    "ILS": 4, "ZAR": 20, "AED": 4, "SAR": 4, "EGP": 50, "MAD": 10, "TND": 3, "UAH": 40, "KZT": 500, "PKR": 300,
    "BDT": 120, "LKR": 300, "CLP": 900, "COP": 4000, "PEN": 4, "ARS": 1000, "RUB": 90,
  ]

  /// Units of it in a US dollar, to one digit; `nil` for a currency that is not in the table.
  public var unitsPerDollar: Double? { Self.unitsPerDollar[code] }
}

/// What is wrong with an exchange rate, as far as the rough rates of the world's currencies tell.
public enum ExchangeRateDoubt: Hashable, Sendable {
  /// It is the rate of the other direction: 0.14 in the place of 7.1.
  case inverted
  /// It is far from the rough rate in both directions.
  case far

  /// Rates wander, but hardly to three times the rough one.
  private static let tolerance = 3.0

  /// The doubt about a rate; `nil` where there is none, or where a currency is not in the table.
  ///
  /// - Parameters:
  ///   - rate: what one unit of `from` is worth in `to`.
  ///   - from: the currency of the prices.
  ///   - to: the currency of the revenue.
  public init?(rate: Double, from: Currency, to: Currency) {
    guard rate > 0, from != to, let one = from.unitsPerDollar, let other = to.unitsPerDollar else { return nil }
    let rough = other / one
    func isNear(_ expected: Double) -> Bool { max(rate / expected, expected / rate) <= Self.tolerance }
    if isNear(rough) { return nil }
    self = isNear(1 / rough) ? .inverted : .far
  }
}
