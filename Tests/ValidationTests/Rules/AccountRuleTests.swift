import Emissions
import Foundation
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

/// A tool that was written, edited and examined; the day is 2026-08-01.
private struct Examined {
  let examination: WorkbookExamination
  var findings: [Finding] { examination.report.findings }
  var verdict: Verdict { examination.report.verdict }

  init(
    _ inputs: ToolInputs, workbook damage: (inout NewWorkbook) throws -> Void = { _ in },
    edit: (WorkbookEditor) throws -> Void = { _ in }
  ) throws {
    var file = try SampleTool.workbook(inputs)
    try damage(&file)
    let path = FileManager.default.temporaryDirectory.appending(path: "account-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try file.write(to: path, compressionLevel: 1)
    let editor = try WorkbookEditor(path: path)
    try edit(editor)
    try editor.write(to: path, force: true)
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("emission-calculation-tool"), in: reader)
    let today = try #require(CalendarDate(year: 2026, month: 8, day: 1))
    examination = try WorkbookExamination(
      .init(of: reader, located: located, lists: CheckedTool.lists.get()), asOf: today)
  }

  /// The same, edited as a person would.
  init(edit inputs: ToolInputs, _ edit: (WorkbookEditor) throws -> Void) throws {
    try self.init(inputs, edit: edit)
  }

  /// Severity, key and place of the findings of a rule.
  func found(_ rule: String) -> [String] {
    findings.filter { $0.rule == rule }.map { "\($0.severity.rawValue) \($0.key) \($0.sheet ?? "")!\($0.ranges)" }
  }

  func message(_ key: String, _ language: Language = .english) throws -> String {
    let finding = try #require(findings.first { $0.key == key }, "\(key) is not among \(findings.map(\.key))")
    let catalogue = try MessageCatalogue.builtIn(language)
    let words = catalogue.message(finding) + " " + catalogue.remedy(finding)
    #expect(!words.contains("{"), "\(words)")
    return words
  }

  var scope1: Double? { examination.calculation.inventory.used.scope1?.tonnes }
  var mpns: [String] { examination.workbook.parts.compactMap(\.mpn.value) }
}

