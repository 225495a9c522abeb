import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Reading a filled tool")
struct WorkbookReadingTests {
  private func read(_ workbook: NewWorkbook, parts: [String: (String) throws -> String] = [:]) throws
    -> SupplierWorkbook
  {
    try TestWorkbook(workbook, parts: parts).read()
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: year, month: month, day: day))
  }

  @Test("The golden company is read as it was filled")
  func golden() throws {
    let workbook = try read(try Samples.golden)
    #expect(workbook.company[.name].value == "Golden Electronics Co., Ltd. 金色电子有限公司")
    #expect(workbook.company[.periodStart].outcome == .value(try day(2025, 1, 1)))
    #expect(workbook.company[.periodEnd].outcome == .value(try day(2025, 12, 31)))
    #expect(workbook.company[.revenue].outcome == .value(240_000))
    #expect(workbook.company[.revenue].reference == CellReference("B8"))
    #expect(workbook.company[.currency].value == "USD")
    #expect(workbook.company[.role].value == "manufacturer")
    #expect(workbook.company[.scope2Method].value == "market")
    #expect(workbook.company[.warmingPotentials].value == "ar5")
    #expect(workbook.company[.residualMix].value == "no")
    #expect(workbook.company[.priceCurrency].outcome == .empty)
    #expect(workbook.known.scope2.value == 276.164)
    #expect(workbook.parts.map(\.mpn.value) == SampleTool.goldenParts.map(\.mpn))
    #expect(workbook.parts.map(\.price.value) == SampleTool.goldenParts.map(\.price))
    #expect(workbook.energy.allSatisfy { !$0.isUsed })
    #expect(workbook.regions.isEmpty && workbook.materials.isEmpty && workbook.certificates.isEmpty)
  }

  @Test("Every kind of input is read from its cell")
  func everything() throws {
    let workbook = try read(try Samples.everything)
    func row(_ id: RowID) throws -> EnergyRow { try #require(workbook.energy.first { $0.id == id }) }
    #expect(try row("lpg").filledMonths == [120, 130.5, 99, 87])
    #expect(try row("lpg").unit.value == "kg")
    #expect(try row("lpg").fuel.value == "lpg")
    #expect(try row("lng").usCanadaShare.value == 0.5)
    #expect(try row("ppa-electricity").unit.value == "GWh")
    #expect(try row("purchased-heat").heatFactor.value == .typed(0.21))
    #expect(try row("renewable-fuel").fuel.value == "biodiesel")
    #expect(try row("free-1").fuel.value == "wood" && row("free-3").unit.value == "kWh_net")
    #expect(try !row("free-4").isUsed)
    #expect(workbook.electricityFactor.value == .weighted)
    #expect(workbook.regions.map(\.country.value) == ["DE", "CA", "Atlantis"])
    #expect(workbook.regions.map(\.countryIsListed) == [true, true, false])
    #expect(workbook.regions.map(\.subdivision.value) == [nil, "CA-QC", nil])
    #expect(workbook.regions.last?.customFactor.value == 0.31)
    #expect(workbook.company[.exchangeRate].value == 0.92 && workbook.company[.residualMix].value == "yes")
    #expect(workbook.parts.map(\.allocation.value) == [nil, nil, "mass", "units", nil])
    #expect(workbook.parts[1].customsCode.value == "85044090")
    #expect(workbook.materials.first?.material.value == "steel")
  }

  @Test("Certificates are read with mechanism, country and amount")
  func certificates() throws {
    let certificates = try read(try Samples.twoCountries).certificates
    #expect(certificates.map(\.mechanism.value) == ["ppa", "unbundled"])
    #expect(certificates.map(\.country.value) == ["US", "US"])
    #expect(certificates.map(\.amount.value) == [420, 250])
    #expect(certificates.last?.certificateID.value == "REC-2025-0001")
  }

  @Test("A used row below empty ones counts, and so does one in a hidden row")
  func gapsAndHiddenRows() throws {
    let workbook = try Samples.golden.changing("Per MPN") { sheet in
      try sheet.set("A15") { $0.value = .text("PN-LATE") }
      try sheet.set("C15") { $0.value = .number(9) }
      try sheet.changeRows { if $0.index == 6 { $0.isHidden = true } }
    }
    let parts = try read(workbook).parts
    #expect(parts.count == 9)
    #expect(parts.last?.row == 15)
    #expect(parts.last?.price.value == 9)
    #expect(parts[1].mpn.value == "PN-1235")
  }

  @Test("A row that holds only spaces, formulas or an optional currency is not used; one with a single input is")
  func usedRows() throws {
    let workbook = try Samples.golden.changing("Per MPN") { sheet in
      try sheet.set("A13") { $0.value = .text(" \u{3000}") }
      try sheet.set("D14") { $0.value = .text("USD") }
      try sheet.set("M15") { $0.value = .text("Maker") }
      try sheet.set("C16") { $0.value = .number(0) }
    }
    let parts = try read(workbook).parts
    #expect(parts.suffix(2).map(\.row) == [15, 16])
    #expect(parts.suffix(2).map(\.mpn.outcome) == [.empty, .empty])
    #expect(parts.count == 10)
  }

  @Test("A part number typed as a number keeps its digits and says so")
  func numericPartNumber() throws {
    let workbook = try Samples.tool { $0.set("parts", row: 5, "mpn", .number(4_006_381_333_931)) }
    #expect(
      try read(workbook).parts.first?.mpn.outcome
        == .lenient("4006381333931", .damagedPartNumber("4006381333931", .number)))
  }

  @Test("Dates of a workbook of the 1904 system are read by that system")
  func dateSystem() throws {
    let workbook = try read(
      try Samples.golden,
      parts: ["xl/workbook.xml": { $0.replacing("<workbookPr/>", with: "<workbookPr date1904=\"1\"/>") }])
    // Numbers stay what they are: the same number is a day four years and one day later.
    #expect(workbook.company[.periodStart].value == (try day(2029, 1, 2)))
  }

  @Test(
    "The electricity factor is the weighted one, a country, or typed",
    arguments: [
      (.text("Weighted factor 加权因数"), .value(.weighted)), (.text("加权因数"), .value(.weighted)),
      (.text("China 中国"), .value(.country("CN"))),
      (.text("德国"), .value(.country("DE"))), (.number(0.42), .value(.typed(0.42))),
      (.text("0.42"), .lenient(.typed(0.42), .numberFromText("0.42"))),
      (.blank, .empty), (.text("Atlantis"), .invalid(.notInList("Atlantis", list: "electricity-factor"))),
      (.error(.reference), .invalid(.errorValue("#REF!", formula: nil))),
    ] as [(CellValue, Observation<ElectricityFactorChoice>.Outcome)])
  func electricityFactor(value: CellValue, outcome: Observation<ElectricityFactorChoice>.Outcome) throws {
    let workbook = try Samples.tool { $0.set("energy", row: 15, "fuel", value) }
    #expect(try read(workbook).electricityFactor.outcome == outcome)
  }

  @Test("The factor of heat is the standard one or typed")
  func heatFactor() throws {
    func factor(_ value: CellValue) throws -> Observation<HeatFactorChoice>.Outcome? {
      try read(try Samples.tool { $0.set("energy", row: 20, "fuel", value) }).energy.first { $0.kind == .heat }?
        .heatFactor.outcome
    }
    #expect(try factor(.text("US EPA default 美国环保署默认值")) == .value(.standard))
    #expect(try factor(.number(0.3)) == .value(.typed(0.3)))
    #expect(try factor(.text("guess")) == .invalid(.notInList("guess", list: "heat-factor")))
  }

  @Test("A subdivision is looked up in its own country only")
  func subdivisions() throws {
    let workbook = try Samples.tool { inputs in
      inputs.region("United States", "Texas", 5, "kWh")
      inputs.region("China", "Texas", 5, "kWh")
      inputs.region("Atlantis", "Texas", 5, "kWh")
    }
    let regions = try read(workbook).regions
    #expect(regions.map(\.subdivision.isInvalid) == [false, true, true])
    #expect(regions.map(\.country.value) == ["US", "CN", "Atlantis"])
  }

  @Test("Notes typed into the sheet of the form belong to the part of the same line")
  func formNotes() throws {
    let workbook = try Samples.golden.changing("QuoteWin") { sheet in
      let table = try #require(try TemplateDefinition.builtIn("emission-calculation-tool").sheet("quotewin")?.table)
      let remarks = try #require(table.column("remarks")).column
      try sheet.set(CellReference(row: table.headerRow + 2, column: remarks).description) {
        $0.value = .text("as agreed")
      }
    }
    #expect(try read(workbook).formNotes[6]?.remarks.value == "as agreed")
  }

  @Test("A customer's form is read line by line, empty lines left out")
  func form() throws {
    let test = try TestWorkbook(CustomerForm.rowsAboveAndOtherOrder.workbook, "quotewin-sustainability")
    let sheet = try #require(test.located.sheets["sustainability"])
    let form = try FormReader.read(sheet: sheet, table: try test.table("sustainability"), reader: test.reader)
    #expect(form.rows.map(\.mpn.value) == ["PN-1234", "PN-1239", "PN-1241", "PN-1235", "PN-1240", "XX-0001"])
    #expect(form.rows.map(\.index) == Array(6...11))
    #expect(form.firstFreeRow == 12)
    #expect(form.rows.first?.mfg.value == "Golden Electronics")
  }

  @Test("A form without any line begins below its header")
  func emptyForm() throws {
    let test = try TestWorkbook(empty: "quotewin-sustainability")
    let sheet = try #require(test.located.sheets["sustainability"])
    let form = try FormReader.read(sheet: sheet, table: try test.table("sustainability"), reader: test.reader)
    #expect(form.rows.isEmpty && form.firstFreeRow == 2)
  }

  @Test("Part numbers are compared without case, width, spaces and invisible characters")
  func partNumbers() {
    #expect(PartNumber.folded("pn-1") == PartNumber.folded("ＰＮ-1 "))
    #expect(PartNumber.folded("PN\u{200B}-1") == "pn-1")
    #expect(PartNumber.folded("PN 1") != PartNumber.folded("PN1"))
    #expect(PartNumber.folded("PN-1²") != PartNumber.folded("PN-12"))
  }
}
