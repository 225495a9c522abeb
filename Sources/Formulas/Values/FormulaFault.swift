public import XLSX

/// Why a formula has no value here: what is not sure to be Excel's value is a fault, never a value.
public enum FormulaFault: Error, Hashable, Sendable {
  /// The formula uses something that is not evaluated, such as a function that is not known, another workbook or a
  /// table's columns: what it is, and the cell whose formula says it.
  case unsupported(String, sheet: String, cell: CellReference)
  /// The text of the formula is none: what is wrong with it.
  case malformed(String, sheet: String, cell: CellReference)
  /// The value of the cell depends on itself.
  case circular(sheet: String, cell: CellReference)
  /// Evaluating would take more than it may; the cell whose formula would.
  case tooLarge(FormulaLimit, sheet: String, cell: CellReference)
  /// The workbook has no worksheet of that name.
  case unknownSheet(String)
  /// The workbook could not be read.
  case unreadable(XLSXError)
}

extension FormulaFault: XLSXErrorConvertible {
  /// An error of reading as a fault.
  public init(_ error: XLSXError) { self = .unreadable(error) }
}

extension FormulaFault: CustomStringConvertible {
  /// What is wrong and where, for developers; the contents of cells are not in it.
  public var description: String {
    switch self {
    case .unsupported(let what, let sheet, let cell): "\(place(sheet, cell)): \(what) is not evaluated"
    case .malformed(let what, let sheet, let cell): "\(place(sheet, cell)): no formula: \(what)"
    case .circular(let sheet, let cell): "\(place(sheet, cell)): the value depends on itself"
    case .tooLarge(let limit, let sheet, let cell): "\(place(sheet, cell)): too many \(limit.rawValue)"
    case .unknownSheet(let sheet): "no worksheet '\(sheet)'"
    case .unreadable(let error): error.description
    }
  }

  private func place(_ sheet: String, _ cell: CellReference) -> String {
    SheetName.quoted(sheet) + "!" + cell.description
  }
}

/// What evaluating formulas is limited in.
public enum FormulaLimit: String, Hashable, Sendable {
  /// The filled cells of a sheet.
  case cells
  /// Operations and reads of cells, of all formulas together.
  case steps
  /// The elements of an array.
  case elements
  /// The characters of a text.
  case characters
  /// The bytes of a formula.
  case bytes
  /// Formulas and functions one within the other.
  case levels
}

/// What evaluating formulas may take at most.
public struct FormulaLimits: Hashable, Sendable {
  /// The filled cells of a sheet; the cells of a larger one are not read.
  public var cellsPerSheet = 400_000
  /// Operations and reads of cells, of everything that one evaluator evaluates.
  public var steps = 30_000_000
  /// The same of what is evaluated for a single cell that somebody asks for.
  public var stepsPerCell = 20_000_000
  /// The elements of an array that are held in memory.
  public var arrayElements = 1 << 20
  /// The length of a text, in UTF-16 units: Excel's.
  public var textLength = 32_767
  /// The texts that formulas give, all together, in bytes of UTF-8.
  public var textBytes = 1 << 26
  /// The length of a formula, in bytes of UTF-8.
  public var formulaBytes = 1 << 15

  /// The limits that suit suppliers' workbooks.
  public init() {}
}

/// How the evaluation of a node ends without a value.
enum FormulaInterruption: Error {
  /// The value is an error of the spreadsheet: what the function called last returns.
  case error(CellError)
  /// Something that is not evaluated, in the formula that is being evaluated.
  case unsupported(String)
  case malformed(String)
  case tooLarge(FormulaLimit)
  /// A fault of this formula or of one on which it depends.
  case fault(FormulaFault)
  /// That cell is to be evaluated first, and this one then again from the start.
  case waiting(for: FormulaCell)
}
