/// A chart on a worksheet, in DrawingML: ECMA-376 Part 1, 21.2.
public struct NewChart: Hashable, Sendable {
  /// What represents the values.
  public enum Kind: Hashable, Sendable { case clusteredColumn, stackedColumn, clusteredBar, stackedBar, pie }
  /// The side of the chart at which the legend stands.
  public enum LegendPosition: String, Hashable, Sendable {
    /// To the right of the plot.
    case right = "r"
    /// Below the plot.
    case bottom = "b"
    /// Above the plot.
    case top = "t"
    /// To the left of the plot.
    case left = "l"
  }

  /// One row or column of figures.
  public struct Series: Hashable, Sendable {
    /// The name of the series, as the legend shows it.
    public var name: String
    /// The cell that holds the name; `nil` where the name stands in the chart alone.
    public var nameReference: SheetRange?
    /// The cells that name the points.
    public var categories: SheetRange
    /// What the category cells show, for programs that do not look there.
    public var cachedCategories: [String]
    /// The cells that hold the figures.
    public var values: SheetRange
    /// What the value cells hold; `nil` where one is empty.
    public var cachedValues: [Double?]
    /// The colour of all points; `nil` leaves it to the program.
    public var color: Color?
    /// The colours of single points, in their order: slices of a pie.
    public var pointColors: [Color] = []

    /// A series of these values; the references are not looked up, so that the cached values are to be those of the
    /// cells.
    public init(
      name: String, nameReference: SheetRange? = nil, categories: SheetRange, cachedCategories: [String],
      values: SheetRange,
      cachedValues: [Double?], color: Color? = nil, pointColors: [Color] = []
    ) {
      self.name = name
      self.nameReference = nameReference
      self.categories = categories
      self.cachedCategories = cachedCategories
      self.values = values
      self.cachedValues = cachedValues
      self.color = color
      self.pointColors = pointColors
    }
  }

  /// What represents the values: a pie has one series, the others have any number from one.
  public var kind: Kind
  /// The title above the chart; `nil` for none.
  public var title: String?
  /// The series, in the order of the legend.
  public var series: [Series]
  /// The cells that the chart covers.
  public var range: CellRange
  /// The title beside the axis of the categories; a pie has no axes.
  public var categoryAxisTitle: String?
  /// The title beside the axis of the values; a pie has no axes.
  public var valueAxisTitle: String?
  /// The number format of the value axis and of the cached values.
  public var numberFormat = "General"
  /// Whether the points show their values, on a pie the shares in percent.
  public var showsDataLabels = false
  /// The number format of these labels; `nil` for the chart's own, in percent on a pie.
  public var dataLabelFormat: String?
  /// Where the legend stands; `nil` for no legend.
  public var legend: LegendPosition? = .bottom
  /// What the chart shows, for people who cannot see it.
  public var alternativeText: String?

  /// A chart that covers a range of cells.
  public init(_ kind: Kind, title: String? = nil, series: [Series], range: CellRange) {
    self.kind = kind
    self.title = title
    self.series = series
    self.range = range
  }
}
