import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation
import XLSX

/// The rules of the sheet of certificates; its first row is row 5, the reporting year 2025.
@Suite struct CertificateRuleTests {
  private static let ppa = "Power purchase agreement (PPA) 购电协议", virtual = "Virtual PPA 虚拟购电协议"
  private static let bundled = "Bundled supply 捆绑绿电", unbundled = "Unbundled certificates 非捆绑证书"

  private static func country(_ code: String) throws -> String {
    try #require(ReferenceLists.builtIn().countries.first { $0.id == code }).shown
  }

  /// What the rules of certificates find; the golden company's known figures stand apart from its energy.
  private static func found(_ tool: CheckedTool) -> [String] {
    tool.found.filter { !$0.contains(" C07") && !$0.contains(" C05") && !$0.contains(" C09") }
  }

  /// 250 MWh of unbundled certificates on both sheets, 900 MWh from the grid.
  private static func checked(
    _ system: String? = "REC", country code: String = "US", vintage: Int = 2025,
    _ change: (inout ToolInputs) -> Void = { _ in }
  ) throws -> CheckedTool {
    let country = try country(code)
    return try CheckedTool {
      $0.energy(row: 13, unit: "MWh", annual: 900)
      $0.energy(row: 18, unit: "MWh", annual: 250)
      $0.certificate(unbundled, system: system, country: country, megawattHours: 250, vintage: vintage)
      change(&$0)
    }
  }

  @Test(arguments: [("REC", "US"), ("rec", "US"), ("IREC", "MY"), (nil, "US"), (nil, "CN")] as [(String?, String)])
  func `systems that the country has, without constraint, raise nothing`(system: String?, country: String) throws {
    #expect(Self.found(try Self.checked(system, country: country)) == [])
  }

  @Test func `G01: the country has no such system`() throws {
    let broken = try Self.checked("REC", country: "JP")
    #expect(Self.found(broken) == ["error G01 B5"])
    #expect(try broken.words("G01").contains("Green Energy Certificate, I-REC, J-Credit, Non-Fossil Value Certificate"))
    #expect(try broken.words("G01", .chinese).contains("日本"))
    #expect(broken.calculation.parts.allSatisfy { $0.isComplete })
  }

  @Test func `G01: the list has no system for the country, or knows the system nowhere`() throws {
    let none = try Self.checked("GO", country: "CH")
    #expect(Self.found(none) == ["error G01.none B5"])
    #expect(try none.words("G01.none").contains("GO cannot be confirmed"))
    let anywhere = try Self.checked("Stars") { $0.tables["certificates"]?[5]?["country"] = nil }
    #expect(Self.found(anywhere) == ["error G01.anywhere B5"])
    #expect(Self.found(try Self.checked("REC") { $0.tables["certificates"]?[5]?["country"] = nil }) == [])
  }

  @Test(arguments: [
    ("I-REC", "CN", "feed-in tariff"), ("I-REC", "MX", "CELs"), ("LGC", "AU", "> 100 kW"), ("GO", "DE", "2009/28/EC"),
  ])
  func `G02: a constraint is shown to be confirmed`(system: String, country: String, constraint: String) throws {
    let tool = try Self.checked(system, country: country)
    #expect(Self.found(tool) == ["warning G02 B5"])
    #expect(try tool.words("G02").contains(constraint) && tool.words("G02", .chinese).contains(constraint))
  }

  @Test func `G03: a vintage outside the reporting year`() throws {
    let broken = try Self.checked(vintage: 2024)
    #expect(Self.found(broken) == ["warning G03 E5"])
    #expect(try broken.words("G03").contains("2025-01-01 to 2025-12-31"))
    // A reporting year over two calendar years takes either.
    let twoYears = try Self.checked(vintage: 2024) {
      $0.date("period-start", 2024, 7, 1)
      $0.date("period-end", 2025, 6, 30)
    }
    #expect(Self.found(twoYears) == [])
  }

  @Test func `G04: a certificate without MWh or mechanism`() throws {
    #expect(
      Self.found(try Self.checked { $0.tables["certificates"]?[5]?["amount"] = nil }) == [
        "warning C06.unbundled R18", "warning G04 D5",
      ])
    #expect(
      Self.found(try Self.checked { $0.tables["certificates"]?[5]?["mechanism"] = nil }) == ["warning G04.mechanism A5"]
    )
  }

  @Test func `M05, N04: what stands in no list, and amounts that are none`() throws {
    #expect(
      Self.found(try Self.checked { $0.set("certificates", row: 5, "mechanism", .text("Barter")) }) == [
        "warning M05.list A5"
      ])
    #expect(
      Self.found(try Self.checked { $0.set("certificates", row: 5, "country", .text("Atlantis")) }) == [
        "warning M05.list C5"
      ])
    #expect(
      Self.found(try Self.checked { $0.set("certificates", row: 5, "amount", .number(-250)) }) == ["error N04 D5"])
    #expect(
      Self.found(try Self.checked { $0.set("certificates", row: 5, "amount", .text("250 or so")) }) == [
        "warning M05.number D5"
      ])
  }

  @Test func `C06: unbundled certificates are those of row 18`() throws {
    let broken = try Self.checked { $0.set("certificates", row: 5, "amount", .number(248)) }
    #expect(Self.found(broken) == ["warning C06.unbundled R18"])
    #expect(try broken.words("C06.unbundled").contains("holds 248 MWh of unbundled certificates; row 18 holds 250 MWh"))
    #expect(Self.found(try Self.checked { $0.set("certificates", row: 5, "amount", .number(249)) }) == [])
  }

  @Test func `C06: PPA and virtual PPA together are row 14, bundled supply row 17`() throws {
    let country = try Self.country("US")
    func tool(_ virtual: Double, _ bundled: Double) throws -> CheckedTool {
      try Self.checked {
        $0.energy(row: 14, unit: "MWh", annual: 300)
        $0.energy(row: 17, unit: "kWh", annual: 150_000)
        $0.certificate(Self.ppa, country: country, megawattHours: 200)
        $0.certificate(Self.virtual, country: country, megawattHours: virtual)
        $0.certificate(Self.bundled, country: country, megawattHours: bundled)
      }
    }
    #expect(Self.found(try tool(100, 150)) == [])
    #expect(Self.found(try tool(90, 150)) == ["warning C06.ppa R14"])
    #expect(Self.found(try tool(100, 160)) == ["warning C06.bundled R17"])
    #expect(
      try tool(90, 150).words("C06.ppa", .chinese).contains("290")
        && tool(100, 160).words("C06.bundled").contains("160"))
  }

  @Test func `C06: an empty sheet says nothing, and so does an amount that cannot be read`() throws {
    #expect(Self.found(try Self.checked { $0.tables["certificates"] = nil }) == [])
    #expect(
      !(try Self.checked { $0.set("energy", row: 18, "annual-total", .text("many")) }).found.contains {
        $0.contains("C06")
      })
  }
}
