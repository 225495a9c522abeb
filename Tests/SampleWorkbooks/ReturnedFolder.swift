import Glibc
import SupplierWorkbooks
import XLSX

/// A folder as it comes back from suppliers.
///
/// Tools and forms of many companies, good ones and ones with mistakes, copies, broken files and files that do not
/// belong there, under names in several scripts. The same seed gives the same names, bytes and times.
public struct ReturnedFolder {
  /// What a file is meant to be.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case goodTool = "good-tool"
    case goodForm = "good-form"
    case badTool = "bad-tool"
    case badForm = "bad-form"
    case unreadable
    /// The content of another file, whose path comes before it in the order of bytes.
    case duplicate
    /// No workbook by its name.
    case skipped
  }

  /// A file of the folder.
  public struct Entry: Sendable, Hashable {
    /// Relative to the folder.
    public var path: String
    public var kind: Kind
    /// Seconds since 1970.
    public var modified: Int

    /// A line of JSON.
    public var line: String {
      "{\"kind\":\"\(kind.rawValue)\",\"modified\":\(modified),\"path\":\"\(Self.escaped(path))\"}"
    }

    private static func escaped(_ text: String) -> String {
      text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "\"", "\\": result += "\\" + String(scalar)
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
  }

  private struct SystemFailure: Error, CustomStringConvertible {
    var description: String
  }

  /// A file and what is in it: two files of the same content are told by it.
  private struct Draft {
    var entry: Entry
    var content: String
  }

  private let folder: String
  private let count: Int
  private let bases: [Base]
  private let fixtures: String
  private var random: SplitMix64
  private var drafts: [Draft] = []
  private var names: Set<[UInt8]> = []

  /// Writes the files, and says what each is.
  ///
  /// - Parameters:
  ///   - folder: is made where there is none; what stands in it stays.
  ///   - count: of files.
  ///   - parts: of each tool and form.
  ///   - seed: decides names, contents and times.
  ///   - fixtures: `Fixtures/`, for its unreadable files.
  /// - Returns: what was written, file by file.
  /// - Throws: `XLSXError` and what else the system says.
  public static func write(
    to folder: String, count: Int, parts: Int = 12, seed: UInt64 = 2026, fixtures: String = "Fixtures"
  ) throws
    -> [Entry]
  {
    let work = folder + "/.bases"
    try makeFolder(folder)
    try makeFolder(work)
    var written = ReturnedFolder(
      folder: folder, count: count, bases: try Base.all(min(48, max(8, count / 12)), parts: max(1, parts), in: work),
      fixtures: fixtures,
      random: SplitMix64(state: seed))
    try written.fill()
    for base in written.bases { unlink(base.path) }
    rmdir(work)
    return written.entries()
  }

  private init(folder: String, count: Int, bases: [Base], fixtures: String, random: SplitMix64) {
    (self.folder, self.count, self.bases, self.fixtures, self.random) = (folder, count, bases, fixtures, random)
  }

  /// Of several files of one content the first by its bytes is what it is; the others are copies.
  private func entries() -> [Entry] {
    var contents: Set<String> = []
    return drafts.sorted { $0.entry.path.utf8.lexicographicallyPrecedes($1.entry.path.utf8) }.map { draft in
      var entry = draft.entry
      if entry.kind != .skipped, !contents.insert(draft.content).inserted { entry.kind = .duplicate }
      return entry
    }
  }

  // MARK: Files

  private mutating func fill() throws {
    var company = 0
    while drafts.count < count {
      switch random.integer(0...99) {
      case 0..<62:
        // One submission of a company, or several at different days.
        for submission in 0..<(random.integer(0...2) == 0 ? random.integer(2...3) : 1) where drafts.count < count {
          let hasMistake = random.integer(0...5) == 0
          let path = try place(company, ending: random.integer(0...19) == 0 ? "XLSX" : "xlsx")
          let mistake = hasMistake ? Mistake.all[random.integer(0...Mistake.all.count - 1)] : nil
          try tool(of: company, submission: submission, mistake: mistake, to: path)
        }
        company += 1
      case 62..<77:
        let path = try place(company, ending: "xlsx")
        try form(of: company, hasMistake: random.integer(0...3) == 0, to: path)
        company += 1
      case 77..<85 where !drafts.isEmpty: try copy(company)
      case 85..<94: try unreadable(drafts.count)
      default: try other(drafts.count)
      }
    }
  }

  private mutating func add(_ path: String, _ kind: Kind, content: String? = nil) throws {
    // Different for each file, a whole second now and then.
    let modified = 1_767_225_600 + drafts.count * 3607 % 20_000_000
    let times = [
      timespec(tv_sec: modified, tv_nsec: 0), timespec(tv_sec: modified, tv_nsec: drafts.count % 3 * 333_333_333),
    ]
    guard utimensat(AT_FDCWD, folder + "/" + path, times, 0) == 0 else { throw Self.failure(path) }
    // Not the path: two spellings of a letter are the same text, but not the same file.
    drafts.append(
      Draft(entry: Entry(path: path, kind: kind, modified: modified), content: content ?? "file \(drafts.count)"))
  }

  private mutating func tool(of company: Int, submission: Int, mistake: Mistake?, to path: String) throws {
    let base = bases[company % bases.count]
    let editor = try WorkbookEditor(path: base.path)
    func set(_ cell: String, _ value: CellValue, in sheet: String = "Company") throws {
      if let reference = CellReference(cell) { try editor.set(.value(value), at: reference, in: sheet) }
    }
    try set("B5", .text(Self.name(company)))
    try set("B8", .number(base.revenue * (1 + Double(company % 90) / 10) * (1 + Double(submission) / 8)))
    try set("B12", ToolInputs.serial(2026, 1 + submission * 2 + company % 2, 1 + company % 28))
    for part in 0..<base.parts {
      try set("A\(5 + part)", .text("C\(company)-\(100 + part)"), in: "Per MPN")
      try set(
        "C\(5 + part)", .number(Double((company * 31 + part * 7) % 900 + 20 + submission) / 100), in: "Per MPN")
    }
    if let mistake { try set(mistake.cell, mistake.value, in: mistake.sheet) }
    try editor.write(to: folder + "/" + path)
    try add(path, mistake == nil ? .goodTool : .badTool)
  }

  private mutating func form(of company: Int, hasMistake: Bool, to path: String) throws {
    let form = Form(company: company, parts: bases[0].parts, mistake: hasMistake ? random.integer(0...4) : nil)
    try form.workbook.write(to: folder + "/" + path)
    try add(path, hasMistake ? .badForm : .goodForm)
  }

  private mutating func copy(_ number: Int) throws {
    let original = drafts[random.integer(0...drafts.count - 1)]
    guard original.entry.kind != .skipped else { return }
    let path = try place(number, ending: "xlsx")
    try Self.write(try Self.bytes(folder + "/" + original.entry.path), to: folder + "/" + path)
    try add(path, original.entry.kind, content: original.content)
  }

  private mutating func unreadable(_ number: Int) throws {
    let whole = [
      "damaged", "document-type", "encrypted", "excel-97", "malformed-sheet", "open-document", "without-workbook-part",
    ]
    var ending = "xlsx"
    var content = "unreadable-\(number)"
    var bytes: [UInt8]
    switch random.integer(0...9) {
    case 0:
      bytes = []
      content = "empty"
    case 1...3:
      guard let tool = drafts.first(where: { $0.entry.kind == .goodTool }) else { return }
      bytes = Array(try Self.bytes(folder + "/" + tool.entry.path).dropLast(1000 + number))
    case 4: bytes = Array("Part number,Price\nP-\(number),1.5\n".utf8)
    default:
      let name = random.element(whole)
      if name == "excel-97" { ending = "xls" }
      bytes = try Self.bytes(fixtures + "/unreadable/\(name).xlsx")
      // A byte after the end makes another content of it; now and then it is the same.
      if random.chance { bytes += Array("\(number)".utf8) } else { content = name }
    }
    let path = try place(number, ending: ending)
    try Self.write(bytes, to: folder + "/" + path)
    try add(path, .unreadable, content: content)
  }

  private mutating func other(_ number: Int) throws {
    let path = try place(number, ending: random.element(["pdf", "txt", "~$", ".", "docx", ""]))
    try Self.write(Array("no workbook \(number)\n".utf8), to: folder + "/" + path)
    try add(path, .skipped)
  }

  // MARK: Names

  /// The same accents composed and decomposed, in folders of their own.
  private static let folders = [
    "east", "east/2026 Q1", "华东 供应商", "华东 供应商/第一季度", "Поставщики", "Fournisseurs r\u{E9}gion",
    "Fournisseurs re\u{301}gion",
    "O'Brien & \"Sons\"",
    "(west) [all], 100%", "テスト", "a/b/c/d", "_old", "S\u{FC}d", "Su\u{308}d",
  ]
  private static let stems = [
    "tool", "Emission calculation tool", "排放计算工具", "ответ поставщика", "caf\u{E9}", "cafe\u{301}", "it's \"final\"",
    "tool (1) final, v2",
    "50% done #3",
    "_draft", "a=b;c", "naïve – copy", "工具 Ａ", "$HOME `x` \\ y", "two  spaces", "{a,b}*?", "RE: your request",
    "two\nlines",
  ]

  private static func name(_ company: Int) -> String {
    let forms = [
      "Company %", "第%电子有限公司", "Завод № %", "M\u{FC}ller % GmbH", "Soci\u{E9}t\u{E9} % S.A.", "% & Sons \"Ltd.\"",
      "ケーブル% 株式会社",
      "Łódź % Sp. z o.o.",
    ]
    return forms[company % forms.count].split(separator: "%", omittingEmptySubsequences: false).joined(
      separator: String(1000 + company))
  }

  /// A path that is free, in a folder that is there.
  ///
  /// The endings `~$` and `.` stand for a lock file and a hidden one.
  private mutating func place(_ number: Int, ending: String) throws -> String {
    let inside = random.integer(0...9) == 0 ? "" : random.element(Self.folders) + "/"
    let stem = random.element(Self.stems)
    var copy = 0
    while true {
      let plain = "\(stem) \(number)" + (copy == 0 ? "" : "-\(copy)")
      let name =
        switch ending {
        case "~$": "~$" + plain + ".xlsx"
        case ".": "." + plain + ".xlsx"
        case "": plain
        default: plain + "." + ending
        }
      let path = inside + name
      if names.insert(Array(path.utf8)).inserted {
        if !inside.isEmpty { try Self.makeFolder(folder + "/" + inside.dropLast()) }
        return path
      }
      copy += 1
    }
  }

  // MARK: System

  private static func failure(_ path: String) -> SystemFailure {
    SystemFailure(description: "\(path): \(String(cString: strerror(errno)))")
  }

  private static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw failure(path) }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path) }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wx") else { throw failure(path) }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else { throw failure(path) }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw failure(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    return bytes
  }
}

