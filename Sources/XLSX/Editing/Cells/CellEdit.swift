/// What is to happen to one cell of an existing workbook.
///
/// Without a style index the cell keeps the look it shows: its own style, else that of its row, else that of its
/// column.
public enum CellEdit: Hashable, Sendable {
  /// The cell holds this value from now on; a formula it held is gone.
  case value(CellValue, style: Int? = nil)
  /// The cell's formula stays as it is, only the result stored with it changes. An error on a cell without formula.
  case cachedValue(CellValue, style: Int? = nil)
  /// The cell holds this formula (no equals sign) and its result; `.blank` for a result that Excel is to calculate when
  /// it opens the file.
  case formula(String, cached: CellValue, style: Int? = nil)
  /// The cell holds what it held and looks different.
  case style(Int)

  /// An index into ``WorkbookStyles``; `nil` to keep the look.
  public var style: Int? {
    switch self {
    case .value(_, let style), .cachedValue(_, let style), .formula(_, _, let style): style
    case .style(let style): style
    }
  }

  /// The value written into the cell; `nil` where it stays.
  var value: CellValue? {
    switch self {
    case .value(let value, _), .cachedValue(let value, _), .formula(_, let value, _): value
    case .style: nil
    }
  }

  /// Whether a formula that the cell held is gone afterwards.
  var replacesFormula: Bool {
    switch self {
    case .value, .formula: true
    case .cachedValue, .style: false
    }
  }

  /// Whether the cell holds a formula without a result afterwards.
  var leavesFormulaWithoutValue: Bool {
    switch self {
    case .cachedValue(let value, _), .formula(_, let value, _): value.isBlank
    case .value, .style: false
    }
  }

  /// This edit after an earlier one of the same cell: the later wins, but a style alone does not undo a value, nor a
  /// value a style.
  func following(_ earlier: CellEdit?) -> CellEdit {
    guard let earlier else { return self }
    switch (self, earlier) {
    case (.style(let style), .value(let value, _)): return .value(value, style: style)
    case (.style(let style), .cachedValue(let value, _)): return .cachedValue(value, style: style)
    case (.style(let style), .formula(let formula, let value, _)): return .formula(formula, cached: value, style: style)
    case (.style, .style): return self
    case (.value(let value, let style), _): return .value(value, style: style ?? earlier.style)
    case (.cachedValue(let value, let style), .formula(let formula, _, let old)):
      return .formula(formula, cached: value, style: style ?? old)
    case (.cachedValue(let value, let style), _): return .cachedValue(value, style: style ?? earlier.style)
    case (.formula(let formula, let value, let style), _):
      return .formula(formula, cached: value, style: style ?? earlier.style)
    }
  }

  /// The most characters that a cell or a formula may hold: Excel specifications and limits.
  private static let longestText = 32_767
  private static let longestFormula = 8_192

  /// Throws for what no cell can hold.
  func check() throws(XLSXError) {
    switch value {
    case .number(let number) where !number.isFinite:
      throw XLSXError(.invalidArgument, detail: "the number is not finite")
    case .text(let text) where text.utf16.count > Self.longestText:
      throw XLSXError(
        .invalidArgument, detail: "a text of \(text.utf16.count) characters; a cell holds \(Self.longestText)")
    default: break
    }
    if case .formula(let formula, _, _) = self {
      if formula.isEmpty || formula.hasPrefix("=") {
        throw XLSXError(.invalidArgument, detail: "a formula is stored without an equals sign and is not empty")
      }
      if formula.utf16.count > Self.longestFormula {
        throw XLSXError(
          .invalidArgument,
          detail: "a formula of \(formula.utf16.count) characters; a cell holds \(Self.longestFormula)")
      }
    }
  }
}
