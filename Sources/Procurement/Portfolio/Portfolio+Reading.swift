internal import GRDB
internal import SupplierWorkbooks
internal import Validation

extension Portfolio {
  /// Reads all figures in one transaction, so that they belong together whatever is recorded meanwhile.
  ///
  /// - Throws: ``RegisterError``, also where the questions of the survey cannot be read.
  public init(_ register: Register) throws(RegisterError) {
    self.init()
    let questions: [TemplateDefinition.Question]
    do {
      questions = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    } catch {
      throw RegisterError(path: register.path, detail: error.description)
    }
    self = try register.read { database in
      var portfolio = Portfolio()
      try portfolio.readCounts(database)
      try portfolio.readSuppliers(database)
      try portfolio.readEnergy(database)
      try portfolio.readFindings(database)
      try portfolio.readDoubts(database)
      try portfolio.readChanges(database)
      try portfolio.readMissingParts(database)
      portfolio.survey = SurveyReadiness(try Self.answers(database), questions: questions)
      return portfolio
    }
  }

  private mutating func readCounts(_ database: Database) throws {
    asOf = try String.fetchOne(database, sql: "SELECT MAX(as_of) FROM submissions")
    submissions = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM submissions") ?? 0
    unreadable = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM submissions WHERE verdict = 'unreadable'") ?? 0
    changeThreshold =
      try Double.fetchOne(database, sql: "SELECT value FROM settings WHERE name = 'change_threshold'")
      ?? changeThreshold
  }

