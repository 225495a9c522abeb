/// Horizontal bars, one for each name, of one or several segments: name and figure stand above their bar.
///
/// The names of its properties are those that `portfolio-bars.mustache` uses. Places across are percentages of the
/// width, places down are pixels.
struct BarChart: Sendable, Hashable {
  struct Tick: Sendable, Hashable {
    var x: String
    var anchor: String
    var tickText: String
    var isZero: Bool
    /// Not at the edges, where it would touch names and figures.
    var hasLine: Bool
  }

  struct Segment: Sendable, Hashable {
    var x: String
    var width: String
    var kind: String
    var tip: String
    /// Inside the segment, where it has room.
    var inside: String?
    var middle: String
  }

  struct Bar: Sendable, Hashable {
    var textY: Int
    var barY: Int
    var barHeight: Int
    var insideY: Int
    var name: ChartName
    var figure: String
    var segments: [Segment]
    /// It goes on beyond the axis.
    var isCut: Bool
  }

  /// What a bar shows, before it has a place.
  struct Row {
    struct Part {
      /// Names the colour: a class of the page's style.
      var kind: String
      var value: Double
      var tip: String
      var inside: String?
    }

    var name: String
    var figure: String
    var parts: [Part]

    var length: Double { parts.reduce(0) { $0 + $1.value } }
  }

  /// Unique on the page.
  var chartID: String
  var chartTitle: String
  var chartDescription: String
  var height: Int
  var plotTop: Int
  var plotBottom: Int
  /// Whether a light bar shows how far each could go.
  var hasTrack: Bool
  var ticks: [Tick]
  var bars: [Bar]

  private static let axisHeight = 20
  private static let textHeight = 15
  /// Thirty-one bars and their heading fit on a printed page.
  private static let gap = 4

  /// - Parameters:
  ///   - id: of the drawing in its page.
  ///   - title: said by programs that read pages aloud, as is the description.
  ///   - description: what the chart shows, in a sentence.
  ///   - rows: from the top down.
  ///   - scale: of all bars.
  ///   - barHeight: in pixels.
  ///   - hasAxis: writes the scale's values above the bars.
  ///   - hasTrack: shows behind each bar how far it could go.
  init(
    id: String, title: String, description: String, rows: [Row], scale: ChartScale, barHeight: Int = 8,
    hasAxis: Bool = true,
    hasTrack: Bool = false
  ) {
    self.hasTrack = hasTrack
    chartID = id
    chartTitle = title
    chartDescription = description
    let top = hasAxis ? Self.axisHeight : 0
    let pitch = Self.textHeight + barHeight + Self.gap
    plotTop = top
    plotBottom = top + rows.count * pitch
    height = plotBottom + 2
    ticks =
      hasAxis
      ? scale.ticks.map { tick in
        let place = scale.place(tick.value)
        return Tick(
          x: ChartScale.percent(place), anchor: place < 2 ? "start" : place > 98 ? "end" : "middle",
          tickText: tick.text,
          isZero: tick.value == 0, hasLine: place > 0.5 && place < 99.5)
      } : []
    bars = rows.enumerated().map { index, row in
      let y = top + index * pitch
      return Bar(
        textY: y + 12, barY: y + Self.textHeight + 1, barHeight: barHeight,
        insideY: y + Self.textHeight + 1 + barHeight / 2,
        name: ChartName(row.name, wide: 92, narrow: 40), figure: row.figure, segments: Self.segments(row.parts, scale),
        isCut: scale.kind == .linear && row.length > scale.domain.upperBound * (1 + 1e-9))
    }
  }

  /// Side by side from 0 on.
  private static func segments(_ parts: [Row.Part], _ scale: ChartScale) -> [Segment] {
    var sum = 0.0
    return parts.compactMap { part in
      let (from, to) = (scale.place(sum), scale.place(sum + part.value))
      sum += part.value
      guard from != to else { return nil }
      let width = abs(to - from)
      return Segment(
        x: ChartScale.percent(min(from, to)), width: ChartScale.percent(width), kind: part.kind, tip: part.tip,
        inside: width >= 15 ? part.inside : nil, middle: ChartScale.percent((from + to) / 2))
    }
  }
}

/// A name on a chart, cut to the room that a wide and a narrow page have for it.
struct ChartName: Sendable, Hashable {
  var whole: String
  var wide: String
  var narrow: String
  var isShort: Bool

  /// - Parameters:
  ///   - name: the whole name.
  ///   - prefix: stands before the name and is not cut.
  ///   - suffix: stands after the name and is not cut.
  ///   - wide: columns of text for the name on a wide page.
  ///   - narrow: columns of text for the name on a narrow page.
  init(_ name: String, prefix: String = "", suffix: String = "", wide: Int, narrow: Int) {
    whole = name
    self.wide = prefix + FigureText.shortened(name, columns: wide) + suffix
    self.narrow = prefix + FigureText.shortened(name, columns: narrow) + suffix
    isShort = self.wide == self.narrow
  }
}
