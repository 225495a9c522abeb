import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import Validation
import XLSX

/// The first law: fill one more cell anywhere in a good tool, and the figures change as the cell's meaning says, or the
/// cell is named, and the workbook is not ready wherever the cell might have meant an amount.
public struct CellLaw {
  /// What came of the mutations.
  public struct Outcome: Sendable {
    /// How many there were.
    public var mutations = 0
    /// How many changed the figures.
    public var changed = 0
    /// How many left the figures, and the workbook was not ready.
    public var refused = 0
    /// How many were read into a cell on which no figure of this workbook depends.
    public var withoutEffect = 0
    /// How many were named in a note.
    public var named = 0
    /// Mutations that broke the law: file, cell and what was typed.
    public var violations: [String] = []
  }

  private let bases: [Base]
  private let completer: Completer
  private let scratch: String

  private struct Base {
    let path: String
    let figures: Figures
    /// The cells that are taken, by sheet, and how far the sheet reaches.
    let sheets: [(name: String, filled: Set<CellReference>, rows: Int, columns: Int)]
    let notes: Set<String>
  }

  /// Prepares the law.
  ///
  /// - Parameters:
  ///   - tools: the paths of tools that are ready.
  ///   - scratch: the path of a file that may be written again and again.
  /// - Throws: what reading the tools throws.
  public init(tools: [String], scratch: String) throws {
    completer = try Completer()
    self.scratch = scratch
    bases = try tools.map { [completer] path in
      let completion = try completer.complete(path)
      guard completion.verdict == .ready else { throw LawError(reason: "\(path) is not ready") }
      let reader = try WorkbookReader(path: path)
      var sheets: [(name: String, filled: Set<CellReference>, rows: Int, columns: Int)] = []
      for sheet in reader.sheets where sheet.visibility == .visible && sheet.kind == .worksheet {
        var filled: Set<CellReference> = []
        var (rows, columns) = (1, 1)
        let details = try reader.read(sheet) { row in
          for cell in row.cells where cell.value != .blank || cell.hasFormula {
            filled.insert(cell.reference)
            rows = max(rows, cell.reference.row)
            columns = max(columns, cell.reference.column)
          }
        }
        // Nothing can be typed under a merge.
        for range in details.mergedRanges {
          for row in range.first.row...range.last.row {
            for column in range.first.column...range.last.column {
              filled.insert(CellReference(row: row, column: column))
            }
          }
        }
        sheets.append((sheet.name, filled, min(rows, 60) + 8, columns + 4))
      }
      return Base(
        path: path, figures: Figures(completion), sheets: sheets, notes: Set(completion.findings.map(Self.text)))
    }
  }

  private static func text(_ finding: Finding) -> String {
    "\(finding.key) \(finding.sheet ?? "") \(finding.ranges) \(finding.value ?? "")"
  }

  /// Fills that many cells, one after the other, drawn by a seed.
  public func check(_ count: Int, seed: UInt64) throws -> Outcome {
    var random = SplitMix64(state: seed)
    var outcome = Outcome()
    let texts: [CellValue] = [
      .number(12_345), .number(0.75), .number(7), .text("12345"), .text("50 MWh"), .text("3,200.50"), .text("remark"),
    ]
    while outcome.mutations < count {
      let base = random.element(bases)
      let sheet = random.element(base.sheets)
      let cell = CellReference(row: random.integer(1...sheet.rows), column: random.integer(1...sheet.columns))
      guard !sheet.filled.contains(cell) else { continue }
      let value = random.element(texts)
      outcome.mutations += 1
      try check(base, sheet.name, cell, value, &outcome)
    }
    return outcome
  }

  private func check(
    _ base: Base, _ sheet: String, _ cell: CellReference, _ value: CellValue, _ outcome: inout Outcome
  ) throws {
    let editor = try WorkbookEditor(path: base.path)
    try editor.set(.value(value), at: cell, in: sheet)
    try editor.write(to: scratch, force: true)
    let completion = try completer.complete(scratch)
    let isAmount = value != .text("remark")
    if !Figures(completion).agrees(with: base.figures) {
      outcome.changed += 1
    } else if completion.verdict != .ready {
      outcome.refused += 1
    } else if Self.hasNoEffect(cell, isAmount: isAmount, on: sheet, in: completion.workbook) {
      outcome.withoutEffect += 1
    } else if !isAmount, completion.findings.contains(where: { !base.notes.contains(Self.text($0)) }) {
      outcome.named += 1
    } else {
      outcome.violations.append("\(base.path): \(sheet)!\(cell) = \(value)")
    }
  }

  /// Fields on which no figure depends, or none unless something else is filled in too.
  private static let fieldsWithoutEffect: Set<FieldID> = [
    .companyName, .responseDate, .totalMass, .totalUnits, FieldID("sites"), FieldID("contact"),
  ]
  private static let columnsWithoutEffect: Set<ColumnID> = [
    .mfg, .customsCode, .mass, .trackingSystem, .certificateID, .vintage, .countryOfOrigin, .energyCertificates,
    .remarks,
  ]

  /// Whether the cell was read into something on which no figure of the workbook depends.
  private static func hasNoEffect(
    _ cell: CellReference, isAmount: Bool, on name: String, in workbook: SupplierWorkbook
  ) -> Bool {
    guard let sheet = workbook.located.sheets.values.first(where: { $0.name == name }) else { return false }
    if let field = sheet.fields.values.first(where: { $0.reference == cell }) {
      return fieldsWithoutEffect.contains(field.definition.id)
    }
    if let survey = sheet.survey, cell.column == survey.answerColumn { return true }
    // A number of a step, or a text among those of the instructions.
    if sheet.definition.fields.isEmpty, sheet.definition.table == nil, cell.column <= 3 { return true }
    guard let table = sheet.table, cell.row > table.headerRow,
      let column = table.columns.values.first(where: { $0.column == cell.column })
    else { return false }
    // A text in a row of the template that has no amount says nothing.
    if !isAmount, sheet.definition.id == .energy, table.rows.values.contains(cell.row) { return true }
    // A part number without materials says nothing.
    if sheet.definition.id == .secondaryMaterials, column.definition.id == .mpn { return true }
    let isEntry = workbook.parts.contains { $0.row == cell.row } || sheet.definition.id != .parts
    return isEntry && columnsWithoutEffect.contains(column.definition.id)
  }
}

/// Why a law cannot be tried.
struct LawError: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }
}
