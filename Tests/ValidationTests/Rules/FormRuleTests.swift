import Emissions
import Foundation
import SampleWorkbooks
import SupplierWorkbooks
import Testing

@testable import Validation
@testable import XLSX

/// A form as somebody may send it, and what is found in it.
private struct CheckedForm {
  static let headers = [
    "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
    "Sustainability validation date (response date)",
    "Pre-consumer %",
  ]

  var rows: [[CellValue]] = (1...6).map { Self.row("PN-\($0)", price: Double($0)) }
  var hidden: Set<Int> = []
  var firstRow = 2

  /// Figures in proportion to a price.
  static func row(_ mpn: String, price: Double) -> [CellValue] {
    [
      .text("Maker"), .text(mpn), .number(3.65 * price), .number(7.45 * price), .number(0.04 * price), .text("No"),
      date(2026, 7, 20),
      .blank,
    ]
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) -> CellValue {
    (CalendarDate(year: year, month: month, day: day)?.serial(in: .from1900)).map { .number($0) } ?? .blank
  }

  func report(parts: KnownParts? = nil) throws -> ValidationReport {
    var workbook = NewWorkbook()
    var style = CellStyle()
    style.numberFormat = "m/d/yyyy"
    let date = workbook.style(style)
    let header = NewRow(1, Self.headers.enumerated().map { NewCell($0.offset + 1, .text($0.element)) })
    let body = rows.enumerated().map { index, row in
      NewRow(
        firstRow + index,
        row.enumerated().map { column, value in
          if column == 6, case .number = value { return NewCell(7, value, style: date) }
          return NewCell(column + 1, value)
        })
    }
    workbook.worksheets = [NewWorksheet(name: "Sustainability", rows: RowSource([header] + body))]
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try workbook.write(to: path, compressionLevel: 1)
    return try Self.report(path, parts: parts)
  }

  static func report(_ path: String, asOf: CalendarDate? = nil, parts: KnownParts? = nil) throws -> ValidationReport {
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("quotewin-sustainability"), in: reader)
    let today = try #require(asOf ?? CalendarDate(year: 2026, month: 8, day: 1))
    return try FormValidator.report(on: reader, located: located, asOf: today, parts: parts)
  }

  mutating func set(_ reference: String, _ value: CellValue) {
    guard let cell = CellReference(reference) else { return }
    rows[cell.row - firstRow][cell.column - 1] = value
  }
}

