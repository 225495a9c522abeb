internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// N08 of a form: figures in another unit than all others of their column.
///
/// Part prices differ by thousands, and the figures with them; what stays alike in one supplier's form is the figure
/// per price, and where prices are not known how the three figures of a row relate to each other.
struct FormMagnitudes {
  private struct Row {
    var index: Int
    /// Carbon, non-renewable, renewable; zero where there is none.
    var values: [Double]
    var price: Double?
  }

  private static let columns: [ColumnID] = [.kgco2, .nonRenewableKwh, .renewableKwh]
  /// Fewer rows have no middle to speak of.
  private static let fewestRows = 3

  private var rows: [Row] = []

  mutating func add(_ record: FormRecord, price: Double?) {
    let values = [record.carbon, record.nonRenewable, record.renewable].map { observation in
      observation.isNoAmount ? 0 : observation.value ?? 0
    }
    guard values.contains(where: { $0 > 0 }) else { return }
    rows.append(Row(index: record.row, values: values, price: price.flatMap { $0 > 0 ? $0 : nil }))
  }

  func report(sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table, add: (Finding) -> Void) {
    let usual = Usual(rows: rows, fewest: Self.fewestRows)
    for row in rows {
      var isExplained = false
      for column in 0..<3 where row.values[column] > 0 {
        guard let ratio = usual.ratio(row, column), ratio >= 100 || ratio <= 0.01 else { continue }
        isExplained = true
        add(finding(row, column, ratio, sheet, table))
      }
      let energy = row.values[1] + row.values[2]
      if !isExplained, energy > 0, row.values[0] > 3 * energy, let place = table.columns[.kgco2] {
        add(
          Finding(
            "N08", .warning, variant: "carbon-per-energy", sheet: sheet.name,
            cell: CellReference(row: row.index, column: place.column),
            field: place.definition.labels.text))
      }
    }
  }

  private func finding(
    _ row: Row, _ column: Int, _ ratio: Double, _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table
  ) -> Finding {
    let place = table.columns[Self.columns[column]]
    let variant = (column == 0 ? "carbon-" : "energy-") + (ratio > 1 ? "high" : "low")
    let value = row.values[column]
    // A thousand to within a tenth is a prefix of the unit, and nothing else.
    var suggestion: String?
    if abs(ratio / 1000 - 1) < 0.1 {
      suggestion = DecimalText.shortest(DecimalText.rounded(value / 1000, decimals: 10))
    }
    if abs(ratio * 1000 - 1) < 0.1 {
      suggestion = DecimalText.shortest(DecimalText.rounded(value * 1000, decimals: 10))
    }
    return Finding(
      "N08", .warning, variant: variant, sheet: sheet.name,
      cell: place.map { CellReference(row: row.index, column: $0.column) }, field: place?.definition.labels.text,
      value: DecimalText.shortest(value), arguments: ["ratio": LocalizedText(RuleContext.significant(ratio))],
      suggestion: suggestion)
  }

  /// What is usual in a form: the medians.
  private struct Usual {
    private var perPrice: [Double?] = []
    private var between: [[Double?]] = []

    init(rows: [Row], fewest: Int) {
      func median(_ values: [Double]) -> Double? {
        guard values.count >= fewest else { return nil }
        return values.sorted()[values.count / 2]
      }
      for column in 0..<3 {
        perPrice.append(
          median(
            rows.compactMap { row in row.price.flatMap { row.values[column] > 0 ? row.values[column] / $0 : nil } }))
        between.append(
          (0..<3).map { other in
            other == column
              ? nil
              : median(
                rows.compactMap {
                  $0.values[column] > 0 && $0.values[other] > 0 ? $0.values[column] / $0.values[other] : nil
                })
          })
      }
    }

    /// How many times the usual the figure is, per price where that is known, else beside the row's other figures.
    func ratio(_ row: Row, _ column: Int) -> Double? {
      let value = row.values[column]
      if let price = row.price, let usual = perPrice[column] { return value / price / usual }
      var ratios: [Double] = []
      for other in 0..<3 where other != column && row.values[other] > 0 {
        guard let usual = between[column][other] else { continue }
        ratios.append(value / row.values[other] / usual)
      }
      // The one that is far from both others is wrong; of two alone nobody can tell, and carbon is looked at.
      if ratios.count == 2 { return magnitude(ratios[0]) < magnitude(ratios[1]) ? ratios[0] : ratios[1] }
      return ratios.count == 1 && column == 0 ? ratios[0] : nil
    }

    private func magnitude(_ value: Double) -> Double { value >= 1 ? value : 1 / value }
  }
}
