public import SupplierWorkbooks
import XLSX

/// The golden company with one mistake each, the rule that finds it, and what is still completed.
public struct BrokenTool: Sendable, CustomStringConvertible {
  /// The name of the file in `Fixtures/broken`, without extension.
  public var name: String
  public var rule: String
  /// `Company!B8`: where the finding is expected.
  public var cell: String
  /// How many of the eight parts still get their figures.
  public var completed: Int
  let damage: @Sendable (inout ToolInputs) -> Void

  public var description: String { name }

  public var inputs: ToolInputs {
    var inputs = SampleTool.golden
    damage(&inputs)
    return inputs
  }

  public static let all: [BrokenTool] = [
    BrokenTool(name: "revenue-missing", rule: "C01", cell: "Company!B8", completed: 0) { $0.fields["revenue"] = nil },
    BrokenTool(name: "company-name-missing", rule: "M01", cell: "Company!B5", completed: 8) {
      $0.fields["company-name"] = nil
    },
    BrokenTool(name: "price-missing", rule: "M01", cell: "Per MPN!C7", completed: 7) {
      $0.tables["parts"]?[7]?["price"] = nil
    },
    BrokenTool(name: "price-is-text", rule: "N05", cell: "Per MPN!C6", completed: 7) {
      $0.set("parts", row: 6, "price", .text("on request"))
    },
    BrokenTool(name: "price-is-error", rule: "N06", cell: "Per MPN!C8", completed: 7) {
      $0.set("parts", row: 8, "price", .error(.reference))
    },
    BrokenTool(name: "price-negative", rule: "N04", cell: "Per MPN!C9", completed: 7) {
      $0.set("parts", row: 9, "price", .number(-0.62))
    },
    BrokenTool(name: "price-in-another-currency", rule: "C02", cell: "Per MPN!D10", completed: 7) {
      $0.set("parts", row: 10, "currency", .text("EUR"))
    },
    BrokenTool(name: "part-number-missing", rule: "M01", cell: "Per MPN!A11", completed: 7) {
      $0.tables["parts"]?[11]?["mpn"] = nil
    },
    BrokenTool(name: "part-twice-with-two-prices", rule: "P01", cell: "Per MPN!A13", completed: 7) {
      $0.part("PN-1240", price: 6.66)
    },
    BrokenTool(name: "currency-unknown", rule: "L03", cell: "Company!B9", completed: 0) {
      $0.field("currency", "Dollars")
    },
    BrokenTool(name: "known-figure-is-text", rule: "N05", cell: "Summary!B27", completed: 0) {
      $0.field("known-scope1", "see attachment")
    },
    BrokenTool(name: "more-certificates-than-electricity", rule: "C06", cell: "Energy consumption!R18", completed: 8) {
      $0.energy(row: 13, unit: "MWh", annual: 900)
      $0.energy(row: 18, unit: "MWh", annual: 1000)
      $0.fields["known-renewable"] = nil
    },
    BrokenTool(name: "energy-negative", rule: "N04", cell: "Energy consumption!R13", completed: 8) {
      $0.energy(row: 13, unit: "kWh", annual: -5)
    },
    BrokenTool(name: "recycled-more-than-part", rule: "S01", cell: "Secondary materials!C5", completed: 8) {
      $0.material("PN-1234", "Steel 钢", mass: 10, preConsumer: 6, postConsumer: 5)
    },
    BrokenTool(name: "recycled-mass-is-text", rule: "N05", cell: "Secondary materials!D5", completed: 8) {
      $0.material("PN-1234", "Steel 钢", mass: 10, postConsumer: 5)
      $0.set("secondary-materials", row: 5, "pre-consumer", .text("about 2 g"))
    },
    BrokenTool(name: "reutilization-by-stamping", rule: "S03", cell: "Secondary materials!F5", completed: 8) {
      $0.material("PN-1234", "Steel 钢", mass: 10, reutilization: 5, process: "Stamping 冲压")
    },
    BrokenTool(name: "period-end-is-no-date", rule: "D02", cell: "Company!B7", completed: 8) {
      $0.field("period-end", "end of year")
    },
  ]
}