extension WorkbookEditor {
  fileprivate func type(_ values: [String: CellValue], in sheet: String) throws {
    for (cell, value) in values { try set(.value(value), at: #require(CellReference(cell)), in: sheet) }
  }
}

@Suite("The account of cells")
struct AccountRuleTests {
  // MARK: Cells

  @Test("Every filled cell of a good tool is claimed")
  func good() throws {
    for inputs in [SampleTool.golden, SampleTool.twoCountries, SampleTool.everything] {
      let examined = try Examined(inputs)
      #expect(examined.verdict == .ready)
      for sheet in examined.examination.account.sheets {
        #expect(sheet.unclaimed.isEmpty, "\(sheet.name): \(sheet.unclaimed)")
        #expect(sheet.claimed.values.reduce(0, +) > 0)
      }
    }
  }

  static let amounts: [(sheet: String, cell: String, value: CellValue, found: String)] = [
    ("Company", "E8", .number(12_345), "error A01.label Company!E8"),
    ("Company", "E40", .number(7), "error A01 Company!E40"),
    ("Summary", "E5", .text("50 MWh"), "error A01 Summary!E5"),
    ("Energy consumption", "C13", .number(0.6), "error A01.header Energy consumption!C13"),
    ("Energy consumption", "S13", .number(40), "error A01.header Energy consumption!S13"),
    ("Energy consumption", "AE9", .number(3200), "error A01.label Energy consumption!AE9"),
    ("Electricity factor", "D30", .number(5), "error A01 Electricity factor!D30"),
    ("Per MPN", "D40", .number(5), "error A01 Per MPN!D40"),
    ("Instructions", "F3", .number(12), "warning A01 Instructions!F3"),
  ]

  @Test("A number where nothing reads is named, and the tool is not ready", arguments: amounts)
  func amount(sheet: String, cell: String, value: CellValue, found: String) throws {
    let examined = try Examined(edit: SampleTool.twoCountries) { try $0.type([cell: value], in: sheet) }
    #expect(examined.found("A01") == [found])
    #expect(examined.verdict != .ready)
    for language in Language.builtIn {
      let key = try #require(examined.findings.first { $0.rule == "A01" }).key
      _ = try examined.message(key, language)
    }
  }

  static let harmless: [(cells: [String: CellValue], sheet: String)] = [
    (["D8": .text("audited")], "Company"),
    (["A30": .text("Phone"), "B30": .number(7_558_001)], "Company"),
    (["A30": .text("统一社会信用代码"), "B30": .text("914403001")], "Company"),
    (["R4": .text("Remark"), "R5": .text("new tool")], "Per MPN"),
    (["R4": .text("Qty"), "R5": .number(4000), "R6": .number(90)], "Per MPN"),
    (["R4": .text("No."), "R5": .number(1), "R6": .number(2)], "Per MPN"),
  ]

  @Test("Texts, and numbers that say what they are, are one note", arguments: harmless)
  func note(cells: [String: CellValue], sheet: String) throws {
    let examined = try Examined(edit: SampleTool.golden) { try $0.type(cells, in: sheet) }
    #expect(examined.found("A02").count >= 1 && examined.found("A01").isEmpty && examined.found("A10").isEmpty)
    #expect(examined.verdict == .ready)
  }

  @Test("A column of numbers under an unknown header is to be checked; among amounts it is an error")
  func column() throws {
    let parts = try Examined(edit: SampleTool.golden) {
      try $0.type(["R4": .text("Price 2"), "R5": .number(0.7), "R6": .number(1.9)], in: "Per MPN")
    }
    #expect(parts.found("A10") == ["warning A10.beside Per MPN!R5"] && parts.verdict == .check)
    let energy = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(["AE4": .text("Plant B"), "AE5": .number(900)], in: "Energy consumption")
    }
    #expect(energy.found("A10") == ["error A10 Energy consumption!AE5"])
  }

  @Test("A second column of the same header is an error that names both")
  func secondColumn() throws {
    let examined = try Examined(edit: SampleTool.golden) {
      try $0.type(["R4": .text("PN Price"), "R5": .number(0.7)], in: "Per MPN")
    }
    #expect(examined.found("A08") == ["error A08 Per MPN!R5"])
    #expect(try examined.message("A08").contains("column C was read"))
    // An empty one says nothing.
    let empty = try Examined(edit: SampleTool.golden) { try $0.type(["R4": .text("PN Price")], in: "Per MPN") }
    #expect(empty.found("A08").isEmpty && empty.verdict == .ready)
  }

  // MARK: Rows

  @Test("A row for a fuel counts whatever its label says")
  func addedFuel() throws {
    let plain = try Examined(SampleTool.twoCountries)
    let renamed = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(
        [
          "A21": .text("Boiler of plant B"), "B21": .text("B厂锅炉"),
          "C21": .text("Diesel / gas oil (stationary) 柴油（固定源）"), "D21": .text("litre 升"), "R21": .number(50_000),
        ], in: "Energy consumption")
    }
    let more = try #require(renamed.scope1) - (try #require(plain.scope1))
    #expect(more > 100, "\(more)")
    #expect(renamed.found("A11").count == 1 && renamed.verdict == .ready)
  }

