internal import Glibc

/// How a figure is spread over suppliers, on a logarithmic scale, and who lies far outside.
///
/// An outlier is below the first quartile or above the third by more than 1.5 times the distance between the two, all
/// in logarithms (Tukey's rule). Quartiles are interpolated linearly. Of fewer than ``minimum`` values none is called
/// an outlier.
public struct IntensityDistribution: Sendable, Hashable {
  /// A supplier's place in it.
  public struct Entry: Sendable, Hashable {
    /// The key by which the register knows the supplier.
    public var key: String
    /// The name of the supplier.
    public var name: String
    /// The figure, above 0, in the unit of the whole distribution.
    public var value: Double

    /// A supplier with its figure, which must be above 0.
    public init(key: String, name: String, value: Double) {
      self.key = key
      self.name = name
      self.value = value
    }
  }

  /// The fewest values of which quartiles say anything.
  public static let minimum = 5

  /// The suppliers with their figures, in ascending order.
  public let entries: [Entry]
  /// The first quartile, median and third quartile; `nil` where there is no value.
  public let quartiles: (first: Double, median: Double, third: Double)?
  /// Values outside are outliers; `nil` where there are too few values.
  public let fences: ClosedRange<Double>?

  /// The distribution of the suppliers' figures.
  ///
  /// - Parameter entries: the suppliers with values above 0, in any order.
  public init(_ entries: [Entry]) {
    self.entries = entries.sorted { ($0.value, $0.name, $0.key) < ($1.value, $1.name, $1.key) }
    let logarithms = self.entries.map { log10($0.value) }
    guard !logarithms.isEmpty else {
      (quartiles, fences) = (nil, nil)
      return
    }
    let (first, median, third) = (
      Self.quantile(0.25, logarithms), Self.quantile(0.5, logarithms), Self.quantile(0.75, logarithms)
    )
    quartiles = (pow(10, first), pow(10, median), pow(10, third))
    // What differs in the last digits only is no outlier among equal values.
    let reach = 1.5 * (third - first) + 1e-9
    fences = logarithms.count < Self.minimum ? nil : pow(10, first - reach)...pow(10, third + reach)
  }

  /// The outliers below the lower fence, in ascending order.
  public var low: [Entry] { fences.map { fences in entries.filter { $0.value < fences.lowerBound } } ?? [] }

  /// The outliers above the upper fence, in ascending order.
  public var high: [Entry] { fences.map { fences in entries.filter { $0.value > fences.upperBound } } ?? [] }

  /// The value below which a share of ascending numbers lies, interpolated linearly between the two nearest.
  static func quantile(_ share: Double, _ sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }

  /// The middle one, or the mean of the two in the middle.
  static func median(_ values: [Double]) -> Double? { values.isEmpty ? nil : quantile(0.5, values.sorted()) }

  /// Equal where the entries are; quartiles and fences follow from them.
  public static func == (one: Self, other: Self) -> Bool { one.entries == other.entries }

  /// Hashes the entries, on which equality depends.
  public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}
