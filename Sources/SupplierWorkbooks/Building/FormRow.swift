public import XLSX

/// One line of the QuoteWin sustainability form; an empty figure stays an empty cell.
public struct FormRow: Sendable, Hashable {
  /// The columns that the product fills.
  public enum Column: Int, CaseIterable, Sendable {
    /// The columns as the form's definition names them, with emissions in kg and energy in kWh.
    case mfg, mpn, emissions, nonRenewable, renewable, recycledContent, validationDate, preConsumerShare,
      postConsumerShare
    /// Shares are from 0 to 1; the last three are only taken over.
    case reutilizationShare, customsCode, countryOfOrigin, energyCertificates, remarks

    /// The id of the column, as the form's definition names it.
    public var id: ColumnID {
      switch self {
      case .mfg: .mfg
      case .mpn: .mpn
      case .emissions: .kgco2
      case .nonRenewable: .nonRenewableKwh
      case .renewable: .renewableKwh
      case .recycledContent: .recycledContent
      case .validationDate: .validationDate
      case .preConsumerShare: .preConsumerShare
      case .postConsumerShare: .postConsumerShare
      case .reutilizationShare: .reutilizationShare
      case .customsCode: .customsCode
      case .countryOfOrigin: .countryOfOrigin
      case .energyCertificates: .energyCertificates
      case .remarks: .remarks
      }
    }

    private static let byID = Dictionary(uniqueKeysWithValues: allCases.map { ($0.id, $0) })

    /// The column of that id; `nil` for one that the product does not fill.
    public init?(id: ColumnID) {
      guard let column = Self.byID[id] else { return nil }
      self = column
    }
  }

  /// The values by the number of the column.
  private var cells = [CellValue?](repeating: nil, count: Column.allCases.count)

  /// A line of empty cells.
  public init() {}

  /// A line with these values by the ids of their columns; ids that the form has no column for are left out.
  public init(values: [ColumnID: CellValue]) {
    for (id, value) in values { if let column = Column(id: id) { self[column] = value } }
  }

  /// The value of a cell; `nil` for an empty one.
  public subscript(_ column: Column) -> CellValue? {
    get { cells[column.rawValue] }
    set { cells[column.rawValue] = newValue }
  }

  /// The filled cells by the ids of their columns.
  public var values: [ColumnID: CellValue] {
    Dictionary(uniqueKeysWithValues: Column.allCases.compactMap { column in self[column].map { (column.id, $0) } })
  }
}

/// The lines of a form, each made when it is asked for: a hundred thousand of them take no memory.
public struct FormRows: RandomAccessCollection, Sendable, Equatable {
  private let maker: FormRowMaker
  /// The parts that have a line.
  public let parts: [Int]

  /// The lines of some parts of a workbook.
  ///
  /// - Parameters:
  ///   - parts: the places of parts in the workbook; those without a number or all figures have no line and are left
  ///     out.
  ///   - workbook: what the supplier filled in.
  ///   - calculation: the figures of its parts.
  ///   - responseDate: the day on which the data were given, where the workbook does not say it; a serial number of the
  ///     1900 system.
  public init(
    of parts: some Sequence<Int>, _ workbook: SupplierWorkbook, _ calculation: Calculation, responseDate: Double?
  ) {
    let maker = FormRowMaker(workbook, calculation, responseDate: responseDate)
    self.maker = maker
    self.parts = parts.filter { maker.hasRow($0) }
  }

  /// The index of the first row: always 0.
  public var startIndex: Int { 0 }
  /// How many lines there are.
  public var endIndex: Int { parts.count }

  /// The line at that place, made anew each time.
  public subscript(_ index: Int) -> FormRow { maker.row(parts[index]) ?? FormRow() }

  /// Whether both have the same lines.
  public static func == (left: FormRows, right: FormRows) -> Bool { left.elementsEqual(right) }
}
