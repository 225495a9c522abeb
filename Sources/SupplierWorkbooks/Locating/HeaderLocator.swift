internal import XLSX

/// Finds the header of a table, wherever its rows and columns have moved to, and what stands under it.
struct HeaderLocator {
  let table: TemplateDefinition.Table
  let head: SheetHead
  let styles: WorkbookStyles
  private var worksheet: Worksheet { head.worksheet }
  /// The places of the definition's columns, in order, by what their headers may say.
  private let places: [FoldedText: [Int]]
  /// The same by headers that count only where no better one is there.
  private let fallbacks: [FoldedText: [Int]]

  init(table: TemplateDefinition.Table, head: SheetHead, styles: WorkbookStyles) {
    self.table = table
    self.head = head
    self.styles = styles
    var places: [FoldedText: [Int]] = [:]
    var fallbacks: [FoldedText: [Int]] = [:]
    for (place, column) in table.columns.enumerated() {
      for form in column.labels.folded { places[form, default: []].append(place) }
      for form in column.fallbackLabels?.folded ?? [] { fallbacks[form, default: []].append(place) }
    }
    self.places = places
    self.fallbacks = fallbacks
  }

  /// Finds the table; `nil` where no row holds at least two of the headers (one, if the table has only one column).
  func locate() -> LocatedTemplate.Table? {
    var best: (columns: [ColumnID: LocatedTemplate.Column], headerRow: Int, isWrapped: Bool)?
    for (place, row) in worksheet.rows.enumerated() where !head.texts[place].isEmpty {
      // No row can be a better header than one that has everything.
      if let best, !best.isWrapped, best.columns.count == table.columns.count { break }
      for isWrapped in [false, true] {
        let columns = match(isWrapped ? head.wrappedTexts[place] : head.texts[place])
        // A header over two rows must be worth its second row.
        let isSame = columns.count == best?.columns.count && best?.isWrapped == true && !isWrapped
        if columns.count > best?.columns.count ?? 0 || isSame {
          best = (columns, row.index + (isWrapped ? 1 : 0), isWrapped)
        }
      }
    }
    guard let best, best.columns.count >= min(2, table.columns.count) else { return nil }
    let (columns, headerRow) = (best.columns, best.headerRow)
    var located = LocatedTemplate.Table(
      headerRow: headerRow, columns: columns, unknownColumns: [], rows: rows(below: headerRow, columns))
    for cell in worksheet.row(headerRow)?.cells ?? [] {
      if case .text(let text) = cell.value, text.utf8.count < 400 { located.headers[cell.reference.column] = text }
    }
    let firstBodyRow = located.rows.values.min() ?? headerRow + 1
    for (id, column) in columns {
      located.columns[id]?.colorRole = colorRole(column.column, headerRow: headerRow, firstBodyRow: firstBodyRow)
    }
    addByPosition(&located, headerRow: headerRow, firstBodyRow: firstBodyRow)
    located.secondColumns = secondColumns(besides: located)
    located.unknownColumns = unknownColumns(besides: located, headerRow: headerRow, firstBodyRow: firstBodyRow)
    return located
  }

  /// The columns whose headers these texts are.
  private func match(_ texts: [SheetHead.Text]) -> [ColumnID: LocatedTemplate.Column] {
    var columns: [ColumnID: LocatedTemplate.Column] = [:]
    // Left to right: of columns with the same label (`Units`) each header takes the first that is still free.
    var taken: Set<Int> = []
    for places in [places, fallbacks] {
      for text in texts where !taken.contains(text.column) {
        let candidates = text.forms.flatMap { places[$0] ?? [] }
        guard let place = candidates.filter({ columns[table.columns[$0].id] == nil }).min() else { continue }
        let definition = table.columns[place]
        taken.insert(text.column)
        columns[definition.id] = .init(
          definition: definition, column: text.column, recognition: .label, header: text.text, colorRole: nil)
      }
    }
    return columns
  }