  @Test("Amounts beside a label that nobody knows are an error, and no figure is made without them")
  func unknownSource() throws {
    let examined = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(
        ["A13": .text("State Grid, meters 1 and 2"), "B13": .text("国家电网电费")], in: "Energy consumption")
    }
    #expect(examined.found("A01") == ["error A01.source Energy consumption!E13"])
    #expect(examined.scope1 == nil && examined.verdict == .invalid)
    let second = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(
        ["A40": .text("Purchased electricity (grid)"), "D40": .text("kWh"), "R40": .number(80_000)],
        in: "Energy consumption")
    }
    #expect(second.found("A01") == ["error A01.second Energy consumption!R40"])
    #expect(try second.message("A01.second", .chinese).contains("第13行"))
  }

  static let totals = ["Total", "合计", "小计：", "Grand total 总计", "TOTAL:", "汇总"]

  @Test("A row of totals is no part", arguments: totals)
  func total(word: String) throws {
    let examined = try Examined(edit: SampleTool.golden) {
      try $0.type(["A13": .text(word), "C13": .number(14.55)], in: "Per MPN")
    }
    #expect(examined.mpns.count == 8 && examined.found("A07") == ["note A07 Per MPN!C13"])
    #expect(examined.verdict == .ready)
  }

  @Test("A part whose number looks a little like a total is a part")
  func noTotal() throws {
    for name in ["TOTAL-1", "Sum 22", "小计7"] {
      let examined = try Examined(edit: SampleTool.golden) {
        try $0.type(["A13": .text(name), "C13": .number(14.55)], in: "Per MPN")
      }
      #expect(examined.mpns.last == name && examined.found("A07").isEmpty)
    }
  }

  @Test("A total among the regions is none; one that does not add up is doubtful")
  func regionTotal() throws {
    let right = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(
        ["A12": .text("Total 合计"), "C12": .number(2283), "D12": .text("MWh")], in: "Electricity factor")
    }
    #expect(right.examination.workbook.regions.count == 2 && right.found("A07") == ["note A07 Electricity factor!C12"])
    let wrong = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(
        ["A12": .text("Total 合计"), "C12": .number(9999), "D12": .text("MWh")], in: "Electricity factor")
    }
    #expect(wrong.found("A07") == ["warning A07.doubtful Electricity factor!C12"] && wrong.verdict == .check)
  }

  static let remarks = [
    "Note: prices are EXW Shenzhen, valid until 2026-12-31", "备注：以上价格不含税", "以下空白", "* prices without tax",
    "All prices are valid for orders of this year only",
  ]

  @Test("A remark below the parts is no part", arguments: remarks)
  func remark(text: String) throws {
    let examined = try Examined(edit: SampleTool.golden) { try $0.type(["A14": .text(text)], in: "Per MPN") }
    #expect(examined.mpns.count == 8 && examined.found("A07") == ["note A07.footnote Per MPN!A14"])
    #expect(examined.verdict == .ready)
    // A part without a price is none of these.
    let part = try Examined(edit: SampleTool.golden) { try $0.type(["A13": .text("NOTE-7")], in: "Per MPN") }
    #expect(part.verdict == .incomplete)
  }

  @Test("A header again is left out; one in another order ends the reading")
  func headers() throws {
    let again = try Examined(edit: SampleTool.golden) {
      try $0.type(
        ["A13": .text("MPNs"), "C13": .text("PN Price"), "A14": .text("PN-2"), "C14": .number(3)], in: "Per MPN")
    }
    #expect(again.mpns.count == 9 && again.found("A07") == ["note A07.header Per MPN!C13"])
    let other = try Examined(edit: SampleTool.golden) {
      try $0.type(
        ["A13": .text("PN Price"), "C13": .text("MPNs"), "A14": .number(3), "C14": .number(4)], in: "Per MPN")
    }
    #expect(other.mpns.count == 8 && other.found("A07") == ["error A07.other-header Per MPN!C13"])
  }

  @Test("A region without consumption is to be checked")
  func emptyRegion() throws {
    let examined = try Examined(edit: SampleTool.twoCountries) {
      try $0.type(["A20": .text("China 中国")], in: "Electricity factor")
    }
    #expect(examined.found("A12") == ["warning A12 Electricity factor!A20"] && examined.verdict == .check)
  }

  // MARK: Sheets and names

  /// The sheet again under another name.
  private static func copy(
    of name: String, named copy: String, visibility: SheetVisibility = .visible, first: Bool = false,
    in workbook: inout NewWorkbook
  ) throws {
    var sheet = try #require(workbook.worksheets.first { $0.name == name })
    var rows: [NewRow] = []
    let next = try sheet.rows.start()
    while let row = try next() { rows.append(row) }
    sheet.rows = RowSource(rows)
    sheet.name = copy
    sheet.visibility = visibility
    sheet.charts = []
    workbook.worksheets.insert(sheet, at: first ? 0 : workbook.worksheets.count)
    if first { workbook.activeSheet = 1 }
  }

  static let copies = [
    ("Company", "Company (2)"), ("Energy consumption", "Plant B"), ("Per MPN", "Per MPN 2025"),
    ("Electricity factor", "区域"),
  ]

  @Test("A second sheet of the same layout is named", arguments: copies)
  func secondSheet(name: String, copy: String) throws {
    let examined = try Examined(SampleTool.twoCountries, workbook: { try Self.copy(of: name, named: copy, in: &$0) })
    let found = examined.found("A03")
    #expect(found.count == 1 && found[0].hasPrefix("error A03 \(copy)!"), "\(found)")
    #expect(try examined.message("A03").contains(name))
  }

  @Test("Of a hidden and a visible sheet the visible one is read, and it is said")
  func hiddenSheet() throws {
    let examined = try Examined(
      SampleTool.golden,
      workbook: { try Self.copy(of: "Company", named: "公司", visibility: .hidden, first: true, in: &$0) })
    #expect(examined.examination.workbook.sheetName(.company) == "Company")
    #expect(examined.found("A03").map { $0.prefix(20) } == ["warning A03.hidden 公"])
    #expect(examined.verdict == .check)
  }

  @Test("A name that leads away from its label is an error with both cells")
  func nameElsewhere() throws {
    let examined = try Examined(
      SampleTool.golden,
      workbook: { workbook in
        let place = try #require(workbook.definedNames.firstIndex { $0.name == "Company_Revenue" })
        workbook.definedNames[place].formula = "Company!$B$18"
      }, edit: { try $0.type(["B18": .number(24_000_000)], in: "Company") })
    #expect(examined.found("A06") == ["error A06 Company!B18"])
    #expect(try examined.message("A06").contains("B8"))
  }

  @Test(
    "What is struck out or cannot be seen counts, and is an error",
    arguments: [
      (0xFFFF_FFFF, nil, true), (0xFFFF_FFFF, 0xFFFF_FF00, true), (0xFFFF_FFCC, 0xFFFF_FF00, true),
      (0xFF00_0000, 0xFF0A_0A0A, true), (0xFFBF_BFBF, nil, false), (0xFFFF_FFFF, 0xFF2F_5496, false),
      (0xFFFF_0000, 0xFFFF_FF00, false), (0xFFFF_FFFF, 0xFFD9_D9D9, false),
    ] as [(UInt32, UInt32?, Bool)])
  func concealed(letters: UInt32, fill: UInt32?, isConcealed: Bool) throws {
    let examined = try Examined(
      SampleTool.golden,
      workbook: { workbook in
        var style = CellStyle()
        style.font.color = Color(argb: letters)
        style.fill = fill.map { Color(argb: $0) }
        let concealing = workbook.style(style)
        try workbook.set("Per MPN", "C6") { $0.style = concealing }
      })
    #expect(examined.found("A09") == (isConcealed ? ["error A09.invisible Per MPN!C6"] : []))
  }

  // MARK: The witness

  @Test("A stored result that the formulas bring up to date was stale")
  func stale() throws {
    let examined = try Examined(edit: SampleTool.golden) {
      try $0.set(.cachedValue(.number(1)), at: #require(CellReference("B33")), in: "Summary")
    }
    #expect(examined.found("W07").isEmpty && examined.found("W02").count == 1 && examined.verdict == .ready)
  }

  @Test("Where the workbook's own formulas come to the same figures, two calculations agree")
  func doubleEntry() throws {
    let entry = try #require(try Examined(edit: SampleTool.golden) { _ in }.examination.doubleEntry)
    #expect(entry.agrees && entry.cells > 100 && entry.partCells > 10 && entry.differing == 0)
    #expect(entry.notEvaluated == 0 && entry.unheardRows == 0)
  }

  @Test("A formula whose stored value agrees but that was changed is heard all the same")
  func changedFormula() throws {
    let stored = try #require(
      try Examined(edit: SampleTool.twoCountries) { _ in }.examination.calculation.inventory.scope1)
    let examined = try Examined(edit: SampleTool.twoCountries) {
      try $0.set(
        .formula("SUM('Energy consumption'!Y6:Y12)", cached: .number(stored.tonnes)),
        at: #require(CellReference("B7")), in: "Summary")
    }
    // The total that parts are computed from comes first.
    #expect(examined.found("W07").first == "error W07.cells Summary!B33")
    #expect(examined.verdict == .invalid)
    // What only one of the two counts is named.
    let message = try examined.message("W07.cells")
    #expect(message.contains("part at 'Energy consumption'!Y5"), "\(message)")
    #expect(!message.contains("Company!"), "\(message)")
  }

  @Test("An input that is a formula without a stored value has the value that it comes to")
  func evaluatedInput() throws {
    let examined = try Examined(edit: SampleTool.golden) {
      try $0.set(.formula("0.9*2", cached: .blank), at: CellReference(row: 6, column: 3), in: "Per MPN")
    }
    #expect(examined.found("W03").contains("note W03.evaluated Per MPN!C6"))
    #expect(examined.examination.workbook.parts[1].price.value == 1.8)
  }

  @Test("A formula that comes to another total is an error with both figures")
  func witness() throws {
    let examined = try Examined(edit: SampleTool.golden) {
      try $0.set(
        .formula("B27*10", cached: .number(6000)), at: #require(CellReference("B33")), in: "Summary")
    }
    #expect(examined.found("W07") == ["error W07 Summary!B33"])
    let message = try examined.message("W07")
    #expect(message.contains("6000") && message.contains("600"))
  }

  @Test("Where the formulas look up a factor that somebody changed, the factor is named")
  func changedFactor() throws {
    // The file holds other totals than before, as after a calculation.
    func calculate(_ editor: WorkbookEditor) throws {
      let summary = try #require(TemplateDefinition.builtIn("emission-calculation-tool").sheet(.summary))
      for id in [FieldID.usedScope1, .usedScope2] {
        let cell = try #require(summary.field(id)?.cell)
        try editor.set(.cachedValue(.number(1)), at: .init(row: cell.row, column: cell.column), in: summary.name)
      }
    }
    let examined = try Examined(edit: SampleTool.twoCountries) { editor in
      let listed = try ListedFactors(editor.reader)
      let lists = try CheckedTool.lists.get()
      let cells = listed.numbers(of: .gridSubdivision("CN-GD"), lists: lists)
      let cell = try #require(cells.keys.first)
      try editor.set(.value(.number(0.9)), at: cell, in: listed.sheetName)
      try calculate(editor)
    }
    #expect(examined.found("W07").count >= 1)
    let found = examined.findings.filter { $0.rule == "W08" }
    #expect(found.map(\.key) == ["W08"] && found.first?.value == "0.9" && found.first?.sheet == "Lists")
    for language in Language.builtIn { #expect(try examined.message("W08", language).contains("CN-GD")) }
    let other = try Examined(edit: SampleTool.everything) { editor in
      let listed = try ListedFactors(editor.reader)
      let lists = try CheckedTool.lists.get()
      for key in lists.library.fuelFactors.map(\.key) {
        for (cell, number) in listed.numbers(of: key, lists: lists) {
          try editor.set(.value(.number(number * 1.1)), at: cell, in: listed.sheetName)
        }
      }
      try calculate(editor)
    }
    #expect(other.findings.filter { $0.rule == "W08" }.map(\.key) == ["W08.edition"])
    for language in Language.builtIn { _ = try other.message("W08.edition", language) }
  }

  @Test("An error value of the formulas is no second opinion on a row that is refused already")
  func refusedRow() throws {
    var inputs = SampleTool.golden
    inputs.field(.priceCurrency, "CNY")
    inputs.field(.exchangeRate, 0.14)
    let unclear = try Examined(inputs)
    #expect(unclear.found("C17").count == 1 && unclear.found("W07").isEmpty, "\(unclear.found("W07"))")
    // The row is right, and the formula of its figure is not.
    let broken = try Examined(edit: SampleTool.golden) {
      let table = try #require(TemplateDefinition.builtIn("emission-calculation-tool").sheet(.parts)?.table)
      let column = try #require(table.column(.kgco2e)?.column)
      try $0.set(.formula("NA()", cached: .error(.notAvailable)), at: .init(row: 6, column: column), in: "Per MPN")
    }
    #expect(broken.found("W07").count == 1)
  }

  @Test("An input that is a formula must hold what it comes to")
  func inputFormula() throws {
    let wrong = try Examined(edit: SampleTool.golden) {
      try $0.set(.formula("2.00", cached: .number(0.5)), at: #require(CellReference("C5")), in: "Per MPN")
    }
    #expect(wrong.found("W07") == ["error W07.input Per MPN!C5"])
    let right = try Examined(edit: SampleTool.golden) {
      try $0.set(.formula("0.25*2", cached: .number(0.5)), at: #require(CellReference("C5")), in: "Per MPN")
    }
    #expect(right.found("W07").isEmpty && right.verdict == .ready)
  }
}