extension ReturnedFolder {
  /// A tool that others are made of by other names, figures and prices.
  private struct Base {
    var path: String
    var revenue: Double
    var parts: Int

    static func all(_ count: Int, parts: Int, in folder: String) throws -> [Base] {
      let survey = try SurveySample()
      return try (0..<count).map { number in
        var inputs = [SampleTool.golden, SampleTool.twoCountries, SampleTool.everything][number % 3]
        inputs.tables["parts"] = nil
        inputs.tables["secondary-materials"] = nil
        // None of these parts names a currency.
        inputs.fields["price-currency"] = nil
        inputs.fields["exchange-rate"] = nil
        for row in 5..<13 {
          // Fuels in other amounts for each.
          guard case .number(let amount)? = inputs.tables["energy"]?[row]?["annual-total"] else { continue }
          inputs.set("energy", row: row, "annual-total", .number(amount + Double(number * 10)))
        }
        if number % 3 == 0 { inputs.field("known-scope1", 500 + Double(number) * 10) }
        for part in 0..<parts {
          inputs.part("B-\(100 + part)", price: 1, customsCode: part % 4 == 1 ? "85366990" : nil)
        }
        inputs.material("B-100", "Steel 钢", mass: 200, postConsumer: 40)
        if number % 4 == 3 { survey.fill(number * 5 % SurveySample.respondents, into: &inputs) }
        let path = "\(folder)/\(number).xlsx"
        try SampleTool.workbook(inputs).write(to: path, force: true)
        guard case .number(let revenue)? = inputs.fields["revenue"] else {
          return Base(path: path, revenue: 1e6, parts: parts)
        }
        return Base(path: path, revenue: revenue, parts: parts)
      }
    }
  }

