import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

/// Checks of fixtures and of workbooks that tests make.
enum CheckedFiles {
  static func check(_ path: String, keepsExcerpts: Bool = true) throws -> ValidationResult {
    let settings = try CompletionSettings(asOf: #require(CalendarDate.testDay))
    return WorkbookCheck(
      by: try TemplateDefinitions(), settings: settings, limits: ReadingLimits(), keepsExcerpts: keepsExcerpts
    ).run(path)
  }

  /// Every workbook of `Fixtures/`, readable or not.
  static let fixtures: [String] =
    ["tools", "broken", "forms", "parts", "unreadable"].flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: Fixture.path(folder))) ?? []).sorted().map {
        folder + "/" + $0
      }
    } + ["features.xlsm"]

  /// What was found in each of them: worked out once, for every test and language.
  static let checkedFixtures = Result { try fixtures.map { try check(Fixture.path($0)) } }

  /// The golden tool with other values in some cells.
  static func tool(_ changes: [String: CellValue], in scratch: Scratch, name: String = "tool.xlsx") throws -> String {
    try edited(Fixture.path("tools/golden.xlsx"), changes, in: scratch, name: name)
  }

  /// A workbook with other values in some cells, by `Sheet!A1`.
  static func edited(_ path: String, _ changes: [String: CellValue], in scratch: Scratch, name: String) throws -> String
  {
    let editor = try WorkbookEditor(path: path)
    for (place, value) in changes {
      let parts = place.split(separator: "!").map(String.init)
      try editor.set(.value(value), at: #require(CellReference(parts[1])), in: parts[0])
    }
    try editor.write(to: scratch.path(name))
    return scratch.path(name)
  }
}
