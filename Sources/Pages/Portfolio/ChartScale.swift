internal import Emissions
internal import Glibc

/// Turns figures into places on a chart: percentages of its width, so that a chart fits any screen while its text keeps
/// its size.
struct ChartScale: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case linear, logarithmic
    /// A scale for relative changes: 0 in the middle, +100 % as far from it as −50 %.
    case relative
  }

  /// A mark of the axis.
  struct Tick: Sendable, Hashable {
    var value: Double
    var text: String
  }

  var kind: Kind
  /// The span of the scale in figures, or in their decimal logarithms.
  var domain: ClosedRange<Double>
  /// The span of the scale on the page, in percent of the width.
  var range: ClosedRange<Double>
  var ticks: [Tick]

  /// A scale from 0 to the next round number, with up to five marks.
  static func linear(upTo maximum: Double, range: ClosedRange<Double> = 0...100) -> ChartScale {
    guard maximum > 0, maximum.isFinite else {
      return ChartScale(kind: .linear, domain: 0...1, range: range, ticks: [])
    }
    let step = roundStep(atLeast: maximum / 4)
    let count = max(1, Int((maximum / step - 1e-9).rounded(.up)))
    let ticks = (0...count).map { Tick(value: Double($0) * step, text: number(Double($0) * step, step: step)) }
    return ChartScale(kind: .linear, domain: 0...(Double(count) * step), range: range, ticks: ticks)
  }

  /// Around positive figures, marks at round numbers.
  static func logarithmic(_ values: ClosedRange<Double>, range: ClosedRange<Double>) -> ChartScale {
    var (low, high) = (log10(values.lowerBound), log10(values.upperBound))
    // Equal values get an axis too.
    let margin = max((high - low) * 0.03, (0.9 - (high - low)) / 2)
    (low, high) = (low - margin, high + margin)
    let factors: [Double] = high - low < 1 ? [1, 1.5, 2, 3, 5, 7] : high - low < 2.2 ? [1, 2, 5] : [1]
    let every = max(1, Int((high - low) / 6))
    let ticks = (Int(low.rounded(.down))...Int(high.rounded(.up))).filter { $0 % every == 0 }.flatMap { exponent in
      factors.map { DecimalText.rounded($0 * pow(10, Double(exponent)), decimals: 14) }
    }.filter { (low...high).contains(log10($0)) }.map { Tick(value: $0, text: FigureText.plain($0)) }
    return ChartScale(kind: .logarithmic, domain: low...high, range: range, ticks: ticks)
  }

  /// The place of a figure in percent of the width; what lies outside stands at the edge.
  func place(_ value: Double) -> Double {
    switch kind {
    case .linear: place(at: value)
    case .logarithmic: place(at: value > 0 ? log10(value) : domain.lowerBound)
    case .relative: place(at: value > -1 ? log2(1 + value) : domain.lowerBound)
    }
  }

  /// The same of a position in the domain.
  func place(at position: Double) -> Double {
    let share = (position - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return range.lowerBound + min(max(share, 0), 1) * (range.upperBound - range.lowerBound)
  }

  /// A place as it stands in an attribute.
  static func percent(_ place: Double) -> String { DecimalText.shortest(DecimalText.rounded(place, decimals: 3)) + "%" }

  private static func roundStep(atLeast step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return (([1, 2, 2.5, 5].first { $0 * power >= step * (1 - 1e-9) }) ?? 10) * power
  }

  private static func number(_ value: Double, step: Double) -> String {
    step >= 1 && step == step.rounded() ? FigureText.fixed(value, decimals: 0) : FigureText.plain(value)
  }
}

extension FigureText {
  /// A figure as short as it can be: 0.05, 1,000.
  static func plain(_ value: Double) -> String {
    if abs(value) >= 1, value == value.rounded() { return fixed(value, decimals: 0) }
    return DecimalText.shortest(DecimalText.rounded(value, decimals: 12))
  }
}
