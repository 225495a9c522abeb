import Testing

@testable import Emissions

@Suite struct AllocationTests {
  /// The golden company of the specification: 876.164 tCO2e, 10.505 MWh renewable and 1,789.323 MWh non-renewable as
  /// known figures.
  static func golden() throws -> UsedTotals {
    let data = ActivityData.with {
      $0.known.scope1 = .t(500)
      $0.known.scope2 = .t(376.164)
      $0.known.renewable = .MWh(10.505)
      $0.known.nonRenewable = .MWh(1789.323)
    }
    return try data.inventory().used
  }

  static func allocation(
    _ totals: UsedTotals, revenue: Money? = Money(240_000, .dollar), exchange: (from: Currency, rate: Double)? = nil,
    totalMass: Mass<Product>? = nil, totalUnits: Double? = nil
  ) -> Allocation {
    Allocation(totals: totals, revenue: revenue, exchange: exchange, totalMass: totalMass, totalUnits: totalUnits)
  }

  /// As printed: ten decimals, zeros at the end included.
  private func printed(_ value: Double?) throws -> String {
    let text = DecimalText.shortest(DecimalText.rounded(try #require(value)))
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    return text + (decimals == 0 ? "." : "") + String(repeating: "0", count: 10 - decimals)
  }

  @Test(
    arguments: [
      (0.5, "1.8253416667", "0.0218854167", "3.7277562500"), (1.8, "6.5712300000", "0.0787875000", "13.4199225000"),
      (0.75, "2.7380125000", "0.0328281250", "5.5916343750"), (0.45, "1.6428075000", "0.0196968750", "3.3549806250"),
      (0.62, "2.2634236667", "0.0271379167", "4.6224177500"), (2.68, "9.7838313333", "0.1173058333", "19.9807735000"),
      (5.55, "20.2612925000", "0.2429281250", "41.3780943750"), (2.2, "8.0315033333", "0.0962958333", "16.4021275000"),
    ])
  func `the eight printed parts come out to all digits`(
    price: Double, emissions: String, renewable: String, nonRenewable: String
  ) throws {
    let share = try Self.allocation(Self.golden()).share(price: Money(price, .dollar), mass: nil, method: .economic)
    #expect(try printed(share.emissions?.kilograms) == emissions)
    #expect(try printed(share.renewable?.kilowattHours) == renewable)
    #expect(try printed(share.nonRenewable?.kilowattHours) == nonRenewable)
    #expect(share.method == .economic)
  }

  @Test func `the printed intensities come out to all digits`() throws {
    let intensities = try #require(Self.allocation(Self.golden()).intensities)
    #expect(DecimalText.rounded(try #require(intensities.emissions), decimals: 9) == 0.003650683)
    #expect(DecimalText.rounded(try #require(intensities.renewable), decimals: 10) == 4.37708e-05)
    #expect(DecimalText.rounded(try #require(intensities.nonRenewable), decimals: 9) == 0.007455513)
    #expect(intensities.currency == .dollar)
  }

  @Test func `the worked example comes out to all digits`() throws {
    let totals = UsedTotals(scope1: nil, scope2: nil, renewable: .kWh(572_583), nonRenewable: .kWh(1_789_323))
    let share = try Self.allocation(totals, revenue: Money(24_000_000, .dollar))
      .share(price: Money(28, .dollar), mass: nil, method: .economic)
    #expect(DecimalText.rounded(try #require(share.nonRenewable).kilowattHours) == 2.0875435)
    #expect(DecimalText.rounded(try #require(share.renewable).kilowattHours) == 0.6680135)
    #expect(share.emissions == nil)
  }

  @Test func `allocation by mass shares by the mass of the part`() throws {
    let share = try Self.allocation(Self.golden(), totalMass: .kg(50_000)).share(
      price: Money(1, .dollar), mass: .kg(2), method: .mass)
    #expect(agree(share.emissions?.kilograms, 876_164 * (2.0 / 50_000)))
    #expect(agree(share.renewable?.kilowattHours, 10_505 * (2.0 / 50_000)))
    #expect(agree(share.nonRenewable?.kilowattHours, 1_789_323 * (2.0 / 50_000)))
    #expect(share.method == .mass)
  }

  @Test func `allocation by units gives every piece the same`() throws {
    let share = try Self.allocation(Self.golden(), totalUnits: 480_000).share(
      price: Money(1, .dollar), mass: nil, method: .units)
    #expect(agree(share.emissions?.kilograms, 876_164.0 / 480_000))
    #expect(agree(share.renewable?.kilowattHours, 10_505.0 / 480_000))
    #expect(agree(share.nonRenewable?.kilowattHours, 1_789_323.0 / 480_000))
    #expect(share.method == .units)
  }

  @Test func `physical allocation asks for neither revenue nor exchange rate`() throws {
    let allocation = try Self.allocation(Self.golden(), revenue: nil, totalMass: .kg(100), totalUnits: 10)
    #expect(try allocation.share(price: Money(1, .yuan), mass: .kg(1), method: .mass).method == .mass)
    #expect(try allocation.share(price: Money(1, .yuan), mass: nil, method: .units).method == .units)
  }

  @Test(
    arguments: [
      (AllocationMethod.mass, nil, 50_000, nil), (.mass, 0, 50_000, nil), (.mass, 2, nil, nil), (.mass, 2, 0, 480_000),
      (.units, 2, 50_000, nil),
      (.units, nil, nil, 0),
    ] as [(AllocationMethod, Double?, Double?, Double?)])
  func `a part without the needed figure falls back to economic`(
    method: AllocationMethod, mass: Double?, totalMass: Double?, totalUnits: Double?
  )
    throws
  {
    let allocation = try Self.allocation(Self.golden(), totalMass: totalMass.map { .kg($0) }, totalUnits: totalUnits)
    let share = try allocation.share(price: Money(0.5, .dollar), mass: mass.map { .kg($0) }, method: method)
    #expect(share.method == .economic)
    #expect(agree(share.emissions?.kilograms, 876.164 / 240_000 * 0.5 * 1000))
  }

  @Test func `a price in another currency is converted by the exchange rate`() throws {
    let allocation = try Self.allocation(Self.golden(), exchange: (from: .yuan, rate: 0.125))
    let share = try allocation.share(price: Money(7, .yuan), mass: nil, method: .economic)
    #expect(agree(share.emissions?.kilograms, 876.164 / 240_000 * (7 * 0.125) * 1000))
    #expect(agree(share.renewable?.kilowattHours, 10.505 / 240_000 * (7 * 0.125) * 1000))
    let own = try allocation.share(price: Money(7, .dollar), mass: nil, method: .economic)
    #expect(agree(own.emissions?.kilograms, 876.164 / 240_000 * 7 * 1000))
  }

  @Test func `a price in another currency without exchange rate is refused`() throws {
    let totals = try Self.golden()
    let missing = CalculationProblem.exchangeRateMissing(from: .yuan, to: .dollar)
    for exchange in [nil, (from: .yuan, rate: 0), (from: Currency("EUR"), rate: 1.1)]
      as [(from: Currency, rate: Double)?]
    {
      #expect(throws: missing) {
        try Self.allocation(totals, exchange: exchange).share(price: Money(7, .yuan), mass: nil, method: .economic)
      }
    }
  }

  @Test(arguments: [nil, 0, -1] as [Double?])
  func `without revenue there is no economic allocation`(revenue: Double?) throws {
    let allocation = try Self.allocation(Self.golden(), revenue: revenue.map { Money($0, .dollar) })
    #expect(allocation.intensities == nil)
    #expect(throws: CalculationProblem.revenueMissing) {
      try allocation.share(price: Money(1, .dollar), mass: nil, method: .economic)
    }
  }

  @Test(arguments: AllocationMethod.allCases)
  func `a missing total leaves its own figure out and no other`(method: AllocationMethod) throws {
    var totals = try Self.golden()
    totals.scope2 = nil
    let allocation = Self.allocation(totals, totalMass: .kg(100), totalUnits: 10)
    let share = try allocation.share(price: Money(1, .dollar), mass: .kg(1), method: method)
    #expect(share.emissions == nil && share.renewable != nil && share.nonRenewable != nil && share.method == method)
  }
}
