/// What a workbook may cost before it is refused: protection from archives made to exhaust memory or time.
///
/// The defaults let through every workbook that Excel can make; each can be raised for a trusted file.
public struct ReadingLimits: Hashable, Sendable {
  /// The bytes of all parts together, uncompressed.
  public var totalBytes = 8 << 30
  /// Uncompressed over compressed size of one part, looked at beyond `ratioFloor` bytes only.
  public var ratio = 500
  /// Parts smaller than this (uncompressed bytes) are never refused for their ratio.
  public var ratioFloor = 256 << 20
  /// The number of parts.
  public var parts = 20_000
  /// The UTF-8 bytes of all shared strings together.
  public var sharedStringBytes = 1 << 30
  /// The UTF-8 bytes of all formulas of a worksheet that are stored once and shared by several cells, as each of these cells reads them.
  public var sharedFormulaBytes = 1 << 30
  /// The bytes of a part that is kept in memory whole: workbook, styles, theme, comments, relationships.
  public var partInMemoryBytes = 256 << 20

  public init() {}

  /// The limits by the names that errors give them; the depth of XML is fixed.
  public static let names: [String: any WritableKeyPath<ReadingLimits, Int> & Sendable] = [
    "total-bytes": \.totalBytes, "ratio": \.ratio, "ratio-floor": \.ratioFloor, "parts": \.parts,
    "shared-string-bytes": \.sharedStringBytes, "shared-formula-bytes": \.sharedFormulaBytes,
    "part-in-memory-bytes": \.partInMemoryBytes,
  ]
}
