import Emissions
import Foundation
import GreenQuote
import Procurement
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing

@testable import XLSX

/// A user's own factors: `--factors`, `factors list`, `factors check`.
@Suite("Own factors")
struct FactorCommandTests {
  private static let own = Fixture.path("factors/own-grid-factors.csv")

  /// 1000 MWh in Guangdong, 1,000,000 USD, a part of 10 USD.
  private static func tool(in scratch: Scratch) throws -> String {
    let lists = try ReferenceLists.builtIn()
    var inputs = ToolInputs()
    inputs.company("One meter Ltd.", revenue: 1_000_000, currency: "USD")
    inputs.energy(row: 13, unit: "MWh", annual: 1000)
    inputs.region(
      try #require(lists.countries.first { $0.id == "CN" }?.shown),
      try #require(lists.subdivisions["CN"]?.first { $0.id == "CN-GD" }?.shown), 1000, "MWh")
    inputs.part("ONE", price: 10)
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"))
    return scratch.path("tool.xlsx")
  }

  private static func write(_ text: String, _ name: String, in scratch: Scratch) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: scratch.path(name)))
    return scratch.path(name)
  }

  /// 1,000,000 kWh × 0.5 kgCO2e/kWh ÷ 1,000,000 USD × 10 USD = 5 kg; with the published 0.4403 it is 4.403 kg.
  @Test func `complete computes with the own factor and says so`() throws {
    let scratch = try Scratch()
    let tool = try Self.tool(in: scratch)
    let result = try Command.run("complete", tool, "--factors", Self.own, "-o", scratch.path("own.xlsx"))
    #expect(result.status == 0)
    #expect(
      result.output.contains("grid electricity CN-GD, kgco2e_per_kwh 0.4403 → 0.5 (× 1.136) (\(Self.own), line 2)"))
    #expect(result.output.contains("2 rows of the factor files were not needed"))
    #expect(try WorkbookReader(path: scratch.path("own.xlsx")).rows("Sustainability")[2]?[3] == .number(5))
    let published = try Command.run("complete", tool, "-o", scratch.path("published.xlsx"))
    #expect(!published.output.contains("factor"))
    #expect(try WorkbookReader(path: scratch.path("published.xlsx")).rows("Sustainability")[2]?[3] == .number(4.403))
  }

  @Test func `the words are Chinese where Chinese is asked for`() throws {
    let scratch = try Scratch()
    let result = try Command.run(
      "complete", try Self.tool(in: scratch), "--factors", Self.own, "-o", scratch.path("own.xlsx"), "--language", "zh")
    #expect(
      result.output.contains("采用自有因数：电网电力 CN-GD") && result.output.contains("第 2 行") && result.output.contains("未使用"))
  }

  @Test func `a malformed row is refused with file, line and column, and nothing is written`() throws {
    let scratch = try Scratch()
    let bad = try Self.write(
      "country,kgco2e_per_kwh,year,source\nDE,0.3,2025,s\nNL,\"0,4\",2025,s\n", "bad.csv", in: scratch)
    let message = "\(bad): line 3, column kgco2e_per_kwh: '0,4' is not a number"
    let tool = try Self.tool(in: scratch)
    let result = try Command.run("complete", tool, "--factors", bad, "-o", scratch.path("own.xlsx"))
    #expect(result.status == 3 && result.messages.contains(message) && result.output.isEmpty)
    #expect(scratch.names == ["bad.csv", "tool.xlsx"])
    let check = try Command.run("factors", "check", bad)
    #expect(check.status == 1 && check.messages.contains(message))
  }

  @Test func `the copy's list of factors holds the own ones, with where they are from`() throws {
    let scratch = try Scratch()
    let gas = try Self.write("gas,ar4,ar5,ar6,source\nN2O,298,300,273,own\n", "gas.csv", in: scratch)
    let residual = try Self.write("country,kgco2e_per_kwh,year,source\nDE,0.6,2025,bill\n", "residual.csv", in: scratch)
    let tool = Fixture.path("tools/everything.xlsx")
    let files = [Self.own, gas, residual]
    let completed = try CompletedTool(tool, factorFiles: files)
    #expect(completed.completion.usedReplacements.map(\.key.text) == ["DE", "N2O", "DE"])
    try completed.writeCopy(to: scratch.path("copy.xlsx"))
    let (before, after) = (
      try WorkbookReader(path: tool).values("Lists"),
      try WorkbookReader(path: scratch.path("copy.xlsx")).values("Lists")
    )
    let changed = after.filter { before[$0.key] != $0.value }
    let texts = Set(changed.values.compactMap { if case .text(let text) = $0 { text } else { nil } })
    // Guangdong, the United States, Germany; the residual mix of Germany; N2O in three sets, of which AR5 alone changes
    // its number.
    #expect(
      texts == [
        "2025", "Own measurement, audited 2026 [own-grid-factors.csv, line 2]",
        "Utility statement [own-grid-factors.csv, line 3]",
        "Utility statement [own-grid-factors.csv, line 4]", "bill [residual.csv, line 2]", "N2O: own [gas.csv, line 2]",
      ])
    let numbers = changed.values.compactMap { if case .number(let number) = $0 { number } else { nil } }.sorted()
    #expect(numbers == [0.05, 0.3, 0.5, 0.6, 300])
    // The copy read again with the same factors comes to the same.
    #expect(
      try CompletedTool(scratch.path("copy.xlsx"), factorFiles: files).completion.rows == completed.completion.rows)
  }

  @Test func `a factor that the copy's list has no row for costs the copy, and the form is written`() throws {
    let scratch = try Scratch()
    let added = try Self.write("country,kgco2e_per_kwh,year,source\nCA,0.1,2025,added\n", "added.csv", in: scratch)
    let tool = Fixture.path("tools/everything.xlsx")
    let refused = try Command.run(
      "complete", tool, "--factors", added, "-o", scratch.path("form.xlsx"), "--copy", scratch.path("copy.xlsx"))
    #expect(refused.status == 1 && refused.messages.contains("no row for CA (\(added), line 2)"))
    #expect(scratch.names == ["added.csv", "form.xlsx"])
    #expect(try Command.run("complete", tool, "--factors", added, "-o", scratch.path("alone.xlsx")).status == 0)
    // A workbook that does not need the row gets its copy.
    let golden = try Command.run(
      "complete", Fixture.path("tools/golden.xlsx"), "--factors", added, "-o", scratch.path("g.xlsx"), "--copy",
      scratch.path("copy.xlsx"))
    #expect(golden.status == 0 && scratch.names.contains("copy.xlsx"))
  }

  @Test func `check says what is replaced and what is added, old and new, and points out a likely wrong unit`() throws {
    let scratch = try Scratch()
    let result = try Command.run("factors", "check", Self.own)
    #expect(result.status == 1)
    #expect(
      result.output.contains("grid electricity, 3 rows: 3 replace published factors (0 with the same values), 0 new"))
    #expect(result.output.contains("line 3  US  kgco2e_per_kwh 0.38355 → 0.3 (× 0.782)\n"))
    #expect(
      result.output.contains("line 4  DE  kgco2e_per_kwh 0.34206 → 0.05 (× 0.146) – far from the published factor"))
    let added = try Self.write("country,kgco2e_per_kwh,year,source\nCA,0.1,2025,added\n", "added.csv", in: scratch)
    let new = try Command.run("factors", "check", added)
    #expect(
      new.status == 0 && new.output.contains("residual mix, 1 row: 0 replace")
        && new.output.contains("kgco2e_per_kwh 0.1 (new)"))
    let worst = try Command.run("factors", "check", Self.own, scratch.path("none.csv"), added)
    #expect(
      worst.status == 3 && worst.messages.contains("none.csv: cannot be read") && worst.output.contains("added.csv"))
  }

  @Test func `list shows editions, and factors with units, years and sources`() throws {
    let editions = try Command.run("factors")
    #expect(editions.status == 0 && editions.output.contains("grid electricity (--kind grid): 310 rows"))
    #expect(editions.output.contains("8 from DCCEEW, National Greenhouse Accounts Factors 2026"))
    let country = try Command.run("factors", "list", "--country", "de")
    for text in ["kgco2e_per_kwh", "0.34206", "2024", "Ember", "0.72456", "AIB"] {
      #expect(country.output.contains(text), "\(text)")
    }
    #expect(try Command.run("factors", "list", "--country", "DEU").status == 2)
    #expect(try Command.run("factors", "list", "--kind", "gwp", "--country", "DE").status == 2)
    #expect(try Command.run("factors", "list", "--format", "csv").status == 2)
  }

  @Test(arguments: ["fuel", "grid", "residual-mix", "gwp"]) func `a list as CSV is a factor file`(kind: String) throws {
    let scratch = try Scratch()
    let list = try Command.run("factors", "list", "--kind", kind, "--format", "csv")
    let check = try Command.run("factors", "check", try Self.write(list.output, "all.csv", in: scratch))
    #expect(check.status == 0 && check.output.contains(" 0 new"))
    #expect(check.output.split(separator: "\n").count == 1, "something changed: \(check.output)")
  }

  @Test func `a list as JSON has numbers under names with units, and says where own factors are from`() throws {
    let result = try Command.run(
      "factors", "list", "--kind", "grid", "--country", "CN", "--factors", Self.own, "--format", "json")
    let listing = try JSONDecoder().decode(FactorListing.self, from: Data(result.output.utf8))
    #expect(listing.fuels == nil && listing.grid?.count == 31)
    let guangdong = try #require(listing.grid?.first { $0.subdivision == "CN-GD" })
    #expect(
      guangdong.factor == 0.5 && guangdong.own?.line == 2 && guangdong.own?.published == ["kgco2e_per_kwh": 0.4403])
    #expect(result.output.contains("\"kgco2e_per_kwh\" : 0.5") && result.output.contains("\"published_source\""))
    #expect(listing.grid?.count { $0.own != nil } == 1)
  }
}
