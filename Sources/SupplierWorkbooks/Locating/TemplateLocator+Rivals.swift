internal import XLSX

extension TemplateLocator {
  /// The sheets that could be taken for one that was found, by name or by layout: copies for another plant or year.
  func rivals(in located: LocatedTemplate) throws(XLSXError) -> [LocatedTemplate.Rival] {
    let taken = Set(located.sheets.values.map { $0.name })
    let others = sheets.filter { !taken.contains($0.name) && $0.kind == .worksheet }
    guard !others.isEmpty else { return [] }
    var rivals: [LocatedTemplate.Rival] = []
    for sheet in definition.sheets {
      guard let found = located.sheets[sheet.id], let inputs = Self.telling[sheet.id] else { continue }
      let all = Self.recognised(found, Self.inputRoles)
      let roles = Self.decisiveRoles(sheet)
      let wanted = Self.count(sheet, roles)
      for other in others where !rivals.contains(where: { $0.sheet.name == other.name }) {
        let attempt = try contents(of: other, as: sheet, recognition: .position)
        guard wanted > 0, Self.recognised(attempt, roles) * 2 > wanted else { continue }
        rivals.append(
          .init(
            id: sheet.id, contents: attempt, isCopy: Self.recognised(attempt, Self.inputRoles) * 5 >= all * 3,
            entries: try entries(in: attempt, inputs)))
      }
    }
    return rivals
  }

  /// The inputs of a sheet that tell whether anybody filled it; those that templates fill in are none.
  private static let telling: [SheetID: (fields: [FieldID], columns: [ColumnID])] = [
    .company: ([.companyName, .revenue, .periodStart, .totalMass, .totalUnits], []),
    .energy: ([], ColumnID.months + [.annualTotal]),
    .electricityFactor: ([], [.consumption, .customFactor]),
    .summary: ([.knownScope1, .knownScope2, .knownRenewable, .knownNonRenewable], []),
    .parts: ([], [.mpn, .price]),
    .secondaryMaterials: ([], [.mpn, .partMass]),
    .certificates: ([], [.amount]),
    .sustainability: ([], [.mpn]),
  ]

  /// The first cells that somebody filled; a few are enough to name the sheet by.
  private func entries(
    in sheet: LocatedTemplate.Sheet, _ inputs: (fields: [FieldID], columns: [ColumnID])
  ) throws(XLSXError) -> [CellReference] {
    let head = try head(of: sheet.sheet, rows: Self.headRows)
    var entries = inputs.fields.compactMap { sheet.fields[$0] }.filter { $0.recognition != .position }.map {
      $0.reference
    }.filter { Self.isTyped(head[$0]) }
    guard let table = sheet.table else { return entries }
    let columns = inputs.columns.compactMap { table.columns[$0]?.column }
    for row in head.rows where row.index > table.headerRow && entries.count < 5 {
      entries += columns.filter { Self.isTyped(row[$0]) }.map { CellReference(row: row.index, column: $0) }.prefix(1)
    }
    return entries
  }

  private static func isTyped(_ cell: Cell?) -> Bool {
    switch cell?.value {
    case .blank, .error, nil: false
    case .text(let text): !TypedText.meansNothing(TypedText.trimmed(text))
    case .number, .boolean: true
    }
  }
}
