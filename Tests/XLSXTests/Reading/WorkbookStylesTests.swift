import HandmadeWorkbooks
import Testing

@testable import XLSX

struct WorkbookStylesTests {
  private func styles(_ content: String) throws -> WorkbookStyles {
    var book = HandmadeWorkbook()
    book.setStyles(content)
    return try book.open { $0.styles }
  }

  @Test func `number formats are the workbook's own, or the built-in ones`() throws {
    let styles = try styles(
      """
      <numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0&quot; d&quot;"/>
      <numFmt numFmtId="14" formatCode="dd/mm/yyyy"/><numFmt numFmtId="x" formatCode="0"/><numFmt numFmtId="166"/></numFmts>
      <cellStyleXfs><xf numFmtId="22"/></cellStyleXfs>
      <cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="166"/><xf numFmtId="9999"/></cellXfs>
      """)
    #expect(
      styles.formats.map(\.numberFormat) == [
        "General", "yyyy\\-mm\\-dd", "0.0\" d\"", "dd/mm/yyyy", "0%", "General", "General",
      ])
    #expect((0..<7).map { styles.isDate($0) } == [false, true, false, true, false, false, false])
  }

  @Test func `protection and quote prefix are read`() throws {
    let styles = try styles(
      """
      <cellXfs><xf/><xf><protection locked="0"/></xf><xf><protection hidden="true"/></xf><xf quotePrefix="1"><protection locked="false" hidden="1"/></xf></cellXfs>
      """)
    #expect(styles.formats.map(\.isLocked) == [true, false, true, false])
    #expect(styles.formats.map(\.isFormulaHidden) == [false, false, true, true])
    #expect(styles.formats.map(\.hasQuotePrefix) == [false, false, false, true])
  }

  @Test func `a style or fill that is not there is the plain one`() throws {
    let styles = try styles(
      "<fills><fill/></fills><cellXfs><xf fillId=\"5\"/><xf fillId=\"-1\"/><xf fillId=\"99999999999999999999\"/></cellXfs>"
    )
    for index in [0, 1, 2, 3, -1, .max, .min] {
      #expect(styles[index] == WorkbookStyles.Format())
      #expect(!styles.isDate(index))
    }
  }

  @Test func `a workbook without styles has plain cells`() throws {
    let styles = try HandmadeWorkbook().open { $0.styles }
    #expect(styles.formats.isEmpty)
    #expect(styles[0] == WorkbookStyles.Format())
  }
}
