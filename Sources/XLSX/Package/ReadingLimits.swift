/// What a workbook may cost before it is refused: protection from archives made to exhaust memory or time.
///
/// The defaults let through every workbook that Excel can make; each can be raised for a trusted file.
public struct ReadingLimits: Hashable, Sendable {
  /// The bytes of all parts together, uncompressed.
  public var totalBytes: Int64 = 8 << 30
  /// Uncompressed over compressed size of one part, looked at beyond `ratioFloor` bytes only.
  public var ratio = 500
  /// Parts smaller than this (uncompressed bytes) are never refused for their ratio.
  public var ratioFloor = 256 << 20
  /// The number of parts.
  public var parts = 20_000
  /// The UTF-8 bytes of all shared strings together.
  public var sharedStringBytes = 1 << 30
  /// The UTF-8 bytes of all formulas of a worksheet that are stored once and shared by several cells, as each of these
  /// cells reads them.
  public var sharedFormulaBytes = 1 << 30
  /// The bytes of a part that is kept in memory whole: workbook, styles, theme, comments, relationships.
  public var partInMemoryBytes = 256 << 20

  /// The default limits, of which each can be raised or lowered by itself.
  public init() {}

  /// The limits that can be changed: all but those of XML.
  public static let adjustable: [ReadingLimit] = ReadingLimit.allCases.filter {
    $0 != .xmlDepth && $0 != .xmlAttributes
  }

  /// The value of a limit by its name; those of XML stay as they are.
  public subscript(_ limit: ReadingLimit) -> Int64 {
    get {
      switch limit {
      case .totalBytes: totalBytes
      case .ratio: Int64(ratio)
      case .ratioFloor: Int64(ratioFloor)
      case .parts: Int64(parts)
      case .sharedStringBytes: Int64(sharedStringBytes)
      case .sharedFormulaBytes: Int64(sharedFormulaBytes)
      case .partInMemoryBytes: Int64(partInMemoryBytes)
      case .xmlDepth: Int64(XMLHandler.maximumDepth)
      case .xmlAttributes: Int64(XMLHandler.maximumAttributes)
      }
    }
    set {
      switch limit {
      case .totalBytes: totalBytes = newValue
      case .ratio: ratio = Int(clamping: newValue)
      case .ratioFloor: ratioFloor = Int(clamping: newValue)
      case .parts: parts = Int(clamping: newValue)
      case .sharedStringBytes: sharedStringBytes = Int(clamping: newValue)
      case .sharedFormulaBytes: sharedFormulaBytes = Int(clamping: newValue)
      case .partInMemoryBytes: partInMemoryBytes = Int(clamping: newValue)
      case .xmlDepth, .xmlAttributes: break
      }
    }
  }
}
