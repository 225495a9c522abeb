import Testing

@testable import Emissions

/// What holds for every company, tried on generated ones.
@Suite struct InventoryLawTests {
  let library: FactorLibrary
  static let seeds: ClosedRange<UInt64> = 1...300

  init() throws { library = try ReferenceData.published.get() }

  private func inventory(_ company: GeneratedCompany) -> Inventory {
    Inventory(company.activity, library: library, settings: company.settings)
  }

  /// Every figure of an inventory in kilograms and kilowatt-hours.
  private func figures(_ inventory: Inventory) -> [Double?] {
    let used = inventory.used
    return [
      inventory.scope1?.kilograms, inventory.scope2Location?.kilograms, inventory.scope2Market?.kilograms,
      inventory.biogenic?.kilograms,
      inventory.energy.renewable?.kilowattHours, inventory.energy.nonRenewable?.kilowattHours, used.scope1?.kilograms,
      used.scope2?.kilograms, used.emissions?.kilograms, used.renewable?.kilowattHours,
      used.nonRenewable?.kilowattHours,
    ]
  }

  @Test func `what falls to all parts sold is the company's total`() throws {
    for seed in Self.seeds {
      let company = GeneratedCompany(seed: seed, library: library)
      let totals = inventory(company).used
      let mass = company.parts.reduce(Mass<Product>.zero) { $0 + .kg($1.mass.kilograms * $1.sold) }
      let units = company.parts.reduce(0) { $0 + $1.sold }
      let allocation = Allocation(
        totals: totals, revenue: company.revenue, exchange: nil, totalMass: mass, totalUnits: units)
      for method in AllocationMethod.allCases {
        var (emissions, renewable, nonRenewable) = (0.0, 0.0, 0.0)
        for part in company.parts {
          let share = try allocation.share(price: part.price, mass: part.mass, method: method)
          #expect(share.method == method)
          emissions += try #require(share.emissions).kilograms * part.sold
          renewable += try #require(share.renewable).kilowattHours * part.sold
          nonRenewable += try #require(share.nonRenewable).kilowattHours * part.sold
        }
        #expect(agree(totals.emissions?.kilograms, emissions, to: 1e-9), "seed \(seed), \(method)")
        #expect(agree(totals.renewable?.kilowattHours, renewable, to: 1e-9), "seed \(seed), \(method)")
        #expect(agree(totals.nonRenewable?.kilowattHours, nonRenewable, to: 1e-9), "seed \(seed), \(method)")
      }
    }
  }

  @Test func `by market is never more than by location where contracts are renewable and no residual mix is used`()
    throws
  {
    for seed in Self.seeds {
      var company = GeneratedCompany(seed: seed, library: library)
      company.settings.usesResidualMix = false
      let inventory = inventory(company)
      let (market, location) = (try #require(inventory.scope2Market), try #require(inventory.scope2Location))
      #expect(market <= location, "seed \(seed)")
      let isContracted =
        company.activity.powerPurchaseAgreements + company.activity.bundledSupply
        + inventory.energy.unbundledCertificates > .zero
      #expect(isContracted || market == location, "seed \(seed)")
    }
  }

  @Test(arguments: [0.001, 0.37, 2, 1234.5])
  func `amounts times k give figures times k`(scale: Double) throws {
    for seed in Self.seeds {
      let company = GeneratedCompany(seed: seed, library: library)
      var scaled = company
      for index in scaled.activity.fuels.indices { scaled.activity.fuels[index].quantity *= scale }
      for index in scaled.activity.regions.indices { scaled.activity.regions[index].consumption.kilowattHours *= scale }
      scaled.activity.gridElectricity.kilowattHours *= scale
      scaled.activity.powerPurchaseAgreements.kilowattHours *= scale
      scaled.activity.onSiteRenewable.kilowattHours *= scale
      scaled.activity.bundledSupply.kilowattHours *= scale
      scaled.activity.unbundledCertificates.kilowattHours *= scale
      scaled.activity.purchasedHeat.kilowattHours *= scale
      scaled.activity.known.scope1?.kilograms *= scale
      scaled.activity.known.scope2?.kilograms *= scale
      scaled.activity.known.renewable?.kilowattHours *= scale
      scaled.activity.known.nonRenewable?.kilowattHours *= scale
      for (figure, times) in zip(figures(inventory(company)), figures(inventory(scaled))) {
        #expect(agree(times, try #require(figure) * scale, to: 1e-9), "seed \(seed)")
      }
    }
  }

  @Test func `a region split in two changes nothing`() throws {
    for seed in Self.seeds {
      let company = GeneratedCompany(seed: seed, library: library)
      var split = company
      var random = SplitMix(state: seed)
      let index = Int.random(in: 0..<company.activity.regions.count, using: &random)
      var half = company.activity.regions[index]
      half.consumption.kilowattHours *= Double.random(in: 0...1, using: &random)
      split.activity.regions[index].consumption = company.activity.regions[index].consumption - half.consumption
      split.activity.regions.append(half)
      for (figure, same) in zip(figures(inventory(company)), figures(inventory(split))) {
        #expect(agree(same, try #require(figure), to: 1e-9), "seed \(seed)")
      }
    }
  }

  @Test func `a fuel split in two changes nothing`() throws {
    for seed in Self.seeds {
      let company = GeneratedCompany(seed: seed, library: library)
      guard var half = company.activity.fuels.first else { continue }
      var split = company
      half.id = "half"
      half.quantity /= 3
      split.activity.fuels[0].quantity -= half.quantity
      split.activity.fuels.append(half)
      for (figure, same) in zip(figures(inventory(company)), figures(inventory(split))) {
        #expect(agree(same, try #require(figure), to: 1e-9), "seed \(seed)")
      }
    }
  }

  @Test func `energy is kept, whatever covers it`() throws {
    for seed in Self.seeds {
      let company = GeneratedCompany(seed: seed, library: library)
      let inventory = inventory(company)
      let fuels = inventory.combustions.values.reduce(0) { $0 + $1.energy.kilowattHours }
      let activity = company.activity
      let bought = activity.gridElectricity + activity.powerPurchaseAgreements + activity.bundledSupply
      let all =
        bought.kilowattHours + activity.onSiteRenewable.kilowattHours + activity.purchasedHeat.kilowattHours + fuels
      let renewable = try #require(inventory.energy.renewable)
      let nonRenewable = try #require(inventory.energy.nonRenewable)
      #expect(agree((renewable + nonRenewable).kilowattHours, all, to: 1e-9), "seed \(seed)")
    }
  }

  @Test func `a seed gives the same company again`() {
    let (first, second) = (GeneratedCompany(seed: 5, library: library), GeneratedCompany(seed: 5, library: library))
    #expect(first.activity.fuels == second.activity.fuels && first.activity.regions == second.activity.regions)
    #expect(first.revenue == second.revenue)
  }
}
