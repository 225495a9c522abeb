import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

@Suite("Rules about the layout of a workbook")
struct LayoutRuleTests {
  private func check(
    _ key: String, _ severity: Severity, _ place: String,
    definition: (inout TemplateDefinition) throws -> Void = { _ in },
    workbook: (inout NewWorkbook) throws -> Void = { _ in }
  ) throws {
    let checked = try CheckedTool(SampleTool.golden, definition: definition, workbook: workbook)
    let finding = try checked.finding(key)
    #expect(finding.severity == severity)
    #expect(CheckedTool.place(finding) == place)
    for language in Language.builtIn {
      let message = try MessageCatalogue.builtIn(language).message(finding)
      #expect(!message.contains("{") && message != key, "\(message)")
    }
  }

  private func column(
    _ sheet: SheetID, _ id: ColumnID, in definition: inout TemplateDefinition,
    _ change: (inout TemplateDefinition.Column) -> Void
  ) throws {
    let sheet = try #require(definition.sheets.firstIndex { $0.id == sheet })
    let column = try #require(definition.sheets[sheet].table?.columns.firstIndex { $0.id == id })
    guard var changed = definition.sheets[sheet].table?.columns[column] else { return }
    change(&changed)
    definition.sheets[sheet].table?.columns[column] = changed
  }

  @Test("A column that is yellow against the definition is a warning, and its empty cells are errors")
  func yellow() throws {
    try check(
      "M08.yellow", .warning, "Per MPN!P4",
      definition: { try column("parts", "mass", in: &$0) { $0.role = .mandatory } })
    try check(
      "M01.number", .error, "Per MPN!P5", definition: { try column("parts", "mass", in: &$0) { $0.role = .mandatory } })
  }

  @Test("A column that is grey against the definition is a warning, and its empty cells are none")
  func grey() throws {
    let change: (inout TemplateDefinition) throws -> Void = {
      try self.column("parts", "price", in: &$0) { $0.role = .optional }
    }
    try check("M08.grey", .warning, "Per MPN!C4", definition: change)
    var inputs = SampleTool.golden
    inputs.set("parts", row: 5, "price", .blank)
    #expect(try !CheckedTool(inputs, definition: change).keys.contains("M01.price"))
  }

  @Test(
    "Unknown yellow and grey columns are warnings",
    arguments: [(TemplateDefinition.Role.mandatory, "M08.unknown-yellow"), (.optional, "M08.unknown-grey")])
  func unknown(role: TemplateDefinition.Role, key: String) throws {
    try check(
      key, .warning, "Per MPN!S4",
      definition: { definition in
        let sheet = try #require(definition.sheets.firstIndex { $0.id == "parts" })
        definition.sheets[sheet].table?.columns.append(
          .init(
            id: "water", labels: .init(text: LocalizedText("Water m3"), folded: []), column: 19, type: .number,
            role: role, isHidden: false,
            width: 9))
      })
  }

  @Test("A sheet that is missing is an error where nothing can be computed without it, else a warning")
  func sheets() throws {
    try check("M09.sheet", .error, "", workbook: { $0.worksheets.removeAll { $0.name == "Per MPN" } })
    try check("M09.sheet", .warning, "", workbook: { $0.worksheets.removeAll { $0.name == "Certificates" } })
  }

  @Test("A sheet known by its contents only is a note")
  func renamed() throws {
    try check("F02.sheet", .note, "Sheet1", workbook: { try $0.rename("Certificates", to: "Sheet1") })
  }

  @Test("A mandatory column that is missing is an error, an optional one is nothing")
  func columns() throws {
    func remove(_ id: ColumnID, from definition: inout TemplateDefinition) throws {
      let sheet = try #require(definition.sheets.firstIndex { $0.id == "parts" })
      definition.sheets[sheet].table?.columns.removeAll { $0.id == id }
    }
    try check("M09.column", .error, "Per MPN", definition: { try remove("price", from: &$0) })
    #expect(try CheckedTool(SampleTool.golden, definition: { try remove("customs-code", from: &$0) }).findings == [])
  }

  @Test("A table without header is an error on the sheet of parts and a warning elsewhere")
  func headers() throws {
    func strip(_ sheet: String, _ row: Int, in workbook: inout NewWorkbook) throws {
      let index = try #require(workbook.worksheets.firstIndex { $0.name == sheet })
      var rows: [NewRow] = []
      let next = try workbook.worksheets[index].rows.start()
      while let stored = try next() { if stored.index != row { rows.append(stored) } }
      workbook.worksheets[index].rows = RowSource(rows)
    }
    try check("M09.header", .error, "Per MPN", workbook: { try strip("Per MPN", 4, in: &$0) })
    try check("M09.header", .warning, "Certificates", workbook: { try strip("Certificates", 4, in: &$0) })
  }

