internal import XLSX

/// A rectangle of cells of one sheet.
final class ReferenceNode: FormulaNode {
  private let reference: FormulaReference
  /// The position of the sheet; `nil` for that of the formula.
  private let sheet: Int?
  /// Whether it is a single cell.
  private let isCell: Bool

  init(_ reference: FormulaReference, sheet: Int?) {
    self.reference = reference
    self.sheet = sheet
    isCell = reference.first == reference.last && reference.firstIsOwnRow == reference.lastIsOwnRow
  }

  func area(_ context: FormulaContext) -> FormulaArea {
    FormulaArea(sheet: sheet ?? context.sheet, range: reference.range(inRow: context.cell.row))
  }

  override func operand(_ context: FormulaContext) -> FormulaOperand { .area(area(context)) }

  override func value(_ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    guard isCell else { return try context.single(area(context)) }
    return try context.evaluator.value(
      sheet: sheet ?? context.sheet, row: reference.firstIsOwnRow ? context.cell.row : reference.first.row,
      column: reference.first.column)
  }
}

/// The same cells of several sheets.
final class SheetsNode: FormulaNode {
  private let sheets: ClosedRange<Int>
  private let reference: FormulaReference

  init(_ sheets: ClosedRange<Int>, _ reference: FormulaReference) {
    self.sheets = sheets
    self.reference = reference
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    let range = reference.range(inRow: context.cell.row)
    return .union(
      sheets.filter { context.evaluator.isWorksheet($0) }.map { FormulaArea(sheet: $0, range: range) })
  }
}

/// `:`, a space or a comma between references.
final class ReferencesNode: FormulaNode {
  enum Operation { case span, intersection, union }

  private let operation: Operation
  private let nodes: [FormulaNode]

  init(_ operation: Operation, _ nodes: [FormulaNode]) {
    self.operation = operation
    self.nodes = nodes
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    do throws(FormulaInterruption) {
      switch operation {
      case .union:
        var all: [FormulaArea] = []
        for node in nodes { all += try areas(node, context) }
        return .union(all)
      case .span: return try span(try areas(nodes[0], context), try areas(nodes[1], context))
      case .intersection: return try common(try areas(nodes[0], context), try areas(nodes[1], context))
      }
    } catch {
      guard case .error(let error) = error else { throw error }
      return .value(.error(error))
    }
  }

  /// The rectangles that a node refers to.
  private func areas(_ node: FormulaNode, _ context: FormulaContext) throws(FormulaInterruption) -> [FormulaArea] {
    switch try node.operand(context) {
    case .area(let area): return [area]
    case .union(let areas): return areas
    case .value(.error(let error)): throw .error(error)
    case .value, .array, .missing, .lambda: throw .error(.value)
    }
  }

  private func span(_ left: [FormulaArea], _ right: [FormulaArea]) throws(FormulaInterruption) -> FormulaOperand {
    guard left.count == 1, right.count == 1, left[0].sheet == right[0].sheet else { throw .error(.value) }
    let range = left[0].range.union(right[0].range.first).union(right[0].range.last)
    return .area(FormulaArea(sheet: left[0].sheet, range: range))
  }

  private func common(_ left: [FormulaArea], _ right: [FormulaArea]) throws(FormulaInterruption) -> FormulaOperand {
    var common: [FormulaArea] = []
    for one in left {
      for other in right { if let area = one.intersection(other) { common.append(area) } }
    }
    guard let first = common.first else { throw .error(.null) }
    return common.count == 1 ? .area(first) : .union(common)
  }
}

/// All the cells that an array formula fills.
final class SpilledNode: FormulaNode {
  private let node: FormulaNode

  init(_ node: FormulaNode) { self.node = node }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    let operand = try node.operand(context)
    guard case .area(let area) = operand, area.isSingle else {
      if case .value(.error) = operand { return operand }
      return .value(.error(.reference))
    }
    guard let range = try context.evaluator.cells(of: area.sheet).arrayRange(of: area.range.first) else {
      return .value(.error(.reference))
    }
    return .area(FormulaArea(sheet: area.sheet, range: range))
  }
}

/// Cells of a table, by the names of their columns.
final class TableNode: FormulaNode {
  private let table: WorkbookTable
  private let sheet: Int
  private let selection: TableSelection

  init(_ table: WorkbookTable, sheet: Int, _ selection: TableSelection) {
    self.table = table
    self.sheet = sheet
    self.selection = selection
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    guard let range = table.range(of: selection, row: context.cell.row) else { return .value(.error(.value)) }
    return .area(FormulaArea(sheet: sheet, range: range))
  }
}

extension WorkbookTable {
  /// The cells that a structured reference means; `nil` where there are none, or the row of the formula is none of the
  /// table's.
  fileprivate func range(of selection: TableSelection, row: Int) -> CellRange? {
    var (left, right) = (range.first.column, range.last.column)
    if let columns = selection.columns {
      guard let first = column(named: columns.first), let last = column(named: columns.last) else { return nil }
      (left, right) = (min(first, last), max(first, last))
    }
    let data = (range.first.row + headerRows, range.last.row - totalsRows)
    var rows: (Int, Int)?
    for part in selection.parts.isEmpty ? [.data] : selection.parts {
      let these: (Int, Int)
      switch part {
      case .all: these = (range.first.row, range.last.row)
      case .data: these = data
      case .headers where headerRows > 0: these = (range.first.row, data.0 - 1)
      case .totals where totalsRows > 0: these = (data.1 + 1, range.last.row)
      case .thisRow where row >= data.0 && row <= data.1: these = (row, row)
      case .headers, .totals, .thisRow: return nil
      }
      rows = rows.map { (min($0.0, these.0), max($0.1, these.1)) } ?? these
    }
    guard let rows, rows.0 <= rows.1 else { return nil }
    return CellRange(CellReference(row: rows.0, column: left), CellReference(row: rows.1, column: right))
  }

  private func column(named name: String) -> Int? {
    columns.firstIndex { $0.lowercased() == name.lowercased() }.map { range.first.column + $0 }
  }
}
