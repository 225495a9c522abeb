internal import GreenQuote

/// What came of one file that a supplier sent: everything that a register keeps of it, and nothing that must stay with
/// the supplier.
///
/// It holds neither revenue nor prices nor the contents of other input cells: figures per part as the form has them,
/// the company's emissions and energy, and the findings by rule and place. As JSON it is one line for each file:
/// `greenquote.submission/1`.
public struct Submission: Sendable, Hashable, Codable {
  /// The version of the JSON form: greater where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.submission/1"

  /// The company that sent the file, as the file names it.
  public struct Company: Sendable, Hashable, Codable {
    /// The company's name as the workbook says it; in a form, the manufacturer that most of its rows name.
    public var name: String?
    /// The number that the customer gave the supplier, where the form has one.
    public var externalID: String?
    /// The first day of the reporting period: `yyyy-mm-dd`.
    public var periodStart: String?
    /// The last day of the reporting period: `yyyy-mm-dd`.
    public var periodEnd: String?
    /// What the company is: `manufacturer` or `distributor`; `nil` where that is not said.
    public var role: String?

    /// A company of which nothing is known.
    public init() {}
  }

  /// The company's totals.
  ///
  /// A figure that could not be computed is `nil`.
  public struct Totals: Sendable, Hashable, Codable {
    /// Direct emissions from which those of the parts were computed, in kgCO2e.
    public var scope1: Double?
    /// Emissions from bought energy from which those of the parts were computed, in kgCO2e.
    public var scope2: Double?
    /// Renewable energy from which that of the parts was computed, in kWh.
    public var renewable: Double?
    /// Energy that is not renewable, from which that of the parts was computed, in kWh.
    public var nonRenewable: Double?
    /// Emissions from bought energy by the market-based method, in kgCO2e.
    public var scope2Market: Double?
    /// Emissions from bought energy by the location-based method, in kgCO2e.
    public var scope2Location: Double?
    /// Biogenic CO2, which counts to no scope, in kg.
    public var biogenic: Double?
    /// Energy by the name of its source (`grid-mix`, `power-purchase-agreements` and so on), in kWh.
    public var energy: [String: Double] = [:]

    /// Totals of which none is known.
    public init() {}
  }

  /// A line of the form, or why a part has none.
  public struct Part: Sendable, Hashable, Codable {
    /// The number of the row, 1-based, in the sheet it was read from; on the sheets that were added to it counted on
    /// from multiples of 1,048,576.
    public var row: Int
    /// The maker of the part, as typed.
    public var manufacturer: String?
    /// The manufacturer's part number, as typed.
    public var number: String?
    /// Emissions of one part, in kgCO2e.
    public var carbon: Double?
    /// Energy that is not renewable, of one part, in kWh.
    public var nonRenewable: Double?
    /// Renewable energy of one part, in kWh.
    public var renewable: Double?
    /// Whether the part contains recycled material; `nil` where that is not said.
    public var hasRecycledContent: Bool?
    /// The day on which the data were validated: `yyyy-mm-dd`.
    public var validationDate: String?
    /// The share of pre-consumer recycled material in the part's mass, 0 to 1.
    public var preConsumerShare: Double?
    /// The share of post-consumer recycled material in the part's mass, 0 to 1.
    public var postConsumerShare: Double?
    /// The share of reutilized material in the part's mass, 0 to 1.
    public var reutilizationShare: Double?
    /// The part's customs code (HS or CN), as typed.
    public var customsCode: String?
    /// The country in which the part was made, as typed.
    public var countryOfOrigin: String?
    /// Why figures are missing: `price`, `revenue`, `totals` and so on; `nil` where they are there.
    public var problem: String?

    /// A line of which nothing is known but its row.
    public init(row: Int) { self.row = row }
  }

