import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Colours decide the role")
struct ColorTests {
  @Test(
    "Yellow in its usual shades is mandatory",
    arguments: [0xFFFF_FF00, 0x00FF_FF00, 0xFFFF_FFCC, 0xFFFF_F2CC, 0xFFFF_FF99, 0xFFFF_EB00, 0xFFF0_F000] as [UInt32])
  func yellow(argb: UInt32) {
    #expect(ColorRole.role(of: Color(argb: argb)) == .mandatory)
  }

  @Test(
    "Grey between white and dark grey is optional",
    arguments: [0xFFD9_D9D9, 0xFFF2_F2F2, 0xFFC0_C0C0, 0xFF80_8080, 0xFFA6_A6A6, 0xFFE7_E6E6, 0xFFD0_CECE] as [UInt32])
  func grey(argb: UInt32) {
    #expect(ColorRole.role(of: Color(argb: argb)) == .optional)
  }

  @Test(
    "Every other colour, white and black say nothing",
    arguments: [
      0xFFFF_FFFF, 0xFF00_0000, 0xFFFF_C000, 0xFFFF_0000, 0xFF92_D050, 0xFFE2_EFDA, 0xFFDD_EBF7, 0xFFFC_E4D6,
      0xFF1F_6E43, 0xFFFF_A500,
      0xFF40_4040, 0xFFFE_FEFE,
    ] as [UInt32])
  func other(argb: UInt32) {
    #expect(ColorRole.role(of: Color(argb: argb)) == nil)
    #expect(ColorRole.role(of: nil) == nil)
  }

  /// A form in which the column of customs codes and its first cells have that fill, written as XML.
  private func role(ofFill fill: String, styles: String = "", columnStyleOnly: Bool = false) throws
    -> TemplateDefinition.Role?
  {
    var marker = CellStyle()
    marker.fill = Color(argb: 0xFF01_0203)
    var workbook = NewWorkbook()
    let style = workbook.style(marker)
    let titles = ["MFG", "MPN", "kg CO2 p/part", "Customs code"]
    let header = NewRow(
      1,
      titles.enumerated().map {
        NewCell($0.offset + 1, .text($0.element), style: $0.offset == 3 && !columnStyleOnly ? style : .standard)
      })
    var sheet = NewWorksheet(
      name: "Sustainability", rows: [header, NewRow(2, [NewCell(1, .text("A")), NewCell(2, .text("P-1"))])])
    if columnStyleOnly { sheet.columns = [.init(4...4, width: 10, style: style)] }
    workbook.worksheets = [sheet]
    let test = try TestWorkbook(
      workbook, "quotewin-sustainability",
      parts: [
        "xl/styles.xml": { text in
          let marked = text.replacing("<fgColor rgb=\"FF010203\"/>", with: fill)
          #expect(marked != text)
          return marked.replacing("</styleSheet>", with: styles + "</styleSheet>")
        }
      ])
    return try test.table("sustainability").columns["customs-code"]?.colorRole
  }

  @Test(
    "ARGB, indexed palette, theme and tint are resolved",
    arguments: [
      ("<fgColor rgb=\"FFFFFF00\"/>", .mandatory), ("<fgColor rgb=\"00FFFF00\"/>", .mandatory),
      ("<fgColor rgb=\"FFFF00\"/>", .mandatory),
      ("<fgColor indexed=\"13\"/>", .mandatory), ("<fgColor indexed=\"26\"/>", .mandatory),
      ("<fgColor indexed=\"22\"/>", .optional),
      ("<fgColor indexed=\"10\"/>", nil), ("<fgColor theme=\"0\" tint=\"-0.149967955565050\"/>", .optional),
      ("<fgColor theme=\"0\" tint=\"-0.35\"/>", .optional),
      ("<fgColor theme=\"1\" tint=\"0.499984740745262\"/>", .optional),
      ("<fgColor theme=\"0\"/>", nil), ("<fgColor theme=\"9\"/>", nil), ("<fgColor auto=\"1\"/>", nil), ("", nil),
      ("<fgColor rgb=\"FFFFFFFF\" tint=\"-0.15\"/>", .optional),
    ] as [(String, TemplateDefinition.Role?)])
  func resolved(fill: String, role: TemplateDefinition.Role?) throws {
    #expect(try self.role(ofFill: fill) == role)
  }

