internal import SupplierWorkbooks
internal import XLSX

extension IntegrityPass {
  /// A01, A02, A08 to A10: cells that nothing claims, or that a person does not take for what they say.
  mutating func checkAccount() {
    for sheet in account.sheets {
      for unclaimed in sheet.unclaimed { check(unclaimed, on: sheet) }
      for concealed in sheet.concealed {
        add(
          "A09", .error, variant: concealed.concealment == .invisible ? "invisible" : "", sheet.name, concealed.cells,
          concealed.count, value: concealed.value)
      }
    }
  }

  /// The sheets whose numbers make the figures of the company.
  private static let decisive: Set<SheetID> = [.company, .energy, .electricityFactor, .summary]

  private mutating func check(_ unclaimed: CellAccount.Unclaimed, on sheet: CellAccount.Sheet) {
    let isDecisive = Self.decisive.contains(sheet.id.original)
    let arguments = [
      "label": LocalizedText(Self.shortened(unclaimed.label)),
      "header": LocalizedText(Self.shortened(unclaimed.header)),
    ]
    func report(_ rule: String, _ severity: Severity, _ variant: String) {
      add(
        rule, severity, variant: variant, sheet.name, unclaimed.cells, unclaimed.count,
        value: Self.shortened(unclaimed.value), arguments: arguments)
    }
    switch unclaimed.kind {
    case .amounts:
      let variant = unclaimed.label.isEmpty ? "" : unclaimed.header.isEmpty ? "label" : "header"
      report("A01", isDecisive || sheet.id.original == .parts ? .error : .warning, variant)
    case .secondColumn(let id, _):
      let taken = workbook.located.sheets[sheet.id]?.table?.columns[id]
      var arguments = arguments
      arguments["taken"] = LocalizedText(taken.map { CellReference.letters(ofColumn: $0.column) } ?? "")
      arguments["column"] = LocalizedText(
        unclaimed.cells.first.map { CellReference.letters(ofColumn: $0.column) } ?? "")
      let isText = taken?.definition.type == .text || taken?.definition.type == .partNumber
      add(
        "A08", isText ? .warning : .error, variant: isText ? "text" : "", sheet.name, unclaimed.cells, unclaimed.count,
        value: Self.shortened(unclaimed.value), arguments: arguments)
    case .column(hasNumbers: true): report("A10", isDecisive ? .error : .warning, isDecisive ? "" : "beside")
    case .column(hasNumbers: false), .harmless, .text: report("A02", .note, "")
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }

  private mutating func add(
    _ rule: String, _ severity: Severity, variant: String, _ sheet: String, _ cells: [CellReference], _ count: Int,
    value: String, arguments: [String: LocalizedText] = [:]
  ) {
    var finding = Finding(rule, severity, variant: variant, sheet: sheet, value: value, arguments: arguments)
    finding.cells = cells
    finding.count = count
    // One place for a person to look at, with all that belongs to it.
    finding.arguments["cells"] = LocalizedText(finding.ranges)
    if severity != .note {
      finding.cells = Array(cells.prefix(1))
      finding.count = 1
    }
    findings.add(finding)
  }
}

extension RuleContext {
  /// A07, A11, A01: rows of tables that are none of their entries, and sources that the template does not have.
  mutating func checkSetAside() {
    for sheet in workbook.located.definition.sheets {
      for aside in workbook.setAside[sheet.id] ?? [] { check(aside, on: sheet.id) }
    }
    for source in workbook.energy where !source.id.isOfTemplate {
      let fuel = lists.fuels.first { $0.id == source.fuel.value }?.text ?? LocalizedText("")
      findings.add(
        Finding(
          "A11", .note, sheet: workbook.sheetName(source.sheet), cell: source.fuel.reference,
          value: source.label.english,
          arguments: ["fuel": fuel]))
    }
  }

  private mutating func check(_ aside: SetAside, on sheet: SheetID) {
    func report(_ rule: String, _ severity: Severity, _ variant: String, _ arguments: [String: LocalizedText] = [:]) {
      var finding = Finding(
        rule, severity, variant: variant, sheet: workbook.sheetName(sheet), value: aside.text, arguments: arguments)
      finding.cells = aside.cells
      finding.count = aside.cells.count
      finding.arguments["cells"] = LocalizedText(finding.ranges)
      finding.cells = Array(aside.cells.prefix(1))
      finding.count = 1
      finding.arguments["row"] = LocalizedText(String(aside.row))
      findings.add(finding)
    }
    switch aside.reason {
    case .total: report("A07", .note, "")
    case .doubtfulTotal: report("A07", .warning, "doubtful")
    case .footnote: report("A07", .note, "footnote")
    case .repeatedHeader: report("A07", .note, "header")
    case .otherHeader: report("A07", .error, "other-header")
    case .belowOtherHeader: break
    case .unknownSource: report("A01", .error, "source")
    case .secondOfSource(let row): report("A01", .error, "second", ["first": LocalizedText(String(row))])
    }
  }
}
