/// Where the words stand that say how amounts are meant.
public enum StatedSource: String, Sendable, Hashable, CaseIterable {
  /// The header of the column.
  case header
  /// The label of the row or field.
  case label
  /// The cell beside the label or amount that holds the unit.
  case unitCell = "unit-cell"
  /// A remark beside or above the amounts, such as 单位：万元.
  case remark
  /// The number format of the cell.
  case numberFormat = "number-format"
}

/// Words that say how amounts are meant, and where they stand.
public struct StatedWords: Sendable, Hashable {
  /// The words as they stand: `MWh`, `USD/1000 pcs`.
  public var text: String
  /// Where they stand.
  public var source: StatedSource

  /// Words that stand there.
  public init(_ text: String, _ source: StatedSource) {
    self.text = text
    self.source = source
  }
}

extension StatedSource {
  /// What the place of the words is called.
  public var text: LocalizedText {
    switch self {
    case .header: LocalizedText("header", [.chinese: "表头"])
    case .label: LocalizedText("label", [.chinese: "标签"])
    case .unitCell: LocalizedText("unit cell", [.chinese: "单位单元格"])
    case .remark: LocalizedText("remark", [.chinese: "备注"])
    case .numberFormat: LocalizedText("number format", [.chinese: "数字格式"])
    }
  }
}
