internal import SupplierWorkbooks

/// What the rows of a sheet were read as, for the account of its cells.
struct RowKinds {
  private var entries: Set<Int> = []
  private var setAside: Set<Int> = []
  /// Rows that are the template's, filled or not.
  private var prepared: Set<Int> = []
  private var unreadColumns: [Int: Set<Int>] = [:]
  /// Whether every row of the table is prepared.
  private let isPrepared: Bool

  init(_ workbook: SupplierWorkbook, _ sheet: LocatedTemplate.Sheet) {
    let id = sheet.definition.id
    isPrepared = id == .quotewin
    let addition = id.addition
    func rows(_ rows: [some WorkbookRow]) -> Set<Int> {
      Set(rows.lazy.filter { $0.addition == addition }.map { $0.row })
    }
    setAside = Set((workbook.setAside[id] ?? []).map { $0.row })
    switch id.original {
    case .energy: takeEnergy(workbook, sheet)
    case .electricityFactor: entries = rows(workbook.regions)
    case .secondaryMaterials: entries = rows(workbook.materials)
    case .certificates: entries = rows(workbook.certificates)
    default: break
    }
  }

  /// What an energy row reads depends on what its amounts are.
  private mutating func takeEnergy(_ workbook: SupplierWorkbook, _ sheet: LocatedTemplate.Sheet) {
    guard let table = sheet.table else { return }
    prepared = Set(table.rows.values)
    let amounts = (ColumnID.months + [.annualTotal]).compactMap { table.column($0) }
    func columns(_ ids: ColumnID...) -> [Int] { ids.compactMap { table.column($0) } }
    let energy = workbook.energy.filter { $0.sheet == sheet.definition.id }
    for row in energy {
      if row.isUsed { entries.insert(row.row) }
      switch row.kind {
      case .fuel: break
      case .heat: unreadColumns[row.row] = Set(columns(.usCanadaShare))
      default: unreadColumns[row.row] = Set(columns(.fuel, .usCanadaShare))
      }
    }
    if let row = table.rows[.electricityFactor] {
      entries.insert(row)
      unreadColumns[row] = Set(amounts + columns(.unit, .usCanadaShare))
    }
    if let row = table.rows[.purchasedHeat] { entries.insert(row) }
    // A heat factor is read without an amount, all else is not.
    if let row = energy.first(where: { $0.kind == .heat }), !row.isUsed {
      unreadColumns[row.row]?.formUnion(columns(.unit))
    }
  }

  func kind(_ row: Int) -> SheetAccountant.RowKind {
    if entries.contains(row) { return .entry }
    if setAside.contains(row) { return .setAside }
    return isPrepared || prepared.contains(row) ? .unused : .other
  }

  func unread(_ row: Int) -> Set<Int> { unreadColumns[row] ?? [] }
}
