/// In what a new cell style differs from the one it is derived from; `nil` keeps what that one has.
public struct StyleChanges: Hashable, Sendable {
  public enum Fill: Hashable, Sendable { case none, solid(Color) }

  public var font: CellStyle.Font?
  public var fill: Fill?
  public var border: CellStyle.Border?
  public var horizontal: CellStyle.HorizontalAlignment?
  public var vertical: CellStyle.VerticalAlignment?
  public var wraps: Bool?
  public var indent: Int?
  /// A number format code such as `0.00%`.
  public var numberFormat: String?
  public var locked: Bool?
  public var formulaHidden: Bool?

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
