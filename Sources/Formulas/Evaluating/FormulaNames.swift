internal import XLSX

/// The names that a workbook defines, to be looked up without regard to case.
struct FormulaNames {
  private struct Key: Hashable {
    var name: String
    var sheet: String?
  }

  private var names: [Key: FormulaName] = [:]

  init(_ defined: [DefinedName]) {
    for name in defined {
      let key = Key(name: name.name.lowercased(), sheet: name.sheet?.lowercased())
      if names[key] == nil { names[key] = FormulaName(name.formula) }
    }
  }

  /// What a name stands for: a sheet's own name goes before the workbook's.
  func name(_ name: String, sheet: String) -> FormulaName? {
    if names.isEmpty { return nil }
    let name = name.lowercased()
    return names[Key(name: name, sheet: sheet.lowercased())] ?? names[Key(name: name, sheet: nil)]
  }
}

/// The formula behind a name.
final class FormulaName {
  /// The formula as it reads in the first cell of a sheet.
  let formula: String
  /// Whether it is another one in other cells.
  private(set) lazy var isRelative = SharedFormula.moved(formula, rows: 1, columns: 1) != formula
  /// Its nodes, by the formula as it reads in a cell.
  var nodes: [String: FormulaNode] = [:]

  init(_ formula: String) {
    self.formula = formula.hasPrefix("=") ? String(formula.dropFirst()) : formula
  }

  /// The formula as it reads in a cell.
  func formula(in cell: CellReference) throws(FormulaInterruption) -> String {
    guard isRelative else { return formula }
    let moved = SharedFormula.moved(formula, rows: cell.row - 1, columns: cell.column - 1)
    if moved.hasBytes(of: "#REF!"), !formula.hasBytes(of: "#REF!") { throw .unsupported("a name beyond the sheet") }
    return moved
  }
}
