/// How a cell looks, and whether sheet protection locks it.
public struct CellStyle: Hashable, Sendable {
  public enum HorizontalAlignment: String, Hashable, Sendable { case general, left, center, right }
  public enum VerticalAlignment: String, Hashable, Sendable { case top, center, bottom }
  public enum Border: Hashable, Sendable { case none, thin(Color) }

  public struct Font: Hashable, Sendable {
    public var name = "Calibri"
    /// In points.
    public var size: Double = 11
    public var bold = false
    public var italic = false
    public var underlined = false
    public var color: Color = .black
    public init() {}
  }

  public var font = Font()
  /// The colour of a solid fill; `nil` for none.
  public var fill: Color?
  public var border: Border = .none
  public var horizontal: HorizontalAlignment = .general
  public var vertical: VerticalAlignment = .bottom
  public var wraps = false
  public var indent = 0
  /// A number format code such as `0.00%`; `General` for none.
  public var numberFormat = "General"
  /// Locked cells cannot be typed into while the sheet is protected.
  public var locked = true
  /// While the sheet is protected, the formula is not shown.
  public var formulaHidden = false

  public init() {}
}
