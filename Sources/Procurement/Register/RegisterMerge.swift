internal import JSON
internal import GRDB
internal import Glibc

/// Brings what other processes found into a register.
public enum RegisterMerge {
  /// What came of bringing registers together.
  public struct Outcome: Sendable {
    /// How many submissions were added, replaced, left or unchanged.
    public var recorded = Register.Recorded()
    /// What workers could not answer, and lines that nobody can read.
    public var failures: [String] = []

    /// An outcome with nothing merged.
    public init() {}

    /// Adds what came of another source.
    public static func += (left: inout Outcome, right: Outcome) {
      left.recorded.added += right.recorded.added
      left.recorded.replaced += right.recorded.replaced
      left.recorded.unchanged += right.recorded.unchanged
      left.recorded.left += right.recorded.left
      left.failures += right.failures
    }
  }

  private static let submissionsPerTransaction = 200

  /// Merges a register, or a file with a line of JSON for each submission; told apart by their contents.
  ///
  /// - Throws: ``RegisterError`` where either cannot be read or written.
  public static func merge(_ source: String, into register: Register) throws(RegisterError) -> Outcome {
    guard let file = fopen(source, "r") else { throw RegisterError(path: source, detail: SystemFailure().description) }
    defer { fclose(file) }
    var start = [UInt8](repeating: 0, count: 16)
    let count = fread(&start, 1, start.count, file)
    if count == 16, start.starts(with: Array("SQLite format 3".utf8)) {
      return try mergeRegister(source, into: register)
    }
    rewind(file)
    return try mergeLines(file, source, into: register)
  }

  private static func mergeLines(_ file: UnsafeMutablePointer<FILE>, _ source: String, into register: Register)
    throws(RegisterError)
    -> Outcome
  {
    var outcome = Outcome()
    var waiting: [Submission] = []
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var number = 0
    while true {
      let length = getline(&line, &capacity, file)
      guard length > 0, let line else { break }
      number += 1
      let bytes = UnsafeRawBufferPointer(start: line, count: length)
      guard bytes.contains(where: { $0 > 0x20 }) else { continue }
      if let submission = try? JSONText.value(Submission.self, bytes), submission.schema == Submission.schema {
        waiting.append(submission)
      } else if let failure = try? JSONText.value(WorkerFailure.self, bytes) {
        outcome.failures.append("\(failure.file): \(failure.message)")
      } else {
        outcome.failures.append("\(source), line \(number): this is no submission as 'greenquote worker' writes it")
      }
      if waiting.count == submissionsPerTransaction { try record(&waiting, register, &outcome) }
    }
    try record(&waiting, register, &outcome)
    return outcome
  }

  private static func mergeRegister(_ source: String, into register: Register) throws(RegisterError) -> Outcome {
    let other = try Register(path: source, isReadOnly: true)
    var outcome = Outcome()
    var waiting: [Submission] = []
    for identifier in try other.submissionIdentifiers() {
      guard let submission = try other.submission(identifier) else { continue }
      waiting.append(submission)
      if waiting.count == submissionsPerTransaction { try record(&waiting, register, &outcome) }
    }
    try record(&waiting, register, &outcome)
    return outcome
  }

  private static func record(_ waiting: inout [Submission], _ register: Register, _ outcome: inout Outcome)
    throws(RegisterError)
  {
    guard !waiting.isEmpty else { return }
    var one = Outcome()
    one.recorded = try register.record(waiting)
    outcome += one
    waiting.removeAll(keepingCapacity: true)
  }
}

extension Register {
  func submissionIdentifiers() throws(RegisterError) -> [Int64] {
    try read { try Int64.fetchAll($0, sql: "SELECT id FROM submissions ORDER BY sha256") }
  }

  /// A submission as it was recorded.
  func submission(_ identifier: Int64) throws(RegisterError) -> Submission? {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM submissions WHERE id = ?", arguments: [identifier])
      else { return nil }
      var submission = Submission(
        file: row["file"], kind: row["kind"], verdict: row["verdict"], options: row["options"], asOf: row["as_of"])
      submission.program = row["program"]
      submission.sha256 = row["sha256"]
      submission.size = row["size"]
      submission.modified = row["modified_at"]
      submission.reason = row["reason"]
      submission.template = row["template"]
      submission.templateVersion = row["template_version"]
      submission.responseDate = row["response_date"]
      submission.company.name = row["supplier_name"]
      submission.company.externalID = row["supplier_external_id"]
      submission.company.role = row["role"]
      submission.company.periodStart = row["period_start"]
      submission.company.periodEnd = row["period_end"]
      submission.errors = row["errors"]
      submission.warnings = row["warnings"]
      submission.notes = row["notes"]
      submission.totals = try Self.totals(row, identifier, database)
      submission.parts = try Row.fetchAll(
        database, sql: "SELECT * FROM parts WHERE submission_id = ? ORDER BY row", arguments: [identifier]
      )
      .map(Submission.Part.init)
      submission.issues = try Row.fetchAll(
        database, sql: "SELECT * FROM findings WHERE submission_id = ? ORDER BY number", arguments: [identifier]
      ).map(Submission.Issue.init)
      submission.survey = try Row.fetchAll(
        database, sql: "SELECT * FROM survey_answers WHERE submission_id = ? ORDER BY number", arguments: [identifier]
      ).map { Submission.Answer(question: $0["question"], option: $0["option"], text: $0["text"]) }
      return submission
    }
  }

  private static func totals(_ row: Row, _ identifier: Int64, _ database: Database) throws -> Submission.Totals? {
    var totals = Submission.Totals()
    totals.scope1 = row["scope1_kgco2e"]
    totals.scope2 = row["scope2_kgco2e"]
    totals.scope2Market = row["scope2_market_kgco2e"]
    totals.scope2Location = row["scope2_location_kgco2e"]
    totals.biogenic = row["biogenic_kgco2"]
    totals.renewable = row["renewable_kwh"]
    totals.nonRenewable = row["non_renewable_kwh"]
    for source in try Row.fetchAll(
      database, sql: "SELECT source, kwh FROM energy WHERE submission_id = ?", arguments: [identifier])
    {
      totals.energy[source["source"]] = source["kwh"]
    }
    return totals == Submission.Totals() ? nil : totals
  }
}

extension Submission.Part {
  init(_ row: Row) {
    self.init(row: row["row"])
    manufacturer = row["manufacturer"]
    number = row["number"]
    carbon = row["kgco2e_per_part"]
    nonRenewable = row["non_renewable_kwh_per_part"]
    renewable = row["renewable_kwh_per_part"]
    hasRecycledContent = (row["recycled_content"] as String?).map { $0 == "yes" }
    validationDate = row["validation_date"]
    preConsumerShare = row["pre_consumer_share"]
    postConsumerShare = row["post_consumer_share"]
    reutilizationShare = row["reutilization_share"]
    customsCode = row["customs_code"]
    countryOfOrigin = row["country_of_origin"]
    problem = row["problem"]
  }
}

extension Submission.Issue {
  init(_ row: Row) {
    rule = row["rule"]
    variant = row["variant"]
    severity = row["severity"]
    sheet = row["sheet"]
    cells = row["cells"]
    count = row["cell_count"]
    field = row["field"]
  }
}
