/// The styles of a new workbook, each kept once, and their part.
struct StyleTable {
  private var styles: [CellStyle] = [CellStyle()]
  private var indices: [CellStyle: Int] = [CellStyle(): 0]

  mutating func index(of style: CellStyle) -> Int {
    if let index = indices[style] { return index }
    indices[style] = styles.count
    styles.append(style)
    return styles.count - 1
  }

  var count: Int { styles.count }

  /// `xl/styles.xml`: ECMA-376 Part 1, 18.8.
  func part() throws(XLSXError) -> [UInt8] {
    var fonts = Interned<CellStyle.Font>([CellStyle.Font()])
    var borders = Interned<CellStyle.Border>([.none])
    var fills = Interned<Color?>([nil])
    var formats = Interned<String>([])
    var cells = XMLOutput()
    for style in styles {
      let font = fonts.index(of: style.font)
      let border = borders.index(of: style.border)
      // The second fill is reserved for a pattern that nobody uses.
      let fill = style.fill == nil ? 0 : fills.index(of: style.fill) + 1
      let format = NumberFormat.builtIn.first { $0.value == style.numberFormat && $0.key < 50 }?.key ?? 164 + formats.index(of: style.numberFormat)
      cells.raw("<xf")
      cells.attribute("numFmtId", format)
      cells.attribute("fontId", font)
      cells.attribute("fillId", fill)
      cells.attribute("borderId", border)
      cells.attribute("xfId", 0)
      if format != 0 { cells.raw(" applyNumberFormat=\"1\"") }
      if font != 0 { cells.raw(" applyFont=\"1\"") }
      if fill != 0 { cells.raw(" applyFill=\"1\"") }
      if border != 0 { cells.raw(" applyBorder=\"1\"") }
      cells.raw(" applyAlignment=\"1\" applyProtection=\"1\"><alignment")
      if style.horizontal != .general { cells.attribute("horizontal", style.horizontal.rawValue) }
      cells.attribute("vertical", style.vertical.rawValue)
      if style.wraps { cells.raw(" wrapText=\"1\"") }
      if style.indent > 0 { cells.attribute("indent", style.indent) }
      cells.raw("/><protection")
      cells.attribute("locked", style.locked ? 1 : 0)
      cells.attribute("hidden", style.formulaHidden ? 1 : 0)
      cells.raw("/></xf>")
    }
    var xml = XMLOutput(declaration: ())
    xml.raw("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
    if !formats.values.isEmpty {
      xml.raw("<numFmts")
      xml.attribute("count", formats.values.count)
      xml.raw(">")
      for (index, code) in formats.values.enumerated() {
        xml.raw("<numFmt")
        xml.attribute("numFmtId", 164 + index)
        xml.attribute("formatCode", code)
        xml.raw("/>")
      }
      xml.raw("</numFmts>")
    }
    xml.raw("<fonts")
    xml.attribute("count", fonts.values.count)
    xml.raw(">")
    for font in fonts.values { try write(font, to: &xml) }
    xml.raw("</fonts><fills")
    xml.attribute("count", fills.values.count + 1)
    xml.raw("><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>")
    for color in fills.values.compactMap({ $0 }) {
      xml.raw("<fill><patternFill patternType=\"solid\"><fgColor")
      xml.attribute("rgb", color.description)
      xml.raw("/><bgColor indexed=\"64\"/></patternFill></fill>")
    }
    xml.raw("</fills><borders")
    xml.attribute("count", borders.values.count)
    xml.raw(">")
    for border in borders.values { write(border, to: &xml) }
    xml.raw("</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs")
    xml.attribute("count", styles.count)
    xml.raw(">")
    xml.bytes += cells.bytes
    xml.raw("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>")
    return xml.bytes
  }

  private func write(_ font: CellStyle.Font, to xml: inout XMLOutput) throws(XLSXError) {
    xml.raw("<font>")
    if font.bold { xml.raw("<b/>") }
    if font.italic { xml.raw("<i/>") }
    if font.underlined { xml.raw("<u/>") }
    xml.raw("<sz")
    try xml.attribute("val", font.size)
    xml.raw("/><color")
    xml.attribute("rgb", font.color.description)
    xml.raw("/><name")
    xml.attribute("val", font.name)
    xml.raw("/></font>")
  }

  private func write(_ border: CellStyle.Border, to xml: inout XMLOutput) {
    guard case .thin(let color) = border else {
      xml.raw("<border><left/><right/><top/><bottom/><diagonal/></border>")
      return
    }
    xml.raw("<border>")
    for side in ["left", "right", "top", "bottom"] {
      xml.raw("<\(side) style=\"thin\"><color rgb=\"\(color)\"/></\(side)>")
    }
    xml.raw("<diagonal/></border>")
  }
}

/// Values in the order of their first use, each once.
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
