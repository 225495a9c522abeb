import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Reading the survey")
struct SurveyReadingTests {
  private let sample: SurveySample

  init() throws { sample = try SurveySample() }

  private func workbook(_ fill: (inout ToolInputs) -> Void) -> NewWorkbook {
    var inputs = ToolInputs()
    fill(&inputs)
    return sample.workbook(inputs)
  }

  private func read(_ workbook: NewWorkbook) throws -> SurveyAnswers {
    try #require(try TestWorkbook(workbook).read().survey)
  }

  private func answer(_ question: String, option: Int? = nil, _ value: CellValue) throws -> SurveyAnswers.Answer {
    try #require(try read(workbook { sample.set(question, option: option, value, into: &$0) })[question])
  }

  private func filled(_ sheet: Int) -> NewWorkbook { workbook { sample.fill(sheet, into: &$0) } }

  @Test("An empty sheet has no answers, and every one of its cells is known")
  func emptySheet() throws {
    let answers = try read(workbook { _ in })
    #expect(answers.answers.count == 17)
    #expect(!answers.isAnswered)
    #expect(!answers.response.isAnswered)
    guard case .single(let observed) = answers.answers[0].content else {
      return #expect(Bool(false), "\(answers.answers[0])")
    }
    #expect(observed == Observation(CellReference("C5"), .empty))
  }

  @Test("A workbook without the sheet has no survey")
  func missingSheet() throws {
    var workbook = try Samples.golden
    workbook.worksheets.removeAll { $0.name == "Survey" }
    let tool = try TestWorkbook(workbook)
    #expect(tool.located.sheets["survey"] == nil)
    #expect(try tool.read().survey == nil)
  }

  @Test(
    "A single choice is understood in any spelling",
    arguments: [
      ("q02", "Supplier", 1), ("q02", "供应商", 1), ("q02", "供应商 supplier", 1), ("q02", "oem", 0), ("q10", "No", 2),
      ("q10", "没有", 2),
      ("q10", "无", 2), ("q10", "SaaS", 1), ("q10", "Of a third party", 1), ("q01", "是", 0), ("q01", "✓", 0),
      ("q01", "n", 1),
      ("q07", "无影响", 3), ("q06", "Do not know\n不知道", 3),
    ])
  func spellings(_ question: String, _ text: String, _ option: Int) throws {
    #expect(try answer(question, .text(text)).choice == option)
  }

