import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import GreenQuote
@testable import XLSX

/// No explanation shows a formula that does not come to its result.
@Suite("Explanations that must add up")
struct ExplanationFaultTests {
  private static func explain(_ path: String) throws -> Explanation { try CompletedTool(path).explanation() }

  /// Steps whose printed calculation, worked out by other means than the program's own, is not their result.
  private static func wrong(_ explanation: Explanation) -> [String] {
    explanation.sections.flatMap(\.steps).filter { step in
      guard let value = Arithmetic.value(of: step.calculation) else { return true }
      return abs(value - step.result.value) > 1e-12 * abs(step.result.value)
    }.map { "\($0.number): \($0.calculation) = \($0.result.value)" }
  }

  // MARK: Regions

  struct Oddity: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Changes the sheet of regions, of which rows 10 and 11 are filled.
    var change: @Sendable (inout ToolInputs) -> Void
  }

  private static func set(_ row: Int, _ column: ColumnID, _ value: CellValue) -> @Sendable (inout ToolInputs) -> Void {
    { $0.set("electricity-factor", row: row, column, value) }
  }

  static let oddities: [Oddity] = [
    Oddity(testDescription: "nothing odd") { _ in },
    Oddity(testDescription: "no consumption", change: set(10, "consumption", .number(0))),
    Oddity(testDescription: "no consumption, in a state that is not there") {
      set(10, "consumption", .number(0))(&$0)
      set(10, "subdivision", .text("Bavaria"))(&$0)
      $0.region("Germany 德国", nil, 500, "MWh")
    },
    Oddity(testDescription: "no consumption, and a unit that is none") {
      set(10, "consumption", .number(0))(&$0)
      set(10, "unit", .text("parsec"))(&$0)
    },
    Oddity(
      testDescription: "consumption in a state that is not there", change: set(10, "subdivision", .text("Bavaria"))),
    Oddity(testDescription: "empty country", change: set(10, "country", .blank)),
    Oddity(testDescription: "a country of spaces", change: set(11, "country", .text("   "))),
    Oddity(testDescription: "empty consumption", change: set(10, "consumption", .blank)),
    Oddity(testDescription: "negative consumption", change: set(10, "consumption", .number(-5))),
    Oddity(testDescription: "consumption beyond all measure", change: set(10, "consumption", .number(1e300))),
    Oddity(testDescription: "empty unit", change: set(10, "unit", .blank)),
    Oddity(testDescription: "a unit that is none", change: set(10, "unit", .text("parsec"))),
    Oddity(testDescription: "custom factor beside a listed region", change: set(10, "custom-factor", .number(0.5))),
    Oddity(testDescription: "custom factor that wins") {
      set(10, "custom-factor", .number(0.5))(&$0)
      $0.field("custom-factor-overrides", "Yes")
    },
    Oddity(testDescription: "custom factor of a country that no list has") {
      $0.region("Atlantis", nil, 3, "GWh", customFactor: 0.25)
    },
    Oddity(testDescription: "a country that no list has, without factor") { $0.region("Atlantis", nil, 3, "GWh") },
    Oddity(testDescription: "negative custom factor", change: set(10, "custom-factor", .number(-1))),
    Oddity(testDescription: "consumption as text", change: set(10, "consumption", .text("1,483,000.5"))),
    Oddity(testDescription: "consumption as text with its unit", change: set(10, "consumption", .text("1483 MWh"))),
    Oddity(testDescription: "custom factor as text") {
      set(10, "custom-factor", .text("0.5"))(&$0)
      $0.field("custom-factor-overrides", "Yes")
    },
    Oddity(testDescription: "an error value", change: set(10, "consumption", .error(.reference))),
    Oddity(testDescription: "residual mix") {
      $0.field("residual-mix", "Yes")
      $0.region("Germany 德国", nil, 500, "MWh")
      $0.region("Germany 德国", nil, 0, "MWh")
    },
    Oddity(testDescription: "rows out of order, the one between them empty") {
      set(10, "country", .blank)(&$0)
      set(10, "consumption", .blank)(&$0)
      $0.region("Germany 德国", nil, 0.0001, "GJ")
    },
  ]

  @Test(arguments: oddities) func `odd regions never part the formula from its result`(_ oddity: Oddity) throws {
    let scratch = try Scratch()
    var inputs = SampleTool.twoCountries
    oddity.change(&inputs)
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"))
    let explanation = try Self.explain(scratch.path("tool.xlsx"))
    #expect(Self.wrong(explanation) == [])
    // Every region that is printed is printed with the amount of its own row.
    for input in explanation.sections.flatMap(\.steps).flatMap(\.inputs) where input.cell?.sheet == "Electricity factor"
    {
      #expect(
        input.name.contains("row \(input.cell?.cell.dropFirst() ?? "")"), "\(input.name) from \(input.cell?.cell ?? "")"
      )
    }
  }

  @Test func `hidden rows count, and are explained`() throws {
    let scratch = try Scratch()
    let workbook = try SampleTool.workbook(SampleTool.twoCountries)
    var hidden = workbook
    let sheet = try #require(workbook.worksheets.firstIndex { $0.name == "Electricity factor" })
    guard case .array(let rows) = workbook.worksheets[sheet].rows.storage else {
      Issue.record("the rows of the sheet are not at hand")
      return
    }
    hidden.worksheets[sheet].rows = RowSource(
      rows.map { NewRow($0.index, height: $0.height, isHidden: $0.index == 10 || $0.isHidden, $0.cells) })
    try hidden.write(to: scratch.path("hidden.xlsx"))
    try workbook.write(to: scratch.path("shown.xlsx"))
    let explanation = try Self.explain(scratch.path("hidden.xlsx"))
    #expect(Self.wrong(explanation) == [])
    let shown = try Self.explain(scratch.path("shown.xlsx"))
    #expect(
      explanation.sections.flatMap(\.steps).map(\.calculation) == shown.sections.flatMap(\.steps).map(\.calculation))
  }

  // MARK: Other sheets

  @Test(arguments: 20...29) func `generated tools with cells changed at random add up or are not explained`(seed: Int)
    throws
  {
    let scratch = try Scratch()
    let path = scratch.path("tool.xlsx")
    var inputs = try GeneratedTool.inputs(seed: UInt64(seed), isFull: false)
    var random = SeededNumbers(state: UInt64(seed))
    for sheet: SheetID in ["energy", "electricity-factor", "parts", "secondary-materials"] {
      for (row, cells) in (inputs.tables[sheet] ?? [:]).sorted(by: { $0.key < $1.key }) {
        for column in cells.keys.sorted() where Int.random(in: 0..<12, using: &random) == 0 {
          inputs.set(sheet, row: row, column, SeededNumbers.odd.randomElement(using: &random) ?? .blank)
        }
      }
    }
    try SampleTool.workbook(inputs).write(to: path)
    #expect(Self.wrong(try Self.explain(path)) == [])
  }

  private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    static let odd: [CellValue] = [
      .blank, .number(0), .number(-1), .number(1e-300), .number(1e13), .number(0.1), .text("n/a"), .text("12,5"),
      .text("3.000,25"),
      .text("7 MWh"), .text("kWh"), .text("Atlantis"), .error(.notAvailable), .boolean(true),
    ]

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  // MARK: Refusing

  private static func builder() throws -> ExplanationBuilder {
    let completion = try CompletedTool(Fixture.path("tools/golden.xlsx")).completion
    let reader = try WorkbookReader(path: completion.workbook.file)
    let texts = try CellTexts(reader, located: completion.workbook.located)
    return ExplanationBuilder(completion, texts: texts, catalogue: try .builtIn(.english))
  }

  private static func term(_ value: Double) -> Expression { .term(.init(name: "amount", value: value, unit: "kWh")) }

  @Test func `a formula that does not come to its result is refused, with step and both values`() throws {
    var builder = try Self.builder()
    builder.begin("totals", title: "Totals")
    builder.add("right", "Right", .sum([Self.term(0.1), Self.term(0.2)]), gives: 0.3, "kWh")
    #expect(try builder.finished().count == 1)
    builder.add("wrong", "Wrong", .quotient(Self.term(3), .constant(4)), gives: 0.76, "kWh")
    builder.add("also-wrong", "Also wrong", .constant(1), gives: 2, "kWh")
    let fault = #expect(throws: ExplanationFault.self) { try builder.finished() }
    #expect(fault?.step == "1.2" && fault?.title == "Wrong" && fault?.printed == 0.75 && fault?.computed == 0.76)
    for language in [Language.english, .chinese] {
      let message = try #require(fault).message(try .builtIn(language))
      for part in ["1.2", "Wrong", "3 ÷ 4", "0.75", "0.76"] { #expect(message.contains(part)) }
    }
  }

  @Test(arguments: [
    (1.0, 1 + 1e-13, true), (1, 1 + 1e-11, false), (0, 1e-300, false), (0, -0.0, true), (1, .nan, false),
  ])
  func `only the last digits of a result may differ from its formula`(value: Double, result: Double, isRight: Bool)
    throws
  {
    var builder = try Self.builder()
    builder.begin("totals", title: "Totals")
    builder.add("step", "Step", Self.term(value), gives: result, "")
    #expect(((try? builder.finished()) != nil) == isRight)
  }

  // MARK: Working out

  @Test(arguments: [
    "1 + 2 × 3", "(1 + 2) × 3", "8 ÷ 4 ÷ 2", "8 − 4 − 2", "8 − (4 − 2)", "min(3, 2 + 2)", "max(1, 2) × 5", "0.1 + 0.2",
    "1000000.25",
    "71900 × (0.4 × 1.92448960821927 + (1 − 0.4) × 1.8867912)",
  ])
  func `what is printed is worked out as by other means`(text: String) throws {
    #expect(try #require(PrintedCalculation.value(of: text)) == Arithmetic.value(of: text))
  }

  @Test func `a number below zero is read as it is printed`() {
    #expect(PrintedCalculation.value(of: "-5 − -0.5") == -4.5)
  }

  @Test(arguments: ["", "1 +", "(1", "1)", "1 2", "x", "1..2", "min(1)", "nan", "inf", "1 / 2"])
  func `what is no calculation has no value`(text: String) { #expect(PrintedCalculation.value(of: text) == nil) }
}
