/// A limit on what a workbook may cost, as errors and settings name it; its value is a number of ``ReadingLimits``.
public enum ReadingLimit: String, Hashable, Sendable, CaseIterable {
  /// The bytes of all parts together, uncompressed.
  case totalBytes = "total-bytes"
  /// Uncompressed over compressed size of one part.
  case ratio
  /// The uncompressed bytes from which on the ratio of a part is looked at.
  case ratioFloor = "ratio-floor"
  /// The number of parts.
  case parts
  /// The UTF-8 bytes of all shared strings together.
  case sharedStringBytes = "shared-string-bytes"
  /// The UTF-8 bytes of the shared formulas of a worksheet, as the cells read them.
  case sharedFormulaBytes = "shared-formula-bytes"
  /// The bytes of a part that is kept in memory whole.
  case partInMemoryBytes = "part-in-memory-bytes"
  /// How deep elements may lie in each other: 256, which cannot be changed.
  case xmlDepth = "xml-depth"
  /// How many attributes or namespaces an element may have: 1,000, which cannot be changed.
  case xmlAttributes = "xml-attributes"
}
