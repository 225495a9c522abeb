internal import GRDB

/// The tables and views of a register, in migrations: each version changes what the last one left, and none is changed
/// afterwards.
enum RegisterSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: tables)
      for view in RegisterView.allCases { try database.execute(sql: "CREATE VIEW \(view.name) AS\n\(view.definition)") }
    }
    migrator.registerMigration("2") { database in
      // SQLite changes no constraint: the table is made anew. Views are told by name, and follow it.
      for view in RegisterView.allCases.reversed() { try database.execute(sql: "DROP VIEW \(view.name)") }
      try database.execute(
        sql: """
          CREATE TABLE new_submissions (\(submissionColumns(verdicts: "ready", "check", "incomplete", "invalid", "unreadable"))) STRICT;
          INSERT INTO new_submissions SELECT * FROM submissions;
          DROP TABLE submissions;
          ALTER TABLE new_submissions RENAME TO submissions;
          \(submissionIndexes)
          """)
      for view in RegisterView.allCases { try database.execute(sql: "CREATE VIEW \(view.name) AS\n\(view.definition)") }
    }
    return migrator
  }

  private static func submissionColumns(verdicts: String...) -> String {
    let names = verdicts.map { "'\($0)'" }.joined(separator: ", ")
    return """
        id INTEGER PRIMARY KEY,
        -- Of the file's content, in hexadecimal: the same content is one submission, wherever it lay.
        sha256 TEXT NOT NULL UNIQUE,
        file TEXT NOT NULL,
        size INTEGER,
        modified_at TEXT,
        kind TEXT NOT NULL CHECK (kind IN ('tool', 'form', 'company', 'unknown')),
        verdict TEXT NOT NULL CHECK (verdict IN (\(names))),
        reason TEXT,
        template TEXT,
        template_version TEXT,
        supplier_id INTEGER REFERENCES suppliers (id),
        supplier_name TEXT,
        -- The name as it is compared, and the number that the customer gave the supplier, where the form has one.
        supplier_folded_name TEXT,
        supplier_external_id TEXT,
        role TEXT,
        period_start TEXT,
        period_end TEXT,
        response_date TEXT,
        -- The day by which submissions follow each other: of the answer, else of the file.
        submitted_on TEXT NOT NULL,
        program TEXT NOT NULL,
        options TEXT NOT NULL,
        as_of TEXT NOT NULL,
        errors INTEGER NOT NULL,
        warnings INTEGER NOT NULL,
        notes INTEGER NOT NULL,
        scope1_kgco2e REAL,
        scope2_kgco2e REAL,
        scope2_market_kgco2e REAL,
        scope2_location_kgco2e REAL,
        biogenic_kgco2 REAL,
        renewable_kwh REAL,
        non_renewable_kwh REAL
      """
  }

  private static let submissionIndexes = """
    CREATE INDEX submissions_of_supplier ON submissions (supplier_id, submitted_on);
    CREATE INDEX submissions_by_name ON submissions (supplier_folded_name);
    """

  /// Units stand in the names of columns.
  ///
  /// Days are `yyyy-mm-dd`.
  private static let tables = """
    CREATE TABLE suppliers (
      id INTEGER PRIMARY KEY,
      -- 'id:…' of the number that the customer gave the supplier, else 'name:…' of the folded name.
      key TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      external_id TEXT
    ) STRICT;

    CREATE TABLE submissions (\(submissionColumns(verdicts: "ready", "incomplete", "invalid", "unreadable"))) STRICT;
    \(submissionIndexes)

    CREATE TABLE energy (
      submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
      source TEXT NOT NULL,
      kwh REAL NOT NULL,
      PRIMARY KEY (submission_id, source)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE parts (
      submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
      row INTEGER NOT NULL,
      manufacturer TEXT,
      number TEXT,
      -- Manufacturer and number as they are compared.
      part_key TEXT,
      kgco2e_per_part REAL,
      non_renewable_kwh_per_part REAL,
      renewable_kwh_per_part REAL,
      recycled_content TEXT CHECK (recycled_content IN ('yes', 'no')),
      validation_date TEXT,
      pre_consumer_share REAL,
      post_consumer_share REAL,
      reutilization_share REAL,
      customs_code TEXT,
      country_of_origin TEXT,
      -- Why figures are missing; NULL where there are all.
      problem TEXT,
      PRIMARY KEY (submission_id, row)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX parts_by_key ON parts (part_key);

    CREATE TABLE findings (
      submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      rule TEXT NOT NULL,
      variant TEXT,
      severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
      sheet TEXT,
      cells TEXT NOT NULL,
      cell_count INTEGER NOT NULL,
      field TEXT,
      PRIMARY KEY (submission_id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE survey_answers (
      submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      question TEXT NOT NULL,
      -- From 0, in the order of the question's options; NULL for a text.
      option INTEGER,
      text TEXT,
      PRIMARY KEY (submission_id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settings (
      name TEXT PRIMARY KEY,
      value REAL NOT NULL,
      meaning TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO settings VALUES ('change_threshold', 0.2, 'large_changes shows parts whose figure changed by more than this share');
    """
}
