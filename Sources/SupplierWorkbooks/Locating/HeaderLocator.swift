internal import Emissions
internal import XLSX

/// Finds the header of a table, wherever its rows and columns have moved to, and what stands under it.
struct HeaderLocator {
  let table: TemplateDefinition.Table
  let head: SheetHead
  let styles: WorkbookStyles
  let dateSystem: DateSystem
  private var worksheet: Worksheet { head.worksheet }
  /// The places of the definition's columns, in order, by what their headers may say.
  private let places: [FoldedText: [Int]]
  /// The same by headers that count only where no better one is there.
  private let fallbacks: [FoldedText: [Int]]
  /// The columns of the twelve months; empty in a table that has none.
  private let months: [TemplateDefinition.Column]

  init(table: TemplateDefinition.Table, head: SheetHead, styles: WorkbookStyles, dateSystem: DateSystem) {
    self.table = table
    self.head = head
    self.styles = styles
    self.dateSystem = dateSystem
    let months = ColumnID.months.compactMap { id in table.columns.first { $0.id == id } }
    self.months = months.count == ColumnID.months.count ? months : []
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
    var best: Match?
    for (place, row) in worksheet.rows.enumerated() where !head.texts[place].isEmpty {
      // No row can be a better header than one that has everything.
      if let best, !best.isWrapped, best.columns.count == table.columns.count { break }
      for isWrapped in [false, true] {
        let texts = isWrapped ? head.wrappedTexts[place] : head.texts[place]
        let match = match(texts, row, isWrapped: isWrapped)
        // A header over two rows must be worth its second row.
        let isSame = match.columns.count == best?.columns.count && best?.isWrapped == true && !isWrapped
        if match.columns.count > best?.columns.count ?? 0 || isSame { best = match }
      }
    }
    guard let best, best.columns.count >= min(2, table.columns.count) else { return nil }
    let (columns, headerRow) = (best.columns, best.headerRow)
    var located = LocatedTemplate.Table(
      headerRow: headerRow, columns: columns, unknownColumns: [], rows: rows(below: headerRow, columns))
    for cell in worksheet.row(headerRow)?.cells ?? [] {
      if case .text(let text) = cell.value, text.utf8.count < 400 { located.headers[cell.reference.column] = text }
    }
    located.months = best.months
    let firstBodyRow = located.rows.values.min() ?? headerRow + 1
    for (id, column) in columns {
      located.columns[id]?.colorRole = colorRole(column.column, headerRow: headerRow, firstBodyRow: firstBodyRow)
    }
    addByPosition(&located, headerRow: headerRow, firstBodyRow: firstBodyRow)
    addByContents(&located, headerRow: headerRow)
    addUnknownMonths(&located, headerRow: headerRow)
    located.secondColumns = secondColumns(besides: located)
    located.unknownColumns = unknownColumns(besides: located, headerRow: headerRow, firstBodyRow: firstBodyRow)
    return located
  }

  /// What the cells of a row are, if it is the header.
  private struct Match {
    var columns: [ColumnID: LocatedTemplate.Column] = [:]
    /// The last row of the header.
    var headerRow: Int
    var isWrapped: Bool
    var months: LocatedMonths?
  }

  /// The columns whose headers these texts are; of a wrapped header those of the row and the one below it together.
  private func match(_ texts: [SheetHead.Text], _ row: WorksheetRow, isWrapped: Bool) -> Match {
    var match = Match(headerRow: row.index + (isWrapped ? 1 : 0), isWrapped: isWrapped)
    if texts.isEmpty { return match }
    // Left to right: of columns with the same label (`Units`) each header takes the first that is still free.
    var taken: Set<Int> = []
    for places in [places, fallbacks] {
      for text in texts where !taken.contains(text.column) {
        let candidates = text.forms.flatMap { places[$0] ?? [] }
        guard let place = candidates.filter({ match.columns[table.columns[$0].id] == nil }).min() else { continue }
        let definition = table.columns[place]
        taken.insert(text.column)
        match.columns[definition.id] = .init(
          definition: definition, column: text.column, recognition: .label, header: text.text, colorRole: nil)
      }
    }
    addMeasured(texts.map { ($0.column, $0.text) }, to: &match)
    addMonths(row, isWrapped ? worksheet.row(row.index + 1) : nil, to: &match)
    return match
  }

