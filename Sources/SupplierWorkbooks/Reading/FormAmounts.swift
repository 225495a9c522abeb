internal import Emissions
public import XLSX

/// In which units, and for how many pieces, a customer's form asks for its amounts.
public struct FormAmounts {
  /// What becomes of the amounts of a column or cell.
  public enum Answer: Sendable, Hashable {
    /// They are written as they are: in kg and kWh for one piece.
    case unchanged
    /// They are multiplied by the factor.
    case converted(factor: Double, StatedWords)
    /// Nobody can tell what is asked for.
    case refused(StatedWords)
  }

  private let columns: [ColumnID: (expected: ExpectedMeasure, said: [ExpectedMeasure.Statement])]
  private let formats: StatedFormats

  /// What the headers and number formats of a form say.
  public init(_ table: LocatedTemplate.Table, styles: WorkbookStyles) {
    formats = StatedFormats(styles)
    columns = table.columns.filter { $0.value.definition.unit != nil }.mapValues { column in
      (ExpectedMeasure(unit: column.definition.unit, isPerPiece: true), column.statements)
    }
  }

  /// What is asked for in a column, or in a cell of it with that style.
  public func answer(_ column: ColumnID, style: Int? = nil) -> Answer {
    switch outcome(column, style: style) {
    case .unchanged: .unchanged
    case .converted(let conversion, let words): .converted(factor: conversion.reverse(1), words)
    case .contradicted(let words): .refused(words)
    }
  }

  /// An amount in the column's unit for one piece as it is asked for, rounded half up to ten decimals; `nil` where
  /// nobody can tell.
  public func amount(_ value: Double, in column: ColumnID, style: Int) -> Double? {
    switch outcome(column, style: style) {
    case .unchanged: value
    case .converted(let conversion, _): DecimalText.rounded(conversion.reverse(value))
    case .contradicted: nil
    }
  }

  private func outcome(_ id: ColumnID, style: Int?) -> ExpectedMeasure.Outcome {
    guard let column = columns[id] else { return .unchanged }
    var statements = column.said
    if let format = style.flatMap({ formats[$0] }) {
      statements.append(.init(measure: format.measure, source: .numberFormat))
    }
    return column.expected.outcome(of: statements, divisor: style.map { formats.divisor($0) } ?? 1)
  }
}