  @Test(
    "What says two things, or nothing known, is no answer to a single choice",
    arguments: [("q02", "Supplier\nOEM"), ("q01", "Yes 否"), ("q10", "Yes"), ("q07", "some"), ("q06", "3")])
  func invalidChoice(_ question: String, _ text: String) throws {
    let read = try answer(question, .text(text))
    #expect(read.choice == nil)
    #expect(!read.isAnswered)
    guard case .single(let observed) = read.content else { return #expect(Bool(false), "\(read)") }
    #expect(observed.outcome == .invalid(.notInList(text, list: ListID(question))))
  }

  @Test("The list's own words are read strictly, others leniently")
  func leniency() throws {
    guard case .single(let strict) = try answer("q02", .text("Supplier 供应商")).content,
      case .single(let lenient) = try answer("q02", .text("SUPPLIER")).content,
      case .multiple(let lines) = try answer("q05", option: 1, .number(1)).content
    else { return #expect(Bool(false)) }
    #expect(strict == Observation(CellReference("C6"), .value(1)))
    #expect(lenient.outcome == .lenient(1, .listVariant("SUPPLIER", written: "Supplier 供应商")))
    #expect(lines[1].outcome == .lenient(true, .listVariant("1", written: "Yes")))
  }

  @Test("An option written once more beside itself applies, whatever it says")
  func optionBesideItself() throws {
    #expect(try answer("q05", option: 3, .text("None")).marked == [3])
    #expect(try answer("q05", option: 4, .text("不适用")).marked == [4])
    #expect(try answer("q05", option: 3, .text("Both")).marked == [])
  }

  @Test("No on a single line answers the question; a dash does not")
  func explicitNo() throws {
    let denied = try answer("q12", option: 2, .text("否"))
    #expect(denied.isAnswered)
    #expect(denied.marked == [])
    #expect(try !answer("q12", option: 2, .text("-")).isAnswered)
    let answers = try read(workbook { sample.set("q12", option: 2, .text("No"), into: &$0) })
    let tally = SurveyTally([answers.response])
    #expect(tally["q12"]?.respondents == 1)
    #expect(tally["q12"]?.shares.map { $0?.description } == Array(repeating: "0.00", count: 5))
    #expect(tally["q11"]?.unanswered == 1)
    #expect(tally["q11"]?.share(of: 0) == nil)
  }

  @Test("A line that cannot be understood leaves the other lines as they are")
  func invalidLine() throws {
    var inputs = ToolInputs()
    sample.set("q15", option: 0, .text("perhaps"), into: &inputs)
    sample.set("q15", option: 2, .text("x"), into: &inputs)
    sample.set("q15", option: 3, .error(.reference), into: &inputs)
    let answers = try read(sample.workbook(inputs))
    #expect(answers["q15"]?.marked == [2])
    guard case .multiple(let lines)? = answers["q15"]?.content else { return #expect(Bool(false)) }
    #expect(lines[0].outcome == .invalid(.notInList("perhaps", list: "yes-no")))
    #expect(lines[3].isInvalid)
    #expect(lines[0].reference == CellReference("C56"))
  }

  @Test("A sheet with nothing but invalid answers is an empty one")
  func onlyInvalid() throws {
    let answers = try read(workbook { sample.set("q02", .text("both of them"), into: &$0) })
    #expect(!answers.isAnswered)
    #expect(SurveyTally([answers.response]).emptySheets == 1)
  }

  // MARK: Changed layouts

  @Test("Inserted rows move the answers, not their meaning", arguments: [3, 5, 9, 40])
  func insertedRows(_ row: Int) throws {
    let moved = try filled(7).changing("Survey") { try $0.insertRows(4, before: row) }
    #expect(try read(moved).response == (try read(filled(7)).response))
  }

  @Test("Inserted columns move questions and answers", arguments: [1, 2, 3])
  func insertedColumn(_ column: Int) throws {
    let moved = try filled(8).changing("Survey") { try $0.moveColumns { $0 < column ? $0 : $0 + 1 } }
    #expect(try read(moved).response == (try read(filled(8)).response))
  }

  @Test("A renamed tab is found by its questions, and only if most of them are there")
  func renamedTab() throws {
    let tool = try Samples.tool { sample.fill(9, into: &$0) }
    let renamed = try TestWorkbook(tool.renaming("Survey", to: "Sheet7"))
    #expect(renamed.located.sheets["survey"]?.name == "Sheet7")
    #expect(renamed.located.sheets["survey"]?.recognition == .position)
    #expect(try renamed.read().survey?.response == (try read(filled(9)).response))
    let cut = try tool.renaming("Survey", to: "Sheet7").changing("Sheet7") { sheet in
      sheet.rows = RowSource(try sheet.storedRows.filter { $0.index < 24 })
    }
    #expect(try TestWorkbook(cut).located.sheets["survey"] == nil)
  }

  @Test("Questions and options in one language only are found", arguments: Language.builtIn)
  func oneLanguage(_ language: Language) throws {
    let survey = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    var texts: [String: String] = [:]
    for text in survey.flatMap({ [$0.text] + $0.options }) { texts[text.inline] = text[language] }
    let plain = try filled(10).changing("Survey") { sheet in
      try sheet.changeRows { row in
        for index in row.cells.indices where row.cells[index].column == 2 {
          guard case .text(let text) = row.cells[index].value, let short = texts[TypedText.trimmed(text)] else {
            continue
          }
          row.cells[index].value = .text(short.uppercased())
        }
      }
    }
    #expect(try read(plain).response == (try read(filled(10)).response))
  }

  @Test("Options that several questions share belong to the question above them, even where its label was changed")
  func sharedOptions() throws {
    let book = workbook {
      sample.set("q12", option: 2, .text("Yes"), into: &$0)
      sample.set("q15", option: 2, .text("No"), into: &$0)
      sample.set("q03", option: 6, .text("Yes"), into: &$0)
    }
    for changed in [book, try book.changing("Survey") { try $0.set("B38") { $0.value = .text("The hardest of all") } }]
    {
      let answers = try read(changed)
      #expect(answers["q12"]?.marked == [2])
      #expect(answers["q15"]?.marked == [])
      #expect(answers["q15"]?.isAnswered == true)
      #expect(answers["q03"]?.marked == [6])
      #expect(answers["q09"]?.isAnswered == false)
    }
  }
}
