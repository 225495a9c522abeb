import SampleWorkbooks
import XLSX

/// Writes the workbooks of `Fixtures/` that the project's own writer makes; the same bytes each time.
///
/// With `generated` as a second argument, twenty tools of generated inputs instead, for the checks: they are not kept.
/// With `returned COUNT [PARTS]`, a folder as it comes back from suppliers, and for each file a line of JSON that says
/// what it is meant to be.
@main
struct BuildFixtures {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "Fixtures"
    if CommandLine.arguments.contains("generated") {
      for seed in 1...20 {
        let inputs = try GeneratedTool.inputs(seed: UInt64(seed), isFull: seed == 1)
        try write(SampleTool.workbook(inputs), to: "\(folder)/generated-\(seed).xlsx")
      }
      return
    }
    if let place = CommandLine.arguments.firstIndex(of: "returned") {
      let numbers = CommandLine.arguments[(place + 1)...].compactMap { Int($0) }
      let entries = try ReturnedFolder.write(
        to: folder, count: numbers.first ?? 100, parts: numbers.dropFirst().first ?? 12)
      for entry in entries { print(entry.line) }
      return
    }
    let tools = [
      ("golden", SampleTool.golden), ("worked-example", SampleTool.workedExample),
      ("two-countries", SampleTool.twoCountries),
      ("everything", SampleTool.everything), ("200-parts", SampleTool.generated(parts: 200)),
    ]
    for (name, inputs) in tools { try write(SampleTool.workbook(inputs), to: "\(folder)/tools/\(name).xlsx") }
    for tool in BrokenTool.all { try write(SampleTool.workbook(tool.inputs), to: "\(folder)/broken/\(tool.name).xlsx") }
    try write(SampleTool.workbook(FortyMistakes.inputs), to: "\(folder)/broken/forty-mistakes.xlsx")
    for form in CustomerForm.allCases { try write(form.workbook, to: "\(folder)/forms/\(form.rawValue).xlsx") }
    try write(OtherTool.workbook(), to: "\(folder)/other-tools/other-tool.xlsx")
    try write(PartsSheet.plain, to: "\(folder)/parts/plain-sheet.xlsx")
  }

  private static func write(_ workbook: NewWorkbook, to path: String) throws {
    try workbook.write(to: path, force: true)
    print(path)
  }
}
