/// A currency by its ISO 4217 code, such as `USD`.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
  /// Three capital letters, such as `USD`.
  public var code: String
  /// A currency by its code, which is not checked against the standard.
  public init(_ code: String) { self.code = code }
  /// The code of the currency, such as `EUR`.
  public var description: String { code }
}

/// An amount of money.
public struct Money: Hashable, Sendable {
  /// How many units of the currency.
  public var amount: Double
  /// The currency of the amount.
  public var currency: Currency

  /// An amount in a currency.
  public init(_ amount: Double, _ currency: Currency) {
    self.amount = amount
    self.currency = currency
  }
}
