internal import XLSX

/// The currencies of a workbook's money.
struct WorkbookCurrencies {
  /// The revenue's, ISO 4217.
  var revenue: String?
  /// The other currency of prices, where there is one.
  var other: String?
}

/// The currencies that a header and a number format say an amount may be in.
struct StatedCurrencies {
  /// ISO 4217; empty where header and format contradict each other.
  var codes: Set<String>
  var words: StatedWords

  /// The one that is meant most often, where a sign stands for several.
  var likeliest: String? { ["USD", "CNY", "EUR"].first { codes.contains($0) } ?? codes.min() }
}

extension CellObserver {
  /// Whether the number format of a cell says anything of the amount in it.
  func says(_ cell: Cell) -> Bool { format(of: cell) != nil }

  private func format(of cell: Cell) -> StatedFormats.Format? {
    if case .number = cell.value { formats[cell.style] } else { nil }
  }

  /// The currencies that a number format and a header or remark say; `nil` where neither names one.
  func currencies(of cell: Cell, _ header: ExpectedMeasure.Statement?) -> StatedCurrencies? {
    let format = format(of: cell).map { ExpectedMeasure.Statement(measure: $0.measure, source: .numberFormat) }
    let said = [header, format].compactMap { statement in
      statement.flatMap { $0.measure.currencies.isEmpty ? nil : $0 }
    }.map { StatedCurrencies(codes: $0.measure.currencies, words: .init($0.measure.words, $0.source)) }
    guard let first = said.first else { return nil }
    return said.dropFirst().reduce(first) { both, next in
      StatedCurrencies(codes: both.codes.intersection(next.codes), words: next.words)
    }
  }
}

extension ExpectedMeasure {
  /// Prices: money for one piece, in a currency that is looked at apart.
  static var price: ExpectedMeasure {
    var price = ExpectedMeasure(factor: { _ in nil }, isMoney: true, isPerPiece: true)
    price.convertible.remove(.remark)
    return price
  }
}