  /// Columns whose header says nothing known are taken where the definition has them, if the header there is empty.
  private func addByPosition(_ located: inout LocatedTemplate.Table, headerRow: Int, firstBodyRow: Int) {
    let taken = Set(located.columns.values.map { $0.column })
    for definition in table.columns where located.columns[definition.id] == nil && !taken.contains(definition.column) {
      guard definition.role != .label else { continue }
      let header = worksheet[CellReference(row: headerRow, column: definition.column)]
      guard header == nil || header?.value == .blank else { continue }
      let role = colorRole(definition.column, headerRow: headerRow, firstBodyRow: firstBodyRow)
      // Without a fill there is nothing that says the column is there at all.
      guard role != nil else { continue }
      located.columns[definition.id] = .init(
        definition: definition, column: definition.column, recognition: .position, header: "", colorRole: role)
    }
  }

  /// Yellow in the header or in the first cells below it makes a column mandatory, else grey makes it optional.
  private func colorRole(_ column: Int, headerRow: Int, firstBodyRow: Int) -> TemplateDefinition.Role? {
    var isGrey = false
    for row in [headerRow, firstBodyRow, firstBodyRow + 1] {
      let style = worksheet.style(at: CellReference(row: row, column: column))
      switch ColorRole.role(of: styles[style].fill) {
      case .mandatory: return .mandatory
      case .optional: isGrey = true
      default: break
      }
    }
    return isGrey ? .optional : nil
  }

  /// Columns of inputs whose header says what the header of another says.
  private func secondColumns(besides located: LocatedTemplate.Table) -> [LocatedTemplate.SecondColumn] {
    let known = Set(located.columns.values.map { $0.column })
    return located.headers.sorted { $0.key < $1.key }.compactMap { column, header in
      guard !known.contains(column) else { return nil }
      let place = LabelText.candidates(header).lazy.flatMap { places[$0] ?? [] }.first { place in
        let definition = table.columns[place]
        return (definition.role == .mandatory || definition.role == .optional) && located.columns[definition.id] != nil
      }
      return place.map { .init(id: table.columns[$0].id, column: column, header: header) }
    }
  }

  private func unknownColumns(
    besides located: LocatedTemplate.Table, headerRow: Int, firstBodyRow: Int
  ) -> [LocatedTemplate.UnknownColumn] {
    let known = Set(located.columns.values.map { $0.column })
    guard let row = worksheet.row(headerRow) else { return [] }
    return row.cells.compactMap { cell in
      guard !known.contains(cell.reference.column), case .text(let header) = cell.value,
        !LabelText.folded(header).isEmpty,
        let role = colorRole(cell.reference.column, headerRow: headerRow, firstBodyRow: firstBodyRow)
      else { return nil }
      return .init(column: cell.reference.column, header: header, role: role)
    }
  }

  /// The rows that have a meaning of their own: by the labels in the columns of labels, else where the definition has
  /// them.
  private func rows(below headerRow: Int, _ columns: [ColumnID: LocatedTemplate.Column]) -> [RowID: Int] {
    let labelColumns = columns.values.filter { $0.definition.role == .label }.map { $0.column }
    var rows: [RowID: Int] = [:]
    var taken: Set<Int> = []
    let body = worksheet.rows.filter { $0.index > headerRow }
    for definition in table.rows {
      var found = 0
      for row in body where found < definition.count && !taken.contains(row.index) {
        let isLabelled = labelColumns.contains { column in
          let cell = worksheet.shown(at: CellReference(row: row.index, column: column))
          return if case .text(let text)? = cell?.value { definition.labels.matches(text) } else { false }
        }
        guard isLabelled else { continue }
        found += 1
        taken.insert(row.index)
        rows[definition.id(ofRow: found)] = row.index
      }
    }
    // Rows without any label stand where the definition has them, moved as much as the header was.
    let shift = headerRow - table.headerRow
    for definition in table.rows {
      for number in 0..<definition.count {
        let id = definition.id(ofRow: number + 1)
        let row = definition.row + number + shift
        let isUnlabelled = labelColumns.allSatisfy {
          worksheet.shown(at: CellReference(row: row, column: $0))?.value ?? .blank == .blank
        }
        if rows[id] == nil, !taken.contains(row), row > headerRow, isUnlabelled {
          rows[id] = row
          taken.insert(row)
        }
      }
    }
    return rows
  }
}
