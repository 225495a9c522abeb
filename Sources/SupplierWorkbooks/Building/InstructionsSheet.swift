internal import Emissions
internal import XLSX

/// The first sheet: what to fill, what the colours and units mean, where the figures come from.
struct InstructionsSheet {
  let builder: ToolBuilder

  private static let steps: [(english: String, chinese: String)] = [
    (
      "Company: name, reporting year, revenue, currency and role. The revenue is what all figures are divided by: in full currency units, not in thousands.",
      "公司：名称、报告年度、营业收入、货币和角色。所有数值都除以营业收入：请以元为单位，不是千元或万元。"
    ),
    (
      "Energy consumption: one row per source, from invoices, agreements and energy bills; month by month, or the annual total. Choose the unit that your bill uses.",
      "能耗：每个来源一行，依据发票、协议和能源账单；按月填写或填写全年合计。请选择账单所用的单位。"
    ),
    (
      "Rows 13, 14 and 17 add up: 13 is bought from the grid without a contract, 14 is covered by power purchase agreements, 17 is green electricity supplied together with its certificates.",
      "第13、14、17行相加：13为无合同的电网电力，14为购电协议覆盖的电力，17为连同证书供应的绿电。"
    ),
    ("In the US or Canada: column S is the percentage of that fuel consumed there.", "在美国或加拿大经营：S列填写该燃料在当地消耗的百分比。"),
    (
      "Electricity factor: one row per country or province in which you buy electricity, with its consumption. Use a custom factor only for regions that the lists lack.",
      "电力因数：每个购电的国家或省份一行，填写用电量。仅对列表中没有的地区使用自定义因数。"
    ),
    (
      "Summary: emissions by scope and energy by source are computed. If you know your latest figures, type them into section 3: they take the place of the computed ones.",
      "汇总：自动计算按范围的排放和按来源的能源。如已知最新数值，请填入第3部分，将取代计算值。"
    ),
    (
      "Per MPN: part number and price only (your customer's purchase price). Emissions and energy per part = company figure ÷ revenue × price.",
      "产品级信息：只填零件号和价格（客户的采购价）。每件的排放和能源 = 公司数值 ÷ 营业收入 × 价格。"
    ),
    ("Secondary materials, Certificates and Survey are optional.", "二次材料、能源证书和调查为选填。"),
    (
      "Run: greenquote complete <this file>. It writes the QuoteWin form, which holds neither revenue nor prices. Keep this workbook to yourself.",
      "运行：greenquote complete <本文件>。生成的 QuoteWin 表格不含收入和价格。请自行保存本工作簿。"
    ),
  ]

  func worksheet(_ definition: TemplateDefinition.Sheet) -> NewWorksheet {
    let palette = builder.palette
    var composer = SheetComposer()
    composer.text(1, 1, builder.definition.title.inline, style: palette.title)
    composer.height(1, 26)
    composer.text(2, 1, "Template version 模板版本 \(builder.definition.version)", style: palette.plain)
    var row = 4
    for column in 1...2 { composer.text(row, column, column == 1 ? "What to fill 填写步骤" : "", style: palette.section) }
    row += 1
    for (number, step) in Self.steps.enumerated() {
      composer.text(row, 1, "\(number + 1)", style: palette.number)
      composer.text(row, 2, step.english + "\n" + step.chinese, style: palette.paragraph)
      composer.height(row, step.english.count > 150 ? 44 : 31)
      row += 1
    }
    row += 1
    for column in 1...2 { composer.text(row, column, column == 1 ? "Colours 颜色" : "", style: palette.section) }
    let colors: [(TemplateDefinition.Role, String)] = [
      (
        .mandatory,
        "Yellow: mandatory. Enter 0 only if it is really none; three zeros are refused since July 2024. "
          + "黄色：必填；确实没有才填0；自2024年7月起，三项全为0不再接受。"
      ),
      (.optional, "Grey: optional; fill what applies. 灰色：选填；填写适用的部分。"),
      (.computed, "No fill: computed, and locked without a password. 无填充：自动计算，已锁定（无密码）。"),
    ]
    for (role, text) in colors {
      row += 1
      composer.set(row, 1, .blank, style: palette.value(role, .general))
      composer.text(row, 2, text, style: palette.paragraph)
    }
    row += 2
    for column in 1...2 { composer.text(row, column, column == 1 ? "Sources 来源" : "", style: palette.section) }
    row += 1
    composer.text(
      row, 2,
      "GHG Protocol Corporate Standard, Scope 2 Guidance and Product Standard. Every factor stands with its source in the hidden sheet Lists.\n"
        + "温室气体核算体系企业标准、范围二指南和产品标准。每个因数及其来源见隐藏的 Lists 工作表。", style: palette.paragraph)
    composer.height(row, 31)
    for source in sources {
      row += 1
      composer.text(row, 2, source, style: palette.paragraph)
      composer.height(row, source.count > 140 ? 28 : 15)
    }
    var sheet = NewWorksheet(name: definition.name)
    sheet.columns = [.init(1...1, width: 12), .init(2...2, width: 140)]
    sheet.rows = RowSource(composer.rows)
    sheet.showsGridLines = false
    sheet.protection = .standard
    sheet.pageSetup.orientation = .landscape
    sheet.pageSetup.fitsToWidth = true
    return sheet
  }

  /// The documents that the factors come from, each once.
  private var sources: [String] {
    let library = builder.lists.library
    var seen: [String] = []
    for source in library.fuelFactors.map({ $0.source }) + library.gridFactors.map({ $0.source })
      + library.residualMixes.map({ $0.source })
    where !seen.contains(source) { seen.append(source) }
    return seen
  }
}
