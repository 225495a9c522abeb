internal import Emissions
internal import Formulas
internal import SupplierWorkbooks
internal import XLSX

extension IntegrityPass {
  /// W03: inputs that are formulas without a stored value, which were evaluated.
  mutating func reportEvaluatedInputs() {
    for input in workbook.evaluatedInputs {
      findings.add(
        Finding(
          "W03", .note, variant: "evaluated", sheet: input.sheet, cell: input.cell, value: Self.shown(input.value),
          arguments: ["formula": LocalizedText("=" + input.formula)]))
    }
  }

  /// W07: the workbook's own result is a witness.
  ///
  /// Its own formulas are evaluated from its inputs. Where they come to what GreenQuote computes, a stored value that is
  /// another one was merely stale. Where they do not, GreenQuote reads the workbook otherwise than its formulas do: an
  /// error, with both figures.
  ///
  /// - Parameters:
  ///   - inventory: the figures of the company.
  ///   - lists: GreenQuote's factors.
  /// - Throws: `XLSXError` where a sheet cannot be read.
  mutating func hearWitness(on inventory: Inventory, lists: ReferenceLists) throws(XLSXError) {
    let hasInputs = account.sheets.contains { !$0.formulas.isEmpty }
    guard !witnessed.formulas.isEmpty || hasInputs else { return }
    let calculation = WorkbookCalculation(reader)
    checkInputs(calculation)
    guard workbook.companySource == nil, !workbook.hasUncountedAdditions, lists.library.ownFactors.isEmpty else {
      return
    }
    let inputs = prepare(calculation, lists: lists)
    var entry = DoubleEntry()
    // What differs in the totals differs in all that follows.
    for rank in [WitnessedFormula.Rank.total, .intermediate, .part] where entry.differing == 0 {
      for formula in witnessed.formulas where formula.rank == rank { hear(formula, calculation, inputs, &entry) }
    }
    if entry.differing == 0 {
      for formula in witnessed.formulas where formula.rank == .row { compare(formula, calculation, &entry) }
    }
    entry.partRows = witnessed.rowsBySheet.reduce(0) { $0 + $1.rows.count }
    entry.unheardRows = witnessed.unheardRows
    doubleEntry = entry
    if entry.differing > 0 { try checkListedFactors(inventory, lists) }
  }

  /// What formulas cannot read is read as GreenQuote did: only where they look is in question.
  ///
  /// - Returns: the inputs by the names of their sheets.
  private func prepare(_ calculation: WorkbookCalculation, lists: ReferenceLists) -> Inputs {
    var partRows: [SheetID: Set<Int>] = [:]
    for (name, rows) in witnessed.rowsBySheet {
      let ids = workbook.located.ids(of: .parts).filter { workbook.located.sheets[$0]?.name == name }
      for id in ids { partRows[id, default: []].formUnion(rows.map { $0.index }) }
    }
    let inputs = FormulaInputs(workbook, lists: lists, includesRestated: true, partRows: partRows)
    var named: Inputs = [:]
    for (id, values) in inputs.values {
      guard let sheet = workbook.located.sheets[id]?.name else { continue }
      if id != .parts { named[sheet, default: [:]].merge(values) { _, new in new } }
      do throws(FormulaFault) { try calculation.replace(values, on: sheet) } catch { continue }
    }
    for (id, rows) in workbook.setAside {
      guard let sheet = workbook.located.sheets[id] else { continue }
      let inputs = sheet.table?.columns.values.filter { $0.definition.role != .computed }.map { $0.column } ?? []
      let cells = rows.flatMap { aside in inputs.map { CellReference(row: aside.row, column: $0) } }
      // A total that the template's formulas take for an entry is none for them either.
      let blanks = Dictionary(cells.map { ($0, CellValue.blank) }) { first, _ in first }
      do throws(FormulaFault) { try calculation.replace(blanks, on: sheet.name) } catch { continue }
    }
    // What was typed over a formula is not what GreenQuote goes on with.
    for (sheet, values) in witnessed.typedOver {
      do throws(FormulaFault) { try calculation.replace(values, on: sheet) } catch { continue }
    }
    for (sheet, rows) in witnessed.rowsBySheet {
      let ordered = rows.sorted { $0.index < $1.index }
      do throws(FormulaFault) { try calculation.supply(ordered, of: sheet) } catch { continue }
    }
    return named
  }

  /// What stands in inputs, by sheet and cell.
  private typealias Inputs = [String: [CellReference: CellValue]]

  private static func agree(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= DoubleEntry.tolerance * max(abs(one), abs(other))
  }

  /// Evaluates a formula and reports it where it comes to another number than GreenQuote.
  private mutating func hear(
    _ formula: WitnessedFormula, _ calculation: WorkbookCalculation, _ inputs: Inputs, _ entry: inout DoubleEntry
  ) {
    let value: CellValue
    do throws(FormulaFault) {
      value = try calculation.value(at: formula.cell, in: formula.sheet)
    } catch {
      entry.notEvaluated += 1
      // Nobody can tell whether the stored number is stale; where nothing is stored there is no witness.
      guard !formula.isMet, case .number(let stored) = formula.stored else { return }
      entry.differing += 1
      report(formula, variant: "stored", Self.shown(stored), calculation, inputs)
      return
    }
    if formula.rank == .part { entry.partCells += 1 } else { entry.cells += 1 }
    switch value {
    case .number(let number):
      if Self.agree(number, formula.computed) {
        entry.note(number, formula.computed)
        return
      }
      report(formula, variant: "", Self.shown(number), calculation, inputs)
    case .error(let error):
      // The formulas refuse the part, and so do the rules.
      if formula.rank == .part, findings.hasError(on: formula.sheet, row: formula.cell.row) { return }
      report(formula, variant: "", error.rawValue, calculation, inputs)
    case .text(let text):
      if text.isEmpty, formula.isMet { return }
      report(formula, variant: "", "'\(text)'", calculation, inputs)
    case .blank, .boolean: return
    }
    entry.differing += 1
  }

