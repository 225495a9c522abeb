/// The part that holds a chart: ECMA-376 Part 1, 21.2.
struct ChartPart {
  private let chart: NewChart
  private var xml = XMLBuffer()

  /// Without a colour of its own a series takes the next of these, so that no theme is needed.
  private static let palette: [UInt32] = [
    0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47, 0x264478, 0x9E480E, 0x636363, 0x997300,
  ]
  private static let text = Color(argb: 0xFF40_4040)
  private static let line = Color(argb: 0xFFD9_D9D9)

  static func bytes(of chart: NewChart) throws(XLSXError) -> [UInt8] {
    guard !chart.series.isEmpty, chart.kind != .pie || chart.series.count == 1 else {
      throw XLSXError(.invalidArgument, detail: "a chart needs a series, a pie exactly one")
    }
    for series in chart.series where series.cachedValues.contains(where: { $0?.isFinite == false }) {
      throw XLSXError(
        .invalidArgument, detail: "the chart series \"\(series.name)\" holds a value that is not a number")
    }
    var part = ChartPart(chart: chart)
    part.build()
    return part.xml.bytes
  }

  private init(chart: NewChart) { self.chart = chart }

  private var isBar: Bool { chart.kind == .clusteredBar || chart.kind == .stackedBar }
  private var isStacked: Bool { chart.kind == .stackedColumn || chart.kind == .stackedBar }

  private mutating func build() {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"")
    xml.append(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"")
    xml.append(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
    xml.append("<c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart>")
    if let title = chart.title { appendTitle(title, size: 1400, isBold: true) }
    flag("c:autoTitleDeleted", chart.title == nil)
    xml.append("<c:plotArea><c:layout/>")
    if chart.kind == .pie { appendPie() } else { appendBars() }
    xml.append("</c:plotArea>")
    if let legend = chart.legend {
      value("c:legendPos", opening: "<c:legend>", legend.rawValue)
      xml.append("<c:overlay val=\"0\"/></c:legend>")
    }
    xml.append(
      "<c:plotVisOnly val=\"0\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>"
    )
    appendLine(Self.line)
    xml.append("</c:spPr>")
    appendTextProperties(size: 900)
    xml.append("</c:chartSpace>")
  }

  private mutating func appendPie() {
    xml.append("<c:pieChart><c:varyColors val=\"1\"/>")
    appendSeries()
    xml.append("<c:firstSliceAng val=\"0\"/></c:pieChart>")
  }

  private mutating func appendBars() {
    value("c:barDir", opening: "<c:barChart>", isBar ? "bar" : "col")
    value("c:grouping", isStacked ? "stacked" : "clustered")
    xml.append("<c:varyColors val=\"0\"/>")
    appendSeries()
    xml.append(isStacked ? "<c:gapWidth val=\"80\"/><c:overlap val=\"100\"/>" : "<c:gapWidth val=\"80\"/>")
    xml.append("<c:axId val=\"111111111\"/><c:axId val=\"222222222\"/></c:barChart>")

    // Bars begin at the top, as the cells do.
    xml.append("<c:catAx><c:axId val=\"111111111\"/>")
    value("c:orientation", opening: "<c:scaling>", isBar ? "maxMin" : "minMax")
    xml.append("</c:scaling><c:delete val=\"0\"/>")
    value("c:axPos", isBar ? "l" : "b")
    if let title = chart.categoryAxisTitle { appendTitle(title, size: 1000, isBold: false, isUpright: isBar) }
    xml.append(
      "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
    )
    xml.append("<c:tickLblPos val=\"low\"/><c:spPr>")
    appendLine(Self.line)
    xml.append(
      "</c:spPr><c:crossAx val=\"222222222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/>")
    xml.append("<c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>")

    xml.append(
      "<c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>")
    value("c:axPos", isBar ? "b" : "l")
    xml.append("<c:majorGridlines><c:spPr>")
    appendLine(Self.line)
    xml.append("</c:spPr></c:majorGridlines>")
    if let title = chart.valueAxisTitle { appendTitle(title, size: 1000, isBold: false, isUpright: !isBar) }
    xml.append("<c:numFmt")
    xml.attribute("formatCode", chart.numberFormat, .plain)
    xml.append(
      " sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>"
    )
    xml.append("<c:crossAx val=\"111111111\"/>")
    value("c:crosses", isBar ? "max" : "autoZero")
    xml.append("<c:crossBetween val=\"between\"/></c:valAx>")
  }