  private mutating func readSuppliers(_ database: Database) throws {
    let parts = try Self.partRatios(database)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.id, v.*, s.external_id, c.period_start, c.period_end, c.scope1_kgco2e, c.scope2_kgco2e, c.renewable_kwh,
          c.non_renewable_kwh,
          (SELECT COUNT(*) FROM submissions m WHERE m.supplier_id = c.supplier_id AND m.verdict <> 'unreadable') - 1 AS superseded
        FROM supplier_verdicts v JOIN current_submissions c ON c.supplier_key = v.supplier_key
        JOIN suppliers s ON s.key = v.supplier_key
        """)
    while let row = try rows.next() {
      let id: Int64 = row["id"]
      var supplier = Supplier(
        key: row["supplier_key"], name: row["supplier"], externalID: row["external_id"], kind: row["kind"],
        verdict: row["verdict"],
        periodStart: row["period_start"], periodEnd: row["period_end"], submittedOn: row["submitted_on"],
        scope1: row["scope1_kgco2e"],
        scope2: row["scope2_kgco2e"], renewable: row["renewable_kwh"], nonRenewable: row["non_renewable_kwh"],
        intensity: .unknown,
        partsWithFigures: row["parts_with_figures"], partsWithoutFigures: row["parts_without_figures"],
        errors: row["errors"],
        warnings: row["warnings"], superseded: row["superseded"])
      if let emissions = supplier.emissions, let renewable = supplier.renewable,
        let nonRenewable = supplier.nonRenewable
      {
        supplier.intensity = Intensity(carbon: emissions, renewable: renewable, nonRenewable: nonRenewable)
      } else if let ratios = parts[id] {
        supplier.intensity = Intensity(parts: ratios)
      }
      suppliers.append(supplier)
    }
    suppliers.sort { ($0.name, $0.key) < ($1.name, $1.key) }
    distribution = IntensityDistribution(
      suppliers.filter { !$0.isToBeChecked }.compactMap { supplier in
        supplier.intensity.value.map { IntensityDistribution.Entry(key: supplier.key, name: supplier.name, value: $0) }
      })
    verdicts = Dictionary(grouping: suppliers) { [$0.kind, $0.verdict] }
      .map { VerdictCount(kind: $0.key[0], verdict: $0.key[1], suppliers: $0.value.count) }
      .sorted { ($0.kind, $0.verdict) < ($1.kind, $1.verdict) }
  }

  /// The ratios of the parts in the latest submissions without totals, by submission.
  private static func partRatios(_ database: Database) throws -> [Int64: [Intensity]] {
    var ratios: [Int64: [Intensity]] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT p.submission_id, p.kgco2e_per_part, p.renewable_kwh_per_part, p.non_renewable_kwh_per_part
        FROM current_submissions c JOIN parts p ON p.submission_id = c.id
        WHERE (c.scope1_kgco2e IS NULL OR c.scope2_kgco2e IS NULL OR c.renewable_kwh IS NULL OR c.non_renewable_kwh IS NULL)
          AND p.kgco2e_per_part IS NOT NULL AND p.renewable_kwh_per_part IS NOT NULL AND p.non_renewable_kwh_per_part IS NOT NULL
        """)
    while let row = try rows.next() {
      ratios[row[0], default: []].append(Intensity(carbon: row[1], renewable: row[2], nonRenewable: row[3]))
    }
    return ratios
  }

  private mutating func readEnergy(_ database: Database) throws {
    (energy, suppliersWithEnergy) = try Self.energy(database, "c.verdict <> 'check'")
    (energyToCheck, suppliersWithEnergyToCheck) = try Self.energy(database, "c.verdict = 'check'")
  }

  /// The energy by source of the latest submissions for which a condition holds, and how many name sources.
  private static func energy(_ database: Database, _ condition: String) throws -> ([EnergySource], suppliers: Int) {
    var energy: [EnergySource] = []
    // Summed in an order that does not depend on when what was recorded.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT e.source, e.kwh, e.submission_id FROM energy e JOIN current_submissions c ON c.id = e.submission_id
        WHERE \(condition) ORDER BY e.source, e.kwh
        """)
    var submissions: Set<Int64> = []
    while let row = try rows.next() {
      let (source, amount): (String, Double) = (row[0], row[1])
      submissions.insert(row[2])
      if energy.last?.source != source {
        energy.append(EnergySource(source: source, kilowattHours: 0, suppliers: 0, share: 0))
      }
      energy[energy.count - 1].kilowattHours += amount
      if amount > 0 { energy[energy.count - 1].suppliers += 1 }
    }
    let total = energy.reduce(0) { $0 + $1.kilowattHours }
    for index in energy.indices where total > 0 { energy[index].share = energy[index].kilowattHours / total }
    func place(_ source: String) -> Int { energySources.firstIndex(of: source) ?? energySources.count }
    energy.sort { (place($0.source), $0.source) < (place($1.source), $1.source) }
    return (energy, submissions.count)
  }

  private mutating func readFindings(_ database: Database) throws {
    var counts: [String: RuleCount] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT rule, severity, cells FROM findings_by_rule") {
      let rule: String = row["rule"]
      switch row["severity"] as String {
      case "error": counts[rule, default: RuleCount(rule: rule)].errors = row["cells"]
      case "warning": counts[rule, default: RuleCount(rule: rule)].warnings = row["cells"]
      default: counts[rule, default: RuleCount(rule: rule)].notes = row["cells"]
      }
    }
    // The view counts a supplier once for each severity of a rule.
    let suppliers = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT f.rule, c.supplier_key, c.supplier
        FROM findings f JOIN current_submissions c ON c.id = f.submission_id ORDER BY c.supplier, c.supplier_key
        """)
    for row in suppliers {
      let rule: String = row["rule"]
      counts[rule]?.suppliers += 1
      if counts[rule]?.names.count ?? 0 < Self.namesOfRule { counts[rule]?.names.append(row["supplier"]) }
    }
    rules = counts.values.sorted {
      ($1.errors, $1.warnings, $1.notes, $0.rule) < ($0.errors, $0.warnings, $0.notes, $1.rule)
    }
  }

  /// Suppliers that are named with a rule.
  static let namesOfRule = 5

  private mutating func readDoubts(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.supplier_key, c.supplier, f.rule, f.variant, f.sheet, f.cells, f.field
        FROM findings f JOIN current_submissions c ON c.id = f.submission_id
        WHERE c.verdict = 'check' AND f.severity = 'warning' ORDER BY c.supplier, c.supplier_key, f.number
        """)
    while let row = try rows.next() {
      guard Finding.raisesDoubt(rule: row["rule"], variant: row["variant"] ?? "") else { continue }
      doubts.append(
        Doubt(
          key: row["supplier_key"], name: row["supplier"], rule: row["rule"], sheet: row["sheet"], cells: row["cells"],
          field: row["field"]))
    }
  }

  private mutating func readChanges(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT p.supplier_key, p.supplier, p.relative_change,
          p.previous_kgco2e_per_part = 0 AND p.kgco2e_per_part > 0 AS is_new
        FROM part_changes p JOIN current_submissions c ON c.sha256 = p.sha256
        """)
    var changes: [String: (name: String, relative: [Double], parts: Int, large: Int)] = [:]
    while let row = try rows.next() {
      let relative: Double? = row["relative_change"]
      let isNew: Bool = row["is_new"] ?? false
      var change = changes[row["supplier_key"]] ?? (row["supplier"], [], 0, 0)
      change.parts += 1
      if let relative { change.relative.append(relative) }
      if isNew || abs(relative ?? 0) > changeThreshold { change.large += 1 }
      changes[row["supplier_key"]] = change
    }
    self.changes = changes.map { key, change in
      Change(
        key: key, name: change.name, median: IntensityDistribution.median(change.relative), parts: change.parts,
        largeChanges: change.large)
    }.sorted {
      let (one, other) = ($0.median ?? -.infinity, $1.median ?? -.infinity)
      return one != other ? one > other : ($0.name, $0.key) < ($1.name, $1.key)
    }
  }

  private mutating func readMissingParts(_ database: Database) throws {
    var missing: [String: MissingParts] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql:
        "SELECT supplier_key, supplier, COALESCE(problem, ''), COUNT(*) FROM parts_without_data GROUP BY supplier_key, 3"
    )
    while let row = try rows.next() {
      var entry = missing[row[0]] ?? MissingParts(key: row[0], name: row[1], parts: 0, reasons: [:])
      entry.parts += row[3] as Int
      entry.reasons[row[2]] = row[3]
      missing[row[0]] = entry
    }
    missingParts = missing.values.sorted {
      $0.parts != $1.parts ? $0.parts > $1.parts : ($0.name, $0.key) < ($1.name, $1.key)
    }
  }

  /// The answers of each supplier's latest submission that has any.
  private static func answers(_ database: Database) throws -> [[Submission.Answer]] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT r.supplier_id, r.age, a.question, a.option
        FROM survey_answers a JOIN ranked_submissions r ON r.id = a.submission_id ORDER BY r.supplier_id, r.age, a.number
        """)
    var answers: [[Submission.Answer]] = []
    var current: (supplier: Int64, age: Int)?
    while let row = try rows.next() {
      let (supplier, age): (Int64, Int) = (row[0], row[1])
      if current?.supplier != supplier {
        current = (supplier, age)
        answers.append([])
      }
      guard current?.age == age else { continue }
      answers[answers.count - 1].append(Submission.Answer(question: row[2], option: row[3]))
    }
    return answers
  }
}

extension Portfolio.Intensity {
  /// The intensity of emissions in kgCO2e and energy in kWh.
  init(carbon: Double, renewable: Double, nonRenewable: Double) {
    let energy = renewable + nonRenewable
    if carbon > 0, energy > 0 {
      self = .value(carbon / energy)
    } else if carbon == 0, renewable > 0, nonRenewable == 0 {
      self = .zero
    } else if carbon > 0 || nonRenewable > 0 {
      self = .implausible
    } else {
      self = .unknown
    }
  }

  /// The median of the parts that have a ratio; without any, what most are.
  init(parts: [Self]) {
    if let median = IntensityDistribution.median(parts.compactMap(\.value)) {
      self = .value(median)
    } else if parts.contains(.implausible) {
      self = .implausible
    } else {
      self = parts.contains(.zero) ? .zero : .unknown
    }
  }
}
