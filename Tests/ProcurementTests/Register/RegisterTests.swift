import Foundation
import GRDB
import JSON
import TestSupport
import Testing

@testable import GreenQuote
@testable import Pages
@testable import Procurement

@Suite("The register")
struct RegisterTests {
  /// A submission of a tool with one part of that many kg.
  static func submission(
    _ supplier: String?, _ content: String, day: String = "2026-01-01", carbon: Double? = 1, part: String = "P-1",
    id: String? = nil,
    verdict: String = "ready"
  ) -> Submission {
    var submission = Submission(
      file: content + ".xlsx", kind: "tool", verdict: verdict, options: "o", asOf: "2026-11-21")
    submission.sha256 = content
    submission.company.name = supplier
    submission.company.externalID = id
    submission.responseDate = day
    submission.modified = day + "T00:00:00Z"
    var line = Submission.Part(row: 4)
    line.number = part
    line.carbon = carbon
    line.nonRenewable = carbon.map { $0 * 2 }
    line.renewable = carbon
    line.problem = carbon == nil ? "price" : nil
    submission.parts = [line]
    submission.totals = .init()
    submission.totals?.scope1 = 1000
    submission.totals?.energy = ["grid-mix": 5]
    submission.issues = [
      .init(
        rule: "M01", variant: "number", severity: "error", sheet: "Per MPN", cells: "C5:C9", count: 5,
        field: "Unit price")
    ]
    submission.survey = [.init(question: "q01", option: 0), .init(question: "q04-example", text: "a text")]
    submission.errors = 5
    return submission
  }

  private func register(_ submissions: [Submission]...) throws -> (Register, Scratch) {
    let scratch = try Scratch()
    let register = try Register(path: scratch.path("r.sqlite"))
    for group in submissions { try register.record(group) }
    return (register, scratch)
  }

  private func column(_ name: String, of table: RegisterTable) -> [String] {
    guard let index = table.columns.firstIndex(of: name) else { return ["no column \(name)"] }
    return table.rows.map { $0[index].csv }
  }

