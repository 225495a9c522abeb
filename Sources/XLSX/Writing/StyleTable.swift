/// A style of a new workbook, as `NewWorkbook.style(_:)` gives it out; valid in that workbook alone.
public struct StyleID: Hashable, Sendable {
  let index: Int

  /// The style of cells that have none: `CellStyle()`.
  public static let standard = StyleID(index: 0)
}

/// The styles of a new workbook, each of them once, and the part that holds them: ECMA-376 Part 1, 18.8.
struct StyleTable: Sendable {
  private(set) var styles = [CellStyle()]
  private var indices = [CellStyle(): 0]

  mutating func identifier(of style: CellStyle) -> StyleID {
    if let index = indices[style] { return StyleID(index: index) }
    let index = styles.count
    indices[style] = index
    styles.append(style)
    return StyleID(index: index)
  }

  /// Throws `.invalidArgument` where a style is beyond what Excel reads.
  func part() throws(XLSXError) -> [UInt8] {
    for style in styles { try Self.check(style) }
    var fonts = Interned<CellStyle.Font>([CellStyle().font])
    var fills = Interned<Color?>([nil])
    var borders = Interned<CellStyle.Border>([.none])
    var formats = Interned<String>([])
    var cells = XMLBuffer()
    for style in styles {
      cells.append("<xf")
      let format = Self.builtIn[style.numberFormat] ?? 164 + formats.index(of: style.numberFormat)
      let font = fonts.index(of: style.font)
      // The second fill is mandatory and never used.
      let fill = style.fill.map { fills.index(of: $0) + 1 } ?? 0
      let border = borders.index(of: style.border)
      cells.attribute("numFmtId", format)
      cells.attribute("fontId", font)
      cells.attribute("fillId", fill)
      cells.attribute("borderId", border)
      cells.append(" xfId=\"0\"")
      if format != 0 { cells.append(" applyNumberFormat=\"1\"") }
      if font != 0 { cells.append(" applyFont=\"1\"") }
      if fill != 0 { cells.append(" applyFill=\"1\"") }
      if border != 0 { cells.append(" applyBorder=\"1\"") }
      Self.append(alignmentAndProtectionOf: style, to: &cells)
    }

    var xml = XMLBuffer()
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
    if !formats.values.isEmpty {
      xml.append("<numFmts")
      xml.attribute("count", formats.values.count)
      xml.append(">")
      for (index, code) in formats.values.enumerated() {
        xml.append("<numFmt")
        xml.attribute("numFmtId", 164 + index)
        xml.attribute("formatCode", code)
        xml.append("/>")
      }
      xml.append("</numFmts>")
    }
    xml.append("<fonts")
    xml.attribute("count", fonts.values.count)
    xml.append(">")
    for font in fonts.values { Self.append(font, to: &xml) }
    xml.append("</fonts><fills")
    xml.attribute("count", fills.values.count + 1)
    xml.append("><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>")
    for case let color? in fills.values {
      xml.append("<fill><patternFill patternType=\"solid\"><fgColor")
      xml.attribute("rgb", color.description)
      xml.append("/><bgColor indexed=\"64\"/></patternFill></fill>")
    }
    xml.append("</fills><borders")
    xml.attribute("count", borders.values.count)
    xml.append(">")
    for border in borders.values { Self.append(border, to: &xml) }
    xml.append(
      "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs"
    )
    xml.attribute("count", styles.count)
    xml.append(">")
    xml.append(bytes: cells.bytes)
    xml.append("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>")
    xml.append("<dxfs count=\"0\"/></styleSheet>")
    return xml.bytes
  }

  /// The built-in formats that look the same in every language; dates and currencies do not, and are written with their
  /// code.
  private static let builtIn: [String: Int] = [
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "0.00E+00": 11, "# ?/?": 12,
    "# ??/??": 13, "@": 49,
  ]

  private static func check(_ style: CellStyle) throws(XLSXError) {
    guard style.font.size >= 1, style.font.size <= 409 else {
      throw XLSXError(.invalidArgument, detail: "a font size is 1 to 409 points, not \(style.font.size)")
    }
    guard !style.font.name.isEmpty, style.font.name.utf16.count <= 31 else {
      throw XLSXError(.invalidArgument, detail: "a font name has 1 to 31 characters: \"\(style.font.name)\"")
    }
    guard (0...250).contains(style.indent) else {
      throw XLSXError(.invalidArgument, detail: "an indent is 0 to 250, not \(style.indent)")
    }
    guard !style.numberFormat.isEmpty, style.numberFormat.utf16.count <= 255 else {
      throw XLSXError(.invalidArgument, detail: "a number format has 1 to 255 characters: \"\(style.numberFormat)\"")
    }
  }

  private static func append(alignmentAndProtectionOf style: CellStyle, to xml: inout XMLBuffer) {
    let isAligned = style.horizontal != .general || style.vertical != .bottom || style.wraps || style.indent > 0
    let isProtected = !style.locked || style.formulaHidden
    if isAligned { xml.append(" applyAlignment=\"1\"") }
    if isProtected { xml.append(" applyProtection=\"1\"") }
    guard isAligned || isProtected else { return xml.append("/>") }
    xml.append(">")
    if isAligned {
      xml.append("<alignment")
      if style.horizontal != .general { xml.attribute("horizontal", style.horizontal.rawValue) }
      if style.vertical != .bottom { xml.attribute("vertical", style.vertical.rawValue) }
      if style.wraps { xml.append(" wrapText=\"1\"") }
      if style.indent > 0 { xml.attribute("indent", style.indent) }
      xml.append("/>")
    }
    if isProtected {
      xml.append("<protection")
      xml.attribute("locked", style.locked)
      xml.attribute("hidden", style.formulaHidden)
      xml.append("/>")
    }
    xml.append("</xf>")
  }

  private static func append(_ font: CellStyle.Font, to xml: inout XMLBuffer) {
    xml.append("<font>")
    if font.bold { xml.append("<b/>") }
    if font.italic { xml.append("<i/>") }
    if font.underlined { xml.append("<u/>") }
    xml.append("<sz")
    xml.attribute("val", font.size)
    xml.append("/><color")
    xml.attribute("rgb", font.color.description)
    xml.append("/><name")
    xml.attribute("val", font.name)
    xml.append("/></font>")
  }

  private static func append(_ border: CellStyle.Border, to xml: inout XMLBuffer) {
    guard case .thin(let color) = border else {
      return xml.append("<border><left/><right/><top/><bottom/><diagonal/></border>")
    }
    xml.append("<border>")
    let sides: [StaticString] = ["left", "right", "top", "bottom"]
    for side in sides {
      xml.append("<")
      xml.append(side)
      xml.append(" style=\"thin\"><color")
      xml.attribute("rgb", color.description)
      xml.append("/></")
      xml.append(side)
      xml.append(">")
    }
    xml.append("<diagonal/></border>")
  }

  /// Values in the order in which they first occur.
  private struct Interned<Value: Hashable> {
    private(set) var values: [Value]
    private var indices: [Value: Int] = [:]

    init(_ values: [Value]) {
      self.values = values
      for (index, value) in values.enumerated() { indices[value] = index }
    }

    mutating func index(of value: Value) -> Int {
      if let index = indices[value] { return index }
      indices[value] = values.count
      values.append(value)
      return values.count - 1
    }
  }
}