  /// Counts whether a formula of a row comes to what GreenQuote computes; where totals agree, rows are no matter.
  private func compare(
    _ formula: WitnessedFormula, _ calculation: WorkbookCalculation, _ entry: inout DoubleEntry
  ) {
    do throws(FormulaFault) {
      guard case .number(let number) = try calculation.value(at: formula.cell, in: formula.sheet) else { return }
      entry.cells += 1
      if Self.agree(number, formula.computed) { entry.note(number, formula.computed) }
    } catch {
      entry.notEvaluated += 1
    }
  }

  private mutating func report(
    _ formula: WitnessedFormula, variant: String, _ value: String, _ calculation: WorkbookCalculation, _ inputs: Inputs
  ) {
    var arguments = ["computed": LocalizedText(Self.shown(formula.computed))]
    var variant = variant
    // The first one names them for all that follow from it.
    let cells = variant.isEmpty && !hasNamedPartings ? partings(of: formula, calculation, inputs) : []
    if !cells.isEmpty {
      hasNamedPartings = true
      variant = "cells"
      arguments["cells"] = LocalizedText(cells.joined(separator: ", "))
    }
    findings.add(
      Finding(
        "W07", .error, variant: variant, sheet: formula.sheet, cell: formula.cell, field: formula.label, value: value,
        arguments: arguments))
  }

  /// The first cells that one of the two calculations alone uses, or in which they part: rows of energy and regions that
  /// the formula does not read or reads otherwise, and numbers that it reads and GreenQuote does not.
  private func partings(
    of formula: WitnessedFormula, _ calculation: WorkbookCalculation, _ inputs: Inputs
  ) -> [String] {
    guard formula.rank == .total || formula.rank == .intermediate else { return [] }
    var cells: [String] = []
    func add(_ cell: CellReference, _ sheet: String) {
      let location = SheetRange(sheet: sheet, CellRange(cell, cell)).location
      if !cells.contains(location) { cells.append(location) }
    }
    for row in witnessed.formulas where row.rank == .row {
      do throws(FormulaFault) {
        let value = try calculation.value(at: row.cell, in: row.sheet)
        if case .number(let number) = value, Self.agree(number, row.computed) { continue }
        add(row.cell, row.sheet)
      } catch { continue }
    }
    var read: [String: Set<CellReference>] = [:]
    var own: [String: Set<CellReference>] = [:]
    for other in witnessed.formulas where other.rank == .total || other.rank == .intermediate {
      do throws(FormulaFault) {
        let precedents = try calculation.precedents(of: other.cell, in: other.sheet)
        read.merge(precedents) { $0.union($1) }
        if other.cell == formula.cell, other.sheet == formula.sheet { own = precedents }
      } catch { continue }
    }
    // Of a row the last figure that no total reads, though they read those of other rows.
    var unread: [WitnessedFormula] = []
    for row in witnessed.formulas where row.rank == .row && row.computed != 0 {
      let cells = read[row.sheet] ?? []
      guard !cells.contains(row.cell), cells.contains(where: { $0.column == row.cell.column }) else { continue }
      if let last = unread.last, last.sheet == row.sheet, last.cell.row == row.cell.row { unread.removeLast() }
      unread.append(row)
    }
    for row in unread { add(row.cell, row.sheet) }
    for (sheet, entries) in inputs.sorted(by: { $0.key < $1.key }) {
      for cell in (own[sheet] ?? []).sorted() where entries[cell] == nil {
        do throws(FormulaFault) {
          guard try !calculation.hasFormula(at: cell, in: sheet) else { continue }
          if let number = try calculation.value(at: cell, in: sheet).number, number != 0 { add(cell, sheet) }
        } catch { continue }
      }
    }
    return Array(cells.prefix(Self.partingLimit))
  }

  /// More cells would say no more.
  private static let partingLimit = 5

  /// W07: an input that is a formula and does not hold what it comes to.
  private mutating func checkInputs(_ calculation: WorkbookCalculation) {
    for sheet in account.sheets {
      for (cell, stored) in sheet.formulas.sorted(by: { $0.key < $1.key }) {
        var value: CellValue?
        do throws(FormulaFault) { value = try calculation.value(at: cell, in: sheet.name) } catch { value = nil }
        guard case .number(let number)? = value, !Self.agree(number, stored) else { continue }
        findings.add(
          Finding(
            "W07", .error, variant: "input", sheet: sheet.name, cell: cell, value: Self.shown(stored),
            arguments: ["evaluated": LocalizedText(Self.shown(number))]))
      }
    }
  }

  private static func shown(_ value: CellValue) -> String {
    switch value {
    case .number(let number): shown(number)
    case .text(let text): text
    case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
    case .error(let error): error.rawValue
    case .blank: ""
    }
  }

  private static func shown(_ number: Double) -> String {
    DecimalText.shortest(DecimalText.rounded(number, decimals: abs(number) < 1 ? 10 : 6))
  }
}

extension DoubleEntry {
  /// Counts two numbers that agree.
  fileprivate mutating func note(_ one: Double, _ other: Double) {
    let larger = max(abs(one), abs(other))
    if larger > 0 { greatestDifference = max(greatestDifference, abs(one - other) / larger) }
  }
}
