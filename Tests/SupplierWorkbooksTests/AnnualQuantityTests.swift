import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks

/// The amount of an energy row: the sum of its months where any is filled, else its annual total.
@Suite struct AnnualQuantityTests {
  private func row(months: [Observation<Double>.Outcome] = [], annual: Observation<Double>.Outcome = .empty)
    -> EnergyRow
  {
    let observed = (0..<12).map { Observation<Double>(nil, $0 < months.count ? months[$0] : .empty) }
    return EnergyRow(
      id: "natural-gas", kind: .fuel, row: 5, label: LocalizedText("Natural gas"),
      fuel: Observation(nil, .value("natural_gas")),
      unit: Observation(nil, .value("m3")), months: observed, annualTotal: Observation(nil, annual))
  }

  /// kgCO2e of natural gas by the cubic metre outside the US and Canada.
  private let perCubicMetre: Double = 1.88496 + 0.0336 / 1000 * 28 + 0.00336 / 1000 * 265

  private func scope1(_ row: EnergyRow) throws -> Double? {
    let lists = try ReferenceLists.builtIn()
    let located = LocatedTemplate(
      definition: try TemplateDefinition.builtIn("emission-calculation-tool"), sheets: [:], sheetNames: [])
    let workbook = SupplierWorkbook(
      file: "tool.xlsx", located: located, company: CompanyRecord(), energy: [row], electricityFactor: .absent,
      regions: [],
      known: KnownFigures(), parts: [], materials: [], certificates: [], formNotes: [:])
    let activity = ActivityData(workbook, lists: lists)
    return Inventory(activity, library: lists.library, settings: CalculationSettings()).scope1?.kilograms
  }

  private func agree(_ left: Double?, _ right: Double) -> Bool {
    left.map { abs($0 - right) <= 1e-12 * max(abs($0), abs(right)) } ?? false
  }

  @Test func `twelve months are summed`() throws {
    let row = row(months: (1...12).map { .value(Double($0) * 10) })
    #expect(row.quantity == 780)
    #expect(try agree(scope1(row), 780 * perCubicMetre))
  }

  @Test func `a single month is the year's amount`() throws {
    #expect(try agree(scope1(row(months: [.empty, .value(40)])), 40 * perCubicMetre))
  }

  @Test func `the annual total counts where no month is filled`() throws {
    #expect(try agree(scope1(row(annual: .value(900))), 900 * perCubicMetre))
  }

  @Test func `months win over an annual total`() throws {
    let row = row(months: [.value(100), .value(200)], annual: .value(900))
    #expect(row.quantity == 300)
    #expect(try agree(scope1(row), 300 * perCubicMetre))
  }

  @Test func `months of zero beside an annual total give no figure`() throws {
    #expect(row(months: [.value(0)], annual: .value(900)).quantity == 0)
    #expect(try scope1(row(months: [.value(0)], annual: .value(900))) == nil)
    #expect(try scope1(row(months: [.value(0)], annual: .value(0))) == 0)
  }

  @Test func `a row without amount is not used`() throws {
    #expect(!row().isUsed && row().quantity == nil)
    #expect(try scope1(row()) == 0)
  }
}
