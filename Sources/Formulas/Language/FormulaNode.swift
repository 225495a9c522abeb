internal import XLSX

/// A formula as a tree.
indirect enum FormulaNode: Sendable {
  case value(CellValue)
  /// An argument that was left out between commas.
  case missing
  case array(FormulaArray)
  /// A rectangle of cells; without a sheet's name, of the sheet on which the formula stands.
  case reference(CellRange, sheet: String?)
  /// A defined name; with a sheet's name, one that belongs to it.
  case name(String, sheet: String?)
  case call(FormulaCall)
  case negative(FormulaNode)
  case percent(FormulaNode)
  case binary(FormulaOperator, FormulaNode, FormulaNode)
  /// The rectangle that two references span: `A1:INDEX(B:B,3)`.
  case span(FormulaNode, FormulaNode)
  /// The cells that two references have in common: `A:A 3:3`.
  case intersection(FormulaNode, FormulaNode)
  case union([FormulaNode])
  /// A single value of a rectangle, in the row or column of the formula: `@A1:A9`.
  case single(FormulaNode)
  /// Something that is a formula, but is not evaluated.
  case unsupported(String)
}

/// The call of a function.
struct FormulaCall: Sendable {
  /// The name in capitals, without the prefixes of newer functions.
  var name: String
  var arguments: [FormulaNode]
  /// What evaluates it; `nil` where the function is not known.
  var function: FormulaFunction?
}
