public import Emissions
internal import SupplierWorkbooks

/// What a user's own factor file would replace and add.
public struct FactorCheck: Sendable {
  public var file: String
  public var kind: FactorKind
  /// One for each row, in order.
  public var own: [FactorProvenance]

  /// - Throws: `FactorError` where the file cannot be read or used, naming line and column.
  public init(path: String) throws(FactorError) {
    let file = try FactorLibrary.File(path: path)
    self.file = path
    kind = try FactorLibrary.kind(of: file)
    own = try FactorLibrary.builtIn(replacements: [file]).ownFactors
  }

  public var added: Int { own.count { $0.isAdded } }
  public var replacing: Int { own.count - added }
  /// Rows that replace a factor by the same numbers.
  public var unchanged: Int { own.count { $0.isUnchanged } }
  /// Rows so far from the published factor that a wrong unit is likely.
  public var unlikely: Int { own.count { $0.isUnlikely } }
}

extension FactorProvenance {
  public var isUnchanged: Bool { changes.allSatisfy { $0.published == $0.own } }
  public var isUnlikely: Bool { changes.contains { $0.isUnlikely } }
}
