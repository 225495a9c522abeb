import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("The survey of 245 companies")
struct SurveyGoldenTests {
  @Test("245 workbooks, filled in every language and spelling, come to the published shares")
  func published() throws {
    let sample = try SurveySample()
    var tally = SurveyTally()
    for sheet in 0..<SurveySample.respondents {
      var inputs = ToolInputs()
      sample.fill(sheet, into: &inputs)
      let answers = try #require(try TestWorkbook(sample.workbook(inputs)).read().survey)
      #expect(answers.isAnswered)
      tally.add(answers.response)
    }
    #expect(SurveySample.published.count == 15)
    for (id, shares) in SurveySample.published {
      let question = try #require(tally[id])
      #expect(question.shares.map { $0?.description } == shares, "\(id)")
      #expect(question.counts == SurveySample.counts(shares), "\(id)")
      #expect(question.respondents == 245)
      #expect(question.unanswered == 0)
    }
    #expect(tally.respondents == 245)
    #expect(tally.emptySheets == 0)
    #expect(tally["q04-example"]?.texts == 49)
    #expect(tally["q04-example"]?.unanswered == 196)
    #expect(tally["q08-channel"]?.texts == 5)
  }

  @Test("The answers stand in whole tools, too", arguments: [0, 77, 244])
  func wholeTool(_ sheet: Int) throws {
    let sample = try SurveySample()
    let whole = try TestWorkbook(try Samples.tool { sample.fill(sheet, into: &$0) }).read()
    var inputs = ToolInputs()
    sample.fill(sheet, into: &inputs)
    let alone = try TestWorkbook(sample.workbook(inputs)).read()
    #expect(whole.survey == alone.survey)
    #expect(whole.parts.count == 8)
    #expect(whole.survey?.response.entries.map(\.question) == alone.located.definition.survey.map(\.id))
  }

  @Test("The definition has the questions and options of the published table")
  func definition() throws {
    let survey = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    #expect(survey.filter { $0.kind != .text }.map(\.id) == SurveySample.published.map(\.question))
    for (id, shares) in SurveySample.published {
      let question = try #require(survey.first { $0.id == id })
      #expect(question.options.count == shares.count)
      if question.kind == .single { #expect(SurveySample.counts(shares).reduce(0, +) == 245) }
    }
  }
}
