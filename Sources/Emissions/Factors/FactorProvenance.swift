/// Where a factor of a user's own file comes from, and what it took the place of.
public struct FactorProvenance: Hashable, Sendable {
  /// One number of the row, beside the published one.
  public struct Change: Hashable, Sendable {
    /// The column of the file that holds the number; it names the unit, as `kgco2e_per_kwh` does.
    public var column: String
    /// The published number; `nil` where there was no such factor.
    public var published: Double?
    /// The number of the user's file, in the unit that the column names.
    public var own: Double

    /// The user's number divided by the published one; `nil` where nothing was replaced, or zero was.
    public var ratio: Double? { published.flatMap { $0 == 0 ? nil : own / $0 } }

    /// Whether the number is so far from the published one that a wrong unit is likely: beyond five times, or below a
    /// fifth.
    public var isUnlikely: Bool { ratio.map { $0 > 5 || $0 < 0.2 } ?? false }
  }

  /// The factor that the row gives.
  public var key: FactorKey
  /// The user's file as the caller named it.
  public var file: String
  /// The line of the row in that file, 1-based.
  public var line: Int
  /// The numbers of the row, one for each column that holds a factor.
  public var changes: [Change]
  /// The source as the row of the user's file names it.
  public var source: String
  /// The source of the published factor; `nil` where the row was added.
  public var publishedSource: String?

  /// Whether the row was added: nothing was replaced.
  public var isAdded: Bool { publishedSource == nil }
}