  @Test("A field without name and label is taken by position: a warning if mandatory, a note if optional")
  func fields() throws {
    func lose(_ name: String, _ label: String, in workbook: inout NewWorkbook) throws {
      workbook.definedNames.removeAll { $0.name == name }
      try workbook.set("Company", label) { $0.value = .text("?") }
    }
    try check("M09.field", .warning, "Company!B8", workbook: { try lose("Company_Revenue", "A8", in: &$0) })
    try check("F02.field", .note, "Company!B13", workbook: { try lose("Company_Sites", "A13", in: &$0) })
  }

  @Test("A broken name is a note, with and without its label")
  func names() throws {
    func damage(_ workbook: inout NewWorkbook) throws {
      let index = try #require(workbook.definedNames.firstIndex { $0.name == "Company_Revenue" })
      workbook.definedNames[index].formula = "#REF!"
    }
    try check("F01", .note, "Company!B8", workbook: damage)
    try check(
      "F01.position", .note, "Company!B8",
      workbook: { workbook in
        try damage(&workbook)
        try workbook.set("Company", "A8") { $0.value = .text("?") }
      })
    #expect(try CheckedTool(SampleTool.golden, workbook: { $0.definedNames = [] }).findings == [])
  }

  @Test("A coloured column without header is taken by position, with a note")
  func columnByPosition() throws {
    try check("F02.column", .note, "Per MPN!N4", workbook: { try $0.set("Per MPN", "N4") { $0.value = .blank } })
  }

  @Test("The formula behind an error value is named, and one without value is an error")
  func formulas() throws {
    let price = "Per MPN!C6"
    try check(
      "N06.formula", .error, price,
      workbook: {
        try $0.set("Per MPN", "C6") {
          $0.value = .error(.reference)
          $0.formula = "#REF!*2"
        }
      })
    let uncalculated = try CheckedTool(
      SampleTool.golden,
      edit: {
        try $0.set(.formula("WEBSERVICE(A1)", cached: .blank), at: CellReference(row: 6, column: 3), in: "Per MPN")
      })
    #expect(uncalculated.keys == ["W03"])
    #expect(CheckedTool.place(try uncalculated.finding("W03")) == price)
    // One that can be evaluated has the value that it comes to.
    let evaluated = try CheckedTool(
      SampleTool.golden,
      edit: { try $0.set(.formula("0.9*2", cached: .blank), at: CellReference(row: 6, column: 3), in: "Per MPN") })
    #expect(evaluated.keys.isEmpty)
    let good = try CheckedTool(
      SampleTool.golden,
      workbook: {
        try $0.set("Per MPN", "C6") {
          $0.value = .number(1.8)
          $0.formula = "0.9*2"
        }
      })
    #expect(good.findings == [])
  }

  @Test("The number format tells dates and numbers apart")
  func formats() throws {
    try check(
      "N07", .error, "Per MPN!C6",
      workbook: { workbook in
        var style = CellStyle()
        style.numberFormat = "yyyy-mm-dd"
        style.fill = Color(argb: 0xFFFF_FF00)
        let date = workbook.style(style)
        try workbook.set("Per MPN", "C6") {
          $0.value = .number(45_127)
          $0.style = date
        }
      })
    try check("D05.number", .warning, "Company!B6", workbook: { try $0.set("Company", "B6") { $0.style = .standard } })
  }

  @Test("Customers' forms of every layout have all that they need", arguments: CustomerForm.allCases)
  func forms(form: CustomerForm) throws {
    #expect(try formFindings(form.workbook).filter { $0.severity == .error } == [])
  }

  @Test("A form that lacks a mandatory column says which")
  func formColumn() throws {
    let rows = [
      NewRow(
        1,
        ["MFG", "MPN", "kg CO2 p/part", "kWh RE p/part"].enumerated().map { NewCell($0.offset + 1, .text($0.element)) })
    ]
    var workbook = NewWorkbook()
    workbook.worksheets = [NewWorksheet(name: "Sustainability", rows: RowSource(rows))]
    let missing = try formFindings(workbook).filter { $0.key == "M09.column" }.compactMap(\.field?.english)
    #expect(missing == ["kWh NON-RE p/part", "Recycled content", "Sustainability validation date (response date)"])
  }

  private func formFindings(_ workbook: NewWorkbook) throws -> [Finding] {
    let path = TemporaryFile.path(named: "form.xlsx")
    defer { TemporaryFile.remove(path) }
    try workbook.write(to: path)
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("quotewin-sustainability"), in: reader)
    return FormRules.findings(in: located, sheets: reader.sheets.map(\.name))
  }
}
