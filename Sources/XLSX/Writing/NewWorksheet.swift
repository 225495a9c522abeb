/// A worksheet to be written: its rows and what it says beside them.
///
/// Everything is checked when the workbook is written; `NewWorkbook.write` throws for what Excel would not accept.
public struct NewWorksheet: Sendable {
  /// Neighbouring columns that look the same.
  public struct Column: Hashable, Sendable {
    /// The numbers of the columns, 1-based, up to 16,384; both ends belong to it.
    public var columns: ClosedRange<Int>
    /// The width in characters of the default font, 0 to 255; `nil` for the default.
    public var width: Double?
    /// Whether the program leaves the columns out.
    public var isHidden: Bool
    /// The style of the cells that are not written.
    public var style: StyleID

    /// Columns from the first to the last of a range.
    public init(_ columns: ClosedRange<Int>, width: Double? = nil, isHidden: Bool = false, style: StyleID = .standard) {
      self.columns = columns
      self.width = width
      self.isHidden = isHidden
      self.style = style
    }
  }

  /// A link from a cell to another place in the same workbook.
  public struct Hyperlink: Hashable, Sendable {
    /// The cell to click.
    public var reference: CellReference
    /// The place to which the link leads.
    public var target: SheetRange
    /// The text that is shown over the cell, up to 255 characters; `nil` for none.
    public var tooltip: String?

    /// A link from one cell.
    public init(_ reference: CellReference, to target: SheetRange, tooltip: String? = nil) {
      self.reference = reference
      self.target = target
      self.tooltip = tooltip
    }
  }

  /// The name of the sheet: up to 31 characters, none of `[]:*?/\`, no apostrophe at the ends; unique in the workbook
  /// without regard to case.
  public var name: String
  /// Whether the sheet has a tab; a hidden sheet is listed, but has none.
  public var visibility = SheetVisibility.visible
  /// The colour of the tab; `nil` for none.
  public var tabColor: Color?
  /// What columns look like, in ascending order and without overlap.
  public var columns: [Column] = []
  /// The height of rows that do not say their own, in points; `nil` for the program's own (15).
  public var defaultRowHeight: Double?
  /// The number of rows at the top that stay when scrolling.
  public var frozenRows = 0
  /// The number of columns at the left that stay when scrolling.
  public var frozenColumns = 0
  /// Whether lines divide the cells on the screen.
  public var showsGridLines = true
  /// The magnification on the screen in percent, 10 to 400.
  public var zoom = 100
  /// The cell in which the cursor stands.
  public var selectedCell = CellReference(row: 1, column: 1)
  /// The range that can be filtered, its heading row included; `nil` for none.
  public var autoFilter: CellRange?
  /// Ranges that look like one cell, each of more than one cell, without overlap; the value stands in the first.
  public var mergedRanges: [CellRange] = []
  /// What may be typed into cells.
  ///
  /// A list in quotes (`"yes,no"`) has up to 255 characters; a list in cells is `SheetRange.formula`.
  public var dataValidations: [DataValidation] = []
  /// Links to other places in the workbook; how the cells look is up to their style.
  public var hyperlinks: [Hyperlink] = []
  /// The notes, up to one for each cell; the boxes are sized to their text.
  public var comments: [Comment] = []
  /// What may be changed in spite of protection; `nil` for a sheet in which everything may be changed.
  public var protection: SheetProtection?
  /// How the sheet is printed.
  public var pageSetup = PageSetup()
  /// What is printed; `nil` for everything.
  public var printArea: CellRange?
  /// Rows repeated on each printed page.
  public var printTitleRows: ClosedRange<Int>?
  /// The charts, in the order in which one lies over another.
  public var charts: [NewChart] = []
  /// The rows, in ascending order.
  public var rows: RowSource

  /// A worksheet of rows.
  public init(name: String, rows: RowSource = []) {
    self.name = name
    self.rows = rows
  }
}

