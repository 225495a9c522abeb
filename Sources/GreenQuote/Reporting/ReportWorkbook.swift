internal import SupplierWorkbooks
public import Validation
public import XLSX

/// Writes the supplier's report as a workbook, a sheet for each question that customers ask.
public struct ReportWorkbook {
  private let report: SupplierReport
  private let catalogue: MessageCatalogue
  private let palette: WorkbookPalette
  private let styles = StyleCollector()

  /// A workbook of a report, with headings in the catalogue's language.
  public init(_ report: SupplierReport, catalogue: MessageCatalogue) {
    self.report = report
    self.catalogue = catalogue
    let styles = styles
    palette = WorkbookPalette { styles.workbook.style($0) }
  }

  /// Writes the workbook, complete or not at all.
  ///
  /// - Parameters:
  ///   - path: where the workbook goes.
  ///   - force: whether an existing file may be replaced.
  /// - Throws: `XLSXError` where the file cannot be written.
  public func write(to path: String, force: Bool) throws(XLSXError) {
    let sheets = [
      cover, totalEmissions, productEmissions, totalEnergy, productEnergy, secondaryMaterials, customsCodes, factors,
    ]
    var workbook = styles.workbook
    workbook.worksheets = sheets
    try workbook.write(to: path, force: force)
  }

  private func phrase(_ key: String, _ arguments: [String: String] = [:]) -> String { catalogue.phrase(key, arguments) }

  private func sheet(_ id: String) -> ReportSheet {
    ReportSheet(
      name: phrase("report.sheet." + id), title: phrase("report.title." + id), hint: phrase("report.hint." + id),
      palette: palette)
  }

  // MARK: Sheets

  private var cover: NewWorksheet {
    var sheet = sheet("cover")
    sheet.section(phrase("report.confidential"), columns: 3)
    sheet.paragraph(phrase("report.confidential-why"), columns: 3, height: 32)
    sheet.gap()
    let company = report.company
    sheet.field(phrase("report.company"), .optional(company.name), .general)
    sheet.field(
      phrase("report.period"),
      .text([company.periodStart, company.periodEnd].compactMap { $0 }.joined(separator: " – ")), .general)
    sheet.field(phrase("report.workbook"), .text(report.file), .general)
    if let other = company.figuresFrom { sheet.field(phrase("report.figures-from"), .text(other), .general) }
    sheet.field(phrase("report.potentials"), .text(report.settings.globalWarmingPotentials.uppercased()), .general)
    sheet.field(phrase("report.scope2-method"), .text(phrase("method." + report.settings.scope2Method)), .general)
    sheet.field(
      phrase("report.verdict"),
      .text(
        phrase(
          "report.verdict-line",
          [
            "verdict": phrase("verdict." + report.verdict), "errors": String(report.errors),
            "warnings": String(report.warnings),
          ])), .general
    )
    sheet.field(phrase("report.parts"), .number(Double(report.parts.count)), .amount)
    sheet.gap()
    if !report.leftOut.isEmpty {
      sheet.section(phrase("report.left-out"), columns: 3)
      sheet.table(
        [
          .init(phrase("report.column.mpn"), 44), .init(phrase("report.column.reason"), 60),
          .init(phrase("report.column.row"), 16, .integer),
        ],
        report.leftOut.map { part in
          let reason = phrase("reason." + part.reason) + (part.sheet.map { " (\($0))" } ?? "")
          return [.text(part.mpn), .text(reason), .number(Double(part.row))]
        })
    }
    sheet.width(1, 44)
    sheet.width(2, 60)
    sheet.width(3, 16)
    return sheet.worksheet()
  }

