internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// The numbers of a tool that must not leave with a form: the revenue and the prices.
///
/// Looks once through a form that was written, before it gets its name. That a form holds none of them follows from how
/// it is made; this finds out where that fails, and where a customer's form came to hold them before it was completed.
struct ConfidentialNumbers {
  private let revenue: Double?
  private let parts: [PartRow]
  private let allPrices: Set<Double>
  /// The numbers that hardly stand anywhere by chance, as they are written in texts.
  private let texts: Set<String>
  /// Significant digits from which on a price is hardly in a cell by chance.
  private let tellingPrice: Int
  private let revenueLabels: TemplateDefinition.Labels?
  private let priceLabels: TemplateDefinition.Labels?

  init(_ completion: Completion) {
    let workbook = completion.workbook
    let definition = workbook.located.definition
    revenue = workbook.company[.revenue].value
    parts = workbook.parts
    allPrices = Set(workbook.parts.compactMap { $0.price.value }.filter { $0 != 0 })
    // Of many prices each must be rarer for none of them to be met by chance.
    let magnitude = String(allPrices.count).utf8.count - (allPrices.count == 10 ? 1 : 0)
    tellingPrice = 3 + magnitude
    let tellingText = max(5, 4 + magnitude)
    var texts = Set(allPrices.filter { Self.significantDigits($0) >= tellingText }.map(DecimalText.shortest))
    if let revenue, Self.significantDigits(revenue) >= 5 { texts.insert(DecimalText.shortest(revenue)) }
    self.texts = texts
    revenueLabels = definition.sheet(.company)?.field(.revenue)?.labels
    priceLabels = definition.sheet(.parts)?.table?.column(.price)?.labels
  }

  /// Significant digits from which on a revenue is hardly in a cell by chance.
  private static let tellingRevenue = 4

  /// What a form must not hold, and where it stands.
  struct Leak: Sendable {
    enum Number: String, Sendable { case revenue, price }
    var number: Number
    var sheet: String?
    var cell: CellReference?
    /// The part of the package in which the number stands, where that holds no cells.
    var part: String?
  }

  /// Looks through everything that a form's file holds, hidden sheets and parts without cells too.
  ///
  /// - Parameters:
  ///   - reader: the form's file.
  ///   - form: the sheet that holds the form, and its table.
  /// - Returns: the first confidential number that is found; `nil` where there is none.
  /// - Throws: `XLSXError` where the file cannot be read.
  func leak(in reader: WorkbookReader, form: (sheet: String, table: LocatedTemplate.Table)?) throws(XLSXError) -> Leak?
  {
    for sheet in reader.sheets where sheet.kind == .worksheet {
      let table = form.flatMap { $0.sheet == sheet.name ? $0.table : nil }
      if let leak = try leak(in: sheet, of: reader, table: table) { return leak }
    }
    guard !texts.isEmpty else { return nil }
    let cells = reader.cellParts
    for part in reader.partNames where !cells.contains(part) && Self.isMarkup(part) {
      var scanner = NumberScanner(wanted: texts)
      try reader.readPart(part) { scanner.scan($0) }
      if let found = scanner.finish() {
        return Leak(number: found == revenue.map(DecimalText.shortest) ? .revenue : .price, part: part)
      }
    }
    return nil
  }

  private static func isMarkup(_ part: String) -> Bool {
    let name = part.lowercased()
    return name.hasSuffix(".xml") || name.hasSuffix(".vml") || name.hasSuffix(".rels")
  }

  private func leak(
    in sheet: WorkbookReader.Sheet, of reader: WorkbookReader, table: LocatedTemplate.Table?
  ) throws(XLSXError) -> Leak? {
    let exempt = table.map(exemptColumns) ?? []
    let mpnColumn = table?.column(.mpn)
    var leak: Leak?
    var columns: [Int: ColumnCount] = [:]
    // Made when the first number is met that is none of ours: a fresh form has none.
    var prices: [String: Double]?
    try reader.read(sheet) { row in
      guard leak == nil else { return }
      let isBody = table.map { row.index > $0.headerRow } ?? false
      for cell in row.cells {
        let column = cell.reference.column
        // A formula may hold the number that its result hides.
        if cell.hasFormula, let found = cell.formula.flatMap({ wanted(in: $0) }) {
          leak = Leak(number: found, sheet: sheet.name, cell: cell.reference)
          return
        }
        if isBody, exempt.contains(column) { continue }
        switch cell.value {
        case .number(let number):
          if number == revenue, isTelling(revenue: number, row) {
            leak = Leak(number: .revenue, sheet: sheet.name, cell: cell.reference)
            return
          }
          // On the form's sheet a price gives itself away beside its part, elsewhere wherever it stands.
          var isPrice = allPrices.contains(number)
          if isBody, isPrice {
            if prices == nil { prices = pricesByPart() }
            isPrice = mpnColumn.flatMap { row[$0] }.flatMap { Self.key($0) }.flatMap { prices?[$0] } == number
          }
          columns[column, default: ColumnCount()].add(
            number, isPrice: isPrice, isTelling: isPrice && Self.significantDigits(number) >= tellingPrice,
            at: cell.reference)
        case .text(let text):
          if let found = wanted(in: text) {
            leak = Leak(number: found, sheet: sheet.name, cell: cell.reference)
            return
          }
        default: break
        }
      }
    }
    if let leak { return leak }
    for count in columns.values.sorted(by: {
      ($0.first?.row ?? 0, $0.first?.column ?? 0) < ($1.first?.row ?? 0, $1.first?.column ?? 0)
    })
    where count.holdsPrices {
      return Leak(number: .price, sheet: sheet.name, cell: count.first)
    }
    return nil
  }