  /// A cell that makes a good tool a bad one.
  private struct Mistake {
    var sheet: String
    var cell: String
    var value: CellValue

    static let all: [Mistake] = [
      Mistake(sheet: "Company", cell: "B8", value: .blank),
      Mistake(sheet: "Company", cell: "B8", value: .text("about 5 million")),
      Mistake(sheet: "Company", cell: "B5", value: .blank),
      Mistake(sheet: "Company", cell: "B9", value: .text("Dollars")),
      Mistake(sheet: "Company", cell: "B7", value: .text("end of year")),
      Mistake(sheet: "Per MPN", cell: "C5", value: .blank),
      Mistake(sheet: "Per MPN", cell: "C5", value: .text("on request")),
      Mistake(sheet: "Per MPN", cell: "C5", value: .error(.reference)),
      Mistake(sheet: "Per MPN", cell: "C5", value: .number(-0.62)),
      Mistake(sheet: "Per MPN", cell: "A5", value: .blank),
    ]
  }

  /// A form as a supplier fills it by hand.
  private struct Form {
    var company: Int
    var parts: Int
    var mistake: Int?

    var workbook: NewWorkbook {
      let headers =
        company % 3 == 0
        ? CustomerForm.chinese
        : company % 3 == 1
          ? CustomerForm.english : zip(CustomerForm.english, CustomerForm.chinese).map { "\($0)\n\($1)" }
      let rows = (0..<parts).map { part -> [CellValue] in
        var row: [CellValue] = [
          .text(ReturnedFolder.name(company)), .text("F\(company)-\(100 + part)"),
          .number(Double((company + part) % 300 + 1) / 16),
          .number(Double((company * 3 + part) % 500 + 1) / 8), .number(Double(part % 40) / 4),
          .text(part % 2 == 0 ? "Yes" : "No"),
          ToolInputs.serial(2026, 1 + company % 6, 1 + part % 28),
        ]
        if part == 0, let mistake {
          let wrong: [(Int, CellValue)] = [
            (2, .blank), (2, .text("n/a?")), (3, .number(-4)), (5, .text("maybe")), (6, .text("soon")),
          ]
          row[wrong[mistake].0] = wrong[mistake].1
        }
        return row
      }
      return PartsSheet.workbook(sheet: company % 3 == 0 ? "可持续性" : "Sustainability", headers: headers, rows: rows)
    }
  }
}