  private var totalEmissions: NewWorksheet {
    var sheet = sheet("total-emissions")
    let emissions = report.emissions
    sheet.section(phrase("report.by-scope"), columns: 3)
    let first = sheet.nextRow
    for (key, value, unit) in [
      ("report.scope1", emissions.scope1Tonnes, "tCO2e"),
      ("report.scope2-location", emissions.scope2LocationBasedTonnes, "tCO2e"),
      ("report.scope2-market", emissions.scope2MarketBasedTonnes, "tCO2e"),
      ("report.biogenic", emissions.biogenicCO2Tonnes, "tCO2"),
    ] { sheet.field(phrase(key), .optional(value), .figure, unit: unit) }
    sheet.gap()
    sheet.section(phrase("report.used"), columns: 3)
    sheet.field(
      label("report.scope1", isKnown: emissions.known.contains("scope1")), .optional(emissions.usedScope1Tonnes),
      .figure, unit: "tCO2e")
    sheet.field(
      label("report.scope2", isKnown: emissions.known.contains("scope2")), .optional(emissions.usedScope2Tonnes),
      .figure, unit: "tCO2e")
    sheet.field(phrase("report.total"), .optional(emissions.usedTotalTonnes), .figure, unit: "tCO2e")
    sheet.field(
      phrase("report.intensity"), .optional(emissions.tonnesPerUnitOfRevenue), .intensity,
      unit: "tCO2e/" + (report.company.currency ?? ""))
    sheet.gap()
    if !emissions.sources.isEmpty {
      sheet.section(phrase("report.scope1-by-source"), columns: 5)
      sheet.table(
        [
          .init(phrase("report.column.source"), 52), .init(phrase("report.column.quantity"), 18, .amount),
          .init(phrase("report.column.unit"), 16), .init("tCO2e", 16, .figure),
          .init(phrase("report.column.biogenic"), 18, .figure),
        ],
        emissions.sources.map {
          [.text($0.label), .number($0.quantity), .text($0.unit), .number($0.tonnes), .number($0.biogenicCO2Tonnes)]
        })
    }
    sheet.width(1, 52)
    sheet.width(2, 18)
    sheet.chart(
      chart(
        .clusteredColumn, "report.by-scope", sheet.sheet.name, rows: first...(first + 2), unit: "tCO2e",
        labels: ["report.scope1", "report.scope2-location", "report.scope2-market"].map { phrase($0) },
        values: [emissions.scope1Tonnes, emissions.scope2LocationBasedTonnes, emissions.scope2MarketBasedTonnes]))
    return sheet.worksheet()
  }

  private var totalEnergy: NewWorksheet {
    var sheet = sheet("total-energy")
    let energy = report.energy
    sheet.section(phrase("report.by-kind"), columns: 3)
    let first = sheet.nextRow
    sheet.field(
      label("report.renewable", isKnown: energy.known.contains("renewable")), .optional(energy.usedRenewableMWh),
      .figure, unit: "MWh")
    sheet.field(
      label("report.non-renewable", isKnown: energy.known.contains("non-renewable")),
      .optional(energy.usedNonRenewableMWh), .figure,
      unit: "MWh")
    let currency = report.company.currency ?? ""
    sheet.field(
      phrase("report.renewable-intensity"), .optional(energy.renewableMWhPerUnitOfRevenue), .intensity,
      unit: "MWh/" + currency)
    sheet.field(
      phrase("report.non-renewable-intensity"), .optional(energy.nonRenewableMWhPerUnitOfRevenue), .intensity,
      unit: "MWh/" + currency)
    sheet.gap()
    if !energy.sources.isEmpty {
      sheet.section(phrase("report.energy-by-source"), columns: 3)
      sheet.table(
        [
          .init(phrase("report.column.source"), 60), .init("MWh", 18, .figure), .init(phrase("report.column.kind"), 22),
        ],
        energy.sources.map {
          [
            .text($0.label), .number($0.megawattHours),
            .text(phrase($0.isRenewable ? "report.is-renewable" : "report.is-non-renewable")),
          ]
        })
    }
    sheet.width(1, 60)
    sheet.width(2, 18)
    sheet.chart(
      chart(
        .clusteredColumn, "report.by-kind", sheet.sheet.name, rows: first...(first + 1), unit: "MWh",
        labels: [phrase("report.renewable"), phrase("report.non-renewable")],
        values: [energy.usedRenewableMWh, energy.usedNonRenewableMWh])
    )
    return sheet.worksheet()
  }

  private func label(_ key: String, isKnown: Bool) -> String { phrase(key) + (isKnown ? phrase("report.known") : "") }

  private func chart(
    _ kind: NewChart.Kind, _ title: String, _ sheet: String, rows: ClosedRange<Int>, unit: String, labels: [String],
    values: [Double?]
  ) -> NewChart {
    func column(_ column: Int) -> SheetRange {
      SheetRange(
        sheet: sheet,
        CellRange(
          CellReference(row: rows.lowerBound, column: column), CellReference(row: rows.upperBound, column: column)))
    }
    var chart = NewChart(
      kind, title: phrase(title) + " (\(unit))",
      series: [
        .init(
          name: unit, categories: column(1), cachedCategories: labels, values: column(2), cachedValues: values,
          pointColors: [WorkbookPalette.green, Color(argb: 0xFF8F_C79B), Color(argb: 0xFF7F_7F7F)])
      ],
      range: CellRange(CellReference(row: 3, column: 7), CellReference(row: 20, column: 15)))
    chart.numberFormat = "#,##0"
    chart.dataLabelFormat = "#,##0.0"
    chart.showsDataLabels = true
    chart.legend = nil
    chart.alternativeText = phrase(title)
    return chart
  }

  // MARK: Long sheets

