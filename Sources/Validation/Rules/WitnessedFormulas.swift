internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// A formula of the workbook, and the number that GreenQuote computes for its cell.
struct WitnessedFormula {
  var sheet: String
  var cell: CellReference
  var label: LocalizedText
  /// What the file stores for the formula; blank for nothing.
  var stored: CellValue
  /// What GreenQuote computes.
  var computed: Double
  /// Whether the file stores what GreenQuote computes.
  var isMet: Bool
  /// How far the number is from the inputs.
  var rank: Rank

  /// The totals that parts are computed from come first: what differs there differs in all that follows.
  enum Rank: CaseIterable { case total, intermediate, part, row }
}

/// The formulas that are heard as a witness: those of the totals all, those of the parts where a row is remarkable, and
/// samples of the others, which are the same formula filled down.
struct WitnessedFormulas {
  var formulas: [WitnessedFormula] = []
  /// The rows of the sheet of the parts whose formulas are among them.
  var rows: [WorksheetRow] = []
  /// The same of all sheets of parts.
  private(set) var rowsBySheet: [(sheet: String, rows: [WorksheetRow])] = []
  /// What GreenQuote computes for cells of formulas that were typed over, by sheet.
  var typedOver: [String: [CellReference: CellValue]] = [:]
  private var remarkable = 0
  /// The rows of parts whose formulas are others than those above them and yet are not heard.
  private(set) var unheardRows = 0

  /// The first rows are heard, and then one among so many.
  private static let firstRows = 16
  private static let interval = 4096
  /// More of them would be one mistake many times.
  private static let remarkableLimit = 1000

  /// Whether a row of a part is to be heard.
  mutating func wants(_ row: Int, isRemarkable: Bool) -> Bool {
    if rows.count < Self.firstRows || row.isMultiple(of: Self.interval) { return true }
    guard isRemarkable else { return false }
    guard remarkable < Self.remarkableLimit else {
      unheardRows += 1
      return false
    }
    remarkable += 1
    return true
  }

  /// Takes in those of a sheet of parts.
  mutating func add(_ other: WitnessedFormulas, of sheet: String) {
    formulas += other.formulas
    unheardRows += other.unheardRows
    typedOver.merge(other.typedOver) { $0.merging($1) { first, _ in first } }
    if !other.rows.isEmpty { rowsBySheet.append((sheet, other.rows)) }
  }
}
