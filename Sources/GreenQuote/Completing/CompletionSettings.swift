public import Emissions
public import SupplierWorkbooks

/// What figures depend on besides the workbook: the choices of whoever runs an operation, the factors, and the day.
public struct CompletionSettings: Sendable {
  /// Choices that win over those in the workbook.
  public var options: Calculation.Options
  /// Factors and lists, a user's own factors among them.
  public var lists: ReferenceLists
  /// The day that counts as today.
  public var asOf: CalendarDate
  /// Whether rows that are hidden or filtered out are left out of parts and forms.
  public var visibleOnly = false
  /// The names of sheets whose entries are added to those of the sheet of their layout.
  public var addedSheets: [String] = []
  /// Whether workbooks may lack some of them, as of many workbooks most do.
  public var mayLackAddedSheets = false
  /// The user's own factor files, in the order in which they were named.
  public let factorFiles: [String]

  /// Settings with the built-in factors.
  ///
  /// - Parameters:
  ///   - asOf: the day that counts as today.
  ///   - options: choices that overrule those of the workbook.
  /// - Throws: `FactorError` where the built-in factors are damaged.
  public init(asOf: CalendarDate, options: Calculation.Options = .init()) throws(FactorError) {
    try self.init(asOf: asOf, options: options, factorFiles: [])
  }

  /// Settings with rows of a user's own factor files in the place of the published ones; of two with the same row the
  /// later wins.
  ///
  /// - Parameters:
  ///   - asOf: the day that counts as today.
  ///   - options: choices that overrule those of the workbook.
  ///   - factorFiles: paths of CSV files.
  /// - Throws: `FactorError` with file, line and column of what cannot be used.
  public init(asOf: CalendarDate, options: Calculation.Options = .init(), factorFiles: [String]) throws(FactorError) {
    self.asOf = asOf
    self.options = options
    self.factorFiles = factorFiles
    var files: [FactorLibrary.File] = []
    for path in factorFiles { files.append(try FactorLibrary.File(path: path)) }
    lists = try .builtIn(replacements: files)
  }
}
