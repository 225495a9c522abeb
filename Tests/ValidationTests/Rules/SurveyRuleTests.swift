import SampleWorkbooks
import SupplierWorkbooks
import Testing

@testable import Validation
@testable import XLSX

@Suite("Rules about the survey")
struct SurveyRuleTests {
  private let sample: SurveySample

  init() throws { sample = try SurveySample() }

  private func findings(_ fill: (inout ToolInputs) -> Void) throws -> [Finding] {
    try CheckedTool(fill).findings.filter { $0.sheet == "Survey" }
  }

  @Test("A tool without answers, or without the sheet, has nothing to report")
  func empty() throws {
    #expect(try findings { _ in } == [])
    let without = try CheckedTool(SampleTool.golden, workbook: { $0.worksheets.removeAll { $0.name == "Survey" } })
    #expect(without.workbook.survey == nil)
    #expect(without.findings.map(\.key) == (try CheckedTool { _ in }.findings.map(\.key)))
  }

  @Test("An answer that is none of the options is a warning that names them, with the nearest as suggestion")
  func single() throws {
    let tool = try CheckedTool { sample.set("q02", .text("Suplier"), into: &$0) }
    let finding = try tool.finding("M05.answer")
    #expect(finding.severity == .warning)
    #expect(CheckedTool.place(finding) == "Survey!C6")
    #expect(finding.value == "Suplier")
    #expect(finding.suggestion == "Supplier 供应商")
    #expect(try tool.words("M05.answer").contains("OEM; Supplier"))
    #expect(try tool.words("M05.answer", .chinese).contains("整机厂商; 供应商"))
    let typed = try findings { sample.set("q02", .text("Supplier 供应商"), into: &$0) }
    #expect(typed == [])
    #expect(try findings { sample.set("q02", .text("neither"), into: &$0) }.map(\.suggestion) == [nil])
  }

  @Test("The same mark on a line that is neither Yes nor No is said once for each question")
  func lines() throws {
    let findings = try findings { inputs in
      for option in 0..<4 { sample.set("q14", option: option, .text("maybe"), into: &inputs) }
      sample.set("q15", option: 0, .text("Yess"), into: &inputs)
    }
    #expect(findings.map(\.key) == ["M05.answer", "M05.answer"])
    #expect(findings.map(\.ranges) == ["C50:C53", "C56"])
    #expect(findings.map(\.field?.english) == ["What matters when moving capacity?", "What information do you need?"])
    #expect(findings.map(\.suggestion) == [nil, "Yes"])
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test("The same mark that means Yes is noted once for the whole sheet")
  func marks() throws {
    let findings = try findings { inputs in
      for question in ["q12", "q14", "q15"] { sample.set(question, option: 1, .text("✓"), into: &inputs) }
      sample.set("q02", .text("SUPPLIER"), into: &inputs)
    }
    #expect(findings.map(\.key) == ["L01", "L01"])
    #expect(findings.map(\.severity) == [.note, .note])
    #expect(findings.map(\.ranges) == ["C6", "C40, C51, C57"])
  }

  @Test("An error value beside a question is a warning, and any text will do where texts are asked for")
  func others() throws {
    let findings = try findings { inputs in
      sample.set("q01", .error(.notAvailable), into: &inputs)
      sample.set("q14", option: 1, .error(.reference), into: &inputs)
      sample.set("q04-example", .text("  a label with spaces "), into: &inputs)
      sample.set("q08-channel", .number(2025), into: &inputs)
    }
    #expect(findings.map(\.key) == ["M05.error", "M05.error"])
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test("Whatever is answered, the figures stay as they are and no verdict changes", arguments: [0, 100, 200])
  func noVerdict(_ sheet: Int) throws {
    let plain = try CheckedTool { _ in }
    let answered = try CheckedTool { inputs in
      sample.fill(sheet, into: &inputs)
      sample.set("q02", .text("both"), into: &inputs)
    }
    #expect(Verdict(answered.findings) == Verdict(plain.findings))
    #expect(answered.findings.filter { $0.sheet != "Survey" } == plain.findings)
  }

  @Test("A renamed tab is noted, and its findings name it")
  func renamed() throws {
    var inputs = SampleTool.golden
    sample.set("q02", .text("Suplier"), into: &inputs)
    let tool = try CheckedTool(inputs, workbook: { try $0.rename("Survey", to: "问题") })
    #expect(try tool.finding("F02.sheet").sheet == "问题")
    #expect(try tool.finding("M05.answer").sheet == "问题")
  }
}
