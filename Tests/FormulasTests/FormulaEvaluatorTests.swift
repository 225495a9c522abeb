import Foundation
import Testing

@testable import Formulas
@testable import XLSX

/// Cells that need each other's values, within limits.
struct FormulaEvaluatorTests {
  @Test func `a cell gives its value, a formula its result`() throws {
    let book = FormulaWorkbook(
      ["A1": "2", "A2": "=A1*3", "A3": "=A2+'Other sheet'!B1", "A4": "text"],
      others: [("Other sheet", ["B1": "=One!A1"])])
    let evaluator = try book.evaluator()
    #expect(try evaluator.value(sheet: "One", cell: "A3") == 8)
    #expect(try evaluator.value(sheet: "ONE", cell: "A4") == "text")
    #expect(try evaluator.value(sheet: "One", cell: "Q9") == .blank)
    #expect(try evaluator.value(sheet: "other SHEET", cell: "B1") == 2)
    #expect(throws: FormulaFault.unknownSheet("None")) { try evaluator.value(sheet: "None", cell: "A1") }
  }

  @Test func `precedents count as stored or as evaluated`() throws {
    var book = FormulaWorkbook(["A1": "2"])
    book.set("A2", markup: "<f>A1*3</f><v>100</v>")
    book.set("A3", markup: "<f>A2+1</f><v>5</v>")
    book.set("A4", markup: "<f>A1+1</f>")
    book.set("A5", markup: "<f>A4+A2</f><v>1</v>")
    let evaluator = try book.evaluator()
    #expect(try evaluator.value(sheet: "One", cell: "A3") == 7)
    #expect(try evaluator.value(sheet: "One", cell: "A3", precedents: .stored) == 101)
    #expect(try evaluator.value(sheet: "One", cell: "A5", precedents: .stored) == 103)
    #expect(try evaluator.value(sheet: "One", cell: "A5") == 9)
    #expect(try evaluator.evaluated(formula: "A2", on: "One", at: "B1", precedents: .stored) == 100)
    #expect(try evaluator.evaluated(formula: "A2", on: "One", at: "B1") == 6)
  }

  @Test func `a fault names its cell and spreads`() throws {
    let book = FormulaWorkbook(["A1": "=NOW()", "A2": "=A1+1", "A3": "=IFERROR(A2,0)", "A4": "=1+1"])
    let evaluator = try book.evaluator()
    let fault = FormulaFault.unsupported("the function NOW", sheet: "One", cell: "A1")
    #expect(throws: fault) { try evaluator.value(sheet: "One", cell: "A3") }
    #expect(throws: fault) { try evaluator.value(sheet: "One", cell: "A2") }
    #expect(try evaluator.value(sheet: "One", cell: "A4") == 2)
    #expect(fault.description == "One!A1: the function NOW is not evaluated")
    // A formula that is tried does not count as the cell's own.
    #expect(throws: FormulaFault.self) { try evaluator.evaluated(formula: "NOW()", on: "One", at: "A4") }
    #expect(try evaluator.value(sheet: "One", cell: "A4") == 2)
  }

  @Test(arguments: [
    ["A1": "=A1"], ["A1": "=A2", "A2": "=A1+1"], ["A1": "=SUM(A1:A3)"], ["A1": "=IFERROR(A2,1)", "A2": "=SUM(A:A)"],
  ])
  func `a circle is a fault`(cells: [String: String]) throws {
    let evaluator = try FormulaWorkbook(cells).evaluator()
    #expect(throws: FormulaFault.circular(sheet: "One", cell: "A1")) { try evaluator.value(sheet: "One", cell: "A1") }
  }

