/// The parts that hang on a worksheet: the drawing that places its charts, its notes and the shapes of these.
enum WorksheetAttachments {
  /// `xl/drawings/drawing1.xml`: ECMA-376 Part 1, 20.5.
  static func drawing(_ charts: [Chart]) -> [UInt8] {
    var xml = XMLOutput(declaration: ())
    xml.raw("<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\"")
    xml.raw(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">")
    for (index, chart) in charts.enumerated() {
      xml.raw("<xdr:twoCellAnchor><xdr:from>")
      corner(chart.area.first.column - 1, chart.area.first.row - 1, to: &xml)
      xml.raw("</xdr:from><xdr:to>")
      corner(chart.area.last.column, chart.area.last.row, to: &xml)
      xml.raw("</xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr")
      xml.attribute("id", index + 2)
      xml.attribute("name", "Chart \(index + 1)")
      xml.attribute("descr", chart.title)
      xml.raw("/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm>")
      xml.raw("<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">")
      xml.raw("<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"")
      xml.raw(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"")
      xml.attribute("r:id", "rId\(index + 1)")
      xml.raw("/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>")
    }
    xml.raw("</xdr:wsDr>")
    return xml.bytes
  }

  private static func corner(_ column: Int, _ row: Int, to xml: inout XMLOutput) {
    xml.raw("<xdr:col>\(column)</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>\(row)</xdr:row><xdr:rowOff>0</xdr:rowOff>")
  }

  /// `xl/comments1.xml`: ECMA-376 Part 1, 18.7.
  static func comments(_ comments: [Comment]) -> [UInt8] {
    var authors: [String] = []
    for comment in comments where !authors.contains(comment.author) { authors.append(comment.author) }
    var xml = XMLOutput(declaration: ())
    xml.raw("<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors>")
    for author in authors {
      xml.raw("<author>")
      xml.escaped(author)
      xml.raw("</author>")
    }
    xml.raw("</authors><commentList>")
    for comment in comments.sorted(by: { $0.reference < $1.reference }) {
      xml.raw("<comment")
      xml.attribute("ref", comment.reference.description)
      xml.attribute("authorId", authors.firstIndex(of: comment.author) ?? 0)
      xml.raw("><text>")
      xml.text(comment.text)
      xml.raw("</text></comment>")
    }
    xml.raw("</commentList></comments>")
    return xml.bytes
  }

  /// `xl/drawings/vmlDrawing1.vml`: the boxes in which Excel shows the notes, sized to their text; ECMA-376 Part 4, 19.
  static func commentShapes(_ comments: [Comment]) -> [UInt8] {
    var xml = XMLOutput()
    xml.raw("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"")
    xml.raw(" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>")
    xml.raw("<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">")
    xml.raw("<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>")
    for (index, comment) in comments.sorted(by: { $0.reference < $1.reference }).enumerated() {
      let lines = comment.text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + 1 + $1.count / 32 }
      let (row, column) = (comment.reference.row - 1, comment.reference.column - 1)
      xml.raw("<v:shape id=\"_x0000_s\(1025 + index)\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\"")
      xml.raw(" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow color=\"black\" obscured=\"t\"/>")
      xml.raw("<v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>")
      xml.raw("\(column + 1), 15, \(row), 4, \(column + 4), 15, \(row + max(3, lines + 1)), 4</x:Anchor><x:AutoFill>False</x:AutoFill>")
      xml.raw("<x:Row>\(row)</x:Row><x:Column>\(column)</x:Column></x:ClientData></v:shape>")
    }
    xml.raw("</xml>")
    return xml.bytes
  }
}
