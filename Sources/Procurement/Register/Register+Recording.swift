internal import GRDB
internal import SupplierWorkbooks
internal import Validation

extension Register {
  /// What came of recording submissions.
  public struct Recorded: Sendable, Hashable {
    /// How many submissions were new: nothing was known of their contents.
    public var added = 0
    /// How many were known, but had been computed otherwise, and have been replaced.
    public var replaced = 0
    /// How many submissions stood there already, with the same figures.
    public var unchanged = 0
    /// They say no content by which they could be known again: files that could not even be opened.
    public var left = 0

    /// An outcome with nothing recorded.
    public init() {}
  }

  /// Records submissions in one transaction: all or none.
  @discardableResult
  public func record(_ submissions: [Submission]) throws(RegisterError) -> Recorded {
    try write { database in
      var outcome = Recorded()
      var names: Set<String> = []
      for submission in submissions { try Self.record(submission, database, &outcome, &names) }
      for name in names.sorted() { try Self.assignSuppliers(named: name, database) }
      return outcome
    }
  }

  /// The path at which a content lay, and since when.
  private struct Place {
    var file: String
    var modified: String?

    func precedes(_ other: Place) -> Bool {
      // By bytes: two spellings of a letter are two names.
      if !file.utf8.elementsEqual(other.file.utf8) { return file.utf8.lexicographicallyPrecedes(other.file.utf8) }
      return (modified ?? "") < (other.modified ?? "")
    }
  }

  private static func record(
    _ submission: Submission, _ database: Database, _ outcome: inout Recorded, _ names: inout Set<String>
  ) throws {
    guard let sha256 = submission.sha256 else {
      outcome.left += 1
      return
    }
    let known = try Row.fetchOne(
      database.cachedStatement(
        sql:
          "SELECT id, file, modified_at, program, options, as_of, supplier_folded_name FROM submissions WHERE sha256 = ?"
      ),
      arguments: [sha256])
    if let known {
      let id: Int64 = known["id"]
      // Of several places of the same content the first by name with the time that it has there, whichever came in
      // first.
      let place = Place(file: known["file"], modified: known["modified_at"])
      let isSame =
        known["program"] == submission.program && known["options"] == submission.options
        && known["as_of"] == submission.asOf
      if isSame, !Place(file: submission.file, modified: submission.modified).precedes(place) {
        outcome.unchanged += 1
        return
      }
      if let name: String = known["supplier_folded_name"] { names.insert(name) }
      try database.execute(sql: "DELETE FROM submissions WHERE id = ?", arguments: [id])
      try database.execute(sql: "DELETE FROM suppliers WHERE key = ?", arguments: ["file:" + sha256])
      var submission = submission
      if place.file.utf8.lexicographicallyPrecedes(submission.file.utf8) {
        (submission.file, submission.modified) = (place.file, place.modified)
      }
      try insert(submission, sha256, database, &names)
      if isSame { outcome.unchanged += 1 } else { outcome.replaced += 1 }
    } else {
      try insert(submission, sha256, database, &names)
      outcome.added += 1
    }
  }

  private static func insert(
    _ submission: Submission, _ sha256: String, _ database: Database, _ names: inout Set<String>
  ) throws {
    let folded = submission.company.name.map(Submission.folded) ?? (submission.company.externalID == nil ? nil : "")
    if let folded { names.insert(folded) }
    let totals = submission.totals
    try database.cachedStatement(sql: insertion("submissions", submissionColumns)).execute(arguments: [
      sha256, submission.file, submission.size, submission.modified, submission.kind, submission.verdict,
      submission.reason,
      submission.template, submission.templateVersion, submission.company.name, folded,
      submission.company.externalID.map(Submission.folded), submission.company.role, submission.company.periodStart,
      submission.company.periodEnd, submission.responseDate,
      submission.responseDate ?? submission.modified.map { String($0.prefix(10)) } ?? submission.asOf,
      submission.program, submission.options, submission.asOf, submission.errors, submission.warnings, submission.notes,
      totals?.scope1, totals?.scope2, totals?.scope2Market, totals?.scope2Location, totals?.biogenic, totals?.renewable,
      totals?.nonRenewable,
    ])
    let id = database.lastInsertedRowID
    if folded == nil, submission.verdict != Verdict.unreadable.rawValue {
      try giveOwnSupplier(to: id, sha256, submission, database)
    }
    for (source, amount) in (totals?.energy ?? [:]).sorted(by: { $0.key < $1.key }) {
      try database.cachedStatement(sql: insertion("energy", ["submission_id", "source", "kwh"])).execute(arguments: [
        id, source, amount,
      ])
    }
    let parts = try database.cachedStatement(sql: insertion("parts", partColumns))
    for part in submission.parts {
      let manufacturer = part.manufacturer ?? submission.company.name
      let key = part.number.map { Submission.folded(manufacturer ?? "") + "\u{1F}" + PartNumber.folded($0) }
      try parts.execute(arguments: [
        id, part.row, part.manufacturer, part.number, key, part.carbon, part.nonRenewable, part.renewable,
        part.hasRecycledContent.map { $0 ? "yes" : "no" }, part.validationDate, part.preConsumerShare,
        part.postConsumerShare,
        part.reutilizationShare, part.customsCode, part.countryOfOrigin, part.problem,
      ])
    }
    let findings = try database.cachedStatement(sql: insertion("findings", findingColumns))
    for (number, issue) in submission.issues.enumerated() {
      try findings.execute(arguments: [
        id, number + 1, issue.rule, issue.variant, issue.severity, issue.sheet, issue.cells, issue.count, issue.field,
      ])
    }
    let answers = try database.cachedStatement(
      sql: insertion("survey_answers", ["submission_id", "number", "question", "option", "text"]))
    for (number, answer) in submission.survey.enumerated() {
      try answers.execute(arguments: [id, number + 1, answer.question, answer.option, answer.text])
    }
  }

