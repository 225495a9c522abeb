internal import SupplierWorkbooks
internal import Validation
internal import XLSX

extension LocatedTemplate {
  /// Adds sheets to those of their layout.
  ///
  /// - Parameters:
  ///   - names: the names of the sheets.
  ///   - mayLack: whether the workbook may lack some of them.
  ///   - file: the workbook, for the error.
  /// - Throws: ``OperationError/refused(_:file:)`` for a sheet that cannot be added, with those that can.
  mutating func add(_ names: [String], mayLack: Bool, file: String) throws(OperationError) {
    let addable = addableSheets.map { $0.sheet.name }
    for name in names {
      do throws(SheetAddingError) {
        try add(sheetNamed: name)
      } catch {
        switch error {
        case .missing where mayLack: continue
        case .missing(let name), .noRival(let name):
          let arguments = ["name": name, "sheets": addable.joined(separator: ", ")].mapValues { LocalizedText($0) }
          throw .refused(
            Finding("K09", .error, variant: addable.isEmpty ? "none" : "", arguments: arguments), file: file)
        case .notAddable(let name, let taken):
          let arguments = ["name": name, "taken": taken].mapValues { LocalizedText($0) }
          throw .refused(Finding("K09", .error, variant: "layout", arguments: arguments), file: file)
        }
      }
    }
  }
}
