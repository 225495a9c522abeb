/// The box in which a program shows a note, in VML: ECMA-376 Part 4, 19.4; [MS-OI29500] 2.1 for the anchor.
struct CommentBox {
  var reference: CellReference
  var text: String
  /// The fill of the box as HTML has it: `#ffffe1`.
  var color = "#ffffe1"

  /// Writes the type of shape that all boxes are made of.
  ///
  /// - Parameters:
  ///   - declarations: declarations of namespaces, where the part does not have them.
  ///   - xml: where it is written.
  static func appendShapeType(declarations: String = "", to xml: inout XMLBuffer) {
    xml.append("<v:shapetype")
    xml.append(markup: declarations)
    xml.append(" id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">")
    xml.append("<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>")
  }

  /// The width of a column in pixels, from characters of the default font; 1 for one without width that is shown all
  /// the same.
  static func pixels(columnWidth: Double) -> Int { max(1, Int(bounded(columnWidth, 255) * 7 + 5)) }

  /// The height of a row in pixels, from points.
  static func pixels(rowHeight: Double) -> Int { max(1, Int(bounded(rowHeight, 409.5) * 96 / 72)) }

  /// The number brought between 0 and the limit, whatever it is.
  private static func bounded(_ number: Double, _ limit: Double) -> Double { number > 0 ? min(number, limit) : 0 }

  /// Writes the box.
  ///
  /// - Parameters:
  ///   - identifier: the number of the shape, unique in the workbook.
  ///   - order: which box lies over which: a greater number lies above.
  ///   - declarations: declarations of namespaces, where the part does not have them.
  ///   - width: gives the width of a column in pixels; columns count from 0.
  ///   - height: gives the height of a row in pixels; rows count from 0.
  ///   - xml: where it is written.
  func append(
    identifier: Int, order: Int, declarations: String = "", width: (Int) -> Int, height: (Int) -> Int,
    to xml: inout XMLBuffer
  ) {
    xml.append("<v:shape")
    xml.append(markup: declarations)
    xml.attribute("id", "_x0000_s\(identifier)", .plain)
    xml.append(" type=\"#_x0000_t202\" style=\"position:absolute;z-index:")
    xml.append(order)
    xml.append(";visibility:hidden\"")
    xml.attribute("fillcolor", color, .plain)
    xml.append(" o:insetmode=\"auto\"><v:fill")
    xml.attribute("color2", color, .plain)
    xml.append("/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>")
    xml.append("<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>")
    xml.append("<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>")
    xml.append(markup: anchor(width, height))
    xml.append("</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>")
    xml.append(reference.row - 1)
    xml.append("</x:Row><x:Column>")
    xml.append(reference.column - 1)
    xml.append("</x:Column></x:ClientData></v:shape>")
  }

  /// Left column and offset, top row and offset, right and bottom alike; offsets in pixels of 1/96 inch.
  private func anchor(_ width: (Int) -> Int, _ height: (Int) -> Int) -> String {
    let size = Self.size(of: text)
    // At the edge of the sheet the box lies to the left of its cell or above it.
    let first = min(reference.column, CellReference.maximumColumn - 40)
    var column = first
    var rest = size.width + 15
    while rest >= width(column), column < CellReference.maximumColumn - 1 {
      rest -= width(column)
      column += 1
    }
    let top = min(max(reference.row - 2, 0), CellReference.maximumRow - 50)
    var row = top
    var depth = size.height + 2
    while depth >= height(row), row < CellReference.maximumRow - 1 {
      depth -= height(row)
      row += 1
    }
    return "\(first), 15, \(top), 2, \(column), \(min(rest, width(column))), \(row), \(min(depth, height(row)))"
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