  private var productEmissions: NewWorksheet {
    let parts = report.parts
    let methods = Dictionary(
      uniqueKeysWithValues: ["economic", "mass", "units"].map { ($0, phrase("report.allocation." + $0)) })
    return sheet("product-emissions").worksheet(
      [
        .init(phrase("report.column.mfg"), 30), .init(phrase("report.column.mpn"), 28, .text),
        .init("kgCO2e", 20, .decimals),
        .init(phrase("report.column.allocation"), 26), .init(phrase("report.column.customs-code"), 20, .text),
      ], count: parts.count
    ) { index in
      let part = parts[index]
      return [
        .optional(part.mfg), .text(part.mpn), .optional(part.kgCO2e),
        .text(methods[part.allocation] ?? part.allocation),
        .optional(part.customsCode),
      ]
    }
  }

  private var productEnergy: NewWorksheet {
    let parts = report.parts
    return sheet("product-energy").worksheet(
      [
        .init(phrase("report.column.mfg"), 30), .init(phrase("report.column.mpn"), 28, .text),
        .init(phrase("report.column.renewable-kwh"), 24, .decimals),
        .init(phrase("report.column.non-renewable-kwh"), 24, .decimals),
        .init(phrase("report.column.total-kwh"), 24, .decimals),
      ], count: parts.count
    ) { index in
      let part = parts[index]
      let total = part.renewableKWh.flatMap { renewable in part.nonRenewableKWh.map { renewable + $0 } }
      return [
        .optional(part.mfg), .text(part.mpn), .optional(part.renewableKWh), .optional(part.nonRenewableKWh),
        .optional(total),
      ]
    }
  }

  private var secondaryMaterials: NewWorksheet {
    var sheet = sheet("secondary-materials")
    let totals = report.secondaryMaterials
    let masses = ["mass", "pre-consumer", "post-consumer", "reutilization"].map {
      ReportSheet.Column(phrase("report.column." + $0), 22, .amount)
    }
    sheet.section(phrase("report.materials-by-origin"), columns: 6)
    sheet.table(
      [.init(phrase("report.column.material"), 36)] + masses + [
        .init(phrase("report.column.recycled"), 20, .percentage)
      ],
      totals.materials.map {
        [
          .text($0.label), .number($0.massGrams), .number($0.preConsumerGrams), .number($0.postConsumerGrams),
          .number($0.reutilizationGrams),
          .optional($0.recycledShare),
        ]
      })
    if totals.incompleteRows > 0 {
      sheet.paragraph(phrase("report.incomplete-rows", ["count": String(totals.incompleteRows)]), columns: 6)
      sheet.gap()
    }
    sheet.section(phrase("report.materials-by-part"), columns: 6)
    let rows = totals.rows
    return sheet.worksheet(
      [.init(phrase("report.column.mpn"), 36, .text)] + masses + [.init(phrase("report.column.material"), 32)],
      count: rows.count
    ) { index in
      let row = rows[index]
      return [
        .text(row.mpn), .optional(row.massGrams), .optional(row.preConsumerGrams), .optional(row.postConsumerGrams),
        .optional(row.reutilizationGrams), .text(row.material),
      ]
    }
  }

  private var customsCodes: NewWorksheet {
    let lines = report.customsCodes.codes
    let words = Dictionary(
      uniqueKeysWithValues: ["covered", "needs-eight-digits", "depends-on-good", "excluded", "not-listed"].map {
        ($0, phrase("report.cbam." + $0))
      })
    var sheet = sheet("customs-codes")
    if report.customsCodes.partsWithoutCode > 0 {
      sheet.paragraph(
        phrase("report.parts-without-code", ["count": String(report.customsCodes.partsWithoutCode)]), columns: 6)
      sheet.gap()
    }
    return sheet.worksheet(
      [
        .init(phrase("report.column.customs-code"), 40, .text), .init(phrase("report.column.parts"), 12, .integer),
        .init(phrase("report.column.sum"), 26, .decimals), .init("CBAM", 40), .init(phrase("report.column.goods"), 60),
        .init(phrase("report.column.factor-source"), 50),
      ], count: lines.count
    ) { index in
      let line = lines[index]
      return [
        .text(line.code), .number(Double(line.parts)), .optional(line.kgCO2e), .text(words[line.cbam] ?? line.cbam),
        .optional(line.cbamGoods), .optional(line.cbamSource),
      ]
    }
  }

  private var factors: NewWorksheet {
    let factors = report.factors
    return sheet("factors").worksheet(
      [
        .init(phrase("report.column.factor"), 44), .init(phrase("report.column.used-in"), 50),
        .init(phrase("report.column.value"), 22, .decimals),
        .init(phrase("report.column.unit"), 20), .init(phrase("report.column.factor-source"), 90),
        .init(phrase("report.column.year"), 10),
        .init(phrase("report.column.replacement"), 50), .init("URL", 60),
      ], count: factors.count
    ) { index in
      let factor = factors[index]
      return [
        .text(factor.name), .text(factor.usedIn), .number(factor.value), .text(factor.unit), .text(factor.source),
        .optional(factor.year),
        .optional(factor.replacement), .optional(factor.url),
      ]
    }
  }
}
