/// What a template looks like and how its fields are recognised: one readable file for each template, in `Templates/`.
public struct TemplateDefinition: Sendable {
  /// What a template is for.
  public enum Kind: String, Sendable {
    /// Filled by the supplier: company figures, prices, parts.
    case tool
    /// Sent to the customer: figures per part.
    case form
    /// Somebody else's workbook, from which company figures are read.
    case company
  }

  /// What the colour of a cell or column demands.
  public enum Role: String, Sendable, Hashable {
    /// Must be filled: yellow.
    case mandatory
    /// May be filled: grey.
    case optional
    /// Is computed: no fill, but a formula.
    case computed
    /// Is text of the template: no fill.
    case label
  }

  /// What a cell may hold.
  public enum ValueType: String, Sendable, Hashable {
    /// A text, a number of any unit, a share from 0 to 1, a day, an entry of a list.
    case text, number, percentage, date, list
    /// A text that must not become a number.
    case partNumber = "part-number"
  }

  /// An entry of a drop-down list.
  public struct ListEntry: Hashable, Sendable {
    /// The id of the entry, the same in every language.
    public let id: String
    /// The words of the entry.
    public let text: LocalizedText
    /// What GreenQuote writes into a cell for the entry; by default both languages.
    public let written: String
    /// The id and all spellings, folded.
    let forms: Set<FoldedText>

    /// An entry that is written so.
    public init(id: String, text: LocalizedText, written: String) {
      self.id = id
      self.text = text
      self.written = written
      forms = Set(([id, written] + text.spellings).map { FoldedText(folding: $0) })
    }
  }

  /// A single cell beside its label.
  public struct Field: Sendable {
    /// The id of the field.
    public var id: FieldID
    /// What the label beside the cell may say.
    public var labels: Labels
    /// Names that the workbook may give to the cell, in order of preference; versions of a template may differ.
    public var definedNames: [String]
    /// The cell in which the template has the field; the last resort in finding it.
    public var cell: CellReferenceText
    /// What the cell may hold.
    public var type: ValueType
    /// The list that the cell chooses from; `nil` for one that chooses from none.
    public var list: ListID?
    /// What the template asks of the cell; in a workbook its colour decides.
    public var role: Role
    /// The unit of a number, such as `kg`, `MWh` or `tCO2e/currency`; `nil` for one without.
    public var unit: String?
    /// What the template writes beside the cell to explain it.
    public var hint: LocalizedText?
    /// The heading under which a group of fields begins here.
    public var section: String?
    /// What the label of the row may say, for a cell in a table; ``labels`` only name the field then.
    public var rowLabels: Labels?
    /// What the header above may say, for a cell in a table.
    public var columnLabels: Labels?
    /// Whether in a date as text such as 03/04/2024 the day stands first.
    public var isDayFirst = false
    /// The method by which this is the Scope 2 figure: `market` or `location`; `nil` for any other field.
    public var scope2Method: String?
    /// Whether the workbook's own formula gives the value.
    public var isComputedByWorkbook = false

    /// The name that GreenQuote writes.
    public var definedName: String? { definedNames.first }
  }

  /// A column of a table.
  public struct Column: Sendable {
    /// The id of the column.
    public var id: ColumnID
    /// What the header may say.
    public var labels: Labels
    /// What it may say too, where no other header says one of ``labels``: a part number that may be the customer's own.
    public var fallbackLabels: Labels?
    /// The number of the column, 1-based.
    public var column: Int
    /// What its cells may hold.
    public var type: ValueType
    /// The list that its cells choose from; `nil` for a column that chooses from none.
    public var list: ListID?
    /// What the template asks of its cells; in a workbook their colour decides.
    public var role: Role
    /// The unit of its numbers; `nil` for numbers without, or of various units.
    public var unit: String?
    /// Whether the template hides the column: intermediates of formulas.
    public var isHidden: Bool
    /// The width of the column, in characters.
    public var width: Double
    /// Whether the workbook's own formulas give the values.
    public var isComputedByWorkbook = false
  }

  /// A row of a table whose rows each have a meaning of their own.
  public struct Row: Sendable {
    /// What the amounts of a row are.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// A fuel, in the units of fuels.
      case fuel
      /// Electricity, in units of energy.
      case energy
      /// Heat or steam, in units of energy.
      case heat
      /// No amount, but the factor of electricity.
      case electricityFactor = "electricity-factor"
    }

    /// The id of the row; of several rows of one kind their ids are numbered, see ``id(ofRow:)``.
    public var id: RowID
    /// What the label of the row may say.
    public var labels: Labels
    /// The number of the row, 1-based.
    public var row: Int
    /// How many rows of this kind follow each other.
    public var count: Int
    /// What its amounts are.
    public var kind: Kind
    /// Defaults that the template fills in.
    public var fuel: String?
    /// The unit that the template fills in.
    public var unit: String?

