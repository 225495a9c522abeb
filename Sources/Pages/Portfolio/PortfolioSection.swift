internal import Procurement

/// A section of the page: what it means, charts, and their figures as tables.
///
/// The names of all properties here are those that `portfolio.mustache` uses. A name that is missing in one is looked
/// for in those around it, so that no optional one may stand in two of them.
struct PortfolioSection {
  struct Legend {
    /// A class of the page's style.
    var color: String
    var meaning: String
  }

  struct Figure {
    var caption: String?
    var legend: [Legend] = []
    var barChart: BarChart?
    var distributionChart: DistributionChart?

    var hasLegend = false

    init(_ chart: BarChart, caption: String, legend: [Legend] = []) {
      self.caption = caption
      self.legend = legend
      hasLegend = !legend.isEmpty
      barChart = chart
    }

    init(_ chart: DistributionChart, caption: String, legend: [Legend]) {
      self.caption = caption
      self.legend = legend
      hasLegend = !legend.isEmpty
      distributionChart = chart
    }
  }

  /// A small chart with its own question.
  struct Card {
    var question: String
    var base: String
    var chart: BarChart
  }

  struct Cell {
    var label: String
    var isNumber: Bool
    var swatch: String?

    static func text(_ text: String, swatch: String? = nil) -> Cell {
      Cell(label: text, isNumber: false, swatch: swatch)
    }
    static func number(_ text: String) -> Cell { Cell(label: text, isNumber: true) }
    static func count(_ count: Int) -> Cell { Cell(label: FigureText.grouped(count), isNumber: true) }
  }

  struct TableRow { var cells: [Cell] }

  struct Table {
    var tableTitle: String
    /// Only of one that is not folded.
    var tableRemark: String?
    /// Behind a click, because the chart above says the most of it.
    var isFolded: Bool
    var head: [Cell]
    var body: [TableRow]

    init(_ title: String, remark: String? = nil, isFolded: Bool = true, head: [Cell], rows: [[Cell]]) {
      tableTitle = title
      tableRemark = remark
      self.isFolded = isFolded
      self.head = head
      body = rows.map { TableRow(cells: $0) }
    }
  }

  var id: String
  var heading: String
  var remarks: [String] = []
  /// Instead of an empty plot.
  var nothing: String?
  var figures: [Figure] = []
  var cards: [Card] = []
  var hasCards = false
  var tables: [Table] = []

  init(_ id: String, _ words: PortfolioWords) {
    self.id = id
    heading = words(id + ".heading")
  }
}

extension Portfolio {
  /// Tonnes of kilograms, as they are shown.
  static func tonnes(_ kilograms: Double) -> String { FigureText.compact(kilograms / 1000) }

  /// Megawatt-hours of kilowatt-hours, as they are shown.
  static func megawattHours(_ kilowattHours: Double) -> String { FigureText.compact(kilowattHours / 1000) }
}

extension FigureText {
  /// Whole from 100 on, else three significant digits.
  static func compact(_ value: Double) -> String {
    abs(value) >= 99.95 ? fixed(value, decimals: 0) : significant(value)
  }
}
