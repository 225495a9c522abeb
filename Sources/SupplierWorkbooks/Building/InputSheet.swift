internal import XLSX

/// Lays out a sheet from its definition: title, hint, fields beside their labels, a table, drop-down lists, protection,
/// charts.
struct InputSheet {
  private let builder: ToolBuilder
  private let sheet: TemplateDefinition.Sheet
  private let formulas: ToolFormulas
  private let palette: WorkbookPalette
  private var composer = SheetComposer()
  private var validations: [DataValidation] = []
  private var worksheetInProgress: NewWorksheet

  init(builder: ToolBuilder, sheet: TemplateDefinition.Sheet) {
    self.builder = builder
    self.sheet = sheet
    formulas = ToolFormulas(builder: builder)
    palette = builder.palette
    worksheetInProgress = NewWorksheet(name: sheet.name)
  }

  func worksheet() -> NewWorksheet {
    var copy = self
    return copy.compose()
  }

  private mutating func compose() -> NewWorksheet {
    if let title = sheet.title {
      composer.text(1, 1, title.inline, style: palette.title)
      composer.height(1, 26)
    }
    writeHint()
    for field in sheet.fields { write(field) }
    if let table = sheet.table { write(table) }
    worksheetInProgress.rows = RowSource(composer.rows)
    worksheetInProgress.dataValidations = validations.merged
    worksheetInProgress.protection = [.standard, .formatColumns, .formatRows]
    worksheetInProgress.showsGridLines = false
    worksheetInProgress.pageSetup.orientation = .landscape
    worksheetInProgress.pageSetup.fitsToWidth = true
    worksheetInProgress.tabColor = tabColor
    if worksheetInProgress.columns.isEmpty {
      worksheetInProgress.columns = [.init(1...1, width: 46), .init(2...2, width: 30), .init(3...3, width: 60)]
    }
    if sheet.id == .summary {
      worksheetInProgress.columns = [
        .init(1...1, width: 62), .init(2...2, width: 22), .init(3...3, width: 16), .init(4...4, width: 3),
      ]
      worksheetInProgress.charts = charts
    }
    return worksheetInProgress
  }

  private var tabColor: Color? {
    switch sheet.id {
    case .company, .energy, .electricityFactor, .parts: WorkbookPalette.yellow
    case .secondaryMaterials, .certificates: WorkbookPalette.grey
    case .summary, .quotewin: WorkbookPalette.green
    default: nil
    }
  }

  /// Two lines below the title, across the width that a person sees first.
  private mutating func writeHint() {
    guard let hint = sheet.hint else { return }
    composer.text(2, 1, hint.stacked, style: palette.hint)
    composer.height(2, 30)
    let last =
      sheet.table.map { table in
        table.columns.filter { !$0.isHidden }.prefix(sheet.id == .energy ? 11 : 8).map { $0.column }.max() ?? 3
      } ?? 3
    worksheetInProgress.mergedRanges.append(
      CellRange(CellReference(row: 2, column: 1), CellReference(row: 2, column: last)))
  }

  // MARK: Fields

  static let sections: [String: LocalizedText] = [
    "emissions": LocalizedText("1  Emissions by scope", [.chinese: "按范围的排放"]),
    "energy": LocalizedText("2  Energy by source", [.chinese: "按来源的能源"]),
    "known": LocalizedText(
      "3  Known values (latest figures, if known; they replace the computed ones)", [.chinese: "已知数值（如已知最新数值，将取代计算值）"]),
    "intensities": LocalizedText("4  Figures used and intensities", [.chinese: "采用数值与强度"]),
  ]

