internal import Procurement
internal import Glibc

/// A histogram over a logarithmic axis, a box below it, and a line for each outlier with its name.
///
/// The names of its properties are those that `portfolio-distribution.mustache` uses; places as in ``BarChart``.
struct DistributionChart: Sendable, Hashable {
  struct Column: Sendable, Hashable {
    var x: String
    var width: String
    var y: Int
    var columnHeight: Int
    var tip: String
  }

  struct Line: Sendable, Hashable {
    var x: String
    var lineText: String
  }

  struct Count: Sendable, Hashable {
    var y: Int
    var textY: Int
    var countText: String
  }

  struct Outlier: Sendable, Hashable {
    var x: String
    var y: Int
    var textY: Int
    var offset: Int
    var anchor: String
    var name: ChartName
  }

  struct Box: Sendable, Hashable {
    var y: Int
    var middle: Int
    var bottom: Int
    var whiskerStart: String
    var whiskerEnd: String
    var x: String
    var width: String
    var median: String
    var medianText: String
  }

  var chartID: String
  var chartTitle: String
  var chartDescription: String
  var height: Int
  var top: Int
  var bottom: Int
  var axisY: Int
  var boxHeight: Int
  var columns: [Column]
  var counts: [Count]
  var marks: [Line]
  var fences: [Line]
  var box: Box
  var outliers: [Outlier]

  private static let histogramHeight = 130
  private static let boxSize = 22
  private static let rowHeight = 19

  /// - Parameters:
  ///   - id: of the drawing in its page.
  ///   - title: said by programs that read pages aloud, as is the description.
  ///   - description: what the chart shows, in a sentence.
  ///   - distribution: the intensities, in ascending order.
  ///   - named: outliers with a line of their own.
  ///   - medianText: the words beside the median.
  ///   - binText: says range and count of a column.
  init?(
    id: String, title: String, description: String, distribution: IntensityDistribution,
    named: [IntensityDistribution.Entry],
    medianText: String, binText: (_ from: String, _ to: String, _ count: Int) -> String
  ) {
    guard let quartiles = distribution.quartiles, let first = distribution.entries.first,
      let last = distribution.entries.last
    else {
      return nil
    }
    chartID = id
    chartTitle = title
    chartDescription = description
    let scale = ChartScale.logarithmic(first.value...last.value, range: 1...99)
    top = 16
    bottom = top + Self.histogramHeight
    boxHeight = Self.boxSize

    let bins = Self.bins(distribution, scale)
    let counting = ChartScale.linear(upTo: Double(bins.map(\.count).max() ?? 0))
    let (base, full) = (bottom, Double(Self.histogramHeight))
    func heightOf(_ count: Double) -> Int { Int((count / counting.domain.upperBound * full).rounded()) }
    columns = bins.filter { $0.count > 0 }.map { bin in
      let (from, to) = (scale.place(at: bin.from), scale.place(at: bin.to))
      // Even a single supplier is seen.
      let height = max(3, heightOf(Double(bin.count)))
      return Column(
        x: ChartScale.percent(from), width: ChartScale.percent(to - from), y: base - height, columnHeight: height,
        tip: binText(FigureText.significant(pow(10, bin.from)), FigureText.significant(pow(10, bin.to)), bin.count))
    }
    counts = counting.ticks.filter { $0.value > 0 && $0.value == $0.value.rounded() }.map {
      let y = base - heightOf($0.value)
      return Count(y: y, textY: y - 3, countText: $0.text)
    }

    let boxTop = bottom + 26
    let inside =
      distribution.fences.map { fences in distribution.entries.filter { fences.contains($0.value) } }
      ?? distribution.entries
    let (start, end) = (scale.place(quartiles.first), scale.place(quartiles.third))
    box = Box(
      y: boxTop, middle: boxTop + Self.boxSize / 2, bottom: boxTop + Self.boxSize,
      whiskerStart: ChartScale.percent(scale.place(inside.first?.value ?? first.value)),
      whiskerEnd: ChartScale.percent(scale.place(inside.last?.value ?? last.value)), x: ChartScale.percent(start),
      width: ChartScale.percent(end - start), median: ChartScale.percent(scale.place(quartiles.median)),
      medianText: medianText)
    let firstRow = boxTop + Self.boxSize + 12
    outliers = named.enumerated().map { index, entry in
      let place = scale.place(entry.value)
      let isRight = place > 50
      let figure = FigureText.significant(entry.value)
      let y = firstRow + index * Self.rowHeight + Self.rowHeight / 2
      return Outlier(
        x: ChartScale.percent(place), y: y, textY: y + 4, offset: isRight ? -9 : 9, anchor: isRight ? "end" : "start",
        name: ChartName(
          entry.name, prefix: isRight ? figure + "\u{2002}" : "", suffix: isRight ? "" : "\u{2002}" + figure, wide: 40,
          narrow: 18))
    }
    height = firstRow + named.count * Self.rowHeight + 4
    axisY = bottom + 15
    let ends = scale.domain
    marks = scale.ticks.map { Line(x: ChartScale.percent(scale.place($0.value)), lineText: $0.text) }
    fences = [distribution.fences?.lowerBound, distribution.fences?.upperBound].compactMap { $0 }
      .filter { ends.contains(log10($0)) }.map {
        Line(x: ChartScale.percent(scale.place($0)), lineText: FigureText.significant($0))
      }
  }

  private static func bins(_ distribution: IntensityDistribution, _ scale: ChartScale) -> [(
    from: Double, to: Double, count: Int
  )] {
    let span = scale.domain.upperBound - scale.domain.lowerBound
    let width = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].first { span / $0 <= 64 } ?? span / 45
    let start = (scale.domain.lowerBound / width).rounded(.up) * width
    var bins = (0...max(0, Int(((scale.domain.upperBound - start) / width).rounded(.down)))).map { index in
      (from: start + Double(index) * width, to: start + Double(index + 1) * width, count: 0)
    }
    bins.insert((from: start - width, to: start, count: 0), at: 0)
    for entry in distribution.entries {
      let index = Int(((log10(entry.value) - start) / width).rounded(.down)) + 1
      bins[min(max(index, 0), bins.count - 1)].count += 1
    }
    return bins
  }
}