    /// The id of one of the rows of this kind, numbered from 1 to ``count``; `free-3` for the third of ten rows `free`.
    public func id(ofRow number: Int) -> RowID { count == 1 ? id : RowID("\(id)-\(number)") }
  }

  /// A table of a sheet: a header and rows below it.
  public struct Table: Sendable {
    /// The last row of the header, 1-based.
    public var headerRow: Int
    /// How many rows the template prepares with formulas.
    public var bodyRows: Int
    /// The columns, from left to right.
    public var columns: [Column]
    /// The rows that have a meaning of their own; empty where all rows are alike.
    public var rows: [Row]

    /// The column of that id; `nil` where the table has none.
    public func column(_ id: ColumnID) -> Column? { columns.first { $0.id == id } }
    /// The row of that id; `nil` where the table has none.
    public func row(_ id: RowID) -> Row? { rows.first { $0.id == id } }
  }

  /// A sheet of a template.
  public struct Sheet: Sendable {
    /// The id of the sheet.
    public var id: SheetID
    /// As the template names its tab.
    public var name: String
    /// What its tab may say.
    public var labels: Labels
    /// What stands above its contents; `nil` for a sheet without a title.
    public var title: LocalizedText?
    /// What stands below the title; `nil` for a sheet without a hint.
    public var hint: LocalizedText?
    /// 1-based; where the labels of the fields stand.
    public var labelColumn: Int
    /// The single cells beside their labels.
    public var fields: [Field]
    /// The table of the sheet; `nil` for one without.
    public var table: Table?

    /// The field of that id; `nil` where the sheet has none.
    public func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }
  }

  /// A question of the survey sheet.
  public struct Question: Sendable {
    /// How it is answered: by one option, by any number of them, or in words.
    public enum Kind: String, Sendable { case single, multiple, text }
    /// The id of the question, such as `q02`.
    public var id: String
    /// How it is answered.
    public var kind: Kind
    /// The words of the question.
    public var text: LocalizedText
    /// The options to choose from; empty for a question that is answered in words.
    public var options: [LocalizedText]
  }

  /// What a label may say, in every language; the first of each is what GreenQuote writes.
  public struct Labels: Sendable, Hashable {
    /// The first label of each language.
    public var text: LocalizedText
    /// All of them folded, for comparing: see ``LabelText``.
    public var folded: Set<FoldedText>
    /// Folded beginnings of labels that may go on with anything.
    public var beginnings: Set<FoldedText> = []

    /// Whether a text in a workbook says one of the labels.
    public func matches(_ text: String) -> Bool {
      LabelText.candidates(text).contains { form in
        folded.contains(form) || beginnings.contains { form.text.utf8.starts(with: $0.text.utf8) }
      }
    }
  }

  /// A cell as a definition names it, `B7`.
  public struct CellReferenceText: Sendable, Hashable {
    /// 1-based.
    public var row: Int
    /// 1-based.
    public var column: Int
  }

  /// The name of the template.
  public var id: String
  /// The version that its first sheet names.
  public var version: String
  /// What the template is for.
  public var kind: Kind
  /// What the template is called.
  public var title: LocalizedText
  /// The drop-down lists by their ids.
  public var lists: [ListID: [ListEntry]]
  /// The sheets in the order of their tabs.
  public var sheets: [Sheet]
  /// The questions of the survey, in their order.
  public var survey: [Question]
  /// Figures made of several fields.
  public var totals: [Total] = []
  /// Totals of the workbook's own that its figures are compared with.
  public var checks: [Check] = []

  /// Whether the workbook's own formulas give the figures of the parts, and GreenQuote computes none.
  public var statesFigures: Bool { sheet(.parts)?.table?.column(.kgco2e)?.isComputedByWorkbook ?? false }
  /// Whether the workbook's own formulas give any value.
  public var isComputedByWorkbook: Bool {
    sheets.contains { sheet in
      sheet.fields.contains { $0.isComputedByWorkbook }
        || sheet.table?.columns.contains { $0.isComputedByWorkbook } ?? false
    }
  }

  /// The sheet of that id; `nil` where the template has none.
  public func sheet(_ id: SheetID) -> Sheet? { sheets.first { $0.id == id } }

  /// The entry of a list that a text means, in any language, whatever its case and punctuation.
  public func entry(of list: ListID, meant text: String) -> ListEntry? {
    guard let entries = lists[list] else { return nil }
    let id = EverydayWords.shared.meaning(of: text, in: list) { form in
      entries.first { $0.forms.contains(form) }?.id
    }
    return id.flatMap { self.entry(of: list, id: $0) }
  }

  /// The entry of a list that a text means, and whether it says so in one of the list's own spellings.
  public func match(of list: ListID, meant text: String) -> ListMatch<ListEntry>? {
    if let entry = entry(of: list, meant: text) {
      let spellings = [entry.written, entry.text.inline] + entry.text.spellings
      return ListMatch(entry, isExact: spellings.contains(text), written: entry.written)
    }
    // A sign that several currencies have.
    guard list == .currency, let currencies = EverydayWords.shared.currencies(ofSign: text) else { return nil }
    let meant = currencies.compactMap { entry(of: list, id: $0) }
    guard let first = meant.first else { return nil }
    var match = ListMatch(first, isExact: false, written: first.written)
    match.alternatives = meant.dropFirst().map { $0.written }
    return match
  }

  /// The entry of that id.
  public func entry(of list: ListID, id: String) -> ListEntry? { lists[list]?.first { $0.id == id } }
}
