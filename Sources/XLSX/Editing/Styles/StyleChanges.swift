/// What a new cell style has other than the one it is derived from; `nil` keeps what that one has.
public struct StyleChanges: Hashable, Sendable {
  /// No fill, or one of a colour.
  public enum Fill: Hashable, Sendable { case none, solid(Color) }

  /// Another font, as a whole.
  public var font: CellStyle.Font?
  /// Another fill; `Fill.none` takes one away.
  public var fill: Fill?
  /// The new lines around the cell; `nil` leaves them as they are.
  public var border: CellStyle.Border?
  /// Another alignment from left to right.
  public var horizontal: CellStyle.HorizontalAlignment?
  /// Another alignment from top to bottom.
  public var vertical: CellStyle.VerticalAlignment?
  /// Whether long text goes on in the next line.
  public var wraps: Bool?
  /// How far the text is set off the edge, in steps of about three spaces.
  public var indent: Int?
  /// A number format code such as `0.00%`.
  public var numberFormat: String?
  /// Whether sheet protection locks the cell.
  public var locked: Bool?
  /// Whether sheet protection hides the formula.
  public var formulaHidden: Bool?

  /// Changes that leave the style as it is.
  public init() {}

  /// Everything as the style says, whatever it is derived from.
  public init(_ style: CellStyle) {
    font = style.font
    fill = style.fill.map { .solid($0) } ?? Fill.none
    border = style.border
    horizontal = style.horizontal
    vertical = style.vertical
    wraps = style.wraps
    indent = style.indent
    numberFormat = style.numberFormat
    locked = style.locked
    formulaHidden = style.formulaHidden
  }
}
