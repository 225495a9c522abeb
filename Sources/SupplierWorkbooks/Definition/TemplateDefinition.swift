/// What a template looks like and how its fields are recognised: one readable file for each template, in `Templates/`.
public struct TemplateDefinition: Sendable {
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
    /// Yellow.
    case mandatory
    /// Grey.
    case optional
    /// No fill: a formula.
    case computed
    /// No fill: text of the template.
    case label
  }

  public enum ValueType: String, Sendable, Hashable {
    case text, number, percentage, date, list
    case partNumber = "part-number"
  }

  /// An entry of a drop-down list.
  public struct ListEntry: Hashable, Sendable {
    public let id: String
    public let text: LocalizedText
    /// What GreenQuote writes into a cell; by default both languages.
    public let written: String
    /// All of these folded.
    let forms: Set<FoldedText>

    public init(id: String, text: LocalizedText, written: String) {
      self.id = id
      self.text = text
      self.written = written
      forms = Set(([id, written] + text.spellings).map { FoldedText(folding: $0) })
    }
  }

  /// A single cell beside its label.
  public struct Field: Sendable {
    public var id: FieldID
    public var labels: Labels
    /// In order of preference; versions of a template may differ.
    public var definedNames: [String]
    public var cell: CellReferenceText
    public var type: ValueType
    public var list: ListID?
    public var role: Role
    public var unit: String?
    public var hint: LocalizedText?
    /// The heading under which a group of fields begins here.
    public var section: String?
    /// Of a cell in a table: what the label of its row may say; ``labels`` only name the field then.
    public var rowLabels: Labels?
    /// Of a cell in a table: what the header above it may say.
    public var columnLabels: Labels?
    /// In a date as text such as 03/04/2024 the day stands first.
    public var isDayFirst = false
    /// `market` or `location`: by which method this is the Scope 2 figure.
    public var scope2Method: String?

    /// The name that GreenQuote writes.
    public var definedName: String? { definedNames.first }
  }

  /// A column of a table.
  public struct Column: Sendable {
    public var id: ColumnID
    public var labels: Labels
    /// 1-based.
    public var column: Int
    public var type: ValueType
    public var list: ListID?
    public var role: Role
    public var unit: String?
    public var isHidden: Bool
    /// In characters.
    public var width: Double
  }

  /// A row of a table whose rows each have a meaning of their own.
  public struct Row: Sendable {
    /// What the amounts of a row are.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// A fuel, in the units of fuels.
      case fuel
      /// Electricity.
      case energy
      /// Heat or steam.
      case heat
      /// No amount, but the factor of electricity.
      case electricityFactor = "electricity-factor"
    }

    public var id: RowID
    public var labels: Labels
    /// 1-based.
    public var row: Int
    /// How many rows of this kind follow each other.
    public var count: Int
    public var kind: Kind
    /// Defaults that the template fills in.
    public var fuel: String?
    public var unit: String?

    /// The id of one of the rows of this kind; `free-3` for the third of ten rows `free`.
    ///
    /// - Parameter number: 1 to ``count``.
    public func id(ofRow number: Int) -> RowID { count == 1 ? id : RowID("\(id)-\(number)") }
  }

  public struct Table: Sendable {
    public var headerRow: Int
    /// The rows that the template prepares with formulas.
    public var bodyRows: Int
    public var columns: [Column]
    public var rows: [Row]

    public func column(_ id: ColumnID) -> Column? { columns.first { $0.id == id } }
    public func row(_ id: RowID) -> Row? { rows.first { $0.id == id } }
  }

  public struct Sheet: Sendable {
    public var id: SheetID
    /// As the template names its tab.
    public var name: String
    public var labels: Labels
    public var title: LocalizedText?
    public var hint: LocalizedText?
    /// 1-based; where the labels of the fields stand.
    public var labelColumn: Int
    public var fields: [Field]
    public var table: Table?

    public func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }
  }

  /// A question of the survey sheet.
  public struct Question: Sendable {
    public enum Kind: String, Sendable { case single, multiple, text }
    public var id: String
    public var kind: Kind
    public var text: LocalizedText
    public var options: [LocalizedText]
  }

  /// What a label may say, in every language; the first of each is what GreenQuote writes.
  public struct Labels: Sendable, Hashable {
    public var text: LocalizedText
    /// All of them folded, for comparing: see ``LabelText``.
    public var folded: Set<FoldedText>
    /// Folded beginnings of labels that may go on with anything.
    public var beginnings: Set<FoldedText> = []

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

  public var id: String
  public var version: String
  public var kind: Kind
  public var title: LocalizedText
  public var lists: [ListID: [ListEntry]]
  public var sheets: [Sheet]
  public var survey: [Question]
  /// Figures made of several fields.
  public var totals: [Total] = []
  public var checks: [Check] = []

  public func sheet(_ id: SheetID) -> Sheet? { sheets.first { $0.id == id } }

  /// The entry of a list that a text means, in any language, whatever its case and punctuation.
  public func entry(of list: ListID, meant text: String) -> ListEntry? {
    guard let entries = lists[list] else { return nil }
    let forms = LabelText.candidates(text)
    return entries.first { entry in forms.contains { entry.forms.contains($0) } }
  }

  /// The entry of a list that a text means, and whether it says so in one of the list's own spellings.
  public func match(of list: ListID, meant text: String) -> ListMatch<ListEntry>? {
    entry(of: list, meant: text).map { entry in
      let spellings = [entry.written, entry.text.inline] + entry.text.spellings
      return ListMatch(entry, isExact: spellings.contains(text), written: entry.written)
    }
  }

  /// The entry of that id.
  public func entry(of list: ListID, id: String) -> ListEntry? { lists[list]?.first { $0.id == id } }
}
