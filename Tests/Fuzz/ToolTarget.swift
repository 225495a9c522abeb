import Emissions
import Glibc
@testable import GreenQuote
@testable import XLSX

/// The bytes say how the parts of a filled tool are changed; the tool is then read, computed and judged as `complete`
/// does it.
func fuzzTool(_ bytes: [UInt8]) {
  var choices = Choices(bytes)
  var package = SmallPackage(parts: tool)
  for _ in 0...choices.number(below: 4) { package.mutate(&choices) }
  let path = ScratchFile.write(StoredArchive(entries: package.parts).bytes, to: "book.xlsx")
  guard let today = CalendarDate(year: 2026, month: 1, day: 1) else { return }
  _ = try? Completion(
    of: WorkbookReader(path: path), by: TemplateDefinitions(), settings: CompletionSettings(asOf: today))
}

/// The parts of the workbook that the environment variable FUZZ_TOOL names.
private let tool: [(name: String, bytes: [UInt8])] = {
  guard let path = getenv("FUZZ_TOOL").map({ String(cString: $0) }),
    let reader = attempt({ try WorkbookReader(path: path) })
  else {
    fatalError("FUZZ_TOOL names no workbook")
  }
  return reader.archive.partNames.map { name in (name.text, attempt { try reader.archive.bytes(of: name) } ?? []) }
}()
