internal import XLSX

/// The tables of a workbook, by name and by place.
struct FormulaTables {
  private let tables: [WorkbookTable]

  init(_ workbook: WorkbookReader) {
    guard workbook.partNames.contains(where: { $0.hasBytes(of: "/tables/") }) else {
      tables = []
      return
    }
    // What cannot be read is not there: formulas that need it say so.
    do throws(XLSXError) { tables = try workbook.tables() } catch { tables = [] }
  }

  func table(named name: String) -> WorkbookTable? {
    if tables.isEmpty { return nil }
    let name = name.lowercased()
    return tables.first { $0.name.lowercased() == name }
  }

  func table(around cell: CellReference, on sheet: String) -> WorkbookTable? {
    tables.first { $0.sheet == sheet && $0.range.contains(cell) }
  }
}

/// Columns of the table in which the formula stands.
final class TableAroundNode: FormulaNode {
  private let selection: TableSelection

  init(_ selection: TableSelection) { self.selection = selection }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    guard let table = context.evaluator.table(around: context.cell, on: context.sheet) else {
      throw .unsupported("a row of a table, outside of it")
    }
    return try TableNode(table, sheet: context.sheet, selection).operand(context)
  }
}