@Suite("Rules about a filled form")
struct FormRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var key: String
    var severity: Severity
    var cell: String
    var broken: [String: CellValue]
    var passing: [String: CellValue] = [:]

    var testDescription: String { "\(key) at \(cell)" }
  }

  private static let zeros: [String: CellValue] = ["C3": .number(0), "D3": .number(0), "E3": .number(0)]
  private static let all: [Case] = [
    Case(key: "M01", severity: .error, cell: "A3", broken: ["A3": .text("—")]),
    Case(key: "M01", severity: .error, cell: "B3", broken: ["B3": .blank]),
    Case(key: "M01.number", severity: .error, cell: "C3", broken: ["C3": .text("n/a")], passing: ["C3": .text("7.3")]),
    Case(key: "M01.date", severity: .error, cell: "G3", broken: ["G3": .blank]),
    Case(key: "M02", severity: .error, cell: "C3", broken: zeros, passing: ["E3": .number(0)]),
    Case(
      key: "M02", severity: .error, cell: "C3", broken: zeros.merging(["G3": CheckedForm.date(2024, 7, 1)]) { $1 },
      passing: zeros.merging(["G3": CheckedForm.date(2024, 6, 30)]) { $1 }),
    Case(
      key: "M02.optional", severity: .note, cell: "C3",
      broken: zeros.merging(["G3": CheckedForm.date(2023, 10, 1)]) { $1 },
      passing: zeros.merging(["G3": CheckedForm.date(2023, 9, 30)]) { $1 }),
    Case(
      key: "M03.carbon", severity: .warning, cell: "C3", broken: ["C3": .number(0)],
      passing: ["C3": .number(0), "D3": .number(0)]),
    Case(
      key: "M03.energy", severity: .warning, cell: "D3", broken: ["D3": .number(0), "E3": .number(0)],
      passing: ["E3": .number(0)]),
    Case(
      key: "M05.share", severity: .warning, cell: "H3", broken: ["H3": .number(400)],
      passing: ["H3": .number(0), "F3": .text("No")]),
    Case(
      key: "M07", severity: .error, cell: "B3", broken: ["A3": .text("供应商2"), "B3": .text("23456")],
      passing: ["A3": .text("供应商2"), "B3": .text("23457")]),
    Case(key: "N01", severity: .note, cell: "C3", broken: ["C3": .text("７.３")]),
    Case(key: "N02", severity: .warning, cell: "C3", broken: ["C3": .text("7,3")]),
    Case(
      key: "N02.ambiguous", severity: .error, cell: "D3", broken: ["D3": .text("1,234")], passing: ["D3": .text("14,9")]
    ),
    Case(key: "N03", severity: .warning, cell: "C3", broken: ["C3": .text("7300 g")], passing: ["C3": .number(7.3)]),
    Case(
      key: "N03.unknown", severity: .error, cell: "C3", broken: ["C3": .text("7.3 kWh")],
      passing: ["C3": .text("7.3 kg")]),
    Case(key: "N04", severity: .error, cell: "D3", broken: ["D3": .number(-1)]),
    Case(key: "N06", severity: .error, cell: "E3", broken: ["E3": .error(.divisionByZero)]),
    Case(key: "D01", severity: .note, cell: "G3", broken: ["G3": .text("7/20/2026")]),
    Case(key: "D02", severity: .error, cell: "G3", broken: ["G3": .text("soon")]),
    Case(
      key: "D03", severity: .error, cell: "G3", broken: ["G3": CheckedForm.date(2026, 8, 2)],
      passing: ["G3": CheckedForm.date(2026, 8, 1)]),
    Case(
      key: "D04.old", severity: .warning, cell: "G3", broken: ["G3": CheckedForm.date(2024, 7, 31)],
      passing: ["G3": CheckedForm.date(2024, 8, 1)]),
    Case(key: "L01", severity: .note, cell: "F3", broken: ["F3": .text("否")]),
    Case(key: "L03", severity: .error, cell: "F3", broken: ["F3": .text("partly")], passing: ["F3": .text("无")]),
    Case(
      key: "L02", severity: .error, cell: "F3", broken: ["H3": .number(0.2)],
      passing: ["H3": .number(0.2), "F3": .text("Yes")]),
    Case(
      key: "L02.none", severity: .error, cell: "F3", broken: ["H3": .number(0), "F3": .text("Yes")],
      passing: ["F3": .text("Yes")]),
    Case(
      key: "P01.different-figures", severity: .error, cell: "B4", broken: ["B4": .text("pn-2")],
      passing: ["B4": .text("pn-2"), "A4": .text("Other")]),
    Case(
      key: "P01.figures", severity: .warning, cell: "B4",
      broken: Dictionary(
        uniqueKeysWithValues: zip(["A4", "B4", "C4", "D4", "E4", "F4", "G4", "H4"], CheckedForm.row("PN-2", price: 2)))),
    Case(key: "P03", severity: .warning, cell: "B3", broken: ["B3": .number(4711)], passing: ["B3": .text("4711")]),
    Case(key: "P05", severity: .warning, cell: "B3", broken: ["B3": .text(String(repeating: "1A", count: 21))]),
    Case(
      key: "N08.carbon-high", severity: .warning, cell: "C3", broken: ["C3": .number(7300)],
      passing: ["C3": .number(300)]),
    Case(
      key: "N08.carbon-low", severity: .warning, cell: "C3", broken: ["C3": .number(0.0073)],
      passing: ["C3": .number(0.1)]),
    Case(
      key: "N08.energy-low", severity: .warning, cell: "D3", broken: ["D3": .number(0.0149)],
      passing: ["D3": .number(1)]),
    Case(
      key: "N08.energy-high", severity: .warning, cell: "D3", broken: ["D3": .number(14_900)],
      passing: ["D3": .number(149)]),
  ]

  @Test("Each is found in its cell; the nearest good row is not", arguments: 0..<all.count)
  func rule(index: Int) throws {
    let rule = Self.all[index]
    var form = CheckedForm()
    for (cell, value) in rule.broken { form.set(cell, value) }
    let findings = try form.report().findings
    let finding = try #require(findings.first { $0.key == rule.key }, "\(findings.map(\.key))")
    #expect(finding.severity == rule.severity && finding.ranges == rule.cell && finding.sheet == "Sustainability")
    for language in Language.builtIn {
      let catalogue = try MessageCatalogue.builtIn(language)
      #expect(!catalogue.message(finding).contains("{") && !catalogue.remedy(finding).contains("{"))
    }
    form = CheckedForm()
    for (cell, value) in rule.passing { form.set(cell, value) }
    #expect(try !form.report().findings.map(\.key).contains(rule.key))
  }

  @Test("A good form gives no finding, and rows in empty surroundings a note")
  func good() throws {
    #expect(try CheckedForm().report().findings == [])
    var form = CheckedForm()
    form.firstRow = 4
    #expect(try form.report().findings.map(\.key) == ["M06"])
    form.rows = []
    #expect(try form.report().findings.map(\.key) == ["M01.parts"])
  }

  @Test("A unit mistake of a thousand is named and its repair suggested")
  func thousand() throws {
    var form = CheckedForm()
    form.set("C3", .number(7300))
    let finding = try #require(try form.report().findings.first { $0.rule == "N08" })
    #expect(finding.suggestion == "7.3")
    form.rows = form.rows.map { row in
      var row = row
      row[2] = .number(100_000)
      return row
    }
    #expect(try form.report().findings.map(\.key).contains("N08.carbon-per-energy"))
  }

  @Test("Beside the supplier's workbook a form is held against its parts and prices")
  func parts() throws {
    let lists = try ReferenceLists.builtIn()
    let path = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var inputs = SampleTool.golden
    inputs.tables["parts"] = nil
    for index in 1...5 { inputs.part("PN-\(index)", price: Double(index)) }
    inputs.material("PN-1", "Steel 钢", mass: 10, preConsumer: 5)
    try SampleTool.workbook(inputs).write(to: path, compressionLevel: 1)
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("emission-calculation-tool"), in: reader)
    let workbook = try SupplierWorkbookReader.read(reader, located: located, lists: lists)
    let parts = KnownParts(workbook, Calculation(workbook, lists: lists))
    var form = CheckedForm()
    // The whole row a thousand times too large: only prices tell.
    for (cell, value) in ["C4": 3.65 * 3000, "D4": 7.45 * 3000, "E4": 0.04 * 3000] { form.set(cell, .number(value)) }
    let findings = try form.report(parts: parts).findings
    #expect(
      findings.map { $0.key + " " + $0.ranges } == [
        "L02 F2", "N08.carbon-high C4", "N08.energy-high D4", "N08.energy-high E4", "P06.nearest B7",
      ])
    #expect(findings.last?.arguments["nearest"]?.english.contains("PN-1") == true)
  }

  @Test("The rows of the training deck are told to be samples, and nothing else is wrong with them")
  func deck() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "deck-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try CustomerForm.deckSample.workbook.write(to: path)
    let report = try CheckedForm.report(path, asOf: CalendarDate(year: 2023, month: 12, day: 1))
    #expect(report.findings.map { $0.key + " " + $0.ranges } == ["M07 B2", "M07 B3", "M07 B4"])
  }

  @Test("An error in every row is a folded result, however many rows there are")
  func manyRows() throws {
    var form = CheckedForm()
    form.rows = (1...20_000).map { index in
      var row = CheckedForm.row("PN-\(index)", price: 1)
      row[2] = .text("about \(index)")
      row[3] = .number(Double(-index))
      return row
    }
    let report = try form.report()
    #expect(report.findings.count == 42)
    #expect(report.findings.reduce(0) { $0 + $1.count } == 40_000)
  }
}
