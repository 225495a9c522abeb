import HandmadeWorkbooks
import Testing

@testable import XLSX

struct ColorTests {
  /// The fills of the cell formats of a workbook, as text; `nil` for no fill.
  private func fills(_ fills: [String], palette: String = "", theme: String? = nil) throws -> [String?] {
    var book = HandmadeWorkbook()
    book.setStyles(
      "<fills>\(fills.map { "<fill>\($0)</fill>" }.joined())</fills><cellXfs>"
        + fills.indices.map { "<xf fillId=\"\($0)\"/>" }.joined() + "</cellXfs>" + palette)
    if let theme { book.set("xl/theme/theme1.xml", theme) }
    return try book.open { reader in fills.indices.map { reader.styles[$0].fill?.description } }
  }

  private func solid(_ color: String) -> String {
    "<patternFill patternType=\"solid\"><fgColor \(color)/><bgColor indexed=\"64\"/></patternFill>"
  }

  @Test(arguments: [
    ("rgb=\"FFFFFF00\"", "FFFFFF00"), ("rgb=\"FFFF00\"", "FFFFFF00"), ("rgb=\"00FFFF00\"", "FFFFFF00"),
    ("rgb=\"ffc0c0c0\"", "FFC0C0C0"),
    ("indexed=\"13\"", "FFFFFF00"), ("indexed=\"5\"", "FFFFFF00"), ("indexed=\"22\"", "FFC0C0C0"),
    ("indexed=\"0\"", "FF000000"),
    ("indexed=\"63\"", "FF333333"), ("indexed=\"64\"", "FF000000"), ("indexed=\"65\"", "FFFFFFFF"),
    ("theme=\"0\"", "FFFFFFFF"),
    ("theme=\"1\"", "FF000000"), ("theme=\"2\"", "FFEEECE1"), ("theme=\"3\"", "FF1F497D"), ("theme=\"4\"", "FF4F81BD"),
    ("theme=\"11\"", "FF800080"),
  ]) func `a solid fill is its foreground`(color: String, expected: String) throws {
    #expect(try fills([solid(color)]) == [expected])
  }

  @Test(arguments: [
    "auto=\"1\"", "indexed=\"66\"", "indexed=\"-1\"", "theme=\"12\"", "theme=\"-1\"", "rgb=\"yellow\"", "rgb=\"\"",
    "indexed=\"99999999999999999999\"", "",
  ])
  func `a colour that stands for none is no fill`(color: String) throws {
    #expect(try fills([solid(color)]) == [nil])
  }

  /// What Excel's palette shows for the theme "Office" of 2007, column by column.
  @Test(arguments: [
    (
      0, ["F2F2F2", "D9D9D9", "BFBFBF", "A6A6A6", "808080"],
      [-0.0499893185216834, -0.149998474074526, -0.249977111117893, -0.349986266670736, -0.499984740745262]
    ),
    (
      1, ["808080", "595959", "404040", "262626", "0D0D0D"],
      [0.499984740745262, 0.349986266670736, 0.249977111117893, 0.149998474074526, 0.0499893185216834]
    ),
    (
      2, ["DDD9C4", "C4BD97", "948A54", "494529", "1D1B10"],
      [-0.0999786370433668, -0.249977111117893, -0.499984740745262, -0.749992370372631, -0.899990844447157]
    ),
    (
      3, ["C5D9F1", "8DB4E2", "538DD5", "16365C", "0F243E"],
      [0.799981688894314, 0.599993896298105, 0.399975585192419, -0.249977111117893, -0.499984740745262]
    ),
    (
      4, ["DCE6F1", "B8CCE4", "95B3D7", "366092", "244062"],
      [0.799981688894314, 0.599993896298105, 0.399975585192419, -0.249977111117893, -0.499984740745262]
    ),
    (
      5, ["F2DCDB", "E6B8B7", "DA9694", "963634", "632523"],
      [0.799981688894314, 0.599993896298105, 0.399975585192419, -0.249977111117893, -0.499984740745262]
    ),
    (
      6, ["EBF1DE", "D8E4BC", "C4D79B", "76933C", "4F6228"],
      [0.799981688894314, 0.599993896298105, 0.399975585192419, -0.249977111117893, -0.499984740745262]
    ),
    (
      9, ["FDE9D9", "FCD5B4", "FABF8F", "E26B0A", "974706"],
      [0.799981688894314, 0.599993896298105, 0.399975585192419, -0.249977111117893, -0.499984740745262]
    ),
  ]) func `a tint lightens and darkens as Excel does, give or take its rounding`(
    theme: Int, expected: [String], tints: [Double]
  ) throws {
    let resolved = try fills(tints.map { solid("theme=\"\(theme)\" tint=\"\($0)\"") }).map { try #require($0) }
    for (color, expected) in zip(resolved, expected) {
      let left = try #require(UInt32(color.dropFirst(2), radix: 16))
      let right = try #require(UInt32(expected, radix: 16))
      for shift in [0, 8, 16] {
        #expect(abs(Int(left >> shift & 0xFF) - Int(right >> shift & 0xFF)) <= 2, "\(color), Excel: \(expected)")
      }
    }
  }

  @Test func `tints at their ends and beyond are white and black`() throws {
    let tints = ["1", "7", "-1", "-7", "0", "nan", "x", "1e999"]
    #expect(
      try fills(tints.map { solid("rgb=\"FF4F81BD\" tint=\"\($0)\"") })
        == ["FFFFFFFF", "FFFFFFFF", "FF000000", "FF000000", "FF4F81BD", "FF4F81BD", "FF4F81BD", "FF4F81BD"])
  }

