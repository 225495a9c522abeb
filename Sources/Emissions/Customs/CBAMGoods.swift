/// The goods that fall under the EU's carbon border adjustment mechanism.
///
/// Source: Regulation (EU) 2023/956, Annex I, as amended by Regulation (EU) 2025/2083.
public struct CBAMGoods: Sendable {
  /// What a row says of the codes that begin as it does.
  public enum Listing: String, Hashable, Sendable, CaseIterable {
    /// The goods are listed.
    case covered = "no"
    /// The goods are taken out of a wider entry ("except").
    case excluded = "yes"
    /// Only some of the goods of that code are listed ("ex").
    case partly
  }

  /// The annex groups its goods by sector; the raw value is the name in English.
  public enum Sector: String, Hashable, Sendable, CaseIterable {
    /// The sectors whose English name is their Swift name.
    case cement, electricity, fertilisers, aluminium, hydrogen
    /// The sector of chapters 72 and 73 and of some ores.
    case ironAndSteel = "iron and steel"

    /// The name of the sector in Chinese.
    public var chinese: String {
      switch self {
      case .cement: "水泥"
      case .electricity: "电力"
      case .fertilisers: "肥料"
      case .aluminium: "铝"
      case .hydrogen: "氢"
      case .ironAndSteel: "钢铁"
      }
    }
  }

  /// One row of the annex: the beginning of the codes, and whether it lists them.
  public struct Entry: Hashable, Sendable {
    /// The beginning of the CN codes that the row is about: two to eight digits.
    public var code: String
    /// Whether the annex lists these goods, excludes them, or lists some of them.
    public var listing: Listing
    /// The sector under which the annex names them.
    public var sector: Sector
    /// The description of the goods in English.
    public var english: String
    /// The description of the goods in Chinese; may be empty.
    public var chinese: String
    /// The gases as the annex names them, such as `CO2, N2O`; empty for goods that are excluded.
    public var greenhouseGases: String
    /// The regulation and its annex.
    public var source: String
    /// Where the regulation can be read.
    public var sourceURL: String

    /// What codes are compared with.
    ///
    /// A CN code that ends in 00 is a subheading that the CN does not divide: its six digits say the same.
    var prefix: String { code.utf8.count == 8 && code.hasSuffix("00") ? String(code.dropLast(2)) : code }
  }

  /// What the regulation says of one code.
  public indirect enum Coverage: Hashable, Sendable {
    /// The code is listed.
    case covered(Entry)
    /// Six digits that hold both listed and other goods: the eight digits of the CN decide.
    case needsEightDigits(Entry)
    /// The code is listed for some of its goods only: what the good is decides.
    case dependsOnGood(Entry)
    /// An exception takes it out of a wider entry.
    case excluded(Entry)
    /// No entry begins as the code does.
    case notListed

    /// The entry that decides; `nil` where none does.
    public var entry: Entry? {
      switch self {
      case .covered(let entry), .needsEightDigits(let entry), .dependsOnGood(let entry), .excluded(let entry): entry
      case .notListed: nil
      }
    }

    /// Whether the code is covered for certain.
    public var isCovered: Bool { if case .covered = self { true } else { false } }
    /// Whether the code is covered, or may be.
    public var mayBeCovered: Bool {
      switch self {
      case .covered, .needsEightDigits, .dependsOnGood: true
      case .excluded, .notListed: false
      }
    }
  }

  /// The rows in the order of the file.
  public let entries: [Entry]

  /// The goods of these entries; without any, nothing is covered.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// What the regulation says of a code; the longest entry that fits decides.
  ///
  /// Digits beyond the sixth are taken for those of the CN: in a national tariff other than the EU's they mean
  /// something else. All entries but one (2507 00 80) are decided by the first six, which are the same everywhere.
  public func coverage(of code: CustomsCode) -> Coverage {
    let fitting = entries.filter { code.isCovered(by: $0.prefix) }.max { $0.prefix.utf8.count < $1.prefix.utf8.count }
    let isListed = fitting.map { $0.listing != .excluded } ?? false
    if let inner = entries.first(where: {
      $0.prefix.utf8.count > code.digits.utf8.count && $0.prefix.hasPrefix(code.digits)
        && ($0.listing != .excluded) != isListed
    }) {
      return .needsEightDigits(isListed ? fitting ?? inner : inner)
    }
    guard let fitting else { return .notListed }
    return switch fitting.listing {
    case .covered: .covered(fitting)
    case .excluded: .excluded(fitting)
    case .partly: .dependsOnGood(fitting)
    }
  }
}
