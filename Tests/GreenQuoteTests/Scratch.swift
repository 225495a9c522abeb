import Foundation
import SupplierWorkbooks

@testable import XLSX

/// A folder for one test, removed with everything in it.
final class Scratch {
  private let url = FileManager.default.temporaryDirectory.appending(path: "greenquote-" + UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// What the folder holds, hidden files too.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

  /// A copy of a file, under its own name.
  func copy(_ path: String) throws -> String {
    let target = self.path(URL(filePath: path).lastPathComponent)
    try FileManager.default.copyItem(atPath: path, toPath: target)
    return target
  }
}

/// The workbooks of `Fixtures/`.
enum Fixture {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path

  static func path(_ name: String) -> String { root + "/Fixtures/" + name }

  static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}

extension WorkbookReader {
  /// Every cell of a sheet that holds something.
  func values(_ sheet: String) throws -> [CellReference: CellValue] {
    guard let sheet = self.sheet(named: sheet) else { return [:] }
    var values: [CellReference: CellValue] = [:]
    _ = try read(sheet) { row in
      for cell in row.cells where !cell.value.isBlank { values[cell.reference] = cell.value }
    }
    return values
  }

  /// The rows of a form below its first row of headers, as texts and numbers by header letter.
  func rows(_ sheet: String) throws -> [Int: [Int: CellValue]] {
    var rows: [Int: [Int: CellValue]] = [:]
    for (reference, value) in try values(sheet) { rows[reference.row, default: [:]][reference.column] = value }
    return rows
  }
}

extension CalendarDate {
  /// The day that counts as today in tests.
  static let testDay = CalendarDate(daysSince1970: 20_700)
}
