public import XLSX

/// An emission tool of another design, as a customer might send it: Chinese alone, sheets and columns of its own in its
/// own order, its own list of factors and its own formulas.
///
/// `Templates/examples/other-tool.yaml` describes it.
public enum OtherTool {
  /// A material or source of energy, as the list of factors has it.
  public struct Factor: Sendable {
    /// The name that parts choose it by.
    public var name: String
    /// The kgCO2 of one kg, or of one kWh.
    public var carbon: Double
    /// The kWh that one kg took; of electricity 1.
    public var energy: Double
  }

  /// A row of the list of parts.
  public struct Part: Sendable {
    /// The number of the part; its material; whether it is left to the company's own name who made it.
    public var mpn, material, mfg: String
    /// In grams, a share from 0 to 1, and twice in kWh.
    public var mass, recycledShare, electricity, greenElectricity: Double
  }

  /// The list of factors.
  public static let factors = [
    Factor(name: "铝合金", carbon: 16.4, energy: 55), Factor(name: "冷轧钢", carbon: 2.3, energy: 6.7),
    Factor(name: "ABS塑料", carbon: 3.8, energy: 26.5), Factor(name: "外购电力", carbon: 0.5366, energy: 1),
  ]

  /// The share of a material's carbon that recycled material saves.
  public static let recycledSaving = 0.9

  /// The list of parts.
  public static let parts = [
    Part(
      mpn: "HJ-2001", material: "铝合金", mfg: "", mass: 125, recycledShare: 0.3, electricity: 0.85,
      greenElectricity: 0.2),
    Part(
      mpn: "HJ-2002", material: "冷轧钢", mfg: "", mass: 640.5, recycledShare: 0, electricity: 1.2, greenElectricity: 0),
    Part(
      mpn: "HJ-2003", material: "ABS塑料", mfg: "远东塑胶", mass: 18.25, recycledShare: 0.15, electricity: 0.064,
      greenElectricity: 0.064),
  ]

  /// The revenue of each quarter, in 万元.
  public static let quarters = [310.5, 287.25, 342, 360.25]

  /// The tool with these parts.
  public static func workbook(_ parts: [Part] = parts) -> NewWorkbook {
    var workbook = NewWorkbook()
    func style(_ color: UInt32?, _ format: String = "General") -> StyleID {
      var style = CellStyle()
      style.fill = color.map { Color(argb: $0) }
      style.numberFormat = format
      return workbook.style(style)
    }
    let input = style(0xFFFF_FF99)
    let date = style(nil, "yyyy-mm-dd")
    workbook.worksheets = [factorSheet, partSheet(parts, input: input), companySheet(input: input, date: date)]
    workbook.activeSheet = 1
    return workbook
  }

  private static var factorSheet: NewWorksheet {
    var sheet = NewWorksheet(name: "因子库")
    var rows = [
      NewRow(1, [NewCell(1, .text("排放因子库（企业自建）"))]),
      NewRow(2, [NewCell(1, .text("再生料减排率")), NewCell(2, .number(recycledSaving))]),
      NewRow(4, ["名称", "kgCO2/单位", "kWh/单位"].enumerated().map { NewCell($0.offset + 1, .text($0.element)) }),
    ]
    for (offset, factor) in factors.enumerated() {
      rows.append(
        NewRow(
          5 + offset,
          [NewCell(1, .text(factor.name)), NewCell(2, .number(factor.carbon)), NewCell(3, .number(factor.energy))]))
    }
    sheet.rows = RowSource(rows)
    return sheet
  }

  private static let headers = [
    "序号", "含回收成分", "单件碳排放（克）", "不可再生能源（kWh/件）", "可再生能源（kWh/件）", "厂家", "净重（克）", "主要材料", "再生料比例", "单件用电（kWh）",
    "其中绿电（kWh）", "料号",
  ]