  /// A finding without what stands in the cell.
  public struct Issue: Sendable, Hashable, Codable {
    /// The id of the rule, such as `L03`.
    public var rule: String
    /// Which of the rule's messages applies; `nil` for a rule that has only one.
    public var variant: String?
    /// How grave the finding is: `error`, `warning` or `note`.
    public var severity: String
    /// The name of the sheet, where the finding has one.
    public var sheet: String?
    /// The cells, such as `C5:C9 D7`; cut where there are very many.
    public var cells: String
    /// How many cells these are.
    public var count: Int
    /// The English label of the field; `nil` where the cells belong to none.
    public var field: String?
  }

  /// The answer to a question of the survey; of a question with several answers, one for each that was marked.
  public struct Answer: Sendable, Hashable, Codable {
    /// The id of the question in the definition of the survey.
    public var question: String
    /// The number of the option, from 0; `nil` for a text.
    public var option: Int?
    /// The answer to a question without options, as typed; `nil` where an option was chosen.
    public var text: String?

    /// The answer to the question with that id.
    public init(question: String, option: Int? = nil, text: String? = nil) {
      self.question = question
      self.option = option
      self.text = text
    }
  }

  /// Why an output could not be written.
  public struct Unwritten: Sendable, Hashable, Codable {
    /// Why it could not be written: a code that stays the same in every version and language.
    public var reason: String
    /// The reason in words, in the language of the run.
    public var message: String

    /// The reason as a code and in words.
    public init(reason: String, message: String) {
      self.reason = reason
      self.message = message
    }

    /// Whether another try may succeed: the disk was full or the folder not there, not the workbook of a kind that
    /// cannot be copied.
    var isPassing: Bool { ["cannot-write", "exists", "folder", "output"].contains(reason) }
  }

  /// The version of the JSON form, always that of the type; it tells readers of JSON lines a submission from a failure.
  public var schema = Submission.schema
  /// The program and the choices that the figures depend on.
  public var program = "greenquote " + ProgramVersion.current
  /// The choices that the figures depend on, in words that are the same for equal choices.
  public var options: String
  /// The day that counted as today, `yyyy-mm-dd`.
  public var asOf: String
  /// The file's name as whoever asked gave it, such as the path inside a folder.
  public var file: String
  /// The SHA-256 digest of the content, in hexadecimal; `nil` where the file could not be read.
  public var sha256: String?
  /// The size of the file, in bytes.
  public var size: Int?
  /// When the file was last changed, in UTC: `yyyy-mm-ddThh:mm:ssZ`.
  public var modified: String?
  /// What the workbook was recognised as: `tool`, `form`, `company` or `unknown`.
  public var kind: String
  /// What the findings come to: `ready`, `check`, `incomplete`, `invalid` or `unreadable`.
  public var verdict: String
  /// Why the file could not be read: a code that stays the same in every version and language.
  public var reason: String?
  /// Why it could not be read, in words.
  public var message: String?
  /// The id of the definition that knows the workbook; `nil` where none does.
  public var template: String?
  /// The version of that definition.
  public var templateVersion: String?
  /// The day of the answer, `yyyy-mm-dd`: as the workbook says it, or the latest of the form's rows.
  public var responseDate: String?
  /// The company that sent the file.
  public var company = Company()
  /// The company's totals; `nil` in a workbook that has none, such as a form.
  public var totals: Totals?
  /// The parts, in the order of the workbook's rows.
  public var parts: [Part] = []
  /// How many cells have findings that are errors.
  public var errors = 0
  /// How many cells have findings that are warnings.
  public var warnings = 0
  /// How many cells have findings that are notes.
  public var notes = 0
  /// The findings, without what stands in the cells.
  public var issues: [Issue] = []
  /// The answers to the survey, in the order of its questions.
  public var survey: [Answer] = []
  /// Paths of the files that were written, by kind: `form`, `annotated`, `findings`.
  public var outputs: [String: String] = [:]
  /// Files that could not be written, by kind, and why; `nil` where there are none.
  public var unwritten: [String: Unwritten]?

  /// A submission of which nothing is known but what came of reading it.
  public init(file: String, kind: String, verdict: String, options: String, asOf: String) {
    self.file = file
    self.kind = kind
    self.verdict = verdict
    self.options = options
    self.asOf = asOf
  }
}