  // MARK: Headers with another unit

  /// Columns of amounts whose header is that of the definition but for the unit: `g CO2 p/part`, `Price/1000 pcs`.
  private func addMeasured(_ headers: [(key: Int, value: String)], to match: inout Match) {
    // The rest of the header must fit.
    guard match.columns.count >= 2 else { return }
    freeTwins(headers, in: &match)
    let taken = Set(match.columns.values.map { $0.column })
    for (column, text) in headers where !taken.contains(column) {
      let names = MeasuredLabel.names(of: text)
      guard !names.isEmpty,
        let definition = table.columns.first(where: {
          match.columns[$0.id] == nil && $0.type == .number && $0.role != .computed && MeasuredLabel.fits(names, $0)
        }), let measure = StatedMeasure(label: text, besides: definition.labels.folded),
        // In a unit that is not said nobody can read amounts.
        definition.unit == nil || measure.unit != nil
      else { continue }
      match.columns[definition.id] = .init(
        definition: definition, column: column, recognition: .label, header: text, colorRole: nil)
    }
  }

  /// Where a computed column has taken the first of two equal headers, and the other one stands further right, it is the
  /// other one: `Consumption kWh` beside the computed `Consumption kWh`.
  private func freeTwins(_ headers: [(key: Int, value: String)], in match: inout Match) {
    for (id, column) in match.columns
    where column.definition.role == .computed && column.column != column.definition.column {
      let taken = Set(match.columns.values.map { $0.column })
      let candidates = Set(LabelText.candidates(column.header))
      let twin = headers.first { key, text in
        key > column.column && !taken.contains(key) && LabelText.candidates(text).contains(where: candidates.contains)
      }
      if let twin { match.columns[id]?.column = twin.key }
    }
  }

  // MARK: Months

  /// Columns of months by whatever names the month; numbers that could be anything only where all of them follow each
  /// other.
  private func addMonths(_ row: WorksheetRow, _ next: WorksheetRow?, to match: inout Match) {
    guard !months.isEmpty else { return }
    let monthIDs = Set(months.map { $0.id })
    let others = Set(match.columns.filter { !monthIDs.contains($0.key) }.values.map { $0.column })
    guard others.count >= 2 else { return }
    var found: [Int: (month: MonthText, header: String)] = [:]
    for cell in (next?.cells ?? []) + row.cells where !others.contains(cell.reference.column) {
      guard let month = MonthText(cell, styles: styles, dateSystem: dateSystem) else { continue }
      found[cell.reference.column] = (month, shown(cell, month))
    }
    let weak = found.filter { $0.value.month.isWeak }.map { ($0.key, $0.value.month) }.sorted { $0.0 < $1.0 }
    if !weak.isEmpty, !isRun(weak) || next != nil && weak.count < 12 {
      for (column, _) in weak { found[column] = nil }
    }
    guard !found.isEmpty else { return }
    var located = LocatedMonths()
    for (place, definition) in months.enumerated() {
      guard let column = match.columns[definition.id] else { continue }
      // A definition may name months in other words.
      if found[column.column] == nil {
        located.columns.append(.init(month: place + 1, year: nil, column: column.column, header: column.header))
      } else {
        match.columns[definition.id] = nil
      }
    }
    for (column, value) in found.sorted(by: { $0.key < $1.key }) {
      let entry = LocatedMonths.Column(
        month: value.month.month, year: value.month.year, column: column, header: value.header)
      let definition = months[value.month.month - 1]
      if match.columns[definition.id] == nil {
        located.columns.append(entry)
        match.columns[definition.id] = .init(
          definition: definition, column: column, recognition: .label, header: value.header, colorRole: nil)
      } else {
        located.surplus.append(entry)
      }
    }
    match.months = located
  }

