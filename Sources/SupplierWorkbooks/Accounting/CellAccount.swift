public import XLSX

/// Which filled cells of a workbook's known sheets were read as what, and which were not.
///
/// No cell goes unread: what no field, column or label claims stands here, so that a rule can name it.
public struct CellAccount: Sendable {
  /// What a filled cell was read as.
  public enum Claim: String, Sendable, Hashable, CaseIterable {
    /// The value of a single field.
    case field
    /// A cell of an entry of a table.
    case entry
    /// A formula of the template, or what was typed over it.
    case computed
    /// A label, header, title or hint of the template.
    case label
    /// A cell of a total, footnote or repeated header.
    case setAside = "set aside"
  }

  /// Filled cells that belong together and that nothing claims.
  public struct Unclaimed: Sendable, Hashable {
    /// What they seem to be.
    public enum Kind: Sendable, Hashable {
      /// Numbers in the reach of the sheet's figures, or beside it.
      case amounts
      /// Entries below a header that the template does not know; of numbers, or of texts alone.
      case column(hasNumbers: Bool)
      /// Entries below a header that says what the header of another column says.
      case secondColumn(ColumnID, hasNumbers: Bool)
      /// Numbers beside a word that says that they are no amounts: an item number, a telephone, a quantity.
      case harmless
      /// Texts, and formulas of the supplier's own.
      case text
    }

    /// What they seem to be.
    public var kind: Kind
    /// The cells, in order; at most ``CellAccount/cellLimit`` of them.
    public var cells: [CellReference]
    /// How many there are.
    public var count: Int
    /// What stands in the first of them, as it is stored.
    public var value: String
    /// The nearest text left of the first of them; empty where there is none.
    public var label: String
    /// The header above them; empty where there is none.
    public var header: String
  }

  /// Cells that claim to be read, but that a person does not take for what they say.
  public struct Concealed: Sendable, Hashable {
    /// Why a person does not.
    public var concealment: WorkbookStyles.Concealment
    /// The cells, in order; at most ``CellAccount/cellLimit`` of them.
    public var cells: [CellReference]
    /// How many there are.
    public var count: Int
    /// What stands in the first of them.
    public var value: String
  }

  /// The account of one sheet.
  public struct Sheet: Sendable {
    /// The id of the sheet in the definition.
    public var id: SheetID
    /// The name of its tab.
    public var name: String
    /// How many cells each claim has.
    public var claimed: [Claim: Int] = [:]
    /// What nothing claims, in the order of its first cells.
    public var unclaimed: [Unclaimed] = []
    /// Values that were read though a person does not see them as such.
    public var concealed: [Concealed] = []
    /// Inputs that are formulas, with the numbers stored for them; at most ``CellAccount/cellLimit`` of them.
    public var formulas: [CellReference: Double] = [:]

    /// How many cells nothing claims.
    public var unclaimedCells: Int { unclaimed.reduce(0) { $0 + $1.count } }
  }

  /// Cells that are kept of each group; beyond it only their number.
  static let cellLimit = 1000

  /// The sheets that were read, in the order of the definition.
  public var sheets: [Sheet] = []

  /// An account of nothing yet.
  public init() {}

  /// The account of a sheet; `nil` where it was not read.
  public func sheet(_ id: SheetID) -> Sheet? { sheets.first { $0.id == id } }
}
