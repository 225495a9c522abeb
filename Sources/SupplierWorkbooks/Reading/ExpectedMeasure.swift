internal import Emissions
internal import XLSX

/// How amounts of a place are expected, and what becomes of them where words around them say something else.
struct ExpectedMeasure {
  /// The unit of the amounts, for messages; `nil` for money.
  var unit: String?
  /// How many of the expected unit one of a stated unit is; `nil` for a unit of another kind.
  var factor: (String) -> Double?
  /// Amounts of money: a currency may stand beside them.
  var isMoney = false
  /// The currency of the amounts where it is known.
  var currency: String?
  /// Amounts for one piece: those for 1000 pieces can be converted.
  var isPerPiece = false
  /// The span of time that amounts are of.
  var period = StatedMeasure.Period.year
  /// Where the words may stand that amounts are converted by; words elsewhere contradict what is expected.
  var convertible = Set(StatedSource.allCases)
}

extension ExpectedMeasure {
  /// A number to multiply with, and one to divide by: of both one is 1, so that 3 kWh of 3000 Wh come out exactly.
  struct Conversion: Hashable {
    var multiplier = 1.0
    var divisor = 1.0

    mutating func multiply(by factor: Double) {
      if factor >= 1 { multiplier *= factor } else if factor > 0 { divisor /= factor }
    }

    mutating func divide(by factor: Double) { multiply(by: 1 / factor) }

    /// The amount as it is expected.
    func apply(_ value: Double) -> Double {
      multiplier >= divisor
        ? value * (multiplier / divisor).nearestInteger : value / (divisor / multiplier).nearestInteger
    }

    /// The amount as it is stated, of one that is as expected.
    func reverse(_ value: Double) -> Double {
      multiplier >= divisor
        ? value / (multiplier / divisor).nearestInteger : value * (divisor / multiplier).nearestInteger
    }

    /// What an amount is multiplied by.
    var factor: Double { apply(1) }
    var changesNothing: Bool { abs(multiplier / divisor - 1) < 1e-9 }
  }

  /// Words at one place.
  struct Statement {
    var measure: StatedMeasure
    var source: StatedSource
  }

  /// What becomes of amounts.
  enum Outcome: Hashable {
    case unchanged
    case converted(Conversion, StatedWords)
    case contradicted(StatedWords)
  }

  /// Compares words with what is expected.
  ///
  /// - Parameters:
  ///   - statements: the words, those nearest to the amount last.
  ///   - divisor: by what the number format divides the number before it shows it.
  /// - Returns: what becomes of the amount.
  func outcome(of statements: [Statement], divisor: Double) -> Outcome {
    var conversion = Conversion()
    var changing: Statement?
    var agreeing: [Statement] = []
    for statement in statements {
      guard let factor = unitAndScale(statement) else { return contradicted(statement) }
      if factor.changesNothing {
        agreeing.append(statement)
      } else if let changing, conversion != factor {
        return contradicted(changing, and: statement)
      } else {
        conversion = factor
        changing = statement
      }
    }
    if let statement = changing {
      if let other = agreeing.first(where: { says($0.measure, asMuchAs: statement.measure) }) {
        return contradicted(statement, and: other)
      }
      if divisor != 1 {
        // `#,##0,"千元"` only shows what is meant.
        conversion.divide(by: divisor)
        guard conversion.changesNothing else { return contradicted(statement) }
        changing = nil
      } else if !convertible.contains(statement.source) || isInAnotherCurrency(statement.measure) {
        return contradicted(statement)
      }
    }
    return pieces(statements, conversion, changing)
  }

  /// Amounts for many pieces.
  private func pieces(_ statements: [Statement], _ unitAndScale: Conversion, _ changing: Statement?) -> Outcome {
    var conversion = unitAndScale
    var changing = changing
    let said = statements.filter { $0.measure.pieces != nil }
    if let many = said.first(where: { $0.measure.pieces != 1 }), let pieces = many.measure.pieces {
      guard isPerPiece, said.allSatisfy({ $0.measure.pieces == pieces }), convertible.contains(many.source) else {
        return contradicted(many)
      }
      conversion.divide(by: pieces)
      changing = changing ?? many
    }
    guard let changing, !conversion.changesNothing else { return .unchanged }
    return .converted(conversion, StatedWords(changing.measure.words, changing.source))
  }