  /// Whether numbers stand beside each other and name months that follow each other, at least six.
  private func isRun(_ months: [(column: Int, month: MonthText)]) -> Bool {
    guard months.count >= 6 else { return false }
    return zip(months, months.dropFirst()).allSatisfy { one, next in
      next.column == one.column + 1 && next.month.month == one.month.month % 12 + 1
    }
  }

  private func shown(_ cell: Cell, _ month: MonthText) -> String {
    if case .text(let text) = cell.value { return text }
    guard let year = month.year else { return String(month.month) }
    return "\(year)-" + (month.month < 10 ? "0" : "") + String(month.month)
  }

  /// Header cells among the months, and where the template has them, that name none.
  private func addUnknownMonths(_ located: inout LocatedTemplate.Table, headerRow: Int) {
    let isComplete = months.allSatisfy { located.columns[$0.id]?.recognition == .label }
    guard !months.isEmpty, !isComplete,
      let row = worksheet.row(headerRow)
    else { return }
    let known = Set(located.columns.values.map { $0.column } + (located.months?.surplus.map { $0.column } ?? []))
    let first = located.column(.unit) ?? located.column(.fuel) ?? located.column(.source)
    let last = located.column(.monthsTotal) ?? located.column(.annualTotal)
    guard let first, let last, first < last else { return }
    var found = located.months ?? LocatedMonths()
    found.columns += months.compactMap { definition in
      // By position: its header is empty.
      guard let column = located.columns[definition.id], column.recognition == .position,
        let place = months.firstIndex(where: { $0.id == definition.id })
      else { return nil }
      return .init(month: place + 1, year: nil, column: column.column, header: "")
    }
    for cell in row.cells
    where (first + 1..<last).contains(cell.reference.column) && !known.contains(cell.reference.column) {
      switch cell.value {
      case .text(let text) where !LabelText.folded(text).isEmpty:
        found.unknown.append(.init(month: 0, year: nil, column: cell.reference.column, header: text))
      case .number(let number):
        found.unknown.append(
          .init(month: 0, year: nil, column: cell.reference.column, header: DecimalText.shortest(number)))
      default: break
      }
    }
    if found != LocatedMonths() { located.months = found }
  }

  // MARK: Other columns

  /// The column of currencies is one whose filled cells all hold a currency, whatever its header says.
  private func addByContents(_ located: inout LocatedTemplate.Table, headerRow: Int) {
    guard let definition = table.columns.first(where: { $0.id == .currency && $0.list == .currency }),
      located.columns[.currency] == nil, let header = worksheet.row(headerRow)
    else { return }
    let taken = Set(located.columns.values.map { $0.column })
    for cell in header.cells where !taken.contains(cell.reference.column) {
      guard case .text(let text) = cell.value, !LabelText.folded(text).isEmpty else { continue }
      let below = worksheet.rows.lazy.filter { $0.index > headerRow }.compactMap { $0[cell.reference.column]?.value }
      let filled = below.filter { $0 != .blank }.prefix(20)
      guard !filled.isEmpty,
        filled.allSatisfy({ $0.text.map { MeasureVocabulary.isCurrency(TypedText.trimmed($0)) } ?? false })
      else { continue }
      located.columns[.currency] = .init(
        definition: definition, column: cell.reference.column, recognition: .label, header: text,
        colorRole: colorRole(
          cell.reference.column, headerRow: headerRow, firstBodyRow: located.rows.values.min() ?? headerRow + 1))
      return
    }
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
    let surplus = located.months.map { $0.surplus + $0.unknown } ?? []
    let known = Set(located.columns.values.map { $0.column } + surplus.map { $0.column })
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
