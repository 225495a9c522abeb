internal import JSON
internal import GRDB
internal import XLSX

extension Register {
  /// What is exported: every table, with the content's SHA-256 and the supplier's key in the place of numbers that
  /// depend on the order in which submissions came in.
  private static let exports: [(name: String, sql: String)] = [
    ("suppliers", "SELECT key, name, external_id FROM suppliers ORDER BY key"),
    (
      "submissions",
      """
      SELECT m.sha256, m.file, m.size, m.modified_at, m.kind, m.verdict, m.reason, m.template, m.template_version, s.key AS supplier_key,
        m.supplier_name, m.supplier_folded_name, m.supplier_external_id, m.role, m.period_start, m.period_end, m.response_date,
        m.submitted_on, m.program, m.options, m.as_of, m.errors, m.warnings, m.notes, m.scope1_kgco2e, m.scope2_kgco2e,
        m.scope2_market_kgco2e, m.scope2_location_kgco2e, m.biogenic_kgco2, m.renewable_kwh, m.non_renewable_kwh
      FROM submissions m LEFT JOIN suppliers s ON s.id = m.supplier_id ORDER BY m.sha256
      """
    ),
    (
      "energy",
      "SELECT m.sha256, e.source, e.kwh FROM energy e JOIN submissions m ON m.id = e.submission_id ORDER BY m.sha256, e.source"
    ),
    (
      "parts",
      """
      SELECT m.sha256, p.row, p.manufacturer, p.number, p.part_key, p.kgco2e_per_part, p.non_renewable_kwh_per_part,
        p.renewable_kwh_per_part, p.recycled_content, p.validation_date, p.pre_consumer_share, p.post_consumer_share,
        p.reutilization_share, p.customs_code, p.country_of_origin, p.problem
      FROM parts p JOIN submissions m ON m.id = p.submission_id ORDER BY m.sha256, p.row
      """
    ),
    (
      "findings",
      """
      SELECT m.sha256, f.number, f.rule, f.variant, f.severity, f.sheet, f.cells, f.cell_count, f.field
      FROM findings f JOIN submissions m ON m.id = f.submission_id ORDER BY m.sha256, f.number
      """
    ),
    (
      "survey_answers",
      """
      SELECT m.sha256, a.number, a.question, a.option, a.text
      FROM survey_answers a JOIN submissions m ON m.id = a.submission_id ORDER BY m.sha256, a.number
      """
    ),
  ]

  /// Writes a CSV file for each table into a folder, row by row.
  ///
  /// - Throws: ``RegisterError``; `XLSXError` where a file cannot be written.
  public func exportTables(to folder: String, force: Bool) throws {
    do {
      try OutputFolder.makeFolders(folder)
    } catch {
      throw RegisterError(path: folder, detail: error.description)
    }
    let files = try Self.exports.map { try OutputFile(path: "\(folder)/\($0.name).csv", force: force) }
    try read { database in
      for (export, file) in zip(Self.exports, files) {
        var text = ""
        var isFirst = true
        try Self.rows(export.sql, database) { columns, row in
          if isFirst { text = "\u{FEFF}" + columns.joined(separator: ",") + "\r\n" }
          isFirst = false
          if let row { text += RegisterTable.line(row) }
          guard text.utf8.count > 1 << 16 else { return }
          try file.write(text)
          text = ""
        }
        try file.write(text)
      }
    }
    for file in files { try file.commit() }
  }

  /// The names of the tables that are exported.
  public static var exportedTables: [String] { exports.map(\.name) }

  /// Writes one JSON document, an array for each table.
  public func exportDocument(to path: String, force: Bool) throws {
    let file = try OutputFile(path: path, force: force)
    try read { database in
      try file.write("{\"schema\":\"greenquote.register/1\"")
      for export in Self.exports {
        try file.write(",\n\"\(export.name)\":[")
        var isFirst = true
        try Self.rows(export.sql, database) { columns, row in
          guard let row else { return }
          try file.write((isFirst ? "\n" : ",\n") + JSONText.line(RegisterTable.object(columns, row)))
          isFirst = false
        }
        try file.write("\n]")
      }
      try file.write("}\n")
    }
    try file.commit()
  }

  /// Hands on the names of the columns once without a row, then each row.
  private static func rows(
    _ sql: String, _ database: Database, _ deliver: ([String], [RegisterTable.Value]?) throws -> Void
  ) throws {
    let statement = try database.makeStatement(sql: sql)
    let columns = statement.columnNames
    try deliver(columns, nil)
    let rows = try Row.fetchCursor(statement)
    while let row = try rows.next() { try deliver(columns, RegisterTable.values(row, count: columns.count)) }
  }
}