/// What may be done in a sheet in spite of its protection, which has no password: ECMA-376 Part 1, 18.3.1.85.
///
/// Only cells whose style says `locked = false` can be typed into.
public struct SheetProtection: OptionSet, Hashable, Sendable {
  /// One bit for each action.
  public var rawValue: Int
  /// A set of actions by its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  // Each allows what its name says.
  /// Selecting cells that are locked.
  public static let selectLockedCells = SheetProtection(rawValue: 1 << 0)
  /// Selecting cells that are not locked.
  public static let selectUnlockedCells = SheetProtection(rawValue: 1 << 1)
  /// Changing how cells look.
  public static let formatCells = SheetProtection(rawValue: 1 << 2)
  /// Changing the width of columns, and hiding them.
  public static let formatColumns = SheetProtection(rawValue: 1 << 3)
  /// Changing the height of rows, and hiding them.
  public static let formatRows = SheetProtection(rawValue: 1 << 4)
  /// Inserting rows anywhere.
  public static let insertRows = SheetProtection(rawValue: 1 << 5)
  /// Deleting rows without locked cells.
  public static let deleteRows = SheetProtection(rawValue: 1 << 6)
  /// Sorting ranges without locked cells.
  public static let sort = SheetProtection(rawValue: 1 << 7)
  /// Using the filter that is there.
  public static let autoFilter = SheetProtection(rawValue: 1 << 8)
  /// Changing shapes, charts and comments.
  public static let editObjects = SheetProtection(rawValue: 1 << 9)

  /// What Excel allows unless told otherwise: selecting cells.
  public static let standard: SheetProtection = [.selectLockedCells, .selectUnlockedCells]

  func append(to xml: inout XMLBuffer) {
    xml.append("<sheetProtection sheet=\"1\"")
    xml.attribute("objects", !contains(.editObjects))
    xml.append(" scenarios=\"1\"")
    let actions: [(StaticString, SheetProtection, isLockedByDefault: Bool)] = [
      ("formatCells", .formatCells, true), ("formatColumns", .formatColumns, true), ("formatRows", .formatRows, true),
      ("insertRows", .insertRows, true), ("deleteRows", .deleteRows, true),
      ("selectLockedCells", .selectLockedCells, false),
      ("sort", .sort, true), ("autoFilter", .autoFilter, true), ("selectUnlockedCells", .selectUnlockedCells, false),
    ]
    for (name, action, isLockedByDefault) in actions where contains(action) == isLockedByDefault {
      xml.attribute(name, !contains(action))
    }
    xml.append("/>")
  }
}

/// How a worksheet is printed, on A4: ECMA-376 Part 1, 18.3.1.63.
public struct PageSetup: Hashable, Sendable {
  /// Whether the paper is upright or sideways.
  public enum Orientation: String, Hashable, Sendable { case portrait, landscape }

  /// The orientation of the paper.
  public var orientation = Orientation.portrait
  /// Whether the sheet is printed as wide as the page and as many pages high as it takes.
  public var fitsToWidth = false
  /// The line at the top of each page, with Excel's codes, `&L&A&R&P / &N`, up to 255 characters; an ampersand is
  /// doubled.
  public var header: String?
  /// The line at the bottom of each page, written like the header.
  public var footer: String?

  /// Upright, at full size, without header and footer.
  public init() {}

  func append(to xml: inout XMLBuffer) {
    xml.append(
      "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\""
    )
    if fitsToWidth { xml.append(" fitToHeight=\"0\"") }
    xml.attribute("orientation", orientation.rawValue)
    xml.append("/>")
    guard header != nil || footer != nil else { return }
    xml.append("<headerFooter>")
    if let header {
      xml.append("<oddHeader>")
      xml.append(text: header)
      xml.append("</oddHeader>")
    }
    if let footer {
      xml.append("<oddFooter>")
      xml.append(text: footer)
      xml.append("</oddFooter>")
    }
    xml.append("</headerFooter>")
  }
}