  @Test func `a workbook's own palette replaces the default one as far as it goes`() throws {
    let palette =
      "<colors><indexedColors><rgbColor rgb=\"00112233\"/><rgbColor rgb=\"FF445566\"/></indexedColors></colors>"
    #expect(
      try fills(["0", "1", "2", "13"].map { solid("indexed=\"\($0)\"") }, palette: palette) == [
        "FF112233", "FF445566", "FFFF0000", "FFFFFF00",
      ])
    let long =
      "<colors><indexedColors>" + String(repeating: "<rgbColor rgb=\"FF010203\"/>", count: 100)
      + "</indexedColors></colors>"
    #expect(try fills([solid("indexed=\"63\""), solid("indexed=\"64\"")], palette: long) == ["FF010203", "FF000000"])
  }

  @Test func `a workbook's own theme replaces Office's, light before dark`() throws {
    let theme = """
      <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">
      <a:dk1><a:sysClr val="windowText" lastClr="010101"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FEFEFE"/></a:lt1>
      <a:dk2><a:srgbClr val="222222"/></a:dk2><a:lt2><a:srgbClr val="DDDDDD"/></a:lt2><a:accent1><a:srgbClr val="156082"/></a:accent1>
      <a:accent4><a:srgbClr val="FFC000"/></a:accent4></a:clrScheme></a:themeElements></a:theme>
      """
    #expect(
      try fills((0...7).map { solid("theme=\"\($0)\"") }, theme: theme) == [
        "FFFEFEFE", "FF010101", "FFDDDDDD", "FF222222", "FF156082", "FFC0504D", "FF9BBB59", "FFFFC000",
      ])
  }

  @Test(arguments: [
    (Color.black, Color.white, 21.0), (.white, .white, 1), (.white, Color(argb: 0xFFFF_FF00), 1.074),
    (Color(argb: 0xFF77_7777), .white, 4.478), (Color(argb: 0xFFFF_0000), .white, 3.998),
  ]) func `the contrast of two colours is that of the web's guidelines`(one: Color, other: Color, ratio: Double) {
    #expect(abs(one.contrast(to: other) - ratio) < 0.001 && one.contrast(to: other) == other.contrast(to: one))
  }

  @Test(arguments: [
    ("<patternFill patternType=\"none\"/>", nil), ("<patternFill/>", nil),
    ("<patternFill patternType=\"gray125\"/>", nil), ("", nil),
    ("<patternFill patternType=\"none\"><fgColor rgb=\"FFFFFF00\"/></patternFill>", nil),
    (
      "<patternFill patternType=\"darkGray\"><fgColor rgb=\"FFFFFF00\"/><bgColor rgb=\"FFFF0000\"/></patternFill>",
      "FFFFFF00"
    ),
    (
      "<patternFill patternType=\"lightGray\"><fgColor rgb=\"FFFFFF00\"/><bgColor rgb=\"FFFF0000\"/></patternFill>",
      "FFFF0000"
    ),
    ("<patternFill patternType=\"solid\"/>", nil),
    (
      "<gradientFill degree=\"90\"><stop position=\"0\"><color rgb=\"FFFFFF00\"/></stop><stop position=\"1\"><color theme=\"0\"/></stop></gradientFill>",
      "FFFFFF00"
    ),
    ("<gradientFill/>", nil),
  ]) func `a pattern is the colour that covers most of it`(fill: String, expected: String?) throws {
    #expect(try fills([fill]) == [expected])
  }
}
