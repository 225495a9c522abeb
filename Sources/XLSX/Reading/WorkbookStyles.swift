/// The cell formats of a workbook, resolved: what a style index on a cell, row or column means.
public struct WorkbookStyles: Sendable {
  /// What matters of a cell format to somebody who reads cells.
  public struct Format: Hashable, Sendable {
    /// The colour that fills the cell, resolved as Excel does; `nil` for no fill.
    public var fill: Color?
    /// The number format code; `General` where none is set.
    public var numberFormat = "General"
    /// Whether sheet protection locks the cell.
    public var isLocked = true
    /// Whether sheet protection hides the formula.
    public var isFormulaHidden = false
    /// The cell's text starts with an apostrophe that is not shown.
    public var hasQuotePrefix = false
    /// Why a person does not take the content for what it says; `nil` where it shows as it is.
    public var concealment: Concealment?

    /// The format of a cell that nobody has formatted.
    public init() {}
  }

  /// Why a person does not take the content of a cell for what it says.
  public enum Concealment: Hashable, Sendable {
    /// A line goes through it.
    case struckOut
    /// Its letters have the colour of the cell, or its number format shows nothing.
    case invisible
  }

  /// Indexed by the `s` attribute.
  public private(set) var formats: [Format] = []
  private var dateFlags: [Bool] = []
  private var percentageFlags: [Bool] = []
  /// Whether any format conceals what a cell holds.
  public private(set) var hasConcealments = false

  init() {}

  /// The format of a style index; the plain one for an index that the workbook does not have.
  public subscript(_ index: Int) -> Format { formats.indices.contains(index) ? formats[index] : Format() }

  /// Whether a number in a cell of this style is a date or time.
  public func isDate(_ index: Int) -> Bool { dateFlags.indices.contains(index) && dateFlags[index] }

  /// Whether a number in a cell of this style is shown as a percentage.
  public func isPercentage(_ index: Int) -> Bool { percentageFlags.indices.contains(index) && percentageFlags[index] }

  init(root: XMLElement, colors: ColorResolver) {
    var colors = colors
    if let palette = root.first("colors")?.first("indexedColors") { colors.readPalette(palette) }
    var codes = NumberFormat.builtIn
    for element in root.first("numFmts")?.all("numFmt") ?? [] {
      if let id = element.integer("numFmtId"), let code = element["formatCode"] { codes[id] = code }
    }
    let fills = (root.first("fills")?.all("fill") ?? []).map { Self.fill($0, colors: colors) }
    let fonts = (root.first("fonts")?.all("font") ?? []).map { font in
      (isStruckOut: font.first("strike")?.flag("val", default: true) ?? false, color: colors.color(font.first("color")))
    }
    formats = (root.first("cellXfs")?.all("xf") ?? []).map { element in
      var format = Format()
      if let id = element.integer("fillId"), fills.indices.contains(id) { format.fill = fills[id] }
      if let id = element.integer("numFmtId") { format.numberFormat = codes[id] ?? "General" }
      if let protection = element.first("protection") {
        format.isLocked = protection.flag("locked", default: true)
        format.isFormulaHidden = protection.flag("hidden")
      }
      format.hasQuotePrefix = element.flag("quotePrefix")
      if let id = element.integer("fontId"), fonts.indices.contains(id) {
        if fonts[id].isStruckOut {
          format.concealment = .struckOut
        } else if (fonts[id].color ?? .black).isSeenAs(format.fill ?? .white) {
          format.concealment = .invisible
        }
      }
      if format.numberFormat.count >= 2, format.numberFormat.allSatisfy({ $0 == ";" }) {
        format.concealment = format.concealment ?? .invisible
      }
      return format
    }
    hasConcealments = formats.contains { $0.concealment != nil }
    dateFlags = formats.map { NumberFormat.isDate($0.numberFormat) }
    percentageFlags = formats.map { NumberFormat.isPercentage($0.numberFormat) }
  }

  /// A solid fill shows its foreground; another pattern is taken for the colour that covers most of it; a gradient for
  /// its first stop.
  private static func fill(_ element: XMLElement, colors: ColorResolver) -> Color? {
    if let pattern = element.first("patternFill") {
      switch pattern["patternType"] ?? "none" {
      case "none": return nil
      case "solid": return colors.color(pattern.first("fgColor"))
      // Grids of few dots (`gray125`, `lightGray`, …) show the background, dense ones the foreground.
      case "darkGray", "mediumGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp", "darkGrid", "darkTrellis":
        return colors.color(pattern.first("fgColor"))
      default: return colors.color(pattern.first("bgColor"))
      }
    }
    return element.first("gradientFill")?.first("stop").flatMap { colors.color($0.first("color")) }
  }
}
