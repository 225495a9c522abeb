import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import XLSX

/// The figures printed in the customer's training deck.
@Suite("The golden company")
struct GoldenCompanyTests {
  /// As printed: kgCO2e, renewable kWh, non-renewable kWh.
  static let printed: [(mpn: String, figures: [String])] = [
    ("PN-1234", ["1.8253416667", "0.0218854167", "3.7277562500"]),
    ("PN-1235", ["6.5712300000", "0.0787875000", "13.4199225000"]),
    ("PN-1236", ["2.7380125000", "0.0328281250", "5.5916343750"]),
    ("PN-1237", ["1.6428075000", "0.0196968750", "3.3549806250"]),
    ("PN-1238", ["2.2634236667", "0.0271379167", "4.6224177500"]),
    ("PN-1239", ["9.7838313333", "0.1173058333", "19.9807735000"]),
    ("PN-1240", ["20.2612925000", "0.2429281250", "41.3780943750"]),
    ("PN-1241", ["8.0315033333", "0.0962958333", "16.4021275000"]),
  ]

  /// The number as the deck prints it: ten decimals, by decimal arithmetic on the shortest text.
  static func tenDecimals(_ number: Double) -> String {
    let parts = "\(number)".split(separator: ".")
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    return parts[0] + "." + decimals + String(repeating: "0", count: max(0, 10 - decimals.count))
  }

  private static func form(of fixture: String) throws -> [Int: [Int: CellValue]] {
    let scratch = try Scratch()
    try CompletedTool(Fixture.path(fixture)).writeForm(to: scratch.path("form.xlsx"))
    return try WorkbookReader(path: scratch.path("form.xlsx")).rows("Sustainability")
  }

  @Test func `every printed figure to every printed digit`() throws {
    let rows = try Self.form(of: "tools/golden.xlsx")
    #expect(rows.count == 1 + Self.printed.count)
    for (index, part) in Self.printed.enumerated() {
      let row = try #require(rows[index + 2])
      #expect(row[2] == .text(part.mpn))
      for (column, figure) in zip([3, 5, 4], part.figures) {
        guard case .number(let number)? = row[column] else {
          Issue.record("\(part.mpn): column \(column) holds no number")
          continue
        }
        #expect(Self.tenDecimals(number) == figure)
      }
      #expect(row[6] == .text("No"))
      #expect(row[7] == .number(46_223))
    }
  }

  @Test func `the worked example`() throws {
    let row = try #require(try Self.form(of: "tools/worked-example.xlsx")[2])
    #expect(row[4] == .number(2.0875435))
    #expect(row[5] == .number(0.6680135))
  }

  @Test func `the intensities of the deck`() throws {
    let completion = try CompletedTool(Fixture.path("tools/golden.xlsx")).completion
    let intensities = try #require(completion.calculation.allocation.intensities)
    #expect(abs(try #require(intensities.emissions) - 0.003650683) < 5e-10)
    #expect(abs(try #require(intensities.renewable) - 4.37708e-05) < 5e-11)
    #expect(abs(try #require(intensities.nonRenewable) - 0.007455513) < 5e-10)
  }
}
