/// The part that says where the charts of a worksheet lie: ECMA-376 Part 1, 20.5.
enum DrawingPart {
  static func bytes(of charts: [NewChart]) -> [UInt8] {
    var xml = XMLBuffer()
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\"")
    xml.append(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">")
    for (index, chart) in charts.enumerated() {
      xml.append("<xdr:twoCellAnchor><xdr:from>")
      append(row: chart.range.first.row - 1, column: chart.range.first.column - 1, to: &xml)
      xml.append("</xdr:from><xdr:to>")
      // The far corner of the last cell is the near one of the next.
      append(row: chart.range.last.row, column: chart.range.last.column, to: &xml)
      xml.append("</xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr")
      xml.attribute("id", index + 2)
      xml.attribute("name", "Chart \(index + 1)")
      if let description = chart.alternativeText ?? chart.title { xml.attribute("descr", description, .plain) }
      xml.append(
        "/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm>"
      )
      xml.append("<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">")
      xml.append("<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"")
      xml.append(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"")
      xml.attribute("r:id", "rId\(index + 1)")
      xml.append("/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>")
    }
    xml.append("</xdr:wsDr>")
    return xml.bytes
  }

  private static func append(row: Int, column: Int, to xml: inout XMLBuffer) {
    xml.append("<xdr:col>")
    xml.append(column)
    xml.append("</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>")
    xml.append(row)
    xml.append("</xdr:row><xdr:rowOff>0</xdr:rowOff>")
  }
}
