/// The two parts behind the comments of a worksheet: their text (ECMA-376 Part 1, 18.7) and their boxes in VML (Part 4,
/// 19.4), without which Excel does not show them.
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
    for comment in comments where comment.text.utf16.count > RowMarkup.maximumTextLength {
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
      xml.append(
        "><text><r><rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>")
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
    xml.append(
      " xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\"")
    // Each number stands for 1,024 shapes.
    let blocks = (sheet...sheet + comments.count / 1024).map(String.init)
    xml.attribute("data", blocks.joined(separator: ","))
    xml.append("/></o:shapelayout>")
    CommentBox.appendShapeType(to: &xml)
    for (index, comment) in comments.enumerated() {
      CommentBox(reference: comment.reference, text: comment.text).append(
        identifier: sheet * 1024 + index + 1, order: index + 1, width: width(of:),
        height: { _ in CommentBox.pixels(rowHeight: rowHeight) },
        to: &xml)
    }
    xml.append("</xml>")
    return xml.bytes
  }

  /// The width of a column in pixels; the column counts from 0.
  private func width(of column: Int) -> Int {
    guard let layout = columns.first(where: { $0.columns.contains(column + 1) }) else { return 64 }
    return layout.isHidden ? 0 : layout.width.map { CommentBox.pixels(columnWidth: $0) } ?? 64
  }
}