  @Test func `a register of the first version keeps what it has and takes verdicts of this one`() throws {
    let scratch = try Scratch()
    let old = try DatabaseQueue(path: scratch.path("r.sqlite"))
    try RegisterSchema.migrator.migrate(old, upTo: "1")
    try old.write { database in
      try database.execute(
        sql: """
          INSERT INTO suppliers VALUES (1, 'name:old', 'Old', NULL);
          INSERT INTO submissions (id, sha256, file, kind, verdict, supplier_id, supplier_name, supplier_folded_name,
            submitted_on, program, options, as_of, errors, warnings, notes)
          VALUES (7, 'o1', 'o1.xlsx', 'tool', 'ready', 1, 'Old', 'old', '2025-01-01', 'p', 'o', '2025-01-02', 0, 0, 0);
          INSERT INTO parts (submission_id, row, number, part_key) VALUES (7, 4, 'P-1', 'p-1');
          """)
    }
    #expect(throws: DatabaseError.self) {
      try old.write { try $0.execute(sql: "UPDATE submissions SET verdict = 'check'") }
    }
    try old.close()
    let register = try Register(path: scratch.path("r.sqlite"))
    try register.record([Self.submission("New", "n1", verdict: "check")])
    #expect(try column("verdict", of: register.answer(.supplierVerdicts)) == ["check", "ready"])
    #expect(try column("number", of: register.answer(.latestParts)) == ["P-1", "P-1"])
    #expect(throws: RegisterError.self) { try register.record([Self.submission("Odd", "x1", verdict: "odd")]) }
  }

  @Test func `gives back a submission as it was recorded`() throws {
    var submission = Self.submission("Acme", "c1")
    submission.company.periodStart = "2025-01-01"
    submission.company.role = "manufacturer"
    submission.template = "emission-calculation-tool"
    submission.parts[0].hasRecycledContent = true
    submission.parts[0].customsCode = "8504"
    submission.size = 12
    let (register, _) = try register([submission])
    let identifier = try #require(register.submissionIdentifiers().first)
    #expect(try register.submission(identifier) == submission)
  }

  @Test func `the latest submission gives a part's figures, whichever came in first`() throws {
    let old = Self.submission("Acme Ltd.", "c1", day: "2026-01-01", carbon: 1)
    let new = Self.submission("ACME LTD", "c2", day: "2026-02-01", carbon: 3)
    for order in [[old, new], [new, old]] {
      let (register, _) = try register([order[0]], [order[1]])
      let parts = try register.answer(.latestParts)
      #expect(column("kgco2e_per_part", of: parts) == ["3"])
      #expect(column("supplier", of: parts) == ["ACME LTD"])
      #expect(try column("sha256", of: register.answer(.currentSubmissions)) == ["c2"])
      #expect(try column("age", of: register.answer(.rankedSubmissions)) == ["1", "2"])
      let changes = try register.answer(.partChanges)
      #expect(column("relative_change", of: changes) == ["2"])
      #expect(try column("number", of: register.answer(.largeChanges)) == ["P-1"])
      #expect(try register.answer(.largeChanges, threshold: 2).rows.isEmpty)
    }
  }

  @Test func `a part that the latest submission leaves out keeps its figures, one without price is without data`()
    throws
  {
    let first = Self.submission("Acme", "c1", day: "2026-01-01", part: "P-1")
    let second = Self.submission("Acme", "c2", day: "2026-02-01", carbon: nil, part: "P-2")
    let (register, _) = try register([first, second])
    #expect(try column("number", of: register.answer(.latestParts)) == ["P-1", "P-2"])
    let missing = try register.answer(.partsWithoutData)
    #expect(column("number", of: missing) == ["P-2"])
    #expect(column("problem", of: missing) == ["price"])
  }

  @Test func `the same content is one submission, under the first of its names; other options replace it`() throws {
    var copy = Self.submission("Acme", "c1")
    copy.file = "a-copy.xlsx"
    var again = Self.submission("Acme", "c1", carbon: 9)
    again.options = "gwp=ar6"
    let (register, _) = try register([Self.submission("Acme", "c1")], [copy])
    #expect(try column("file", of: register.answer(.rankedSubmissions)) == ["a-copy.xlsx"])
    let outcome = try register.record([again])
    #expect(outcome.replaced == 1 && outcome.added == 0)
    #expect(try column("kgco2e_per_part", of: register.answer(.latestParts)) == ["9"])
    #expect(try column("file", of: register.answer(.rankedSubmissions)) == ["a-copy.xlsx"])
    #expect(try register.record([again]).unchanged == 1)
  }

  @Test func `suppliers are known by name and by the customer's number, in whatever order they come`() throws {
    let submissions = [
      Self.submission("Acme", "c1", part: "P-1"), Self.submission("ＡＣＭＥ", "c2", part: "P-2", id: "S-7"),
      Self.submission("Acme East", "c3", part: "P-3", id: "s 7"), Self.submission("Other", "c4", part: "P-4"),
      Self.submission(nil, "c5", part: "P-5"), Self.submission("Twice", "c6", id: "1"),
      Self.submission("Twice", "c7", id: "2"),
      Self.submission("Twice", "c8"),
    ]
    var exports: Set<Data> = []
    for seed in 0..<6 {
      let scratch = try Scratch()
      let register = try Register(path: scratch.path("r.sqlite"))
      var order = submissions
      for index in order.indices { order.swapAt(index, (index * 7 + seed * 3) % order.count) }
      for submission in order { try register.record([submission]) }
      let suppliers = try register.answer(sql: "SELECT key FROM suppliers ORDER BY key")
      #expect(column("key", of: suppliers) == ["file:c5", "id:1", "id:2", "id:s7", "name:other", "name:twice"])
      try register.exportDocument(to: scratch.path("r.json"), force: false)
      exports.insert(try Data(contentsOf: URL(filePath: scratch.path("r.json"))))
    }
    #expect(exports.count == 1, "the order of arrival changes the export")
  }

  @Test func `merged registers and lines of workers give the same register`() throws {
    let all = (1...9).map { Self.submission("Supplier \($0 % 4)", "c\($0)", day: "2026-0\($0)-01", carbon: Double($0)) }
    let (whole, wholeFolder) = try register(all)
    let (part, partFolder) = try register(Array(all[0..<5]))
    _ = part
    let lines =
      try all[3...].map { try JSONText.line($0) + "\n" }.joined()
      + "\n{\"file\":\"x\",\"message\":\"m\",\"schema\":\"s\"}\nrubbish\n"
    try Data(lines.utf8).write(to: URL(filePath: partFolder.path("lines.jsonl")))
    let merged = try Register(path: partFolder.path("merged.sqlite"))
    var outcome = try RegisterMerge.merge(partFolder.path("lines.jsonl"), into: merged)
    outcome += try RegisterMerge.merge(partFolder.path("r.sqlite"), into: merged)
    #expect(outcome.recorded.added == 9 && outcome.recorded.unchanged == 2)
    #expect(outcome.failures.count == 2)
    #expect(outcome.failures[0] == "x: m" && outcome.failures[1].contains("line 9"))
    try whole.exportDocument(to: wholeFolder.path("a.json"), force: false)
    try merged.exportDocument(to: wholeFolder.path("b.json"), force: false)
    let (one, other) = try (Fixture.bytes(wholeFolder.path("a.json")), Fixture.bytes(wholeFolder.path("b.json")))
    #expect(one == other)
  }

  @Test func `two that write at once lose nothing`() async throws {
    let scratch = try Scratch()
    let path = scratch.path("r.sqlite")
    _ = try Register(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let register = try Register(path: path)
          for number in 0..<25 { try register.record([Self.submission("S\(number % 3)", "w\(writer)-\(number)")]) }
        }
      }
      try await group.waitForAll()
    }
    let register = try Register(path: path, isReadOnly: true)
    #expect(try register.answer(sql: "SELECT COUNT(*) AS n FROM submissions").rows == [[.integer(100)]])
    #expect(try register.answer(sql: "SELECT COUNT(*) AS n FROM parts").rows == [[.integer(100)]])
  }

  @Test func `a question can change nothing`() throws {
    let (_, scratch) = try register([Self.submission("Acme", "c1")])
    let register = try Register(path: scratch.path("r.sqlite"), isReadOnly: true)
    #expect(throws: RegisterError.self) { try register.answer(sql: "DELETE FROM submissions") }
    #expect(throws: RegisterError.self) { try register.answer(sql: "nonsense") }
    #expect(try register.answer(sql: "SELECT COUNT(*) FROM submissions").rows == [[.integer(1)]])
  }

  @Test func `every view answers, also of an empty register, with the columns by which it is ordered`() throws {
    let (register, _) = try register()
    for view in RegisterView.allCases {
      #expect(try register.answer(view).rows.isEmpty, "\(view.option)")
      #expect(RegisterView(option: view.option) == view)
    }
  }

  @Test func `what is no register is refused and left as it is`() throws {
    let scratch = try Scratch()
    let text = scratch.path("text.sqlite")
    try Data("this is a long text and no database at all, whatever its name may say".utf8).write(
      to: URL(filePath: text))
    let bytes = try Fixture.bytes(text)
    #expect(throws: RegisterError.self) { try Register(path: text) }
    #expect(try Fixture.bytes(text) == bytes)
    #expect(throws: RegisterError.self) { try Register(path: scratch.path("none.sqlite"), isReadOnly: true) }
    #expect(throws: RegisterError.self) { try Register(path: scratch.path("no/folder/r.sqlite")) }
    #expect(throws: RegisterError.self) {
      try RegisterMerge.merge(scratch.path("none"), into: Register(path: scratch.path("r.sqlite")))
    }
  }

  @Test func `texts that could be formulas and ends of lines stay texts in CSV`() throws {
    let (register, scratch) = try register([
      Self.submission("=cmd|' /C calc'!A0", "c1"), Self.submission("a,\"b\"\r\nc", "c2"),
    ])
    let csv = try register.answer(sql: "SELECT name, -1.5 AS n FROM suppliers ORDER BY key").csv
    #expect(csv == "\u{FEFF}name,n\r\n\"a,\"\"b\"\"\r\nc\",-1.5\r\n'=cmd|' /C calc'!A0,-1.5\r\n")
    try register.exportTables(to: scratch.path("out"), force: false)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).sorted()
    #expect(
      names == ["energy.csv", "findings.csv", "parts.csv", "submissions.csv", "suppliers.csv", "survey_answers.csv"])
    #expect(throws: (any Error).self) { try register.exportTables(to: scratch.path("out"), force: false) }
  }
}