  /// The columns of the form in which a figure may equal a price by chance, and the customer's own column of prices.
  private func exemptColumns(_ table: LocatedTemplate.Table) -> Set<Int> {
    var columns = Set(table.columns.filter { FormRow.Column(id: $0.key) != nil }.map { $0.value.column })
    for (column, header) in table.headers where isPriceHeader(header) { columns.insert(column) }
    return columns
  }

  private func isPriceHeader(_ header: String) -> Bool {
    if priceLabels?.matches(header) == true { return true }
    let text = header.lowercased()
    return ["price", "单价", "價格", "价格", "單價"].contains { text.contains($0) }
  }

  /// Which of the numbers that are hardly anywhere by chance stands in a text.
  private func wanted(in text: String) -> Leak.Number? {
    guard !texts.isEmpty else { return nil }
    var scanner = NumberScanner(wanted: texts)
    scanner.scan(Array(text.utf8))
    return scanner.finish().map { $0 == revenue.map(DecimalText.shortest) ? .revenue : .price }
  }

  /// By folded part number.
  private func pricesByPart() -> [String: Double] {
    var prices: [String: Double] = [:]
    prices.reserveCapacity(parts.count)
    for part in parts {
      guard let mpn = part.mpn.value, let price = part.price.value else { continue }
      prices[PartNumber.folded(mpn)] = price
    }
    return prices
  }

  /// A part number as it is looked up; `nil` for a cell that holds none.
  private static func key(_ cell: Cell) -> String? {
    switch cell.value {
    case .text(let text): PartNumber.folded(text)
    case .number(let number): PartNumber.folded(DecimalText.shortest(number))
    default: nil
    }
  }

  /// A round number may be anything, unless it stands beside the revenue's label.
  private func isTelling(revenue: Double, _ row: WorksheetRow) -> Bool {
    if Self.significantDigits(revenue) >= Self.tellingRevenue { return true }
    guard abs(revenue) >= 1, let revenueLabels else { return false }
    return row.cells.contains { if case .text(let text) = $0.value { revenueLabels.matches(text) } else { false } }
  }

  /// How many digits the shortest decimal that stands for the number has, without leading and trailing zeros.
  static func significantDigits(_ number: Double) -> Int {
    let digits = DecimalText.shortest(abs(number)).utf8.filter { (0x30...0x39).contains($0) }
    let kept = digits.drop { $0 == 0x30 }
    return kept.count - kept.reversed().prefix { $0 == 0x30 }.count
  }

  /// How many numbers of a column are prices.
  private struct ColumnCount {
    private var numbers = 0
    private var found = 0
    private var distinct: Set<Double> = []
    private var isTelling = false
    private(set) var first: CellReference?

    mutating func add(_ number: Double, isPrice: Bool, isTelling: Bool, at place: CellReference) {
      numbers += 1
      guard isPrice else { return }
      found += 1
      first = first ?? place
      if distinct.count < 3 { distinct.insert(number) }
      self.isTelling = self.isTelling || isTelling
    }

    /// One that is hardly there by chance, or three different ones that make up most of the column.
    var holdsPrices: Bool { isTelling || (distinct.count >= 3 && found * 2 > numbers) }
  }
}

/// Looks for numbers in bytes, as they are written in decimal; commas between digits do not count.
private struct NumberScanner {
  let wanted: Set<String>
  private var run: [UInt8] = []
  private var found: String?

  init(wanted: Set<String>) { self.wanted = wanted }

  mutating func scan(_ bytes: [UInt8]) {
    guard found == nil else { return }
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x2E: if run.count <= 40 { run.append(byte) }
      case 0x2C where !run.isEmpty: break
      default: if !run.isEmpty { end() }
      }
    }
  }

  /// The number that was found.
  mutating func finish() -> String? {
    end()
    return found
  }

  private mutating func end() {
    defer { run.removeAll(keepingCapacity: true) }
    guard found == nil, run.count >= 5 else { return }
    while run.last == 0x2E { run.removeLast() }
    let text = String(decoding: run, as: UTF8.self)
    if wanted.contains(text) { found = text }
  }
}
