package import Emissions
package import Foundation
@testable package import XLSX

/// A folder for one test, removed with everything in it.
package final class Scratch {
  private let url = FileManager.default.temporaryDirectory.appending(path: "greenquote-" + UUID().uuidString)

  package init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// What the folder holds, hidden files too.
  package var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

  /// A copy of a file, under its own name.
  package func copy(_ path: String) throws -> String {
    let target = self.path(URL(filePath: path).lastPathComponent)
    try FileManager.default.copyItem(atPath: path, toPath: target)
    return target
  }
}

/// The workbooks of `Fixtures/`.
package enum Fixture {
  package static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path

  package static func path(_ name: String) -> String { root + "/Fixtures/" + name }

  package static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}

extension WorkbookReader {
  /// Every cell of a sheet that holds something.
  package func values(_ sheet: String) throws -> [CellReference: CellValue] {
    guard let sheet = self.sheet(named: sheet) else { return [:] }
    var values: [CellReference: CellValue] = [:]
    _ = try read(sheet) { row in
      for cell in row.cells where !cell.value.isBlank { values[cell.reference] = cell.value }
    }
    return values
  }

  /// The rows of a form below its first row of headers, as texts and numbers by header letter.
  package func rows(_ sheet: String) throws -> [Int: [Int: CellValue]] {
    var rows: [Int: [Int: CellValue]] = [:]
    for (reference, value) in try values(sheet) { rows[reference.row, default: [:]][reference.column] = value }
    return rows
  }
}

extension CalendarDate {
  /// The day that counts as today in tests.
  package static let testDay = CalendarDate(daysSince1970: 20_700)
}
