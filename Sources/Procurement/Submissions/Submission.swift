internal import GreenQuote

/// What came of one file that a supplier sent: everything that a register keeps of it, and nothing that must stay with the supplier.
///
/// It holds neither revenue nor prices nor the contents of other input cells: figures per part as the form has them, the company's
/// emissions and energy, and the findings by rule and place. As JSON it is one line for each file: `greenquote.submission/1`.
public struct Submission: Sendable, Hashable, Codable {
  /// The version of the JSON form: greater where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.submission/1"

  public struct Company: Sendable, Hashable, Codable {
    /// As the workbook says it; of a form the manufacturer that most of its rows name.
    public var name: String?
    /// The number that the customer gave the supplier, where the form has one.
    public var externalID: String?
    /// First and last day of the figures, `yyyy-mm-dd`.
    public var periodStart: String?
    /// The last day of the reporting period: `yyyy-mm-dd`.
    public var periodEnd: String?
    /// `manufacturer` or `distributor`.
    public var role: String?

    public init() {}
  }

  /// The company's totals. A figure that could not be computed is `nil`.
  public struct Totals: Sendable, Hashable, Codable {
    /// The figures that the parts' were computed from: in kgCO2e and kWh.
    public var scope1: Double?
    public var scope2: Double?
    public var renewable: Double?
    public var nonRenewable: Double?
    /// In kgCO2e, by both methods.
    public var scope2Market: Double?
    public var scope2Location: Double?
    /// In kg, outside the scopes.
    public var biogenic: Double?
    /// In kWh, by the name of the source: `grid-mix`, `power-purchase-agreements`, …
    public var energy: [String: Double] = [:]

    public init() {}
  }

  /// A line of the form, or why a part has none.
  public struct Part: Sendable, Hashable, Codable {
    /// 1-based, in the sheet it was read from.
    public var row: Int
    /// The maker of the part, as typed.
    public var manufacturer: String?
    public var number: String?
    /// In kgCO2e per part.
    public var carbon: Double?
    /// In kWh per part.
    public var nonRenewable: Double?
    /// In kWh per part.
    public var renewable: Double?
    public var hasRecycledContent: Bool?
    /// `yyyy-mm-dd`.
    public var validationDate: String?
    /// 0 to 1.
    public var preConsumerShare: Double?
    public var postConsumerShare: Double?
    public var reutilizationShare: Double?
    public var customsCode: String?
    public var countryOfOrigin: String?
    /// Why figures are missing: `price`, `revenue`, `totals`, …
    public var problem: String?

    public init(row: Int) { self.row = row }
  }

  /// A finding without what stands in the cell.
  public struct Issue: Sendable, Hashable, Codable {
    /// Such as `L03`.
    public var rule: String
    public var variant: String?
    /// `error`, `warning` or `note`.
    public var severity: String
    /// The name of the sheet, where the finding has one.
    public var sheet: String?
    /// Such as `C5:C9 D7`; cut where there are very many.
    public var cells: String
    public var count: Int
    /// The English label.
    public var field: String?
  }

  /// The answer to a question of the survey; of a question with several answers, one for each that was marked.
  public struct Answer: Sendable, Hashable, Codable {
    /// The id of the question in the definition of the survey.
    public var question: String
    /// The number of the option, from 0; `nil` for a text.
    public var option: Int?
    public var text: String?

    public init(question: String, option: Int? = nil, text: String? = nil) {
      self.question = question
      self.option = option
      self.text = text
    }
  }

  /// Why an output could not be written.
  public struct Unwritten: Sendable, Hashable, Codable {
    /// A code that stays.
    public var reason: String
    /// The same in words.
    public var message: String

    public init(reason: String, message: String) {
      self.reason = reason
      self.message = message
    }

    /// Whether another try may succeed: the disk was full or the folder not there, not the workbook of a kind that cannot be copied.
    var isPassing: Bool { ["cannot-write", "exists", "output"].contains(reason) }
  }

  /// Always ``schema``; it tells readers of JSON lines a submission from a failure.
  public var schema = Submission.schema
  /// The program and the choices that the figures depend on.
  public var program = "greenquote " + ProgramVersion.current
  public var options: String
  /// The day that counted as today, `yyyy-mm-dd`.
  public var asOf: String
  /// As whoever asked named it, such as the path inside a folder.
  public var file: String
  /// Of the content, in hexadecimal; `nil` where it could not be read.
  public var sha256: String?
  /// In bytes.
  public var size: Int?
  /// When the file was last changed, in UTC: `yyyy-mm-ddThh:mm:ssZ`.
  public var modified: String?
  /// `tool`, `form`, `company` or `unknown`.
  public var kind: String
  /// `ready`, `incomplete`, `invalid` or `unreadable`.
  public var verdict: String
  /// Why it could not be read: a code that stays.
  public var reason: String?
  /// Why it could not be read, in words.
  public var message: String?
  /// The definition that knows the workbook, and its version.
  public var template: String?
  public var templateVersion: String?
  /// The day of the answer, `yyyy-mm-dd`: as the workbook says it, or the latest of the form's rows.
  public var responseDate: String?
  public var company = Company()
  public var totals: Totals?
  public var parts: [Part] = []
  /// Numbers of cells with findings.
  public var errors = 0
  public var warnings = 0
  public var notes = 0
  public var issues: [Issue] = []
  public var survey: [Answer] = []
  /// Files that were written, by kind: `form`, `annotated`, `findings`.
  public var outputs: [String: String] = [:]
  /// Files that could not be written, by kind, and why; `nil` where there are none.
  public var unwritten: [String: Unwritten]?

  public init(file: String, kind: String, verdict: String, options: String, asOf: String) {
    self.file = file
    self.kind = kind
    self.verdict = verdict
    self.options = options
    self.asOf = asOf
  }
}