  private static let submissionColumns = [
    "sha256", "file", "size", "modified_at", "kind", "verdict", "reason", "template", "template_version",
    "supplier_name",
    "supplier_folded_name", "supplier_external_id", "role", "period_start", "period_end", "response_date",
    "submitted_on", "program",
    "options", "as_of", "errors", "warnings", "notes", "scope1_kgco2e", "scope2_kgco2e", "scope2_market_kgco2e",
    "scope2_location_kgco2e", "biogenic_kgco2", "renewable_kwh", "non_renewable_kwh",
  ]
  private static let partColumns = [
    "submission_id", "row", "manufacturer", "number", "part_key", "kgco2e_per_part", "non_renewable_kwh_per_part",
    "renewable_kwh_per_part", "recycled_content", "validation_date", "pre_consumer_share", "post_consumer_share",
    "reutilization_share",
    "customs_code", "country_of_origin", "problem",
  ]
  private static let findingColumns = [
    "submission_id", "number", "rule", "variant", "severity", "sheet", "cells", "cell_count", "field",
  ]

  private static func insertion(_ table: String, _ columns: [String]) -> String {
    "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
  }

  /// Says which supplier the submissions of that name belong to.
  ///
  /// Those with a number of the customer's belong to the supplier of that number. Those without belong to it too where
  /// there is just one for the name, else to the name. What came in first makes no difference.
  private static func assignSuppliers(named name: String, _ database: Database) throws {
    let numbers = try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT supplier_external_id FROM submissions
        WHERE supplier_folded_name = ? AND supplier_external_id IS NOT NULL ORDER BY 1
        """, arguments: [name])
    for number in numbers {
      let id = try supplier("id:" + number, externalID: number, database)
      try database.execute(
        sql: "UPDATE submissions SET supplier_id = ? WHERE supplier_external_id = ?", arguments: [id, number])
      try rename(id, database)
    }
    let others = "supplier_folded_name = ? AND supplier_external_id IS NULL"
    let count =
      try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM submissions WHERE \(others)", arguments: [name]) ?? 0
    if count > 0 {
      let only = numbers.count == 1 ? numbers.first : nil
      let id = try supplier(only.map { "id:" + $0 } ?? "name:" + name, externalID: only, database)
      try database.execute(sql: "UPDATE submissions SET supplier_id = ? WHERE \(others)", arguments: [id, name])
      try rename(id, database)
    }
    try database.execute(
      sql:
        "DELETE FROM suppliers WHERE key IN (?, ?) AND NOT EXISTS (SELECT 1 FROM submissions WHERE supplier_id = suppliers.id)",
      arguments: ["name:" + name, numbers.count == 1 ? "id:" + (numbers.first ?? "") : ""])
  }

  /// Nobody knows who sent a workbook without a name; it is called like its file.
  private static func giveOwnSupplier(to id: Int64, _ sha256: String, _ submission: Submission, _ database: Database)
    throws
  {
    let owner = try supplier("file:" + sha256, externalID: nil, database)
    let name = submission.file.split(separator: "/").last.map(String.init) ?? submission.file
    try database.execute(sql: "UPDATE suppliers SET name = ? WHERE id = ?", arguments: [name, owner])
    try database.execute(sql: "UPDATE submissions SET supplier_id = ? WHERE id = ?", arguments: [owner, id])
  }

  private static func supplier(_ key: String, externalID: String?, _ database: Database) throws -> Int64? {
    try database.execute(
      sql: "INSERT INTO suppliers (key, name, external_id) VALUES (?, '', ?) ON CONFLICT (key) DO NOTHING",
      arguments: [key, externalID])
    return try Int64.fetchOne(database, sql: "SELECT id FROM suppliers WHERE key = ?", arguments: [key])
  }

  /// A supplier is called as in its latest submission.
  private static func rename(_ id: Int64?, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE suppliers SET name = COALESCE(
          (SELECT supplier_name FROM submissions WHERE supplier_id = suppliers.id AND supplier_name IS NOT NULL
           ORDER BY submitted_on DESC, modified_at DESC, sha256 DESC LIMIT 1), key)
        WHERE id = ?
        """, arguments: [id])
  }
}
