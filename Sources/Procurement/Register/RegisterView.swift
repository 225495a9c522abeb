/// The questions that procurement asks of a register, each a view that any program which reads SQLite can use.
public enum RegisterView: String, CaseIterable, Sendable {
  /// Every submission that could be read, with its supplier and its age: 1 is the supplier's latest.
  case rankedSubmissions
  /// The latest submission of each supplier.
  case currentSubmissions
  /// The latest figures of each part.
  case latestParts
  /// Parts whose latest line lacks figures, and why.
  case partsWithoutData
  /// Each part's figures beside those of the submission before.
  case partChanges
  /// Parts whose carbon changed by more than a share since the submission before.
  case largeChanges
  /// Suppliers by the verdict on their latest submission.
  case supplierVerdicts
  /// How many suppliers and cells each rule concerns, in the latest submissions.
  case findingsByRule

  /// The name of the view in the database: `latest_parts`.
  public var name: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }

  /// The name of the question on the command line: `latest-parts`.
  public var option: String { String(name.map { $0 == "_" ? "-" : $0 }) }

  /// The view of that name on the command line, with `-` between words; `nil` where there is none.
  public init?(option: String) {
    guard let view = Self.allCases.first(where: { $0.option == option }) else { return nil }
    self = view
  }

  /// What it answers, in a line.
  public var summary: String {
    switch self {
    case .rankedSubmissions: "every submission that could be read, with its supplier; age 1 is the supplier's latest"
    case .currentSubmissions: "the latest submission of each supplier"
    case .latestParts: "the latest figures of each part"
    case .partsWithoutData: "parts whose latest line lacks figures, and why"
    case .partChanges: "each part's figures beside those of the submission before"
    case .largeChanges: "parts whose carbon changed by more than a share since the submission before"
    case .supplierVerdicts: "suppliers by the verdict on their latest submission"
    case .findingsByRule: "how many suppliers and cells each rule concerns, in the latest submissions"
    }
  }

  /// Rows come in this order, so that the same register always gives the same text.
  var order: String {
    switch self {
    case .rankedSubmissions: "supplier, age"
    case .currentSubmissions: "supplier, sha256"
    case .latestParts, .partsWithoutData: "supplier, part_key, row"
    case .partChanges: "supplier, part_key, submitted_on, row"
    case .largeChanges: "ABS(relative_change) DESC, supplier, part_key, row"
    case .supplierVerdicts: "verdict, supplier"
    case .findingsByRule: "errors DESC, rule, severity"
    }
  }

  /// The statement behind the view; later ones build on earlier ones.
  var definition: String {
    switch self {
    case .rankedSubmissions:
      """
      SELECT s.key AS supplier_key, s.name AS supplier, m.*,
        ROW_NUMBER() OVER (
          PARTITION BY m.supplier_id ORDER BY m.submitted_on DESC, m.modified_at DESC, m.sha256 DESC) AS age
      FROM submissions m JOIN suppliers s ON s.id = m.supplier_id
      WHERE m.verdict <> 'unreadable'
      """
    case .currentSubmissions: "SELECT * FROM ranked_submissions WHERE age = 1"
    case .latestParts:
      """
      SELECT supplier_key, supplier, part_key, manufacturer, number, kgco2e_per_part, non_renewable_kwh_per_part,
        renewable_kwh_per_part, recycled_content, validation_date, pre_consumer_share, post_consumer_share, reutilization_share,
        customs_code, country_of_origin, problem, verdict, submitted_on, period_start, period_end, file, sha256, row
      FROM (
        SELECT p.*, r.supplier_key, r.supplier, r.verdict, r.submitted_on, r.period_start, r.period_end, r.file, r.sha256,
          ROW_NUMBER() OVER (PARTITION BY r.supplier_id, p.part_key ORDER BY r.age, p.problem IS NOT NULL, p.row) AS place
        FROM parts p JOIN ranked_submissions r ON r.id = p.submission_id
        WHERE p.part_key IS NOT NULL)
      WHERE place = 1
      """
    case .partsWithoutData:
      """
      SELECT supplier_key, supplier, part_key, manufacturer, number, problem, verdict, submitted_on, file, row
      FROM latest_parts
      WHERE problem IS NOT NULL OR kgco2e_per_part IS NULL OR non_renewable_kwh_per_part IS NULL OR renewable_kwh_per_part IS NULL
      """
    case .partChanges:
      """
      SELECT *, kgco2e_per_part - previous_kgco2e_per_part AS change_kgco2e_per_part,
        CASE WHEN previous_kgco2e_per_part > 0
          THEN kgco2e_per_part / previous_kgco2e_per_part - 1 END AS relative_change
      FROM (
        SELECT r.supplier_key, r.supplier, p.part_key, p.manufacturer, p.number, r.submitted_on, p.row, p.kgco2e_per_part,
          LAG(p.kgco2e_per_part) OVER history AS previous_kgco2e_per_part, LAG(r.submitted_on) OVER history AS previous_submitted_on,
          r.file, LAG(r.file) OVER history AS previous_file, r.sha256, LAG(r.sha256) OVER history AS previous_sha256
        FROM parts p JOIN ranked_submissions r ON r.id = p.submission_id
        WHERE p.part_key IS NOT NULL AND p.problem IS NULL
        WINDOW history AS (PARTITION BY r.supplier_id, p.part_key ORDER BY r.age DESC, p.row))
      WHERE previous_sha256 IS NOT NULL AND previous_sha256 <> sha256
      """
    case .largeChanges:
      """
      SELECT * FROM part_changes
      WHERE ABS(relative_change) > (SELECT value FROM settings WHERE name = 'change_threshold')
        OR (previous_kgco2e_per_part = 0 AND kgco2e_per_part > 0)
      """
    case .supplierVerdicts:
      """
      SELECT c.verdict, c.supplier_key, c.supplier, c.kind, c.errors, c.warnings, c.submitted_on, c.file,
        (SELECT COUNT(*) FROM parts p WHERE p.submission_id = c.id AND p.problem IS NULL) AS parts_with_figures,
        (SELECT COUNT(*) FROM parts p WHERE p.submission_id = c.id AND p.problem IS NOT NULL) AS parts_without_figures
      FROM current_submissions c
      """
    case .findingsByRule:
      """
      SELECT f.rule, f.severity, COUNT(DISTINCT c.supplier_id) AS suppliers, SUM(f.cell_count) AS cells,
        SUM(CASE WHEN f.severity = 'error' THEN f.cell_count ELSE 0 END) AS errors
      FROM findings f JOIN current_submissions c ON c.id = f.submission_id
      GROUP BY f.rule, f.severity
      """
    }
  }
}
