import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Values of computed cells")
struct ComputedCellsTests {
  @Test(
    "Every formula of a built tool holds the value that is computed from its inputs",
    arguments: ["golden", "two countries", "everything", "empty"])
  func cachedValues(name: String) throws {
    let test =
      switch name {
      case "golden": try TestWorkbook(try Samples.golden)
      case "two countries": try TestWorkbook(try Samples.twoCountries)
      case "everything": try TestWorkbook(try Samples.everything)
      default: try TestWorkbook(empty: "emission-calculation-tool")
      }
    let supplier = try test.read()
    let lists = try Samples.lists
    let computed = ComputedCells(supplier, Calculation(supplier, lists: lists), lists: lists)
    var compared = 0
    for sheet in test.located.sheets.values where !sheet.definition.fields.isEmpty || sheet.definition.table != nil {
      let worksheet = try test.reader.worksheet(sheet.sheet)
      for field in sheet.definition.fields where field.role == .computed {
        let cell = try #require(worksheet[CellReference(row: field.cell.row, column: field.cell.column)], "\(field.id)")
        #expect(cell.formula != nil, "\(field.id)")
        #expect(cell.value == computed.field(field.id), "\(field.id)")
        compared += 1
      }
      guard let table = sheet.table else { continue }
      for row in worksheet.rows where row.index > table.headerRow {
        for cell in row.cells where cell.formula != nil {
          let column = try #require(table.columns.values.first { $0.column == cell.reference.column })
          let value = computed.cell(
            sheet: sheet.definition.id, column: column.definition.id, row: row.index,
            offset: row.index - table.headerRow)
          #expect(cell.value == value, "\(sheet.name)!\(cell.reference)")
          compared += 1
        }
      }
    }
    #expect(compared > 300)
  }

  @Test("No formula of a built tool refers to nothing, and none is left without a value")
  func formulas() throws {
    let test = try TestWorkbook(try Samples.everything)
    for sheet in test.reader.sheets {
      for row in try test.reader.worksheet(sheet).rows {
        for cell in row.cells {
          guard let formula = cell.formula else { continue }
          #expect(!formula.contains("#REF!"), "\(sheet.name)!\(cell.reference)")
          #expect(cell.value != .blank, "\(sheet.name)!\(cell.reference)")
          for function in ["XLOOKUP", "LET(", "FILTER(", "DATEVALUE", "INDIRECT", "IFS(", "TEXT("] {
            #expect(!formula.contains(function))
          }
        }
      }
    }
  }

  @Test("A total that cannot be computed is the error that its formula gives, and a part without price stays empty")
  func missing() throws {
    let test = try TestWorkbook(
      try Samples.tool { inputs in
        inputs.fields["known-scope2"] = nil
        inputs.energy(row: 13, unit: "kWh", annual: 50)
        inputs.set("parts", row: 5, "price", .blank)
      })
    let supplier = try test.read()
    let lists = try Samples.lists
    let computed = ComputedCells(supplier, Calculation(supplier, lists: lists), lists: lists)
    #expect(computed.field("scope2-market") == .error(.notAvailable))
    #expect(computed.field("used-scope2") == .error(.notAvailable))
    #expect(computed.field("scope1") == .number(0))
    #expect(computed.field("weighted-factor") == .text(""))
    #expect(computed.field("company-name") == nil)
    #expect(computed.cell(sheet: "parts", column: "kgco2e", row: 5, offset: 1) == .text(""))
    #expect(computed.cell(sheet: "parts", column: "kgco2e", row: 13, offset: 9) == .text(""))
    #expect(computed.cell(sheet: "parts", column: "mpn", row: 5, offset: 1) == nil)
    #expect(computed.cell(sheet: "survey", column: "x", row: 5, offset: 1) == nil)
  }
}