  private mutating func write(_ field: TemplateDefinition.Field) {
    let (row, column) = (field.cell.row, field.cell.column)
    if let section = field.section.flatMap({ Self.sections[$0] }) {
      for column in 1...3 { composer.text(row - 1, column, column == 1 ? section.inline : "", style: palette.section) }
    }
    composer.text(row, sheet.labelColumn, field.labels.text.inline, style: palette.label)
    // A field beside a table has its value further right; the label runs up to it.
    for between in (sheet.labelColumn + 1)..<max(sheet.labelColumn + 1, column) {
      composer.set(row, between, .blank, style: palette.label)
    }
    if column > sheet.labelColumn + 1 {
      worksheetInProgress.mergedRanges.append(
        CellRange(CellReference(row: row, column: sheet.labelColumn), CellReference(row: row, column: column - 1)))
    }
    let format = WorkbookPalette.Format(field.type, unit: field.unit, role: field.role)
    let style = palette.value(field.role, format)
    if let formula = formulas.field(computing: field.id) {
      composer.set(row, column, builder.computed?.field(field.id) ?? .blank, formula: formula, style: style)
    } else {
      composer.set(row, column, builder.inputs.fields[field.id] ?? preset(field), style: style)
    }
    if let hint = field.hint {
      composer.text(row, column + 1, hint.inline, style: palette.fieldHint)
    } else if let unit = field.unit {
      if let prefix = field.currencyUnitPrefix {
        let currency = builder.field(.currency)
        composer.set(
          row, column + 1, builder.computed?.unit(field) ?? .blank,
          formula: prefix.isEmpty ? "\(currency)&\"\"" : "\"\(prefix)\"&\(currency)",
          style: palette.unit)
      } else {
        composer.text(row, column + 1, unit, style: palette.unit)
      }
    }
    addValidation(
      field.type, list: field.list,
      ranges: [CellRange(CellReference(row: row, column: column), CellReference(row: row, column: column))])
  }

  /// Settings that have a usual answer.
  private func preset(_ field: TemplateDefinition.Field) -> CellValue {
    switch field.id {
    case .scope2Method: .text(builder.definition.entry(of: .scope2Method, id: "market")?.written ?? "")
    case .warmingPotentials: .text("AR5")
    case .customFactorOverrides, .residualMix: .text("No")
    default: .blank
    }
  }

  // MARK: Tables

  private mutating func write(_ table: TemplateDefinition.Table) {
    composer.height(table.headerRow, 62)
    for column in table.columns {
      composer.text(
        table.headerRow, column.column, column.labels.text.stacked, style: palette.header(headerRole(column)))
      worksheetInProgress.columns.append(
        .init(column.column...column.column, width: column.width, isHidden: column.isHidden))
    }
    worksheetInProgress.columns.sort { $0.columns.lowerBound < $1.columns.lowerBound }
    let rows = table.rows.isEmpty ? Array((table.headerRow + 1)...(table.headerRow + table.bodyRows)) : []
    for row in rows { write(row: row, of: table, meaning: nil, number: 0) }
    for definition in table.rows {
      for number in 0..<definition.count {
        write(row: definition.row + number, of: table, meaning: definition, number: number + 1)
      }
    }
    worksheetInProgress.frozenRows = table.headerRow
    worksheetInProgress.frozenColumns =
      sheet.id == .energy
      ? 2 : sheet.id == .parts || sheet.id == .secondaryMaterials ? 1 : sheet.id == .quotewin ? 2 : 0
    worksheetInProgress.printTitleRows = table.headerRow...table.headerRow
    if table.rows.isEmpty {
      let body = (table.headerRow + 1)...(table.headerRow + table.bodyRows)
      for column in table.columns where role(column, meaning: nil) != .computed {
        addValidation(
          column.type, list: column.list,
          ranges: [
            CellRange(
              CellReference(row: body.lowerBound, column: column.column),
              CellReference(row: body.upperBound, column: column.column))
          ])
      }
    }
  }

  /// On the sheet that shows the form, what the other sheets fill is computed; on no other sheet does a role change.
  private func role(_ column: TemplateDefinition.Column, meaning: TemplateDefinition.Row?) -> TemplateDefinition.Role {
    if sheet.id == .quotewin {
      let isComputed =
        formulas.cell(sheet: .quotewin, column: column.id, row: sheet.table?.headerRow ?? 1, energyRow: nil) != nil
      return isComputed ? .computed : .optional
    }
    return column.role
  }

  private func headerRole(_ column: TemplateDefinition.Column) -> TemplateDefinition.Role { role(column, meaning: nil) }

