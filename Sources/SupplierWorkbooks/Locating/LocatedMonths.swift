/// The columns of months of a table, as their headers name them.
public struct LocatedMonths: Sendable, Hashable {
  /// A column whose header names a month.
  public struct Column: Sendable, Hashable {
    /// 1 to 12.
    public var month: Int
    /// The year, where the header says it.
    public var year: Int?
    /// The number of the column, 1-based.
    public var column: Int
    /// The header, for messages.
    public var header: String
  }

  /// Those that were taken, each month at most once.
  public var columns: [Column] = []
  /// Columns whose month another column has already: of a second year, or named twice.
  public var surplus: [Column] = []
  /// Filled header cells between the row's unit and its totals that name no month.
  public var unknown: [Column] = []

  /// The months, 1 to 12, that no column has.
  public var missing: [Int] { (1...12).filter { month in !columns.contains { $0.month == month } } }

  /// Whether the months that have a year follow each other within twelve months.
  public var isOneYear: Bool {
    let numbers = columns.compactMap { column in column.year.map { $0 * 12 + column.month } }
    guard let first = numbers.min(), let last = numbers.max() else { return true }
    return last - first < 12
  }
}
