/// Whether the tab of a sheet is shown.
public enum SheetVisibility: String, Hashable, Sendable {
  /// The tab is shown.
  case visible
  /// Can be shown again from the menu.
  case hidden
  /// Can be shown again by a macro alone.
  case veryHidden
}

/// A name given to a cell, a range, a constant or a formula: ECMA-376 Part 1, 18.2.5.
public struct DefinedName: Hashable, Sendable {
  /// What formulas call it.
  public var name: String
  /// The formula as stored, without an equals sign: `Company!$B$7`; `#REF!` where the target was lost.
  public var formula: String
  /// The sheet to which the name belongs; `nil` for the whole workbook.
  public var sheet: String?
  /// Whether programs leave it out of their lists.
  public var isHidden: Bool

  /// A name for a formula, of the whole workbook or of one sheet.
  public init(name: String, formula: String, sheet: String? = nil, isHidden: Bool = false) {
    self.name = name
    self.formula = formula
    self.sheet = sheet
    self.isHidden = isHidden
  }
}

/// What may be typed into cells: ECMA-376 Part 1, 18.3.1.32; extension lists of Excel 2010 (x14) included.
public struct DataValidation: Hashable, Sendable {
  /// What kind of content is allowed; `none` allows any and may still show a prompt.
  public enum Kind: String, Hashable, Sendable { case none, whole, decimal, list, date, time, textLength, custom }
  /// How a number, date or length is compared with the formulas.
  public enum Comparison: String, Hashable, Sendable {
    /// The comparison as the file names it; `between` and `notBetween` use two formulas, the others one.
    case between, notBetween, equal, notEqual, lessThan, lessThanOrEqual, greaterThan, greaterThanOrEqual
  }
  /// What the program does with other input: refuse it, ask, or just say so.
  public enum ErrorStyle: String, Hashable, Sendable { case stop, warning, information }

  /// What kind of content is allowed.
  public var kind: Kind
  /// How it is compared with the formulas; of no meaning to lists and formulas of their own.
  public var comparison: Comparison = .between
  /// The first formula as stored, without an equals sign; for a list, the list in quotes or a reference to one.
  public var formula1: String
  /// The other end, where the comparison is with two.
  public var formula2: String?
  /// The cells it holds for.
  public var ranges: [CellRange]
  /// Whether nothing is allowed, too.
  public var allowsBlank = true
  /// What the program does with other input.
  public var errorStyle: ErrorStyle = .stop
  /// The title of the message on other input, up to 32 characters.
  public var errorTitle: String?
  /// The message on other input, up to 255 characters.
  public var errorMessage: String?
  /// The title of the hint at the cell, up to 32 characters.
  public var promptTitle: String?
  /// The hint that is shown at the cell, up to 255 characters.
  public var prompt: String?

  /// A validation of ranges; how it compares and what it says is set afterwards.
  public init(_ kind: Kind, formula1: String, formula2: String? = nil, ranges: [CellRange]) {
    self.kind = kind
    self.formula1 = formula1
    self.formula2 = formula2
    self.ranges = ranges
  }
}

/// A note on a cell (the classic comment, not a threaded one).
public struct Comment: Hashable, Sendable {
  /// The cell it stands on.
  public var reference: CellReference
  /// Who wrote it, as the file says; a threaded comment has `tc=` and an identifier here.
  public var author: String
  /// The text of the note without its formatting.
  public var text: String

  /// A note on a cell.
  public init(_ reference: CellReference, author: String, text: String) {
    self.reference = reference
    self.author = author
    self.text = text
  }
}