  @Test func `a circle of many cells is a fault`() throws {
    var cells = ["A1": "=A3000+1"]
    for row in 2...3000 { cells["A\(row)"] = "=A\(row - 1)+1" }
    let evaluator = try FormulaWorkbook(cells).evaluator()
    for cell in ["A2000", "A1", "A3000"] as [CellReference] {
      do throws(FormulaFault) {
        _ = try evaluator.value(sheet: "One", cell: cell)
        Issue.record("a value of a circle")
      } catch {
        guard case .circular = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  @Test func `no circle where the way back is not taken`() throws {
    let book = FormulaWorkbook(["A1": "=IF(B1=1,5,A2)", "A2": "=A1+1", "B1": "1"])
    #expect(try book.evaluator().value(sheet: "One", cell: "A2") == 6)
  }

  @Test func `a chain of ten thousand cells takes no more stack than a short one`() throws {
    var cells = ["A1": "1"]
    for row in 2...10_000 { cells["A\(row)"] = "=A\(row - 1)+1" }
    #expect(try FormulaWorkbook(cells).evaluator().value(sheet: "One", cell: "A10000") == 10_000)
  }

  @Test func `a running total over many rows adds up`() throws {
    var cells: [String: String] = [:]
    for row in 1...400 {
      cells["A\(row)"] = "\(row)"
      cells["B\(row)"] = row == 1 ? "=A1" : "=SUM(B\(row - 1),A\(row))"
      cells["C\(row)"] = "=SUM(B$1:B\(row))"
    }
    let evaluator = try FormulaWorkbook(cells).evaluator()
    #expect(try evaluator.value(sheet: "One", cell: "B400") == 80_200)
    #expect(try evaluator.value(sheet: "One", cell: "C400") == 10_746_800)
  }

  @Test func `steps, cells and arrays are limited`() throws {
    var cells: [String: String] = [:]
    for row in 1...100 { cells["A\(row)"] = "\(row)" }
    let book = FormulaWorkbook(cells)
    var limits = FormulaLimits()
    limits.steps = 50
    var evaluator = try book.evaluator(limits: limits)
    #expect(throws: FormulaFault.tooLarge(.steps, sheet: "One", cell: "B1")) {
      try evaluator.evaluated(formula: "SUM(A1:A100)", on: "One", at: "B1")
    }
    limits = FormulaLimits()
    limits.cellsPerSheet = 99
    evaluator = try book.evaluator(limits: limits)
    #expect(throws: FormulaFault.tooLarge(.cells, sheet: "One", cell: "B1")) {
      try evaluator.evaluated(formula: "A1", on: "One", at: "B1")
    }
    #expect(try evaluator.evaluated(formula: "1+1", on: "One", at: "B1") == 2)
    evaluator = try book.evaluator()
    #expect(throws: FormulaFault.tooLarge(.elements, sheet: "One", cell: "B1")) {
      try evaluator.evaluated(formula: "SUMPRODUCT(--(A1:XFD1048576=5))", on: "One", at: "B1")
    }
  }

  @Test func `whole columns cost what they store`() throws {
    let book = FormulaWorkbook(["A1": "x", "A2": "y", "A3": "x", "B1": "1", "B2": "2", "B3": "4"])
    #expect(try book.value("SUMPRODUCT((A:A=\"x\")*B:B)") == 5)
    #expect(try book.value("SUMPRODUCT(--(A:A=\"\"))") == 1_048_573)
    #expect(try book.value("SUMIF(A:A,\"x\",B:B)") == 5)
    #expect(try book.value("COUNTIF(A:A,\"<>x\")") == 1_048_574)
    #expect(try book.value("COUNTBLANK(B:B)") == 1_048_573)
    #expect(try book.value("MATCH(\"y\",A:A,0)") == 2)
    #expect(try book.value("INDEX(B:B,MATCH(4,B:B,0))") == 4)
    #expect(try book.value("ROWS(A:A)*COLUMNS(1:1)") == 17_179_869_184)
  }

