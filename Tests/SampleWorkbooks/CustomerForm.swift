import SupplierWorkbooks
public import XLSX

/// Forms as customers send them: `MFG` and `MPN` filled, the layout drifted from the template's in one way each.
public enum CustomerForm: String, CaseIterable, Sendable {
  /// The three rows of the customer's training deck, filled in: to be validated, not completed.
  case deckSample = "deck-sample"
  /// As the template, with the golden company's part numbers.
  case asTemplate = "as-template"
  /// A logo row, a title and an empty row above the header; columns of the customer's own between ours, ours in another
  /// order.
  case rowsAboveAndOtherOrder = "rows-above-other-order"
  /// Headers wrapped over several lines, in other case and width, the header cell merged over two rows.
  case wrappedHeaders = "wrapped-headers"
  /// Chinese only, the sheet named in Chinese.
  case chineseOnly = "chinese-only"
  /// Extra sheets before and after, hidden columns, formulas and notes of the customer's.
  case extraSheets = "extra-sheets"

  public var workbook: NewWorkbook {
    switch self {
    case .deckSample: deckSampleForm
    case .asTemplate: asTemplateForm
    case .rowsAboveAndOtherOrder: otherOrderForm
    case .wrappedHeaders: wrappedForm
    case .chineseOnly: chineseForm
    case .extraSheets: extraSheetsForm
    }
  }

  /// How many rows of the form the golden company completes.
  public var completedRows: Int {
    switch self {
    case .deckSample: 0
    case .rowsAboveAndOtherOrder: 5
    default: 8
    }
  }

  static let english = [
    "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
    "Sustainability validation date (response date)",
  ]
  static let chinese = ["制造商", "生产零件号", "千克二氧化碳/每件", "千瓦时不可再生能源/每件", "千瓦时可再生能源/每件", "回收内容", "可持续性验证日期（回复日期）"]
}

/// The styles that forms need: yellow headers and cells, grey ones, plain text.
private struct FormStyles {
  var workbook = NewWorkbook()
  let header: StyleID
  let greyHeader: StyleID
  let yellow: StyleID
  let yellowDate: StyleID
  let grey: StyleID
  let title: StyleID

  init() {
    func style(_ color: Color?, bold: Bool = false, format: String = "General", size: Double = 11) -> CellStyle {
      var style = CellStyle()
      style.fill = color
      style.font.bold = bold
      style.font.size = size
      style.wraps = bold
      style.vertical = .center
      style.numberFormat = format
      if color != nil { style.border = .thin(Color(argb: 0xFFA0_A0A0)) }
      return style
    }
    let mandatory = Color(argb: 0xFFFF_FF00)
    let optional = Color(argb: 0xFFD9_D9D9)
    header = workbook.style(style(mandatory, bold: true))
    greyHeader = workbook.style(style(optional, bold: true))
    yellow = workbook.style(style(mandatory))
    yellowDate = workbook.style(style(mandatory, format: "m/d/yyyy"))
    grey = workbook.style(style(optional))
    title = workbook.style(style(nil, bold: true, size: 16))
  }

  func headers(_ row: Int, _ texts: [String]) -> NewRow {
    NewRow(row, height: 32, texts.enumerated().map { NewCell($0.offset + 1, .text($0.element), style: header) })
  }

  /// A row to be completed: manufacturer and part number, five yellow cells.
  func open(_ row: Int, _ mfg: String, _ mpn: String) -> NewRow {
    let values: [CellValue] = [.text(mfg), .text(mpn), .blank, .blank, .blank, .blank]
    return NewRow(
      row,
      values.enumerated().map { NewCell($0.offset + 1, $0.element, style: yellow) } + [
        NewCell(7, .blank, style: yellowDate)
      ])
  }

  func sheet(_ name: String, _ rows: [NewRow], columns: Int = 7) -> NewWorksheet {
    var sheet = NewWorksheet(name: name)
    sheet.columns = [.init(1...columns, width: 24)]
    sheet.rows = RowSource(rows)
    return sheet
  }

  func book(_ sheets: [NewWorksheet]) -> NewWorkbook {
    var book = workbook
    book.worksheets = sheets
    return book
  }
}

extension CustomerForm {
  private static let manufacturer = "Golden Electronics"

  private func goldenRows(_ styles: FormStyles, from first: Int) -> [NewRow] {
    SampleTool.goldenParts.enumerated().map { styles.open(first + $0.offset, Self.manufacturer, $0.element.mpn) }
  }

