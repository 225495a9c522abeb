import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Building templates")
struct TemplateTests {
  private static let repository = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }

  @Test(
    "Building a template gives exactly the file that stands in the repository and in the binary",
    arguments: TemplateDefinition.workbookNames
  )
  func reproducible(name: String) throws {
    let folder = try ScratchFolder()
    try Template.build(name).write(to: folder.file("built.xlsx"))
    let built = try folder.bytes("built.xlsx")
    #expect(built == (try #require(Asset(named: name + ".xlsx")).bytes), "run: swift run BuildTemplates")
    try Template.write(name, language: .english, to: folder.file("written.xlsx"), force: false)
    #expect(built == (try folder.bytes("written.xlsx")))
    let definition = try TemplateDefinition(path: Self.repository + "/Templates/\(name).yaml")
    #expect(definition.version == (try TemplateDefinition.builtIn(name)).version)
  }

  @Test("An existing file is replaced only by force")
  func force() throws {
    let folder = try ScratchFolder()
    let path = try folder.put("form.xlsx", [1, 2, 3])
    for language in Language.builtIn {
      #expect(throws: XLSXError.self) {
        try Template.write("quotewin-sustainability", language: language, to: path, force: false)
      }
      #expect(try folder.bytes("form.xlsx") == [1, 2, 3])
    }
    try Template.write("quotewin-sustainability", language: .chinese, to: path, force: true)
    #expect(try WorkbookReader(path: path).sheets.count == 1)
  }

  @Test("No template of an unknown name is written")
  func unknown() throws {
    let folder = try ScratchFolder()
    #expect(throws: TemplateDefinitionError.self) {
      try Template.write("nothing", language: .english, to: folder.file("x"), force: false)
    }
  }

  @Test("The tool with Chinese first is found by the same definition", arguments: TemplateDefinition.workbookNames)
  func chineseFirst(name: String) throws {
    let isTool = name == "emission-calculation-tool"
    let workbook =
      isTool
      ? try Template.tool(ToolInputs(), definition: try Samples.small.leading(.chinese))
      : try Template.build(name, language: .chinese)
    let test = try TestWorkbook(workbook, name)
    #expect(test.located.missingSheets.isEmpty)
    for sheet in test.located.sheets.values {
      #expect(sheet.recognition == .label)
      for field in sheet.fields.values { #expect(field.recognition == .definedName) }
      guard let table = sheet.definition.table else { continue }
      for column in table.columns {
        let found = try #require(sheet.table?.columns[column.id], "\(sheet.definition.id).\(column.id)")
        #expect(found.column == column.column && found.recognition == .label, "\(sheet.definition.id).\(column.id)")
        #expect(found.header.hasPrefix(column.labels.text[.chinese]), "\(column.id)")
      }
    }
  }

  @Test("The tool with Chinese first calculates the same, also without its defined names")
  func chineseCalculates() throws {
    let lists = try Samples.lists
    var inputs = SampleTool.everything
    inputs.part("EV-6", price: 4)
    var chinese = try Template.tool(inputs, definition: try Samples.small.leading(.chinese))
    let english = try Template.tool(inputs, definition: try Samples.small)
    chinese.definedNames = []
    func parts(_ workbook: NewWorkbook) throws -> [Calculation.Part] {
      Calculation(try TestWorkbook(workbook).read(), lists: lists).parts
    }
    let (one, other) = (try parts(english), try parts(chinese))
    #expect(one.count == 6 && one.filter(\.isComplete).count == 6)
    #expect(one.map(\.share) == other.map(\.share))
  }

  @Test("The empty tool asks for the mandatory fields in yellow and locks what it computes")
  func locks() throws {
    let test = try TestWorkbook(empty: "emission-calculation-tool")
    let styles = test.reader.styles
    for sheet in test.located.sheets.values where sheet.definition.id != "quotewin" && sheet.definition.id != "lists" {
      let worksheet = try test.reader.worksheet(sheet.sheet)
      for field in sheet.fields.values {
        let format = styles[worksheet.style(at: field.reference)]
        #expect(format.isLocked == (field.definition.role == .computed), "\(field.definition.id)")
      }
      if !sheet.definition.fields.isEmpty { #expect(worksheet.details.isProtected) }
    }
  }

  @Test("A form built with rows holds them in its columns, and no formula, name or hidden sheet")
  func formRows() throws {
    let definition = try TemplateDefinition.builtIn("quotewin-sustainability")
    let rows = [
      FormRow(values: [
        "mfg": .text("Maker"), "mpn": .text("0012"), "kgco2": .number(1.5), "recycled-content": .text("No"),
        "unknown": .number(1),
      ]), FormRow(values: [:]), FormRow(values: ["mpn": .text("P-3")]),
    ]
    let workbook = FormBuilder.build(definition: definition, rows: rows)
    #expect(workbook.definedNames.isEmpty && workbook.worksheets.count == 1)
    let test = try TestWorkbook(workbook, "quotewin-sustainability")
    #expect(test.reader.sheets.allSatisfy { $0.visibility == .visible })
    let sheet = try test.reader.worksheet(try #require(test.reader.sheet(named: "Sustainability")))
    #expect(sheet.rows.allSatisfy { $0.cells.allSatisfy { $0.formula == nil } })
    #expect(sheet[CellReference("A2")]?.value == .text("Maker"))
    #expect(sheet[CellReference("B2")]?.value == .text("0012"))
    #expect(sheet[CellReference("C2")]?.value == .number(1.5))
    #expect(sheet[CellReference("B4")]?.value == .text("P-3"))
    #expect(sheet.row(3)?.cells.allSatisfy { $0.value == .blank } == true)
    #expect(sheet.details.frozenRows == 1 && sheet.details.autoFilter != nil)
    let form = try FormReader.read(
      sheet: try #require(test.located.sheets["sustainability"]), table: try test.table("sustainability"),
      reader: test.reader)
    #expect(form.rows.map(\.index) == [2, 4])
  }

  @Test("The form's line of a part holds its figures rounded to ten decimals, and none where a figure is missing")
  func formRow() throws {
    let workbook = try TestWorkbook(try Samples.golden).read()
    let calculation = Calculation(workbook, lists: try Samples.lists)
    let row = try #require(FormRowMaker(workbook, calculation, responseDate: 1).row(0))
    #expect(row.values["kgco2"] == .number(1.8253416667))
    #expect(row.values["renewable-kwh"] == .number(0.0218854167))
    #expect(row.values["non-renewable-kwh"] == .number(3.72775625))
    #expect(row.values["recycled-content"] == .text("No"))
    #expect(row.values["mfg"] == .text("Golden Electronics Co., Ltd. 金色电子有限公司"))
    // 2026-07-20, as the workbook says, not as the caller does.
    #expect(row.values["validation-date"] == .number(46_223))
    #expect(row.values["remarks"] == nil)
    let broken = try TestWorkbook(
      try Samples.tool { inputs in
        inputs.fields["role"] = .text("Distributor")
        inputs.fields["response-date"] = nil
        inputs.set("parts", row: 6, "price", .blank)
      }
    ).read()
    let other = Calculation(broken, lists: try Samples.lists)
    #expect(FormRowMaker(broken, other, responseDate: 7).row(1) == nil)
    let first = try #require(FormRowMaker(broken, other, responseDate: 7).row(0))
    #expect(first.values["mfg"] == nil)
    #expect(first.values["validation-date"] == .number(7))
  }
}