  private mutating func write(
    row: Int, of table: TemplateDefinition.Table, meaning: TemplateDefinition.Row?, number: Int
  ) {
    let inputs = builder.inputs.tables[sheet.id]?[row] ?? [:]
    if meaning != nil { composer.height(row, 28) }
    for column in table.columns {
      let role = role(column, meaning: meaning)
      let isUsed = meaning.map { uses(column.id, $0) } ?? true
      var format = WorkbookPalette.Format(column.type, unit: column.unit, role: role)
      if sheet.id == .quotewin, column.type == .date { format = .monthDayYear }
      if meaning?.kind == .electricityFactor || meaning?.kind == .heat, column.id == .fuel { format = .general }
      let style = palette.value(isUsed ? role : .label, format, isHidden: column.isHidden)
      if role == .label {
        let label = meaning?.labels.text
        let suffix = (meaning?.count ?? 1) > 1 ? " \(number)" : ""
        composer.text(
          row, column.column, ((column.id == .source ? label?.english : label?.translation(.chinese)) ?? "") + suffix,
          style: palette.label
        )
      } else if isUsed, let formula = formulas.cell(sheet: sheet.id, column: column.id, row: row, energyRow: meaning) {
        let value =
          builder.computed?.cell(sheet: sheet.id, column: column.id, row: row, offset: row - table.headerRow) ?? .blank
        composer.set(row, column.column, value, formula: formula, style: style)
      } else {
        composer.set(row, column.column, inputs[column.id] ?? preset(column.id, meaning), style: style)
        if let meaning, isUsed { addValidation(column, row, meaning) }
      }
    }
  }

  /// Which cells of a meaningful row are for use.
  private func uses(_ column: ColumnID, _ row: TemplateDefinition.Row) -> Bool {
    let isAmount =
      ColumnID.months.contains(column) || column == .monthsTotal || column == .annualTotal || column == .quantity
      || column == .kwh
      || column == .kwhPerUnit
    switch row.kind {
    case .fuel: return true
    case .electricityFactor: return column == .source || column == .sourceZh || column == .fuel || column == .unit
    case .heat: return isAmount || [.source, .sourceZh, .fuel, .unit, .kgco2ePerUnitOther, .tco2e].contains(column)
    default: return isAmount || [.source, .sourceZh, .unit].contains(column)
    }
  }

  private func preset(_ column: ColumnID, _ row: TemplateDefinition.Row?) -> CellValue {
    guard let row else { return .blank }
    switch (column, row.kind) {
    case (.fuel, .fuel):
      return row.fuel.flatMap { id in builder.lists.fuels.first { $0.id == id } }.map { .text($0.shown) } ?? .blank
    case (.fuel, .electricityFactor):
      return .text(builder.definition.entry(of: .electricityFactor, id: "weighted")?.written ?? "")
    case (.fuel, .heat): return .text(builder.definition.entry(of: .heatFactor, id: "default")?.written ?? "")
    case (.unit, .fuel):
      return row.unit.flatMap { id in builder.lists.fuelUnits.first { $0.id == id } }.map { .text($0.shown) } ?? .blank
    case (.unit, .electricityFactor): return .text("kgCO2e/kWh")
    case (.unit, _): return row.unit.map { .text($0) } ?? .blank
    default: return .blank
    }
  }

  // MARK: What may be typed

  private mutating func addValidation(
    _ column: TemplateDefinition.Column, _ row: Int, _ meaning: TemplateDefinition.Row
  ) {
    let cell = CellReference(row: row, column: column.column)
    let ranges = [CellRange(cell, cell)]
    switch (column.id, meaning.kind) {
    case (.fuel, .fuel): addList(meaning.id == .renewableFuel ? .biogenicFuel : .fuel, ranges)
    // A list that lets other things be typed: a factor of one's own.
    case (.fuel, .electricityFactor): addList(.electricityFactor, ranges, style: .information)
    case (.fuel, .heat): addList(.heatFactor, ranges, style: .information)
    case (.unit, .fuel): addUnits(of: cell, ranges)
    case (.unit, .electricityFactor): break
    case (.unit, _): addList(.energyUnit, ranges)
    default: addValidation(column.type, list: column.list, ranges: ranges)
    }
  }

  private mutating func addList(_ list: ListID, _ ranges: [CellRange], style: DataValidation.ErrorStyle = .stop) {
    var validation = DataValidation(.list, formula1: builder.listsSheet.range(list), ranges: ranges)
    validation.errorStyle = style
    validation.errorTitle = "Not in the list 不在列表中"
    validation.errorMessage =
      style == .stop
      ? "Choose an entry of the list. 请从列表中选择。" : "This is not in the list; keep it only if it is meant so. 不在列表中，请确认。"
    validations.append(validation)
  }

