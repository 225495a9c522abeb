/// A native chart over cells of the workbook.
public struct Chart: Sendable {
  public enum Kind: Sendable, Hashable { case columns, bars, pie }

  /// A range of one row or column, with what it shows: programs draw the values before they compute anything.
  public struct Series: Sendable {
    public var name: String
    /// `Summary!$A$7:$A$9`.
    public var categories: String
    public var categoryValues: [String]
    public var values: String
    public var cachedValues: [Double]
    /// One for all points, or one for each.
    public var colors: [Color]

    public init(name: String, categories: String, categoryValues: [String], values: String, cachedValues: [Double], colors: [Color]) {
      self.name = name
      self.categories = categories
      self.categoryValues = categoryValues
      self.values = values
      self.cachedValues = cachedValues
      self.colors = colors
    }
  }

  public var kind: Kind
  public var title: String
  public var series: [Series]
  /// The cells that the chart covers.
  public var area: CellRange
  public var valueAxisTitle: String?
  public var numberFormat = "#,##0.0"

  public init(_ kind: Kind, title: String, series: [Series], area: CellRange) {
    self.kind = kind
    self.title = title
    self.series = series
    self.area = area
  }

  /// `xl/charts/chart1.xml`: ECMA-376 Part 1, 21.2.
  func part() throws(XLSXError) -> [UInt8] {
    var xml = XMLOutput(declaration: ())
    xml.raw("<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"")
    xml.raw(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"")
    xml.raw(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
    xml.raw("<c:roundedCorners val=\"0\"/><c:chart>")
    writeTitle(title, size: 1400, isBold: true, to: &xml)
    xml.raw("<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>")
    switch kind {
    case .pie:
      xml.raw("<c:pieChart><c:varyColors val=\"1\"/>")
      for (index, series) in self.series.enumerated() { try write(series, index, to: &xml) }
      xml.raw("<c:firstSliceAng val=\"0\"/></c:pieChart>")
    case .columns, .bars:
      xml.raw("<c:barChart><c:barDir")
      xml.attribute("val", kind == .bars ? "bar" : "col")
      xml.raw("/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>")
      for (index, series) in self.series.enumerated() { try write(series, index, to: &xml) }
      xml.raw("<c:gapWidth val=\"60\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>")
      writeAxes(&xml)
    }
    xml.raw("</c:plotArea>")
    if kind == .pie || series.count > 1 {
      xml.raw("<c:legend><c:legendPos val=\"r\"/><c:overlay val=\"0\"/></c:legend>")
    }
    xml.raw("<c:plotVisOnly val=\"0\"/><c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>")
    return xml.bytes
  }

  private func writeTitle(_ text: String, size: Int, isBold: Bool, to xml: inout XMLOutput) {
    xml.raw("<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr")
    xml.attribute("sz", size)
    xml.attribute("b", isBold ? 1 : 0)
    xml.raw("/></a:pPr><a:r><a:rPr lang=\"en-US\"")
    xml.attribute("sz", size)
    xml.attribute("b", isBold ? 1 : 0)
    xml.raw("/><a:t>")
    xml.escaped(text)
    xml.raw("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>")
  }

  private func write(_ series: Series, _ index: Int, to xml: inout XMLOutput) throws(XLSXError) {
    xml.raw("<c:ser><c:idx")
    xml.attribute("val", index)
    xml.raw("/><c:order")
    xml.attribute("val", index)
    xml.raw("/><c:tx><c:v>")
    xml.escaped(series.name)
    xml.raw("</c:v></c:tx>")
    if series.colors.count == 1, let color = series.colors.first { writeFill(color, to: &xml) }
    if kind != .pie { xml.raw("<c:invertIfNegative val=\"0\"/>") }
    if series.colors.count > 1 {
      for (point, color) in series.colors.enumerated() {
        xml.raw("<c:dPt><c:idx")
        xml.attribute("val", point)
        xml.raw("/>")
        if kind != .pie { xml.raw("<c:invertIfNegative val=\"0\"/>") }
        xml.raw("<c:bubble3D val=\"0\"/>")
        writeFill(color, to: &xml)
        xml.raw("</c:dPt>")
      }
    }
    if kind != .pie {
      xml.raw("<c:dLbls><c:numFmt")
      xml.attribute("formatCode", numberFormat)
      xml.raw(" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/>")
      xml.raw("<c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>")
    }
    xml.raw("<c:cat><c:strRef><c:f>")
    xml.escaped(series.categories)
    xml.raw("</c:f><c:strCache><c:ptCount")
    xml.attribute("val", series.categoryValues.count)
    xml.raw("/>")
    for (point, text) in series.categoryValues.enumerated() {
      xml.raw("<c:pt")
      xml.attribute("idx", point)
      xml.raw("><c:v>")
      xml.escaped(text)
      xml.raw("</c:v></c:pt>")
    }
    xml.raw("</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>")
    xml.escaped(series.values)
    xml.raw("</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount")
    xml.attribute("val", series.cachedValues.count)
    xml.raw("/>")
    for (point, value) in series.cachedValues.enumerated() {
      xml.raw("<c:pt")
      xml.attribute("idx", point)
      xml.raw("><c:v>")
      try xml.number(value)
      xml.raw("</c:v></c:pt>")
    }
    xml.raw("</c:numCache></c:numRef></c:val></c:ser>")
  }

  private func writeFill(_ color: Color, to xml: inout XMLOutput) {
    xml.raw("<c:spPr><a:solidFill><a:srgbClr")
    xml.attribute("val", String(color.description.dropFirst(2)))
    xml.raw("/></a:solidFill></c:spPr>")
  }

  private func writeAxes(_ xml: inout XMLOutput) {
    xml.raw("<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation")
    // A bar chart lists from the bottom up unless it is turned round.
    xml.attribute("val", kind == .bars ? "maxMin" : "minMax")
    xml.raw("/></c:scaling><c:delete val=\"0\"/><c:axPos")
    xml.attribute("val", kind == .bars ? "l" : "b")
    xml.raw("/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>")
    xml.raw("<c:tickLblPos val=\"low\"/><c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/>")
    xml.raw("<c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx><c:valAx><c:axId val=\"1002\"/>")
    xml.raw("<c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos")
    xml.attribute("val", kind == .bars ? "b" : "l")
    xml.raw("/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>")
    if let valueAxisTitle { writeTitle(valueAxisTitle, size: 900, isBold: false, to: &xml) }
    xml.raw("<c:numFmt")
    xml.attribute("formatCode", "#,##0")
    xml.raw(" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>")
    xml.raw("<c:crossAx val=\"1001\"/><c:crosses")
    xml.attribute("val", kind == .bars ? "max" : "autoZero")
    xml.raw("/><c:crossBetween val=\"between\"/></c:valAx>")
  }
}
