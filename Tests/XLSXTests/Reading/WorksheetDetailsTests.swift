import HandmadeWorkbooks
import Testing

@testable import XLSX

struct WorksheetDetailsTests {
  private func details(_ sheet: String) throws -> WorksheetDetails {
    try HandmadeWorkbook(sheet: sheet).firstSheet(validations: true).details
  }

  @Test func `merged ranges, filter and protection are read`() throws {
    let details = try details(
      """
      <sheetData/><sheetProtection sheet="1" objects="1"/><autoFilter ref="A1:C9"/><mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="x"/>\
      <mergeCell ref="C3:D4"/></mergeCells>
      """)
    #expect(details.mergedRanges.map(\.description) == ["A1:B2", "C3:D4"])
    #expect(details.autoFilter?.description == "A1:C9")
    #expect(details.isProtected)
    #expect(try !self.details("<sheetData/><sheetProtection sheet=\"0\"/>").isProtected)
  }

  @Test(arguments: [
    ("ySplit=\"3\" state=\"frozen\"", 3, 0), ("xSplit=\"1\" ySplit=\"2\" state=\"frozenSplit\"", 2, 1),
    ("ySplit=\"3000\" state=\"split\"", 0, 0),
    ("ySplit=\"1e300\" xSplit=\"nan\" state=\"frozen\"", 0, 0), ("state=\"frozen\"", 0, 0),
    ("ySplit=\"2.0\" state=\"frozen\"", 2, 0),
    ("ySplit=\"3\"", 0, 0),
    ("ySplit=\"-3\" xSplit=\"99999\" state=\"frozen\"", 0, 0),
  ]) func `panes are frozen at rows and columns`(pane: String, rows: Int, columns: Int) throws {
    let details = try details("<sheetViews><sheetView><pane \(pane)/></sheetView></sheetViews><sheetData/>")
    #expect(details.frozenRows == rows)
    #expect(details.frozenColumns == columns)
  }

  @Test(
    arguments: [
      ("min=\"1\" max=\"3\"", 1...3), ("min=\"4\" max=\"16384\"", 4...16_384),
      ("min=\"4\" max=\"99999999\"", 4...16_384),
      ("min=\"20000\" max=\"30000\"", nil),
      ("min=\"0\" max=\"3\"", nil), ("min=\"3\" max=\"1\"", nil), ("min=\"-1\" max=\"1\"", nil), ("min=\"1\"", nil),
      ("max=\"1\"", nil),
      ("min=\"1\" max=\"9223372036854775807\"", 1...16_384), ("min=\"1\" max=\"9223372036854775808\"", nil),
      ("min=\"x\" max=\"2\"", nil),
    ] as [(String, ClosedRange<Int>?)]) func `columns outside a worksheet are left out`(
      attributes: String, expected: ClosedRange<Int>?
    )
    throws
  {
    #expect(
      try details("<cols><col \(attributes)/></cols><sheetData/>").columns.map(\.columns)
        == [expected].compactMap { $0 })
  }

  @Test func `data validations are read with all they say`() throws {
    let validation = try #require(
      try details(
        """
        <sheetData/><dataValidations count="1"><dataValidation type="decimal" errorStyle="warning" operator="greaterThanOrEqual" allowBlank="1" \
        errorTitle="E" error="Not less" promptTitle="P" prompt="kg" sqref="B2:B9 $D$2 x"><formula1>0</formula1><formula2>1</formula2></dataValidation></dataValidations>
        """
      ).dataValidations.first)
    var expected = DataValidation(
      .decimal, formula1: "0", formula2: "1", ranges: ["B2:B9", "D2"].compactMap { CellRange($0) })
    expected.comparison = .greaterThanOrEqual
    expected.errorStyle = .warning
    expected.errorTitle = "E"
    expected.errorMessage = "Not less"
    expected.promptTitle = "P"
    expected.prompt = "kg"
    #expect(validation == expected)
  }

  @Test func `validations that are not asked for are not read`() throws {
    let sheet = "<sheetData/><dataValidations><dataValidation sqref=\"A1\"/></dataValidations>"
    #expect(try HandmadeWorkbook(sheet: sheet).firstSheet().details.dataValidations.isEmpty)
    #expect(try details(sheet).dataValidations.count == 1)
  }

  @Test func `validations of Excel 2010's extension are read like the others`() throws {
    let validations = try details(
      """
      <sheetData/><dataValidations><dataValidation type="list" sqref="A1"><formula1>"Yes,No"</formula1></dataValidation><dataValidation type="bad" sqref="A1"/>\
      <dataValidation type="list" sqref=""/><dataValidation sqref="C1"/></dataValidations><extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}" \
      xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">\
      <x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Lists!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>B2:B9
       D2:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>
      """
    ).dataValidations
    #expect(validations.map(\.kind) == [.list, .none, .list])
    #expect(validations.map(\.formula1) == ["\"Yes,No\"", "", "Lists!$A$1:$A$9"])
    #expect(validations.map(\.allowsBlank) == [false, false, true])
    #expect(validations.last?.ranges.map(\.description) == ["B2:B9", "D2:D9"])
  }

  @Test func `a wrong or missing dimension changes nothing`() throws {
    for dimension in [
      "", "<dimension ref=\"A1\"/>", "<dimension ref=\"A1:XFD1048576\"/>", "<dimension ref=\"rubbish\"/>",
      "<dimension/>",
    ] {
      let sheet = try HandmadeWorkbook(
        sheet: dimension + "<sheetData><row r=\"7\"><c r=\"C7\"><v>1</v></c></row></sheetData>"
      ).firstSheet()
      #expect(sheet.values == ["C7": .number(1)])
    }
  }

  @Test func `a sheet without rows, or without the element for them, is empty`() throws {
    for sheet in ["", "<sheetData/>", "<sheetData></sheetData>", "<sheetData> </sheetData>"] {
      var began = 0
      _ = try HandmadeWorkbook(sheet: sheet).open { reader in
        try reader.read(reader.sheets[0], begin: { _ in began += 1 }, row: { _ in Issue.record("there is no row") })
      }
      #expect(began == (sheet.isEmpty ? 0 : 1))
    }
  }
}
