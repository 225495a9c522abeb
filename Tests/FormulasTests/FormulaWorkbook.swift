import HandmadeWorkbooks
import Testing

@testable import Formulas
@testable import XLSX

/// A workbook for formulas: cells written as they are typed, without stored values.
struct FormulaWorkbook {
  struct Sheet {
    var name: String
    var rows: [Int: [(column: Int, markup: String)]] = [:]
  }

  private var sheets: [Sheet] = []
  private var names = ""
  private var properties = ""
  private let calculationElement: String

  /// - Parameters:
  ///   - cells: what the cells of the sheet `One` hold: numbers, `TRUE`, errors, texts, and formulas after `=`.
  ///   - others: the same of further sheets.
  ///   - names: defined names, of the workbook or, after `Sheet!`, of a sheet.
  ///   - from1904: whether dates count from 1904.
  ///   - calculation: the workbook's element about calculation.
  init(
    _ cells: [String: String] = [:], others: [(String, [String: String])] = [], names: [String: String] = [:],
    from1904: Bool = false, calculation: String = ""
  ) {
    sheets = ([("One", cells)] + others).map { name, cells in
      var sheet = Sheet(name: name)
      for (place, content) in cells { sheet.set(place, content) }
      return sheet
    }
    calculationElement = calculation
    properties = from1904 ? "<workbookPr date1904=\"1\"/>" : ""
    for (name, formula) in names {
      let parts = name.split(separator: "!")
      let scope = parts.count == 2 ? sheets.firstIndex { $0.name == parts[0] } : nil
      self.names +=
        "<definedName name=\"\(parts.last ?? "")\"\(scope.map { " localSheetId=\"\($0)\"" } ?? "")>"
        + "\(Self.escaped(formula))</definedName>"
    }
  }

  /// Puts markup of a cell's own into the first sheet, with what stands inside `c`.
  mutating func set(_ place: String, attributes: String = "", markup: String) {
    sheets[0].put(place, "<c r=\"\(place)\" \(attributes)>\(markup)</c>")
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A calculation of the workbook.
  func calculation(
    limits: FormulaLimits = FormulaLimits(), today: Double? = nil, seed: UInt64? = nil
  ) throws -> WorkbookCalculation {
    var book = HandmadeWorkbook()
    let list = sheets.enumerated().map { index, sheet in
      "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(index + 1)\" r:id=\"s\(index + 1)\"/>"
    }
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        "\(properties)<sheets>\(list.joined())</sheets><definedNames>\(names)</definedNames>\(calculationElement)"))
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart(
        sheets.indices.map { ("s\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }))
    for (index, sheet) in sheets.enumerated() {
      book.set("xl/worksheets/sheet\(index + 1).xml", HandmadeWorkbook.worksheet(sheet.markup))
    }
    return WorkbookCalculation(try WorkbookReader(bytes: book.bytes), limits: limits, today: today, seed: seed)
  }

  /// What a formula gives in `Z50` of the first sheet.
  func value(_ formula: String, at cell: CellReference = "Z50") throws -> CellValue {
    try calculation().value(of: formula, at: cell, in: "One")
  }

  /// Whether formulas in `Z50` have the values beside them.
  func check(_ cases: [(String, CellValue)], isSame: (CellValue, CellValue) -> Bool) throws {
    let calculation = try calculation()
    for (formula, expected) in cases {
      do throws(FormulaFault) {
        let value = try calculation.value(of: formula, at: "Z50", in: "One")
        #expect(isSame(value, expected), "\(formula): \(value)")
      } catch {
        Issue.record("\(formula): \(error)")
      }
    }
  }

  /// Whether formulas in `Z50` have no value.
  func checkFaults(_ formulas: [String]) throws {
    let calculation = try calculation()
    for formula in formulas {
      #expect(throws: FormulaFault.self, "\(formula)") {
        try calculation.value(of: formula, at: "Z50", in: "One")
      }
    }
  }
}

extension FormulaWorkbook.Sheet {
  mutating func set(_ place: String, _ content: String) {
    let inside =
      if content.hasPrefix("=") {
        "<c r=\"\(place)\"><f>\(FormulaWorkbook.escaped(String(content.dropFirst())))</f></c>"
      } else if Double(content) != nil {
        "<c r=\"\(place)\"><v>\(content)</v></c>"
      } else if content == "TRUE" || content == "FALSE" {
        "<c r=\"\(place)\" t=\"b\"><v>\(content == "TRUE" ? 1 : 0)</v></c>"
      } else if CellError(rawValue: content) != nil {
        "<c r=\"\(place)\" t=\"e\"><v>\(content)</v></c>"
      } else {
        "<c r=\"\(place)\" t=\"str\"><v xml:space=\"preserve\">\(FormulaWorkbook.escaped(content))</v></c>"
      }
    put(place, inside)
  }

  mutating func put(_ place: String, _ markup: String) {
    guard let reference = CellReference(place) else { return }
    rows[reference.row, default: []].removeAll { $0.column == reference.column }
    rows[reference.row, default: []].append((reference.column, markup))
  }

  fileprivate var markup: String {
    let rows = self.rows.sorted { $0.key < $1.key }.map { row, cells in
      "<row r=\"\(row)\">" + cells.sorted { $0.column < $1.column }.map { $0.markup }.joined() + "</row>"
    }
    return "<sheetData>\(rows.joined())</sheetData>"
  }
}

/// Values written out in tests.
extension CellValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral
{
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }

  /// Whether two values are the same, numbers to twelve digits.
  func isNear(_ other: CellValue) -> Bool {
    if case .number(let one) = self, case .number(let other) = other {
      return (one - other).magnitude <= max(1e-12 * max(one.magnitude, other.magnitude), 1e-300)
    }
    return self == other
  }
}
