/// Whether the tab of a sheet is shown.
public enum SheetVisibility: String, Hashable, Sendable {
  case visible
  /// Can be shown again from the menu.
  case hidden
  /// Can be shown again by a macro alone.
  case veryHidden
}

/// A name given to a cell, a range, a constant or a formula: ECMA-376 Part 1, 18.2.5.
public struct DefinedName: Hashable, Sendable {
  public var name: String
  /// As stored, without an equals sign: `Company!$B$7`; `#REF!` where the target was lost.
  public var formula: String
  /// The sheet to which the name belongs; `nil` for the whole workbook.
  public var sheet: String?
  public var isHidden: Bool

  public init(name: String, formula: String, sheet: String? = nil, isHidden: Bool = false) {
    self.name = name
    self.formula = formula
    self.sheet = sheet
    self.isHidden = isHidden
  }
}

/// What may be typed into cells: ECMA-376 Part 1, 18.3.1.32; extension lists of Excel 2010 (x14) included.
public struct DataValidation: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case none, whole, decimal, list, date, time, textLength, custom }
  public enum Comparison: String, Hashable, Sendable {
    case between, notBetween, equal, notEqual, lessThan, lessThanOrEqual, greaterThan, greaterThanOrEqual
  }
  /// What the program does with other input: refuse it, ask, or just say so.
  public enum ErrorStyle: String, Hashable, Sendable { case stop, warning, information }

  public var kind: Kind
  public var comparison: Comparison = .between
  /// As stored, without an equals sign; a list in quotes or a reference to one.
  public var formula1: String
  public var formula2: String?
  public var ranges: [CellRange]
  public var allowsBlank = true
  public var errorStyle: ErrorStyle = .stop
  public var errorTitle: String?
  public var errorMessage: String?
  public var promptTitle: String?
  public var prompt: String?

  public init(_ kind: Kind, formula1: String, formula2: String? = nil, ranges: [CellRange]) {
    self.kind = kind
    self.formula1 = formula1
    self.formula2 = formula2
    self.ranges = ranges
  }
}

/// A note on a cell (the classic comment, not a threaded one).
public struct Comment: Hashable, Sendable {
  public var reference: CellReference
  public var author: String
  public var text: String

  public init(_ reference: CellReference, author: String, text: String) {
    self.reference = reference
    self.author = author
    self.text = text
  }
}
