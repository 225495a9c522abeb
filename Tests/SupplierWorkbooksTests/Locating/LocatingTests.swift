import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Finding fields, columns and sheets")
struct LocatingTests {
  @Test("The tool as it was built is found whole: names for fields, labels for columns and sheets")
  func asBuilt() throws {
    let workbook = try TestWorkbook(try Samples.golden)
    #expect(workbook.located.missingSheets.isEmpty)
    for sheet in workbook.located.sheets.values {
      #expect(sheet.recognition == .label)
      for field in sheet.fields.values {
        #expect(field.recognition == .definedName && !field.nameIsBroken)
        #expect(field.reference == CellReference(row: field.definition.cell.row, column: field.definition.cell.column))
        if field.definition.role == .mandatory || field.definition.role == .optional {
          #expect(field.colorRole == field.definition.role)
        }
      }
      guard let definition = sheet.definition.table else { continue }
      let table = try #require(sheet.table)
      #expect(table.headerRow == definition.headerRow)
      #expect(table.unknownColumns.isEmpty)
      for column in definition.columns {
        let found = try #require(table.columns[column.id], "\(sheet.definition.id).\(column.id)")
        #expect(found.column == column.column && found.recognition == .label, "\(sheet.definition.id).\(column.id)")
      }
      for row in definition.rows where row.count == 1 { #expect(table.rows[row.id] == row.row, "\(row.id)") }
    }
    #expect(try workbook.table("energy").rows["free-10"] == 30)
  }

  @Test(
    "Customers' forms are found in every layout that the samples have",
    arguments: [
      (CustomerForm.deckSample, 1), (.asTemplate, 1), (.rowsAboveAndOtherOrder, 5), (.wrappedHeaders, 1),
      (.chineseOnly, 1),
      (.extraSheets, 1),
    ])
  func forms(form: CustomerForm, headerRow: Int) throws {
    let workbook = try TestWorkbook(form.workbook, "quotewin-sustainability")
    let table = try workbook.table("sustainability")
    #expect(table.headerRow == headerRow)
    for column in table.columns.values { #expect(column.recognition == .label) }
    for id: ColumnID in [
      "mfg", "mpn", "kgco2", "non-renewable-kwh", "renewable-kwh", "recycled-content", "validation-date",
    ] {
      #expect(table.role(id) == .mandatory, "\(id)")
    }
  }

  @Test("Sheets with Chinese names are recognised by those names")
  func chineseNames() throws {
    var workbook = try Samples.golden
    for (name, chinese) in [("Company", "公司"), ("Energy consumption", "能耗"), ("Per MPN", "产品级信息"), ("Summary", "汇总")] {
      workbook = try workbook.renaming(name, to: chinese)
    }
    let test = try TestWorkbook(workbook)
    #expect(test.located.missingSheets.isEmpty)
    #expect(test.located.sheets["company"]?.name == "公司")
    #expect(test.located.sheets["parts"]?.recognition == .label)
    // The names still lead to the old sheets, which are no more: the labels find the fields.
    #expect(try test.field("revenue").recognition == .label)
    #expect(try test.field("revenue").nameIsBroken)
    #expect(try test.read().company[.revenue].value == 240_000)
  }

  @Test("Sheets with names that say nothing are recognised by their contents")
  func nonsenseNames() throws {
    var workbook = try Samples.golden
    let names = [
      "Company": "Tabelle1", "Energy consumption": "x", "Per MPN": "Sheet7", "Summary": "Copy of …",
      "Certificates": "zz",
    ]
    for (name, other) in names { workbook = try workbook.renaming(name, to: other) }
    let test = try TestWorkbook(workbook)
    #expect(test.located.missingSheets.isEmpty)
    let sheets: [(SheetID, String)] = [
      ("company", "Tabelle1"), ("energy", "x"), ("parts", "Sheet7"), ("summary", "Copy of …"), ("certificates", "zz"),
    ]
    for (id, name) in sheets {
      #expect(test.located.sheets[id]?.name == name)
      #expect(test.located.sheets[id]?.recognition == .position)
    }
    let supplier = try test.read()
    #expect(supplier.parts.count == 8)
    #expect(supplier.known.nonRenewable.value == 1789.323)
  }

  @Test("A sheet that is not there is missing, and none is taken for it that holds something else")
  func missingSheet() throws {
    var workbook = try Samples.golden
    workbook.worksheets.removeAll { $0.name == "Per MPN" }
    let test = try TestWorkbook(workbook)
    #expect(test.located.missingSheets.map(\.id) == ["parts"])
    #expect(try test.read().parts.isEmpty)
  }

  @Test("Rows inserted above move header and meaningful rows along")
  func rowsInserted() throws {
    let workbook = try Samples.twoCountries.changing("Energy consumption") { try $0.insertRows(3, before: 1) }
      .changing("Per MPN") { try $0.insertRows(5, before: 4) }
    let test = try TestWorkbook(workbook)
    let energy = try test.table("energy")
    #expect(energy.headerRow == 7)
    #expect(energy.rows["natural-gas"] == 8 && energy.rows["grid-electricity"] == 16 && energy.rows["free-10"] == 33)
    #expect(try test.table("parts").headerRow == 9)
    let supplier = try test.read()
    #expect(supplier.parts.map(\.row) == [10, 11, 12, 13])
    #expect(supplier.energy.first { $0.id == "ppa-electricity" }?.annualTotal.value == 420)
  }

  @Test("A row inserted among the meaningful ones, and rows without labels, are told apart")
  func rowInsertedInside() throws {
    let workbook = try Samples.twoCountries.changing("Energy consumption") { sheet in
      try sheet.insertRows(1, before: 9)
      // The label of row 8 (diesel) is gone in both languages: it stands where the definition has it.
      try sheet.set("A8") { $0.value = .blank }
      try sheet.set("B8") { $0.value = .blank }
    }
    let rows = try TestWorkbook(workbook).table("energy").rows
    #expect(rows["diesel"] == 8)
    #expect(rows["fuel-oil"] == 10)
    #expect(rows["grid-electricity"] == 14)
  }

  @Test("Columns in another order are found by their headers")
  func columnsMoved() throws {
    let workbook = try Samples.twoCountries.changing("Per MPN") { try $0.moveColumns { 20 - $0 } }
    let test = try TestWorkbook(workbook)
    let table = try test.table("parts")
    #expect(table.column("mpn") == 19 && table.column("price") == 17 && table.column("customs-code") == 6)
    #expect(table.role("mpn") == .mandatory && table.role("mfg") == .optional)
    #expect(try test.read().parts.map(\.price.value) == [0.84, 2.15, 6.4, 12.05])
  }

  @Test("Columns with the same header are told apart by their order")
  func sameHeaders() throws {
    let table = try TestWorkbook(try Samples.golden).table("parts")
    #expect(["kgco2e-unit", "renewable-unit", "non-renewable-unit"].map { table.column($0) } == [6, 9, 12])
  }

  private func form(_ rows: [NewRow]) throws -> LocatedTemplate.Table? {
    try TestWorkbook(NewWorkbook(sheet: "Sustainability", rows), "quotewin-sustainability").located.sheets[
      "sustainability"]?.table
  }

  private func texts(_ row: Int, _ texts: [String]) -> NewRow {
    NewRow(row, texts.enumerated().map { NewCell($0.offset + 1, $0.element.isEmpty ? .blank : .text($0.element)) })
  }

  @Test("A header over two rows is read together")
  func wrappedOverTwoRows() throws {
    let table = try #require(
      try form([
        texts(2, ["MFG", "MPN", "kg CO2", "kWh NON-RE", "kWh RE", "Recycled", ""]),
        texts(3, ["", "", "p/part", "p/part", "p/part", "content", "Response date"]),
        texts(4, ["A", "P-1", "", "", "", "", ""]),
      ]))
    #expect(table.headerRow == 3)
    #expect(table.columns.count == 7)
    #expect(table.columns["kgco2"]?.header == "kg CO2\np/part")
    #expect(table.column("validation-date") == 7)
  }

  @Test("The row below a complete header is no part of it, even if it holds text")
  func secondRowIsBody() throws {
    let table = try #require(
      try form([texts(1, ["MFG", "MPN", "Recycled content"]), texts(2, ["MFG A", "P-1", "Yes"])]))
    #expect(table.headerRow == 1)
  }

  @Test("One known word alone is no header, and an empty sheet has none")
  func noHeader() throws {
    #expect(try form([texts(1, ["MPN", "Something", "Else"])]) == nil)
    #expect(try form([]) == nil)
    #expect(try form([NewRow(1, [NewCell(1, .number(5))])]) == nil)
  }

  @Test("The row that knows most headers wins over one that mentions some")
  func bestRow() throws {
    let table = try #require(
      try form([texts(1, ["MPN", "MFG", "how to fill"]), texts(4, ["MFG", "MPN", "kg CO2 p/part", "kWh RE p/part"])]))
    #expect(table.headerRow == 4)
  }
}
