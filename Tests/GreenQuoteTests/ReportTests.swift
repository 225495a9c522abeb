import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("The supplier's report")
struct ReportTests {
  private static func report(_ fixture: String, _ language: Language = .english) throws -> (Completion, SupplierReport)
  {
    let tool = try CompletedTool(Fixture.path(fixture))
    return (tool.completion, try SupplierReport(tool.completion, catalogue: .builtIn(language), of: tool.reader))
  }

  @Test(arguments: ["golden", "two-countries", "everything", "200-parts"])
  func `sources add up to the totals, and parts are those of the form`(name: String) throws {
    let (completion, report) = try Self.report("tools/\(name).xlsx")
    let emissions = report.emissions
    #expect(abs(emissions.sources.reduce(0) { $0 + $1.tonnes } - (emissions.scope1Tonnes ?? -1)) < 1e-9)
    for isRenewable in [true, false] {
      let sum = report.energy.sources.filter { $0.isRenewable == isRenewable }.reduce(0) { $0 + $1.megawattHours }
      #expect(abs(sum - ((isRenewable ? report.energy.renewableMWh : report.energy.nonRenewableMWh) ?? -1)) < 1e-9)
    }
    #expect(
      report.parts.map(\.mpn)
        == completion.rows.compactMap { if case .text(let mpn)? = $0.values["mpn"] { mpn } else { nil } })
    for (part, row) in zip(report.parts, completion.rows) {
      #expect(row.values["kgco2"] == part.kgCO2e.map { .number(DecimalText.rounded($0)) })
      #expect(row.values["renewable-kwh"] == part.renewableKWh.map { .number(DecimalText.rounded($0)) })
    }
  }

  @Test func `materials are summed by material and origin, a part's share being that of the form`() throws {
    let (_, report) = try Self.report("tools/two-countries.xlsx")
    let materials = report.secondaryMaterials
    let aluminium = try #require(materials.materials.first { $0.material == "aluminium" })
    #expect(aluminium.massGrams == 18.5 && aluminium.preConsumerGrams == 3.7 && aluminium.postConsumerGrams == 5.55)
    #expect(abs(try #require(aluminium.recycledShare) - (3.7 + 5.55) / 18.5) < 1e-12)
    // Brass 4.2 g, polyamide 2.8 g, aluminium 18.5 g, zinc 6.3 g.
    let all = try #require(materials.materials.last)
    #expect(all.material == nil && abs(all.massGrams - 31.8) < 1e-9)
    #expect(report.parts.first { $0.mpn == "HDR-40-2.54" }?.preConsumerShare == 0.15)
  }

  @Test func `emissions are summed by customs code, and goods under CBAM named`() throws {
    let (_, report) = try Self.report("tools/two-countries.xlsx")
    let figures = Dictionary(uniqueKeysWithValues: report.parts.map { ($0.mpn, $0.kgCO2e ?? 0) })
    let connectors = try #require(report.customsCodes.codes.first { $0.code == "8536 69 90" })
    #expect(connectors.parts == 2 && connectors.cbam == "not-listed")
    #expect(abs((connectors.kgCO2e ?? 0) - (figures["HDR-02-1.27"] ?? 0) - (figures["HDR-40-2.54"] ?? 0)) < 1e-15)
    let shell = try #require(report.customsCodes.codes.first { $0.code == "7616 99 90" })
    #expect(
      shell.cbam == "covered" && shell.cbamSector == "aluminium" && shell.cbamSource?.contains("2023/956") == true)
    #expect(report.customsCodes.partsWithoutCode == 1)
  }

  @Test func `every factor has its source and its first use`() throws {
    let (_, report) = try Self.report("tools/everything.xlsx")
    #expect(report.factors.count > 20)
    for factor in report.factors {
      #expect(!factor.source.isEmpty && !factor.usedIn.isEmpty && !factor.unit.isEmpty, "\(factor.name)")
    }
  }

  @Test(arguments: [("en", "Report", "For the supplier's own use"), ("zh", "报告", "仅供供应商自用")])
  func `the command writes a workbook whose first sheet says whose it is`(
    language: String, cover: String, warning: String
  ) throws {
    let scratch = try Scratch()
    let result = try Command.run(
      "report", "--from", Fixture.path("tools/two-countries.xlsx"), "-o", scratch.path("report.xlsx"), "--language",
      language, "--as-of",
      "2026-11-21")
    #expect(result.status == 0)
    let reader = try WorkbookReader(path: scratch.path("report.xlsx"))
    #expect(reader.sheets.count == 8 && reader.sheets.first?.name == cover)
    #expect(try reader.values(cover).values.contains(.text(warning)))
    for sheet in reader.sheets {
      let texts = try reader.values(sheet.name).values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      #expect(!texts.contains { $0.hasPrefix("report.") }, "\(sheet.name): a phrase is missing")
    }
  }

  @Test func `the command gives the same as JSON`() throws {
    let (_, report) = try Self.report("tools/golden.xlsx")
    let result = try Command.run(
      "report", "--from", Fixture.path("tools/golden.xlsx"), "--format", "json", "--as-of", "2026-11-21")
    #expect(result.status == 0)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "greenquote.report/1")
    let emissions = try #require(json["emissions"] as? [String: Any])
    #expect(emissions["usedTotalTonnes"] as? Double == 876.164)
    #expect((json["parts"] as? [[String: Any]])?.count == report.parts.count)
  }

  @Test func `a workbook with errors is reported with what could be computed, and status 1`() throws {
    let scratch = try Scratch()
    let result = try Command.run(
      "report", "--from", Fixture.path("broken/price-missing.xlsx"), "-o", scratch.path("report.xlsx"))
    #expect(result.status == 1)
    let (_, report) = try Self.report("broken/price-missing.xlsx")
    #expect(report.parts.count == 7 && report.leftOut.map(\.reason) == ["price"])
    #expect(scratch.names == ["report.xlsx"])
  }
}
