import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Finding fields by name, label or position")
struct DefinedNameTests {
  private func golden(_ change: (inout NewWorkbook) throws -> Void) throws -> TestWorkbook {
    var workbook = try Samples.golden
    try change(&workbook)
    return try TestWorkbook(workbook)
  }

  @Test(
    "A name that leads nowhere is broken, and the label finds the field",
    arguments: ["#REF!", "Company!#REF!", "5", "[1]Company!$B$8", "Elsewhere!$B$8", "\"text\"", "Company!#REF!#REF!"])
  func broken(formula: String) throws {
    let test = try golden { workbook in
      let index = try #require(workbook.definedNames.firstIndex { $0.name == "Company_Revenue" })
      workbook.definedNames[index].formula = formula
    }
    let revenue = try test.field("revenue")
    #expect(revenue.recognition == .label)
    #expect(revenue.nameIsBroken)
    #expect(revenue.reference == CellReference("B8"))
    #expect(try !test.field("currency").nameIsBroken)
    #expect(try test.read().company[.revenue].value == 240_000)
  }

  @Test("Without names the labels find every field, and nothing is broken")
  func removed() throws {
    let test = try golden { $0.definedNames = [] }
    for sheet in test.located.sheets.values {
      for field in sheet.fields.values {
        #expect(field.recognition == .label, "\(field.definition.id)")
        #expect(!field.nameIsBroken)
        #expect(
          field.reference == CellReference(row: field.definition.cell.row, column: field.definition.cell.column),
          "\(field.definition.id)")
      }
    }
  }

  @Test("A name that follows its moved cell is believed")
  func moved() throws {
    let test = try golden { workbook in
      workbook = try workbook.changing("Company") { sheet in
        try sheet.set("B8") { $0.value = .blank }
        try sheet.set("F40") { $0.value = .number(77) }
      }
      let index = try #require(workbook.definedNames.firstIndex { $0.name == "Company_Revenue" })
      workbook.definedNames[index].formula = "'Company'!$F$40"
      workbook.definedNames[index].name = "COMPANY_revenue"
    }
    #expect(try test.field("revenue").reference == CellReference("F40"))
    #expect(try test.field("revenue").recognition == .definedName)
    #expect(try test.read().company[.revenue].value == 77)
  }

  @Test("A label that was moved takes its field along")
  func labelMoved() throws {
    let test = try golden { workbook in
      workbook.definedNames = []
      workbook = try workbook.changing("Company") { try $0.insertRows(4, before: 8) }
    }
    #expect(try test.field("revenue").reference == CellReference("B12"))
    #expect(try test.field("company-name").reference == CellReference("B5"))
    #expect(try test.read().company[.revenue].value == 240_000)
  }

  @Test("Without name and label the cell of the definition is taken, and that is said")
  func position() throws {
    let test = try golden { workbook in
      workbook.definedNames.removeAll { $0.name == "Company_Revenue" }
      workbook = try workbook.changing("Company") { try $0.set("A8") { $0.value = .text("How much?") } }
    }
    let revenue = try test.field("revenue")
    #expect(revenue.recognition == .position && !revenue.nameIsBroken)
    #expect(revenue.reference == CellReference("B8"))
  }

  @Test("A broken name without label is told from one that the label saved")
  func brokenAndUnlabelled() throws {
    let test = try golden { workbook in
      let index = try #require(workbook.definedNames.firstIndex { $0.name == "Company_Revenue" })
      workbook.definedNames[index].formula = "#REF!"
      workbook = try workbook.changing("Company") { try $0.set("A8") { $0.value = .blank } }
    }
    #expect(try test.field("revenue").recognition == .position)
    #expect(try test.field("revenue").nameIsBroken)
  }

  @Test("Of two cells with the same label the one in the column of labels and nearest to its place counts")
  func nearestLabel() throws {
    let test = try golden { workbook in
      workbook.definedNames = []
      workbook = try workbook.changing("Company") { sheet in
        try sheet.set("D8") { $0.value = .text("Revenue") }
        try sheet.set("A60") { $0.value = .text("Revenue") }
      }
    }
    #expect(try test.field("revenue").reference == CellReference("B8"))
  }

  @Test("Names that are not ours are ignored")
  func foreign() throws {
    let test = try golden {
      $0.definedNames += [
        DefinedName(name: "_xlnm.Print_Area", formula: "Company!$A$1:$C$9"),
        DefinedName(name: "Revenue", formula: "Company!$B$5"),
      ]
    }
    #expect(try test.field("revenue").reference == CellReference("B8"))
  }
}