  @Test("A workbook's own palette counts before the usual one")
  func customPalette() throws {
    let black = String(repeating: "<rgbColor rgb=\"00000000\"/>", count: 10)
    let palette = "<colors><indexedColors>\(black)<rgbColor rgb=\"00FFFF00\"/></indexedColors></colors>"
    #expect(try role(ofFill: "<fgColor indexed=\"10\"/>", styles: palette) == .mandatory)
    #expect(try role(ofFill: "<fgColor indexed=\"13\"/>", styles: palette) == .mandatory)
  }

  @Test("The default style of a column colours its cells that are not stored")
  func columnStyle() throws {
    #expect(try role(ofFill: "<fgColor rgb=\"FFFFFF00\"/>", columnStyleOnly: true) == .mandatory)
    #expect(try role(ofFill: "<fgColor rgb=\"FFD9D9D9\"/>", columnStyleOnly: true) == .optional)
  }

  private static let yellow = Color(argb: 0xFFFF_FF00), grey = Color(argb: 0xFFD9_D9D9)

  /// A table of which each column has a header and the colours of header and first body cell.
  private func table(_ columns: [(header: String, head: Color?, body: Color?)]) throws -> LocatedTemplate.Table {
    var workbook = NewWorkbook()
    func style(_ color: Color?) -> StyleID {
      var style = CellStyle()
      style.fill = color
      return workbook.style(style)
    }
    let rows = [
      NewRow(
        1,
        columns.enumerated().map {
          NewCell(
            $0.offset + 1, $0.element.header.isEmpty ? .blank : .text($0.element.header), style: style($0.element.head))
        }),
      NewRow(2, columns.enumerated().map { NewCell($0.offset + 1, .blank, style: style($0.element.body)) }),
    ]
    workbook.worksheets = [NewWorksheet(name: "Sustainability", rows: RowSource(rows))]
    return try TestWorkbook(workbook, "quotewin-sustainability").table("sustainability")
  }

  @Test("A colour that contradicts the definition wins, in the header or below it")
  func contradiction() throws {
    let table = try table([
      ("MFG", nil, nil), ("MPN", Self.grey, Self.grey), ("Remarks", Self.yellow, nil),
      ("Customs code", nil, Self.yellow),
      ("Country of origin", Self.grey, Self.yellow),
    ])
    #expect(table.role("mfg") == .mandatory && table.columns["mfg"]?.colorRole == nil)
    #expect(table.role("mpn") == .optional)
    #expect(table.role("remarks") == .mandatory)
    #expect(table.role("customs-code") == .mandatory)
    #expect(table.role("country-of-origin") == .mandatory)
  }

  @Test("Yellow and grey columns that the definition does not know are reported, plain ones are not")
  func unknownColumns() throws {
    let table = try table([
      ("MFG", Self.yellow, nil), ("MPN", Self.yellow, nil), ("Water m3", Self.yellow, nil), ("Line", nil, nil),
      ("Note", Self.grey, nil),
      ("", Self.yellow, nil), ("Body only", nil, Self.grey),
    ])
    #expect(
      table.unknownColumns == [
        .init(column: 3, header: "Water m3", role: .mandatory), .init(column: 5, header: "Note", role: .optional),
        .init(column: 7, header: "Body only", role: .optional),
      ])
  }

  @Test(
    "A coloured column without header is taken for the one that the definition has there; one without colour is not")
  func byPosition() throws {
    let table = try table([
      ("MFG", nil, nil), ("MPN", nil, nil), ("", Self.yellow, Self.yellow), ("", nil, nil), ("kWh RE p/part", nil, nil),
    ])
    #expect(table.columns["kgco2"]?.recognition == .position)
    #expect(table.column("kgco2") == 3)
    #expect(table.columns["non-renewable-kwh"] == nil)
    #expect(table.columns["renewable-kwh"]?.recognition == .label)
  }

  @Test("The colour of a single cell decides its role")
  func field() throws {
    var workbook = try Samples.golden
    var style = CellStyle()
    style.fill = Self.grey
    let grey = workbook.style(style)
    style.fill = Self.yellow
    let yellow = workbook.style(style)
    workbook = try workbook.changing("Company") { sheet in
      try sheet.set("B8") { $0.style = grey }
      try sheet.set("B13") { $0.style = yellow }
      try sheet.set("B9") { $0.style = .standard }
    }
    let test = try TestWorkbook(workbook)
    #expect(try test.field("revenue").role == .optional)
    #expect(try test.field("sites").role == .mandatory)
    #expect(try test.field("currency").role == .mandatory && test.field("currency").colorRole == nil)
  }
}