  /// Only the units that the fuel beside it can have.
  private mutating func addUnits(of cell: CellReference, _ ranges: [CellRange]) {
    let fuel = "$" + CellReference.letters(ofColumn: cell.column - 1) + String(cell.row)
    let lists = builder.listsSheet
    let formula =
      "OFFSET(\(lists.first("fuel-unit")),MATCH(\(fuel),\(lists.range("fuel-name")),0)-1,0,COUNTIF(\(lists.range("fuel-name")),\(fuel)),1)"
    var validation = DataValidation(.list, formula1: formula, ranges: ranges)
    validation.errorTitle = "Unit 单位"
    validation.errorMessage = "Choose a unit that this fuel can have. 请选择该燃料可用的单位。"
    validations.append(validation)
  }

  private mutating func addValidation(_ type: TemplateDefinition.ValueType, list: ListID?, ranges: [CellRange]) {
    switch type {
    case .list:
      guard let list else { return }
      if list == .subdivision, let first = ranges.first?.first {
        let country = "$A\(first.row)"
        let lists = builder.listsSheet
        let formula =
          "OFFSET(\(lists.first("subdivision")),MATCH(\(country),\(lists.range("subdivision-country")),0)-1,0,"
          + "COUNTIF(\(lists.range("subdivision-country")),\(country)),1)"
        validations.append(DataValidation(.list, formula1: formula, ranges: ranges))
      } else {
        addList(list, ranges, style: list == .country ? .warning : .stop)
      }
    case .number: addNumber(.greaterThanOrEqual, "0", nil, "A number, 0 or more. 0或更大的数字。", ranges)
    case .percentage: addNumber(.between, "0", "1", "A percentage from 0 % to 100 %. 0%至100%。", ranges)
    case .date:
      var validation = DataValidation(.date, formula1: "36526", formula2: "73050", ranges: ranges)
      validation.errorTitle = "Date 日期"
      validation.errorMessage = "A date, for example 2023-12-31. 日期，例如 2023-12-31。"
      validations.append(validation)
    case .partNumber, .text: break
    }
  }

  private mutating func addNumber(
    _ comparison: DataValidation.Comparison, _ first: String, _ second: String?, _ message: String,
    _ ranges: [CellRange]
  ) {
    var validation = DataValidation(.decimal, formula1: first, formula2: second, ranges: ranges)
    validation.comparison = comparison
    validation.errorTitle = "Number 数字"
    validation.errorMessage = message
    validations.append(validation)
  }

  // MARK: Charts of the summary

  private var charts: [NewChart] {
    func chart(
      _ kind: NewChart.Kind, _ title: String, _ ids: [FieldID], _ colors: [Color], _ area: CellRange, _ axis: String
    ) -> NewChart {
      let fields = ids.compactMap { sheet.field($0) }
      let rows = fields.map { $0.cell.row }
      func column(_ column: Int) -> SheetRange {
        SheetRange(
          sheet: sheet.name,
          CellRange(
            CellReference(row: rows.min() ?? 1, column: column), CellReference(row: rows.max() ?? 1, column: column)))
      }
      let values = ids.map { id -> Double? in
        if case .number(let value)? = builder.computed?.field(id) { value } else { nil }
      }
      var chart = NewChart(
        kind, title: title,
        series: [
          .init(
            name: axis, categories: column(1), cachedCategories: fields.map { $0.labels.text.inline },
            values: column(2), cachedValues: values,
            pointColors: colors)
        ], range: area)
      chart.valueAxisTitle = axis
      chart.numberFormat = "#,##0"
      chart.dataLabelFormat = "#,##0.0"
      chart.showsDataLabels = true
      chart.legend = nil
      chart.alternativeText = title
      return chart
    }
    let (upper, lower): (CellRange, CellRange) = ("E3:P19", "E21:P41")
    let green = WorkbookPalette.green, light = Color(argb: 0xFF8F_C79B), grey = Color(argb: 0xFF7F_7F7F)
    return [
      chart(
        .clusteredColumn, "Emissions by scope 按范围的排放 (tCO2e)", [.usedScope1, .usedScope2], [green, light], upper,
        "tCO2e"),
      chart(
        .clusteredBar, "Energy by source 按来源的能源 (MWh)",
        [
          .energyPPA, .energyOnSite, .energyBundled, .energyUnbundled, .energyRenewableFuels,
          .energyRenewableUnattributed,
          .energyGrid, .energyFossilFuels, .energyHeat, .energyNonRenewableUnattributed,
        ], Array(repeating: light, count: 6) + Array(repeating: grey, count: 4), lower, "MWh"),
    ]
  }
}
