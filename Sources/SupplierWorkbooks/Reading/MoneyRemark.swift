internal import XLSX

/// A remark such as 单位：万元 or `Currency: USD`, which holds for all money of a sheet.
enum MoneyRemark {
  private static let beginnings = [
    "单位", "單位", "金额单位", "金額單位", "货币单位", "貨幣單位", "计量单位", "unit", "units", "in thousand", "in thousands", "in million",
    "in millions", "amounts in", "all amounts in", "prices in", "all prices in",
  ]
  private static let currencies = ["currency", "货币", "貨幣", "币种", "幣種", "币别", "幣別"]

  /// What remarks say of money; the cells of fields and headers are none.
  ///
  /// - Parameters:
  ///   - rows: the rows to look at.
  ///   - namesCurrency: whether `Currency: USD` is a remark; where a field asks for the currency it is the field.
  /// - Returns: what the first remark says; none where there is no such remark.
  static func statements(in rows: some Sequence<WorksheetRow>, namesCurrency: Bool) -> [ExpectedMeasure.Statement] {
    let beginnings = namesCurrency ? beginnings + currencies : beginnings
    for row in rows {
      for (place, cell) in row.cells.enumerated() {
        guard let text = cell.value.text, text.utf8.count <= 60 else { continue }
        let narrow = MeasureTokens.narrowed(TypedText.trimmed(text)).lowercased().drop { "([".contains($0) }
        guard let beginning = beginnings.filter({ narrow.hasPrefix($0) }).max(by: { $0.count < $1.count }) else {
          continue
        }
        let rest = narrow.dropFirst(beginning.count)
        // `unitary` is no unit; the value may stand in the next cell.
        guard rest.first.map({ !$0.isLetter || LabelText.isIdeograph($0.unicodeScalars.first ?? " ") }) ?? true else {
          continue
        }
        let next = row.cells.dropFirst(place + 1).first?.value.text ?? ""
        let whole = rest.contains { $0.isLetter || $0.isCurrencySymbol } ? text : text + " " + next
        guard whole.utf8.count < 90, let measure = StatedMeasure(whole), measure.unit == nil,
          measure.scale.map({ $0 != 1 }) ?? false || namesCurrency && !measure.currencies.isEmpty
        else { continue }
        return [.init(measure: measure, source: .remark)]
      }
    }
    return []
  }
}
