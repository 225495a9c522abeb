internal import Formulas
public import Validation
internal import XLSX

/// Formulas that could not be evaluated for the same reason.
public struct UnevaluatedFormulas: Hashable, Sendable {
  /// Why a formula could not be evaluated.
  public enum Reason: Hashable, Sendable {
    /// It uses something that is not evaluated: what it is, in English.
    case unsupported(String)
    /// It uses a function that is not evaluated: its name.
    case function(String)
    /// Its text is none of a formula: what is wrong with it, in English.
    case malformed(String)
    /// Its value depends on itself.
    case circular
    /// It would take more than it may: the name of the limit.
    case tooLarge(String)
    /// The workbook could not be read any more, or lacks the sheet.
    case unreadable
  }

  /// Why they could not be evaluated.
  public var reason: Reason
  /// The number of cells.
  public var count: Int
  /// The first of the cells.
  public var first: CellPlace
  /// The cell whose formula says what is not evaluated, and on which the first depends; `nil` where that is not known.
  public var cause: CellPlace?
}

extension UnevaluatedFormulas.Reason {
  private static let functionPrefix = "the function "

  init(_ fault: FormulaFault) {
    switch fault {
    case .unsupported(let what, _, _) where what.hasPrefix(Self.functionPrefix):
      self = .function(String(what.dropFirst(Self.functionPrefix.count)))
    case .unsupported(let what, _, _): self = .unsupported(what)
    case .malformed(let what, _, _): self = .malformed(what)
    case .circular: self = .circular
    case .tooLarge(let limit, _, _): self = .tooLarge(limit.rawValue)
    case .unknownSheet, .unreadable: self = .unreadable
    }
  }

  /// A code that stays the same in every version and language.
  public var code: String {
    switch self {
    case .unsupported: "unsupported"
    case .function: "function"
    case .malformed: "malformed"
    case .circular: "circular"
    case .tooLarge: "too-large"
    case .unreadable: "unreadable"
    }
  }

  /// What it is that is not evaluated; empty where the code says all.
  public var detail: String {
    switch self {
    case .unsupported(let what), .function(let what), .malformed(let what), .tooLarge(let what): what
    case .circular, .unreadable: ""
    }
  }
}

extension CellPlace {
  /// The cell whose formula is at fault.
  init?(_ fault: FormulaFault) {
    switch fault {
    case .unsupported(_, let sheet, let cell), .malformed(_, let sheet, let cell), .tooLarge(_, let sheet, let cell),
      .circular(let sheet, let cell):
      self.init(sheet: sheet, cell: cell)
    case .unknownSheet, .unreadable: return nil
    }
  }
}

extension MessageCatalogue {
  /// Why formulas could not be evaluated, in this language.
  public func message(_ reason: UnevaluatedFormulas.Reason) -> String {
    phrase("recalculate.reason." + reason.code, ["what": reason.detail])
  }
}
