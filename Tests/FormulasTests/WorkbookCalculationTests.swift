import Foundation
import Testing

@testable import Formulas
@testable import XLSX

/// Cells that need each other's values, within limits.
struct WorkbookCalculationTests {
  @Test func `a cell gives its value, a formula its result`() throws {
    let book = FormulaWorkbook(
      ["A1": "2", "A2": "=A1*3", "A3": "=A2+'Other sheet'!B1", "A4": "text"],
      others: [("Other sheet", ["B1": "=One!A1"])])
    let calculation = try book.calculation()
    #expect(try calculation.value(at: "A3", in: "One") == 8)
    #expect(try calculation.value(at: "A4", in: "ONE") == "text")
    #expect(try calculation.value(at: "Q9", in: "One") == .blank)
    #expect(try calculation.value(at: "B1", in: "other SHEET") == 2)
    #expect(throws: FormulaFault.unknownSheet("None")) { try calculation.value(at: "A1", in: "None") }
  }

  @Test func `the day and random numbers are given`() throws {
    let book = FormulaWorkbook(["A1": "=TODAY()", "A2": "=NOW()", "A3": "=RAND()", "A4": "=RANDBETWEEN(1,6)"])
    let calculation = try book.calculation(today: 46_000.25, seed: 1)
    #expect(try calculation.value(at: "A1", in: "One") == 46_000)
    #expect(try calculation.value(at: "A2", in: "One") == 46_000.25)
    let random = try #require(try calculation.value(at: "A3", in: "One").number)
    #expect((0..<1).contains(random))
    let again = try book.calculation(today: 46_000.25, seed: 1)
    #expect(try again.value(at: "A3", in: "One") == .number(random))
    let die = try #require(try calculation.value(at: "A4", in: "One").number)
    #expect((1...6).contains(die) && die == die.rounded())
  }

  @Test func `an array formula fills its cells and may be named by its first`() throws {
    var book = FormulaWorkbook(["A1": "1", "A2": "2", "A3": "3", "C1": "=SUM(B1#)", "C2": "=B3+1"])
    book.set("B1", markup: "<f t=\"array\" ref=\"B1:B3\">A1:A3*2</f><v>0</v>")
    let calculation = try book.calculation()
    #expect(try calculation.value(at: "C1", in: "One") == 12)
    #expect(try calculation.value(at: "C2", in: "One") == 7)
    #expect(try calculation.value(at: "B2", in: "One") == 4)
  }

