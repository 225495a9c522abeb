internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// M08, M09, F01, F02: whether all that the definition asks for is there, and recognised for certain.
  mutating func checkTemplate() {
    // A plain sheet of parts is no tool with all other sheets missing.
    let isPlain = workbook.companySource != nil && workbook.located.sheets[.company] == nil
    TemplateRules.check(workbook.located) { finding in
      if isPlain, finding.key == "M09.sheet" || finding.key == "F02.sheet" { return }
      findings.add(finding)
    }
  }
}

/// Rules about a workbook's layout, for tools and forms alike.
enum TemplateRules {
  static func check(_ located: LocatedTemplate, add: (Finding) -> Void) {
    let needed: Set<SheetID> = [.company, .parts, .sustainability]
    for sheet in located.missingSheets where !sheet.fields.isEmpty || sheet.table != nil {
      add(
        Finding(
          "M09", needed.contains(sheet.id) ? .error : .warning, variant: "sheet",
          arguments: [
            "looked-for": sheet.labels.text, "found": LocalizedText(located.sheetNames.joined(separator: ", ")),
          ]))
    }
    for rival in located.rivals { check(rival, in: located, add: add) }
    for id in located.addedSheets {
      let taken = LocalizedText(located.sheets[id.original]?.name ?? "")
      add(Finding("A03", .note, variant: "added", sheet: located.sheets[id]?.name, arguments: ["taken": taken]))
    }
    for sheet in located.definition.sheets {
      guard let found = located.sheets[sheet.id] else { continue }
      if found.recognition == .position {
        add(Finding("F02", .note, variant: "sheet", sheet: found.name, arguments: ["looked-for": sheet.labels.text]))
      }
      checkFields(found, add: add)
      checkTable(found, add: add)
    }
  }

  /// A03, A04: a sheet that could be taken for one that was found.
  private static func check(_ rival: LocatedTemplate.Rival, in located: LocatedTemplate, add: (Finding) -> Void) {
    guard let taken = located.sheets[rival.id] else { return }
    let isHidden = rival.sheet.visibility != .visible
    let (severity, variant): (Severity, String) =
      if rival.entries.isEmpty {
        (.note, "empty")
      } else if isHidden {
        (.warning, "hidden")
      } else {
        rival.isCopy ? (.error, "") : (.warning, "like")
      }
    var finding = Finding(
      "A03", severity, variant: variant, sheet: rival.sheet.name, arguments: ["taken": LocalizedText(taken.name)])
    finding.cells = Array(rival.entries.prefix(1))
    add(finding)
  }

  private static func checkFields(_ sheet: LocatedTemplate.Sheet, add: (Finding) -> Void) {
    for definition in sheet.definition.fields {
      guard definition.role != .computed else { continue }
      guard let field = sheet.fields[definition.id] else {
        if definition.role == .mandatory {
          add(
            Finding(
              "M09", .warning, variant: "label", sheet: sheet.name, field: definition.labels.text,
              arguments: ["looked-for": (definition.rowLabels ?? definition.labels).text]))
        }
        continue
      }
      if let beside = field.besideLabel {
        add(
          Finding(
            "A06", .error, sheet: sheet.name, cell: field.reference, field: definition.labels.text,
            arguments: [
              "name": LocalizedText(definition.definedName ?? ""), "beside": LocalizedText(beside.description),
              "cell": LocalizedText(field.reference.description),
            ]))
      }
      if let brokenName = field.brokenName {
        add(
          Finding(
            "F01", .note, variant: field.recognition == .label ? "" : "position", sheet: sheet.name,
            cell: field.reference,
            field: definition.labels.text, arguments: ["name": LocalizedText(brokenName)]))
      } else if field.recognition == .position {
        add(
          Finding(
            definition.role == .mandatory ? "M09" : "F02", definition.role == .mandatory ? .warning : .note,
            variant: "field",
            sheet: sheet.name, cell: field.reference, field: definition.labels.text,
            arguments: ["looked-for": definition.labels.text]))
      }
      checkColor(field.colorRole, definition.role, sheet.name, field.reference, definition.labels.text, add: add)
    }
  }

