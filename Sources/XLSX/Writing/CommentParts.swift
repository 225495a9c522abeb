/// The two parts behind the comments of a worksheet: their text (ECMA-376 Part 1, 18.7) and their boxes in VML (Part 4, 19.4), without
/// which Excel does not show them.
struct CommentParts {
  private let comments: [Comment]
  private let columns: [NewWorksheet.Column]
  private let rowHeight: Double

  /// Throws `.invalidArgument` for two comments on a cell, and for text of more than 32,767 characters.
  init(of worksheet: NewWorksheet) throws(XLSXError) {
    comments = worksheet.comments.sorted { $0.reference < $1.reference }
    columns = worksheet.columns
    rowHeight = worksheet.defaultRowHeight ?? 15
    for (comment, next) in zip(comments, comments.dropFirst()) where comment.reference == next.reference {
      throw XLSXError(.invalidArgument, cell: comment.reference, detail: "two comments on one cell")
    }
    for comment in comments where comment.text.utf16.count > WorksheetContent.maximumTextLength {
      throw XLSXError(.invalidArgument, cell: comment.reference, detail: "a comment has up to 32,767 characters")
    }
  }

  func text() -> [UInt8] {
    var authors: [String] = []
    for comment in comments where !authors.contains(comment.author) { authors.append(comment.author) }
    var xml = XMLBuffer()
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors>")
    for author in authors {
      xml.append("<author>")
      xml.append(text: author)
      xml.append("</author>")
    }
    xml.append("</authors><commentList>")
    for comment in comments {
      xml.append("<comment")
      xml.attribute("ref", comment.reference.description)
      xml.attribute("authorId", authors.firstIndex(of: comment.author) ?? 0)
      xml.append("><text><r><rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>")
      SharedStringTable.append(comment.text, to: &xml)
      xml.append("</r></text></comment>")
    }
    xml.append("</commentList></comments>")
    return xml.bytes
  }

  /// `sheet` tells the shapes of one sheet from those of another.
  func boxes(sheet: Int) -> [UInt8] {
    var xml = XMLBuffer()
    xml.append("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"")
    xml.append(" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\"")
    // Each number stands for 1,024 shapes.
    let blocks = (sheet...sheet + comments.count / 1024).map(String.init)
    xml.attribute("data", blocks.joined(separator: ","))
    xml.append(
      "/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">")
    xml.append("<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>")
    for (index, comment) in comments.enumerated() {
      xml.append("<v:shape")
      xml.attribute("id", "_x0000_s\(sheet * 1024 + index + 1)", .plain)
      xml.append(" type=\"#_x0000_t202\" style=\"position:absolute;z-index:")
      xml.append(index + 1)
      xml.append(";visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>")
      xml.append("<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>")
      xml.append("<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>")
      xml.append("<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>")
      xml.append(markup: anchor(of: comment))
      xml.append("</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>")
      xml.append(comment.reference.row - 1)
      xml.append("</x:Row><x:Column>")
      xml.append(comment.reference.column - 1)
      xml.append("</x:Column></x:ClientData></v:shape>")
    }
    xml.append("</xml>")
    return xml.bytes
  }

  /// Left column and offset, top row and offset, right and bottom alike; offsets in pixels of 1/96 inch.
  private func anchor(of comment: Comment) -> String {
    let size = Self.size(of: comment.text)
    // At the edge of the sheet the box lies to the left of its cell or above it.
    let first = min(comment.reference.column, CellReference.maximumColumn - 40)
    var column = first
    var rest = size.width + 15
    while rest >= width(of: column), column < CellReference.maximumColumn - 1 {
      rest -= width(of: column)
      column += 1
    }
    let pixels = max(1, Int(rowHeight * 96 / 72))
    let rows = (size.height + 2) / pixels
    let top = min(max(comment.reference.row - 2, 0), CellReference.maximumRow - rows - 2)
    return "\(first), 15, \(top), 2, \(column), \(min(rest, width(of: column))), \(top + rows), \((size.height + 2) % pixels)"
  }

  /// In pixels; the column counts from 0.
  private func width(of column: Int) -> Int {
    guard let layout = columns.first(where: { $0.columns.contains(column + 1) }) else { return 64 }
    return layout.isHidden ? 0 : layout.width.map { max(1, Int($0 * 7 + 5)) } ?? 64
  }

  /// What the text takes in Tahoma 9, in pixels: 6 for a letter, 12 for a Chinese one, 15 for a line.
  static func size(of text: String) -> (width: Int, height: Int) {
    let widths = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 12 : 6) }
    }
    let width = min(max((widths.max() ?? 0) + 16, 128), 360)
    let lines = widths.reduce(0) { $0 + max(1, ($1 + width - 17) / (width - 16)) }
    return (width, min(lines * 15 + 12, 600))
  }
}
