public import Emissions
internal import SupplierWorkbooks

/// What a user's own factor file would replace and add.
public struct FactorCheck: Sendable {
  /// The path of the factor file.
  public var file: String
  /// The kind of factors that the file holds.
  public var kind: FactorKind
  /// One entry for each row of the file, in order.
  public var own: [FactorProvenance]

  /// Reads a user's own factor file and compares it with the published factors.
  ///
  /// - Parameter path: the path of the CSV file.
  /// - Throws: `FactorError` where the file cannot be read or used, naming line and column.
  public init(path: String) throws(FactorError) {
    let file = try FactorLibrary.File(path: path)
    self.file = path
    kind = try FactorLibrary.kind(of: file)
    own = try FactorLibrary.builtIn(replacements: [file]).ownFactors
  }

  /// How many rows add a factor that is not published.
  public var added: Int { own.count { $0.isAdded } }
  /// How many rows take the place of a published factor.
  public var replacing: Int { own.count - added }
  /// How many rows replace a factor by the same numbers.
  public var unchanged: Int { own.count { $0.isUnchanged } }
  /// How many rows are so far from the published factor that a wrong unit is likely.
  public var unlikely: Int { own.count { $0.isUnlikely } }
}

extension FactorProvenance {
  /// Whether every number is the same as the published one.
  public var isUnchanged: Bool { changes.allSatisfy { $0.published == $0.own } }
  /// Whether a number is so far from the published one that a wrong unit is likely.
  public var isUnlikely: Bool { changes.contains { $0.isUnlikely } }
}
