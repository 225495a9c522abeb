import HandmadeWorkbooks
import Testing

@testable import Formulas
@testable import XLSX

/// Formulas of random pieces: each has a value or a fault, the same each time.
struct FormulaFuzzTests {
  private static let pieces = [
    "A1", "B2:C9", "A:A", "2:3", "$C$3", "One!A1", "'One'!B1", "1", "0", "-1", "2.5", "1E300", "1E-300", "99999999999",
    "\"a*\"",
    "\"\"", "\"2024-01-01\"", "\">1\"", "TRUE", "#N/A", "#REF!", "{1,2;3,4}", "{\"a\"}", "+", "-", "*", "/", "^", "&",
    "=", "<>", "<", ">=", "%",
    "(", ")", ",", ":", " ", "#", "@", "!", "[1]", "x", "_xlfn.",
  ]

  @Test func `whatever is written, evaluation ends with a value or a fault`() throws {
    var cells: [String: String] = ["A1": "1", "A2": "text", "A3": "=A1/0", "B2": "=SUM(A:A)", "B3": "广东", "C4": "TRUE"]
    cells["C9"] = "=B2&A2"
    var limits = FormulaLimits()
    limits.steps = 1_000_000
    limits.arrayElements = 1 << 14
    var generator = SeededGenerator(state: 11)
    var (values, faults) = (0, 0)
    for _ in 0..<20 {
      let calculation = try FormulaWorkbook(cells).calculation(limits: limits)
      for _ in 0..<100 {
        let formula = Bool.random(using: &generator) ? soup(&generator) : call(&generator, depth: 3)
        let results = (0..<2).map { _ in
          Result { () throws(FormulaFault) in try calculation.value(of: formula, at: "E5", in: "One") }
        }
        switch (results[0], results[1]) {
        case (.success(let one), .success(let other)):
          #expect(one == other, "\(formula)")
          if case .number(let number) = one { #expect(number.isFinite, "\(formula)") }
          values += 1
        case (.failure, .failure): faults += 1
        case (.success, .failure(.tooLarge(.steps, _, _))): faults += 1
        default: Issue.record("\(formula): \(results)")
        }
      }
    }
    #expect(values > 200 && faults > 200, "\(values) values, \(faults) faults")
  }

  @Test func `each function ends with a value or a fault for arguments of any kind`() throws {
    let arguments = [
      "A1", "B2:C9", "A:A", "2:3", "", "1", "0", "-1", "2.5", "0.5", "-0.1", "45000", "1E300", "-1E300", "1E-300",
      "99999999999", "-99999999999", "\"a*\"", "\"\"", "\"2024-01-01\"", "\"3+4i\"", "\">1\"", "TRUE", "FALSE", "#N/A",
      "{1,2;3,4}", "{5,1,3}", "{\"a\",TRUE}", "B9", "C1:C3", "2", "12", "3",
    ]
    let cells = ["A1": "1", "A2": "text", "B2": "3", "B3": "-7", "C2": "0.25", "C3": "1E200", "C4": "TRUE", "C9": "12"]
    var limits = FormulaLimits()
    limits.steps = 400_000
    limits.arrayElements = 1 << 14
    var generator = SeededGenerator(state: 23)
    var (values, faults) = (0, 0)
    for name in WorkbookCalculation.functionNames {
      let calculation = try FormulaWorkbook(cells).calculation(limits: limits)
      for count in 0...8 {
        for _ in 0..<10 {
          let list = (0..<count).map { _ in arguments[Int.random(in: 0..<arguments.count, using: &generator)] }
          let formula = "\(name)(\(list.joined(separator: ",")))"
          do throws(FormulaFault) {
            let value = try calculation.value(of: formula, at: "E5", in: "One")
            if case .number(let number) = value { #expect(number.isFinite, "\(formula)") }
            values += 1
          } catch {
            faults += 1
          }
        }
      }
    }
    #expect(values > 5000 && faults > 5000, "\(values) values, \(faults) faults")
  }

  /// Pieces in any order.
  private func soup(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...9, using: &generator)).map { _ in piece(&generator) }.joined()
  }

  private func piece(_ generator: inout SeededGenerator) -> String {
    let functions = WorkbookCalculation.functionNames
    let index = Int.random(in: 0..<Self.pieces.count + 10, using: &generator)
    return index < Self.pieces.count
      ? Self.pieces[index] : functions[Int.random(in: 0..<functions.count, using: &generator)] + "("
  }

  /// The call of a function with arguments of any kind.
  private func call(_ generator: inout SeededGenerator, depth: Int) -> String {
    let names = WorkbookCalculation.functionNames
    let name = names[Int.random(in: 0..<names.count, using: &generator)]
    let arguments = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      depth > 0 && Int.random(in: 0..<3, using: &generator) == 0
        ? call(&generator, depth: depth - 1) : Self.pieces[Int.random(in: 0..<23, using: &generator)]
    }
    return "\(name)(\(arguments.joined(separator: ",")))"
  }
}