  private static func checkTable(_ sheet: LocatedTemplate.Sheet, add: (Finding) -> Void) {
    guard let definition = sheet.definition.table else { return }
    guard let table = sheet.table else {
      add(
        Finding(
          "M09", sheet.definition.id.original == .parts || sheet.definition.id == .sustainability ? .error : .warning,
          variant: "header",
          sheet: sheet.name,
          arguments: [
            "looked-for": LocalizedText(
              definition.columns.prefix(4).map({ $0.labels.text.english }).joined(separator: ", "))
          ]))
      return
    }
    for column in definition.columns where column.role == .mandatory || column.role == .optional {
      guard let found = table.columns[column.id] else {
        if column.role == .mandatory { add(missing(column, in: table, of: sheet)) }
        continue
      }
      let header = CellReference(row: table.headerRow, column: found.column)
      if found.recognition == .position {
        add(Finding("F02", .note, variant: "column", sheet: sheet.name, cell: header, field: column.labels.text))
      }
      checkColor(found.colorRole, column.role, sheet.name, header, column.labels.text, add: add)
    }
    if let months = table.months { checkMonths(months, in: table, of: sheet, add: add) }
    for column in table.unknownColumns {
      add(
        Finding(
          "M08", .warning, variant: column.role == .mandatory ? "unknown-yellow" : "unknown-grey", sheet: sheet.name,
          cell: CellReference(row: table.headerRow, column: column.column), value: column.header))
    }
  }

  /// Q11 to Q14: twelve months of one year, each with a column.
  private static func checkMonths(
    _ months: LocatedMonths, in table: LocatedTemplate.Table, of sheet: LocatedTemplate.Sheet, add: (Finding) -> Void
  ) {
    func finding(_ rule: String, _ column: LocatedMonths.Column?, _ arguments: [String: LocalizedText] = [:]) -> Finding
    {
      Finding(
        rule, .error, sheet: sheet.name,
        cell: column.map { CellReference(row: table.headerRow, column: $0.column) }, value: column?.header,
        arguments: arguments)
    }
    let missing = months.missing
    if !missing.isEmpty, !months.columns.isEmpty {
      add(finding("Q11", months.columns.first, ["missing": Self.names(missing)]))
    }
    for column in months.unknown where !missing.isEmpty { add(finding("Q12", column)) }
    for column in months.surplus {
      let other = months.columns.first { $0.month == column.month }
      add(
        finding(
          "Q13", column,
          [
            "month": Self.names([column.month]),
            "other": LocalizedText(
              other.map { CellReference(row: table.headerRow, column: $0.column).description } ?? ""),
          ]))
    }
    if !months.isOneYear {
      let dated = months.columns.filter { $0.year != nil }.sorted {
        ($0.year ?? 0, $0.month) < ($1.year ?? 0, $1.month)
      }
      add(
        finding(
          "Q14", dated.last,
          ["first": LocalizedText(dated.first?.header ?? ""), "last": LocalizedText(dated.last?.header ?? "")]))
    }
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private static func names(_ months: [Int]) -> LocalizedText {
    months.map { LocalizedText(monthNames[$0 - 1], [.chinese: "\($0)月"]) }.joined(separator: .comma)
  }

  /// M09, with the header that comes nearest among those that nothing else claims.
  private static func missing(
    _ column: TemplateDefinition.Column, in table: LocatedTemplate.Table, of sheet: LocatedTemplate.Sheet
  ) -> Finding {
    let taken = Set(table.columns.values.filter { $0.recognition != .position }.map { $0.column })
    let free = table.headers.filter { !taken.contains($0.key) }
    var finding = Finding(
      "M09", .error, variant: "column", sheet: sheet.name, field: column.labels.text,
      arguments: ["looked-for": LocalizedText(column.labels.text.inline)])
    let candidates = free.sorted { $0.key < $1.key }.map {
      Similarity.Candidate($0.value, spellings: LabelText.candidates($0.value).map { $0.text })
    }
    let spellings = column.labels.folded.map { $0.text }.sorted().map { Similarity.nearest(to: $0, among: candidates) }
    guard let nearest = spellings.lazy.compactMap({ $0.shown.first }).first,
      let number = free.first(where: { $0.value == nearest })?.key
    else {
      return finding
    }
    finding.variant = "column-nearest"
    finding.cells = [CellReference(row: table.headerRow, column: number)]
    finding.value = nearest
    finding.suggestion = column.labels.text.stacked
    return finding
  }

  private static func checkColor(
    _ color: TemplateDefinition.Role?, _ expected: TemplateDefinition.Role, _ sheet: String, _ cell: CellReference,
    _ field: LocalizedText,
    add: (Finding) -> Void
  ) {
    guard let color, expected == .mandatory || expected == .optional, color != expected else { return }
    add(
      Finding("M08", .warning, variant: color == .mandatory ? "yellow" : "grey", sheet: sheet, cell: cell, field: field)
    )
  }
}