  private var deckSampleForm: NewWorkbook {
    let styles = FormStyles()
    let rows: [(String, String, [Double], String, CellValue)] = [
      ("供应商1", "12345", [85, 65.23, 45.89], "Yes", ToolInputs.serial(2023, 7, 20)),
      ("供应商2", "23456", [94.85, 96, 60.7], "No", ToolInputs.serial(2023, 8, 26)),
      ("供应商3", "34567", [19.2, 72.25, 35.89], "Yes", ToolInputs.serial(2023, 10, 2)),
    ]
    let body = rows.enumerated().map { index, row in
      let values: [CellValue] = [.text(row.0), .text(row.1)] + row.2.map { .number($0) } + [.text(row.3)]
      return NewRow(
        index + 2,
        values.enumerated().map { NewCell($0.offset + 1, $0.element, style: styles.yellow) } + [
          NewCell(7, row.4, style: styles.yellowDate)
        ]
      )
    }
    let headers = zip(Self.english, Self.chinese).map { "\($0)\n\($1)" }
    return styles.book([styles.sheet("Sustainability", [styles.headers(1, headers)] + body)])
  }

  private var asTemplateForm: NewWorkbook {
    let styles = FormStyles()
    let headers = zip(Self.english, Self.chinese).map { "\($0)\n\($1)" }
    return styles.book([styles.sheet("Sustainability", [styles.headers(1, headers)] + goldenRows(styles, from: 2))])
  }

  private var otherOrderForm: NewWorkbook {
    let styles = FormStyles()
    let headers = [
      "Line", "MPN", "Description", "kWh RE p/part", "kWh NON-RE p/part", "kg CO2 p/part",
      "Sustainability validation date", "Target price",
      "Recycled content", "MFG",
    ]
    let known = ["PN-1234", "PN-1239", "PN-1241", "PN-1235", "PN-1240", "XX-0001"]
    var rows = [
      NewRow(1, height: 30, [NewCell(1, .text("Request for quotation 4711"), style: styles.title)]),
      NewRow(2, [NewCell(1, .text("Please complete the yellow columns and return until 7/31/2026"))]),
    ]
    rows.append(
      NewRow(
        5, height: 32,
        headers.enumerated().map { index, text in
          NewCell(
            index + 1, .text(text),
            style: ["Line", "Description", "Target price"].contains(text) ? StyleID.standard : styles.header)
        }))
    for (index, mpn) in known.enumerated() {
      let values: [CellValue] = [
        .number(Double(10 * (index + 1))), .text(mpn), .text("Connector no. \(index + 1)"), .blank, .blank, .blank,
        .blank,
        .text("quoted"), .blank, .text(Self.manufacturer),
      ]
      let looks = [
        .standard, styles.yellow, .standard, styles.yellow, styles.yellow, styles.yellow, styles.yellowDate, .standard,
        styles.yellow,
        styles.yellow,
      ]
      rows.append(
        NewRow(
          6 + index, zip(values, looks).enumerated().map { NewCell($0.offset + 1, $0.element.0, style: $0.element.1) }))
    }
    return styles.book([styles.sheet("Quote 4711", rows, columns: 10)])
  }

  private var wrappedForm: NewWorkbook {
    let styles = FormStyles()
    let headers = [
      "ＭＦＧ", "M P N", "KG CO2\np/part", "kWh\nNON-RE\np/part", "kwh re\r\np/part", "Recycled\ncontent",
      "Sustainability\nvalidation date\n(response date)",
    ]
    var sheet = styles.sheet("Sustainability info", [styles.headers(1, headers)] + goldenRows(styles, from: 3))
    sheet.mergedRanges = (1...7).map { CellRange(CellReference(row: 1, column: $0), CellReference(row: 2, column: $0)) }
    return styles.book([sheet])
  }

  private var chineseForm: NewWorkbook {
    let styles = FormStyles()
    return styles.book([styles.sheet("可持续性", [styles.headers(1, Self.chinese)] + goldenRows(styles, from: 2))])
  }

  private var extraSheetsForm: NewWorkbook {
    let styles = FormStyles()
    var cover = styles.sheet("Cover", [NewRow(1, [NewCell(1, .text("Confidential"), style: styles.title)])])
    cover.comments = [Comment(CellReference(row: 1, column: 1), author: "Buyer", text: "Version of May")]
    let headers = Self.english + ["Remarks", "Sum of kWh"]
    var header = styles.headers(1, headers)
    header.cells[7].style = styles.greyHeader
    header.cells[8].style = .standard
    var rows = [header]
    for (index, part) in SampleTool.goldenParts.enumerated() {
      var row = styles.open(index + 2, Self.manufacturer, part.mpn)
      row.cells.append(NewCell(8, .text(index == 0 ? "urgent" : ""), style: styles.grey))
      row.cells.append(NewCell(9, .number(0), formula: "D\(index + 2)+E\(index + 2)"))
      rows.append(row)
    }
    var form = styles.sheet("Sustainability", rows, columns: 9)
    form.columns = [.init(1...7, width: 24), .init(8...8, width: 30), .init(9...9, width: 12, isHidden: true)]
    form.frozenRows = 1
    let terms = styles.sheet("Terms", [NewRow(1, [NewCell(1, .text("Net 30 days"))])])
    return styles.book([cover, form, terms])
  }
}
