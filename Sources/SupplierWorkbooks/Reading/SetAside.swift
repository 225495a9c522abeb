public import XLSX

/// A row below the header of a table that is none of its entries, and why.
public struct SetAside: Sendable, Hashable {
  /// Why a row is no entry.
  public enum Reason: Sendable, Hashable {
    /// Its amounts are the sum of those above, or it says so and has none.
    case total
    /// It says that it is a total, but its amounts are not the sum of those above.
    case doubtfulTotal
    /// A remark below or between the entries, or the end of the list.
    case footnote
    /// The header again, as on each page of a printed list.
    case repeatedHeader
    /// A header with other columns, or in another order: what stands below it is not read.
    case otherHeader
    /// A row below such a header.
    case belowOtherHeader
    /// Amounts beside a label that no row of the template has.
    case unknownSource
    /// Amounts beside the label of a row that was found before.
    case secondOfSource(row: Int)

    /// Whether there are amounts that belong into the figures, but nobody knows where.
    public var isUnknownAmount: Bool {
      switch self {
      case .unknownSource, .secondOfSource, .otherHeader: true
      default: false
      }
    }
  }

  /// The row of the sheet, 1-based.
  public var row: Int
  /// Why it is no entry.
  public var reason: Reason
  /// The first text of the row; empty where it has none.
  public var text: String
  /// The cells with amounts, or the one with the text where there is none.
  public var cells: [CellReference]
}