  private mutating func appendSeries() {
    for (index, series) in chart.series.enumerated() {
      xml.append("<c:ser>")
      value("c:idx", String(index))
      value("c:order", String(index))
      xml.append("<c:tx>")
      if let reference = series.nameReference {
        appendStrings(reference, [series.name])
      } else {
        xml.append("<c:v>")
        xml.append(text: series.name, .plain)
        xml.append("</c:v>")
      }
      xml.append("</c:tx>")
      if chart.kind == .pie {
        for point in series.cachedValues.indices {
          xml.append("<c:dPt>")
          value("c:idx", String(point))
          xml.append("<c:bubble3D val=\"0\"/>")
          let standard = Self.color(point)
          appendFill(point < series.pointColors.count ? series.pointColors[point] : standard, hasEdge: true)
          xml.append("</c:dPt>")
        }
      } else {
        appendFill(series.color ?? Self.color(index), hasEdge: false)
        xml.append("<c:invertIfNegative val=\"0\"/>")
        for (point, color) in series.pointColors.enumerated() {
          xml.append("<c:dPt>")
          value("c:idx", String(point))
          xml.append("<c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/>")
          appendFill(color, hasEdge: false)
          xml.append("</c:dPt>")
        }
      }
      if chart.showsDataLabels { appendDataLabels() }
      xml.append("<c:cat>")
      appendStrings(series.categories, series.cachedCategories)
      xml.append("</c:cat><c:val><c:numRef><c:f>")
      xml.append(text: series.values.formula, .plain)
      xml.append("</c:f><c:numCache><c:formatCode>")
      xml.append(text: chart.numberFormat, .plain)
      xml.append("</c:formatCode>")
      value("c:ptCount", String(series.cachedValues.count))
      for (point, number) in series.cachedValues.enumerated() {
        guard let number else { continue }
        xml.append("<c:pt")
        xml.attribute("idx", point)
        xml.append("><c:v>")
        xml.append(number)
        xml.append("</c:v></c:pt>")
      }
      xml.append("</c:numCache></c:numRef></c:val></c:ser>")
    }
  }

  private mutating func appendDataLabels() {
    let isPie = chart.kind == .pie
    xml.append("<c:dLbls><c:numFmt")
    xml.attribute("formatCode", chart.dataLabelFormat ?? (isPie ? "0%" : chart.numberFormat), .plain)
    xml.append(" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    appendTextProperties(size: 900)
    if !isStacked { xml.append("<c:dLblPos val=\"outEnd\"/>") }
    xml.append("<c:showLegendKey val=\"0\"/>")
    flag("c:showVal", !isPie)
    xml.append("<c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>")
    flag("c:showPercent", isPie)
    xml.append("<c:showBubbleSize val=\"0\"/>")
    if isPie { xml.append("<c:showLeaderLines val=\"1\"/>") }
    xml.append("</c:dLbls>")
  }

  private mutating func appendStrings(_ reference: SheetRange, _ cached: [String]) {
    xml.append("<c:strRef><c:f>")
    xml.append(text: reference.formula, .plain)
    xml.append("</c:f><c:strCache>")
    value("c:ptCount", String(cached.count))
    for (point, text) in cached.enumerated() {
      xml.append("<c:pt")
      xml.attribute("idx", point)
      xml.append("><c:v>")
      xml.append(text: text, .plain)
      xml.append("</c:v></c:pt>")
    }
    xml.append("</c:strCache></c:strRef>")
  }

  private mutating func appendTitle(_ text: String, size: Int, isBold: Bool, isUpright: Bool = false) {
    xml.append("<c:title><c:tx><c:rich>")
    xml.append(isUpright ? "<a:bodyPr rot=\"-5400000\" vert=\"horz\"/>" : "<a:bodyPr/>")
    xml.append("<a:lstStyle/><a:p><a:pPr>")
    appendRunProperties("a:defRPr", size: size, isBold: isBold)
    xml.append("</a:pPr><a:r>")
    let isChinese = text.unicodeScalars.contains {
      (0x2E80...0x9FFF).contains($0.value) || (0x20000...0x3FFFF).contains($0.value)
    }
    appendRunProperties("a:rPr", language: isChinese ? "zh-CN" : "en-US", size: size, isBold: isBold)
    xml.append("<a:t>")
    xml.append(text: text, .plain)
    xml.append("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>")
  }

  private mutating func appendTextProperties(size: Int) {
    xml.append("<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>")
    appendRunProperties("a:defRPr", size: size, isBold: false)
    xml.append("</a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>")
  }

  private mutating func appendRunProperties(_ element: StaticString, language: String? = nil, size: Int, isBold: Bool) {
    xml.append("<")
    xml.append(element)
    xml.attribute("lang", ifPresent: language)
    xml.attribute("sz", size)
    xml.attribute("b", isBold)
    xml.append("><a:solidFill>")
    appendColor(Self.text)
    // Both scripts get a font that the usual systems have; without `ea` Chinese falls to whatever the system picks.
    xml.append("</a:solidFill><a:latin typeface=\"Calibri\"/><a:ea typeface=\"Microsoft YaHei\"/></")
    xml.append(element)
    xml.append(">")
  }

  private mutating func appendFill(_ color: Color, hasEdge: Bool) {
    xml.append("<c:spPr><a:solidFill>")
    appendColor(color)
    xml.append("</a:solidFill>")
    if hasEdge { appendLine(.white) }
    xml.append("</c:spPr>")
  }

  private mutating func appendLine(_ color: Color) {
    xml.append("<a:ln w=\"9525\"><a:solidFill>")
    appendColor(color)
    xml.append("</a:solidFill></a:ln>")
  }

  private mutating func appendColor(_ color: Color) {
    xml.append("<a:srgbClr")
    xml.attribute("val", String(color.description.dropFirst(2)))
    xml.append("/>")
  }

  private mutating func value(_ element: StaticString, opening: StaticString = "", _ value: String) {
    xml.append(opening)
    xml.append("<")
    xml.append(element)
    xml.attribute("val", value, .plain)
    xml.append("/>")
  }

  private mutating func flag(_ element: StaticString, _ isSet: Bool) { value(element, isSet ? "1" : "0") }

  private static func color(_ index: Int) -> Color { Color(argb: 0xFF00_0000 | palette[index % palette.count]) }
}
