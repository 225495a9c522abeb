/// How a cell looks, and whether sheet protection locks it.
public struct CellStyle: Hashable, Sendable {
  /// Where the content stands from left to right; `general`: text left, numbers right.
  public enum HorizontalAlignment: String, Hashable, Sendable { case general, left, center, right }
  /// Where the content stands from top to bottom.
  public enum VerticalAlignment: String, Hashable, Sendable { case top, center, bottom }
  /// The lines around a cell.
  public enum Border: Hashable, Sendable { case none, thin(Color) }

  /// What letters look like.
  public struct Font: Hashable, Sendable {
    /// The family, up to 31 characters.
    public var name = "Calibri"
    /// The size of the letters, in points.
    public var size: Double = 11
    /// Whether letters are heavy.
    public var bold = false
    /// Whether letters are slanted.
    public var italic = false
    /// Whether there is a line below.
    public var underlined = false
    /// The colour of the letters.
    public var color: Color = .black
    /// Calibri of 11 points, black.
    public init() {}
  }

  /// What its letters look like.
  public var font = Font()
  /// The colour of a solid fill; `nil` for none.
  public var fill: Color?
  /// The lines around it.
  public var border: Border = .none
  /// Where its content stands from left to right.
  public var horizontal: HorizontalAlignment = .general
  /// Where its content stands from top to bottom.
  public var vertical: VerticalAlignment = .bottom
  /// Whether long text goes on in the next line.
  public var wraps = false
  /// How far its text is set off the edge, in steps of about three spaces.
  public var indent = 0
  /// A number format code such as `0.00%`; `General` for none.
  public var numberFormat = "General"
  /// Locked cells cannot be typed into while the sheet is protected.
  public var locked = true
  /// While the sheet is protected, the formula is not shown.
  public var formulaHidden = false

  /// How a cell looks that nobody has formatted.
  public init() {}
}