  private static func partSheet(_ parts: [Part], input: StyleID) -> NewWorksheet {
    var sheet = NewWorksheet(name: "零件核算")
    var rows = [
      NewRow(1, [NewCell(1, .text("零件碳足迹核算表"))]),
      NewRow(3, headers.enumerated().map { NewCell($0.offset + 1, .text($0.element)) }),
    ]
    let last = 4 + factors.count
    // Formulas are prepared beyond the parts, as people do.
    for row in 4..<(4 + parts.count + 3) {
      let part = row - 4 < parts.count ? parts[row - 4] : nil
      let values = part.map { results(of: $0, number: row - 3) } ?? Array(repeating: .text(""), count: 5)
      let formulas = [
        "ROW()-3", "IF(I\(row)>0,\"是\",\"否\")",
        "G\(row)*VLOOKUP(H\(row),因子库!$A$5:$C$\(last),2,FALSE)*(1-I\(row)*因子库!$B$2)"
          + "+(J\(row)-K\(row))*VLOOKUP(\"外购电力\",因子库!$A$5:$C$\(last),2,FALSE)*1000",
        "ROUND(G\(row)/1000*INDEX(因子库!$C$5:$C$\(last),MATCH(H\(row),因子库!$A$5:$A$\(last),0))+J\(row)-K\(row),6)",
        "K\(row)",
      ]
      var cells = zip(values, formulas).enumerated().map { index, cell in
        NewCell(index + 1, cell.0, formula: "IF($L\(row)=\"\",\"\",\(cell.1))")
      }
      if let part {
        cells.append(NewCell(6, part.mfg.isEmpty ? .blank : .text(part.mfg)))
        cells.append(NewCell(7, part.mass.isNaN ? .blank : .number(part.mass), style: input))
        cells.append(NewCell(8, .text(part.material), style: input))
        cells.append(NewCell(9, .number(part.recycledShare), style: input))
        cells.append(NewCell(10, .number(part.electricity), style: input))
        cells.append(NewCell(11, .number(part.greenElectricity), style: input))
        cells.append(NewCell(12, .text(part.mpn), style: input))
      }
      rows.append(NewRow(row, cells))
    }
    sheet.rows = RowSource(rows)
    return sheet
  }

  /// What the formulas of a part come to.
  private static func results(of part: Part, number: Int) -> [CellValue] {
    let carbon = factors.first { $0.name == part.material }?.carbon ?? 0
    let energy = factors.first { $0.name == part.material }?.energy ?? 0
    let grid = factors.last?.carbon ?? 0
    let grey = part.electricity - part.greenElectricity
    let grams = part.mass * carbon * (1 - part.recycledShare * recycledSaving) + grey * grid * 1000
    let nonRenewable = part.mass / 1000 * energy + part.electricity - part.greenElectricity
    return [
      .number(Double(number)), .text(part.recycledShare > 0 ? "是" : "否"), .number(grams),
      .number((nonRenewable * 1e6).rounded() / 1e6), .number(part.greenElectricity),
    ]
  }

  private static func companySheet(input: StyleID, date: StyleID) -> NewWorksheet {
    var sheet = NewWorksheet(name: "企业概况")
    var rows = [
      NewRow(1, [NewCell(2, .text("企业概况"))]),
      NewRow(2, [NewCell(2, .text("单位名称")), NewCell(3, .text("浩捷精密制造有限公司"), style: input)]),
      NewRow(3, [NewCell(2, .text("核算年份")), NewCell(3, .number(2025), style: input)]),
      NewRow(4, [NewCell(2, .text("核算期开始")), NewCell(3, .number(45_658), style: date, formula: "DATE(C3,1,1)")]),
      NewRow(5, [NewCell(2, .text("核算期结束")), NewCell(3, .number(46_022), style: date, formula: "DATE(C3,12,31)")]),
      NewRow(6, [NewCell(2, .text("记账货币")), NewCell(3, .text("CNY"), style: input)]),
    ]
    for (offset, quarter) in quarters.enumerated() {
      rows.append(
        NewRow(
          7 + offset,
          [NewCell(2, .text("第\(offset + 1)季度销售额（万元）")), NewCell(3, .number(quarter), style: input)]))
    }
    rows += [
      NewRow(
        11,
        [
          NewCell(2, .text("全年销售额（元）")),
          NewCell(3, .number(quarters.reduce(0, +) * 10_000), formula: "SUM(C7:C10)*10000"),
        ]),
      NewRow(12, [NewCell(2, .text("填报日期")), NewCell(3, .number(46_174), style: date)]),
    ]
    sheet.rows = RowSource(rows)
    return sheet
  }
}