  @Test func `a formula that was filled down is the same in every row but for what its row says`() throws {
    var cells: [String: String] = [:]
    for row in 1...20 {
      cells["A\(row)"] = "\(row)"
      cells["B\(row)"] = "=A\(row)*2+A$1"
      cells["C\(row)"] = "=\"A\(row)\"&A\(row)"
      cells["D\(row)"] = "=SUM(A$1:A\(row))"
      cells["E\(row)"] = "=ROW(A\(row))+\(row)"
    }
    let calculation = try FormulaWorkbook(cells).calculation()
    for row in 1...20 {
      #expect(try calculation.value(at: CellReference(row: row, column: 2), in: "One") == .number(Double(row * 2 + 1)))
      #expect(try calculation.value(at: CellReference(row: row, column: 3), in: "One") == .text("A\(row)\(row)"))
      #expect(
        try calculation.value(at: CellReference(row: row, column: 4), in: "One") == .number(Double(row * (row + 1) / 2))
      )
      #expect(try calculation.value(at: CellReference(row: row, column: 5), in: "One") == .number(Double(row * 2)))
    }
  }

  @Test func `cells that depend on themselves are computed again and again where the workbook asks for it`() throws {
    let cells = ["A1": "=B1/2+10", "B1": "=A1", "C1": "=A1+1"]
    let iterative = FormulaWorkbook(
      cells, calculation: "<calcPr iterate=\"1\" iterateCount=\"100\" iterateDelta=\"1E-9\"/>")
    let value = try #require(try iterative.calculation().value(at: "A1", in: "One").number)
    #expect((value - 20).magnitude < 1e-8)
    let next = try #require(try iterative.calculation().value(at: "C1", in: "One").number)
    #expect((next - 21).magnitude < 1e-8)
    #expect(throws: FormulaFault.self) { try FormulaWorkbook(cells).calculation().value(at: "A1", in: "One") }
    // What never settles has no value.
    let endless = FormulaWorkbook(["A1": "=A1+1"], calculation: "<calcPr iterate=\"1\"/>")
    #expect(throws: FormulaFault.circular(sheet: "One", cell: "A1")) {
      try endless.calculation().value(at: "A1", in: "One")
    }
    // A value that has settled is the file's own.
    var settled = FormulaWorkbook(["B1": "=A1"], calculation: "<calcPr iterate=\"1\"/>")
    settled.set("A1", markup: "<f>B1/2+10</f><v>20.0001</v>")
    settled.set("B1", markup: "<f>A1</f><v>20.0001</v>")
    #expect(try settled.calculation().value(at: "A1", in: "One") == 20.0001)
  }

  @Test func `a cell that takes too much leaves the others their steps`() throws {
    var cells: [String: String] = ["C1": "=B200+1", "D1": "=SUMPRODUCT(A1:A500,A1:A500)", "E1": "=1+1"]
    for row in 1...500 { cells["A\(row)"] = "\(row)" }
    for row in 1...200 { cells["B\(row)"] = "=A\(row)" }
    var limits = FormulaLimits()
    limits.stepsPerCell = 400
    let calculation = try FormulaWorkbook(cells).calculation(limits: limits)
    #expect(throws: FormulaFault.tooLarge(.steps, sheet: "One", cell: "D1")) {
      try calculation.value(at: "D1", in: "One")
    }
    #expect(try calculation.value(at: "E1", in: "One") == 2)
    #expect(try calculation.value(at: "C1", in: "One") == 201)
  }

  @Test func `criteria of one value find in long columns what they find in short ones`() throws {
    var cells: [String: String] = [:]
    let kinds = ["1", "2", "2.5", "one", "ONE", "TRUE", "'2", "x*", "#N/A", "two", ""]
    for row in 1...300 {
      let kind = kinds[(row * 7) % kinds.count]
      if !kind.isEmpty { cells["A\(row)"] = kind == "'2" ? " 2 " : kind }
      cells["B\(row)"] = "\(row)"
    }
    let calculation = try FormulaWorkbook(cells).calculation()
    for criterion in ["2", "\"2\"", "\"one\"", "\"=one\"", "TRUE", "\"x~*\"", "\"nothing\"", "2.5"] {
      // In pieces of fifty rows every cell is asked.
      for function in ["COUNTIF(A%,\(criterion))", "SUMIF(A%,\(criterion),B%)", "COUNTIFS(A%,\(criterion),B%,\">3\")"] {
        func formula(_ first: Int, _ last: Int) -> String {
          function.replacing("A%", with: "A\(first):A\(last)").replacing("B%", with: "B\(first):B\(last)")
        }
        let whole = try calculation.value(of: formula(1, 300), at: "Z1", in: "One")
        var sum = 0.0
        for first in stride(from: 1, to: 300, by: 50) {
          let part = try calculation.value(of: formula(first, first + 49), at: "Z1", in: "One")
          sum += try #require(part.number)
        }
        #expect(whole == .number(sum), "\(function)")
      }
    }
  }

  @Test func `a fault names its cell and spreads`() throws {
    let book = FormulaWorkbook(["A1": "=NOW()", "A2": "=A1+1", "A3": "=IFERROR(A2,0)", "A4": "=1+1"])
    let calculation = try book.calculation()
    let fault = FormulaFault.unsupported("the day of today", sheet: "One", cell: "A1")
    #expect(throws: fault) { try calculation.value(at: "A3", in: "One") }
    #expect(throws: fault) { try calculation.value(at: "A2", in: "One") }
    #expect(try calculation.value(at: "A4", in: "One") == 2)
    #expect(fault.description == "One!A1: the day of today is not evaluated")
    // A formula that is tried does not count as the cell's own.
    #expect(throws: FormulaFault.self) { try calculation.value(of: "NOW()", at: "A4", in: "One") }
    #expect(try calculation.value(at: "A4", in: "One") == 2)
  }

  @Test(arguments: [
    ["A1": "=A1"], ["A1": "=A2", "A2": "=A1+1"], ["A1": "=SUM(A1:A3)"], ["A1": "=IFERROR(A2,1)", "A2": "=SUM(A:A)"],
  ])
  func `a circle is a fault`(cells: [String: String]) throws {
    let calculation = try FormulaWorkbook(cells).calculation()
    #expect(throws: FormulaFault.circular(sheet: "One", cell: "A1")) { try calculation.value(at: "A1", in: "One") }
  }

  @Test func `a circle of many cells is a fault`() throws {
    var cells = ["A1": "=A3000+1"]
    for row in 2...3000 { cells["A\(row)"] = "=A\(row - 1)+1" }
    let calculation = try FormulaWorkbook(cells).calculation()
    for cell in ["A2000", "A1", "A3000"] as [CellReference] {
      do throws(FormulaFault) {
        _ = try calculation.value(at: cell, in: "One")
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
    #expect(try book.calculation().value(at: "A2", in: "One") == 6)
  }

  @Test func `a chain of ten thousand cells takes no more stack than a short one`() throws {
    var cells = ["A1": "1"]
    for row in 2...10_000 { cells["A\(row)"] = "=A\(row - 1)+1" }
    #expect(try FormulaWorkbook(cells).calculation().value(at: "A10000", in: "One") == 10_000)
  }

  @Test func `a running total over many rows adds up`() throws {
    var cells: [String: String] = [:]
    for row in 1...400 {
      cells["A\(row)"] = "\(row)"
      cells["B\(row)"] = row == 1 ? "=A1" : "=SUM(B\(row - 1),A\(row))"
      cells["C\(row)"] = "=SUM(B$1:B\(row))"
    }
    let calculation = try FormulaWorkbook(cells).calculation()
    #expect(try calculation.value(at: "B400", in: "One") == 80_200)
    #expect(try calculation.value(at: "C400", in: "One") == 10_746_800)
  }

  @Test func `steps, cells and arrays are limited`() throws {
    var cells: [String: String] = [:]
    for row in 1...100 { cells["A\(row)"] = "\(row)" }
    let book = FormulaWorkbook(cells)
    var limits = FormulaLimits()
    limits.steps = 50
    var calculation = try book.calculation(limits: limits)
    #expect(throws: FormulaFault.tooLarge(.steps, sheet: "One", cell: "B1")) {
      try calculation.value(of: "SUM(A1:A100)", at: "B1", in: "One")
    }
    limits = FormulaLimits()
    limits.cellsPerSheet = 99
    calculation = try book.calculation(limits: limits)
    #expect(throws: FormulaFault.tooLarge(.cells, sheet: "One", cell: "B1")) {
      try calculation.value(of: "A1", at: "B1", in: "One")
    }
    #expect(try calculation.value(of: "1+1", at: "B1", in: "One") == 2)
    calculation = try book.calculation()
    #expect(throws: FormulaFault.tooLarge(.elements, sheet: "One", cell: "B1")) {
      try calculation.value(of: "SUMPRODUCT(--(A1:XFD1048576=5))", at: "B1", in: "One")
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
    let calculation = try book.calculation()
    #expect(try calculation.value(at: "B1", in: "One") == 2)
    #expect(try calculation.value(at: "B3", in: "One") == 6)
    #expect(try calculation.value(at: "B4", in: "One") == .error(.notAvailable))
    #expect(try calculation.value(at: "C1", in: "One") == 14)
    #expect(try calculation.value(at: "D2", in: "One") == 5)
    #expect(try calculation.value(at: "E1", in: "One") == .error(.notAvailable))
    #expect(try calculation.value(at: "E2", in: "One") == 40)
  }

  @Test func `shared formulas read as they stand`() throws {
    var book = FormulaWorkbook(["A1": "1", "A2": "2", "A3": "3"])
    book.set("B1", markup: "<f t=\"shared\" ref=\"B1:B3\" si=\"0\">A1*$A$3</f>")
    book.set("B2", markup: "<f t=\"shared\" si=\"0\"/>")
    #expect(try book.calculation().value(at: "B2", in: "One") == 6)
  }

  @Test func `numbers as displayed are not computed with`() throws {
    let book = FormulaWorkbook(["A1": "=1/3"], calculation: "<calcPr fullPrecision=\"0\"/>")
    #expect(throws: FormulaFault.unsupported("precision as displayed", sheet: "One", cell: "A1")) {
      try book.calculation().value(at: "A1", in: "One")
    }
  }

  @Test func `a table of results is not evaluated`() throws {
    var book = FormulaWorkbook(["A1": "1"])
    book.set("B1", markup: "<f t=\"dataTable\" ref=\"B1:B2\" dt2D=\"0\" dtr=\"0\" r1=\"A1\"/><v>1</v>")
    let calculation = try book.calculation()
    #expect(throws: FormulaFault.self) { try calculation.value(of: "B1", at: "C1", in: "One") }
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
    let calculation = WorkbookCalculation(reader)
    var cells: [(String, Cell)] = []
    for sheet in reader.sheets where sheet.kind == .worksheet {
      _ = try? reader.read(sheet) { (row: WorksheetRow) in
        for cell in row.cells where cell.hasFormula && !cell.value.isBlank { cells.append((sheet.name, cell)) }
      }
    }
    for (sheet, cell) in cells {
      let value = Result { () throws(FormulaFault) in try calculation.value(at: cell.reference, in: sheet) }
      if case .success(let value) = value, value.isNear(cell.value) { continue }
      Issue.record("\(name) \(sheet) \(cell.reference): \(value)")
    }
    return cells.count
  }
}
