/// Why a figure cannot be computed from what was given.
public indirect enum CalculationProblem: Error, Hashable, Sendable {
  /// The factor data have no fuel of that id.
  case unknownFuel(String)
  /// The factor data have no factor of that fuel in that unit; with the units that they have.
  case unitImpossible(fuel: String, unit: FuelUnit, possible: [FuelUnit])
  /// Electricity was bought, but there is no factor for it.
  case electricityFactorMissing
  /// A region has consumption but neither a factor in the lists nor a custom one.
  case regionFactorMissing(region: String)
  /// More unbundled certificates than electricity from the grid.
  case certificatesExceedGrid
  /// The revenue is missing, without which no figure can be allocated by price.
  case revenueMissing
  /// The price is in a currency for which no exchange rate to the revenue's was given.
  case exchangeRateMissing(from: Currency, to: Currency)
  /// The price names no currency, and may be in the revenue's or in the other one that the company named.
  case priceCurrencyUnclear(Currency, or: Currency)
  /// The part has more mass, or is more pieces, than all that was made.
  case shareBeyondTotal(AllocationMethod)
  /// A figure of the part is beyond all measure.
  case figureBeyondMeasure
  /// The part has no price, or none above zero.
  case priceMissing
  /// The figures of the part come from elsewhere, and one of them is not there.
  case statedFigureMissing
  /// A total that the parts' figures are made of is not known.
  case totalMissing(Total)

  /// The totals that parts are computed from.
  public enum Total: String, Hashable, Sendable { case scope1, scope2, renewable, nonRenewable }
}