  @Test func `array formulas fill their range`() throws {
    var book = FormulaWorkbook(["A1": "1", "A2": "2", "A3": "3", "E1": "=SUM(B1:B4)", "E2": "=B2*10"])
    book.set("B1", markup: "<f t=\"array\" ref=\"B1:B4\">A1:A3*2</f>")
    book.set("C1", markup: "<f t=\"array\" ref=\"C1\">SUM(A1:A3*A1:A3)</f>")
    book.set("D1", markup: "<f t=\"array\" ref=\"D1:D2\">SUM(IF(A1:A3&gt;1,A1:A3))</f>")
    let evaluator = try book.evaluator()
    #expect(try evaluator.value(sheet: "One", cell: "B1") == 2)
    #expect(try evaluator.value(sheet: "One", cell: "B3") == 6)
    #expect(try evaluator.value(sheet: "One", cell: "B4") == .error(.notAvailable))
    #expect(try evaluator.value(sheet: "One", cell: "C1") == 14)
    #expect(try evaluator.value(sheet: "One", cell: "D2") == 5)
    #expect(try evaluator.value(sheet: "One", cell: "E1") == .error(.notAvailable))
    #expect(try evaluator.value(sheet: "One", cell: "E2") == 40)
  }

  @Test func `shared formulas read as they stand`() throws {
    var book = FormulaWorkbook(["A1": "1", "A2": "2", "A3": "3"])
    book.set("B1", markup: "<f t=\"shared\" ref=\"B1:B3\" si=\"0\">A1*$A$3</f>")
    book.set("B2", markup: "<f t=\"shared\" si=\"0\"/>")
    #expect(try book.evaluator().value(sheet: "One", cell: "B2") == 6)
  }

  @Test func `numbers as displayed are not computed with`() throws {
    let book = FormulaWorkbook(["A1": "=1/3"], calculation: "<calcPr fullPrecision=\"0\"/>")
    #expect(throws: FormulaFault.unsupported("precision as displayed", sheet: "One", cell: "A1")) {
      try book.evaluator().value(sheet: "One", cell: "A1")
    }
  }

  @Test func `a table of results is not evaluated`() throws {
    var book = FormulaWorkbook(["A1": "1"])
    book.set("B1", markup: "<f t=\"dataTable\" ref=\"B1:B2\" dt2D=\"0\" dtr=\"0\" r1=\"A1\"/><v>1</v>")
    let evaluator = try book.evaluator()
    #expect(throws: FormulaFault.self) { try evaluator.evaluated(formula: "B1", on: "One", at: "C1") }
  }
}

/// The workbooks of the repository: what their formulas give is what they store.
struct FormulaFixtureTests {
  /// The inputs are mistakes that the program reads in its own way, and so differs what it stores.
  private static let mistaken: Set<String> = [
    "forty-mistakes.xlsx", "energy-negative.xlsx", "price-is-error.xlsx", "currency-unknown.xlsx",
  ]

  @Test func `every formula of every workbook gives the stored value`() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    var cells = 0
    for folder in ["Fixtures", "Templates"] {
      let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension.hasPrefix("xls"), !Self.mistaken.contains(file.lastPathComponent),
          let reader = try? WorkbookReader(path: file.path)
        else { continue }
        cells += compare(reader, file.lastPathComponent)
      }
    }
    #expect(cells > 25_000)
  }

  /// - Returns: the number of cells compared.
  private func compare(_ reader: WorkbookReader, _ name: String) -> Int {
    let evaluator = FormulaEvaluator(reader)
    var cells: [(String, Cell)] = []
    for sheet in reader.sheets where sheet.kind == .worksheet {
      _ = try? reader.read(sheet) { (row: WorksheetRow) in
        for cell in row.cells where cell.hasFormula && !cell.value.isBlank { cells.append((sheet.name, cell)) }
      }
    }
    for precedents in [FormulaEvaluator.Precedents.evaluated, .stored] {
      for (sheet, cell) in cells {
        let value = Result { () throws(FormulaFault) in
          try evaluator.value(sheet: sheet, cell: cell.reference, precedents: precedents)
        }
        if case .success(let value) = value, value.isNear(cell.value) { continue }
        Issue.record("\(name) \(sheet) \(cell.reference): \(value)")
      }
    }
    return cells.count
  }
}