  private func isInAnotherCurrency(_ measure: StatedMeasure) -> Bool {
    guard let currency, !measure.currencies.isEmpty else { return false }
    return !measure.currencies.contains(currency)
  }

  /// How many of what is expected one of what is stated is; `nil` where nobody can tell.
  private func unitAndScale(_ statement: Statement) -> Conversion? {
    let measure = statement.measure
    if measure.isDoubtful { return nil }
    if let said = measure.period, said != period { return nil }
    if !measure.currencies.isEmpty, !isMoney || isInAnotherCurrency(measure) && !measure.isCurrencyVague { return nil }
    var conversion = Conversion()
    if let unit = measure.unit {
      guard let factor = factor(unit) else { return nil }
      conversion.multiply(by: factor)
    }
    // `Mass (m)` is no million.
    let isSymbol = measure.isLoneLetter && !isMoney && statement.source != .numberFormat
    if let scale = measure.scale, !isSymbol { conversion.multiply(by: scale) }
    return conversion
  }

  /// Whether the same kinds of words are said in both.
  private func says(_ measure: StatedMeasure, asMuchAs other: StatedMeasure) -> Bool {
    (measure.unit != nil) == (other.unit != nil) && (measure.scale != nil) == (other.scale != nil)
  }

  private func contradicted(_ statement: Statement, and other: Statement? = nil) -> Outcome {
    let words = [statement, other].compactMap { $0?.measure.words }
    return .contradicted(StatedWords(words.joined(separator: " / "), statement.source))
  }
}

extension ExpectedMeasure {
  /// Amounts of a column or field by its unit.
  init(unit: String?, isPerPiece: Bool = false) {
    self.unit = unit
    self.isPerPiece = isPerPiece
    factor = { stated in
      guard let unit else { return nil }
      return stated == unit ? 1 : UnitText.factor(from: stated, to: unit)
    }
  }
}

extension CellObserver {
  /// An amount as the words around it say that it is meant.
  ///
  /// - Parameters:
  ///   - observation: the amount as it stands.
  ///   - cell: its cell.
  ///   - said: the words around it; those of its number format come to them.
  ///   - expected: how it is expected.
  /// - Returns: the amount as it is expected; invalid where the words contradict that.
  func restated(
    _ observation: Observation<Double>, _ cell: Cell?, _ said: [ExpectedMeasure.Statement], as expected: ExpectedMeasure
  ) -> Observation<Double> {
    let style: Int? = if case .number? = cell?.value { cell?.style ?? 0 } else { nil }
    let format = style.flatMap { formats[$0] }
    guard !said.isEmpty || format != nil, let value = observation.value else { return observation }
    var statements = said
    var how: Leniency?
    if case .lenient(_, let leniency) = observation.outcome {
      how = leniency
      // What was typed beside the number was read already.
      switch leniency {
      case .numberWithUnit(let text), .scaledNumber(let text), .numberPerMany(let text, _):
        statements = statements.compactMap { $0.without(typed: text) }
      default: break
      }
    }
    if let format { statements.append(.init(measure: format.measure, source: .numberFormat)) }
    switch expected.outcome(of: statements, divisor: style.map { formats.divisor($0) } ?? 1) {
    case .unchanged: return observation
    case .converted(let conversion, let words):
      return Observation(
        observation.reference,
        .lenient(conversion.apply(value), .restated(words, factor: conversion.factor, after: how)))
    case .contradicted(let words):
      return Observation(observation.reference, .invalid(.stated(words, expected: expected.unit)))
    }
  }
}

extension ExpectedMeasure.Statement {
  /// What it says besides what somebody typed beside the number.
  fileprivate func without(typed text: String) -> Self? {
    guard let typed = StatedMeasure(String(text.filter { !$0.isNumber && !".,+-".contains($0) })) else { return self }
    var rest = self
    if typed.unit != nil { rest.measure.unit = nil }
    if !typed.currencies.isEmpty { rest.measure.currencies = [] }
    if typed.unit != nil || typed.scale != nil { rest.measure.scale = nil }
    if typed.pieces != nil { rest.measure.pieces = nil }
    return rest.measure.isEmpty ? nil : rest
  }
}

extension Double {
  /// The integer that it is but for rounding, else itself.
  fileprivate var nearestInteger: Double {
    let nearest = rounded()
    return abs(self - nearest) <= 1e-9 * abs(self) ? nearest : self
  }
}
