/// What a workbook keeps of another one to which its formulas refer: the values that it had when it was last open.
///
/// Source: ECMA-376 Part 1, 18.14.
public struct ExternalBook: Sendable {
  /// The values of its cells that formulas refer to, by the names of the sheets and by cells.
  public var sheets: [String: [CellReference: CellValue]] = [:]
}

extension WorkbookReader {
  /// Reads what the workbook keeps of another one; nothing is opened.
  ///
  /// - Parameter number: the number that formulas write in brackets, counted from 1.
  /// - Returns: the values; `nil` where there is no such workbook, or it is a link of another kind.
  /// - Throws: ``XLSXError`` where the part cannot be read, or is larger than a part in memory may be.
  public func externalBook(_ number: Int) throws(XLSXError) -> ExternalBook? {
    let references = try XMLElement.parse(workbookPart, in: archive).first("externalReferences")
    let listed = references?.all("externalReference") ?? []
    guard number >= 1, number <= listed.count, let identifier = listed[number - 1].relationshipIdentifier,
      let relationship = try Relationships(of: workbookPart, in: archive)[identifier]
    else { return nil }
    let part = workbookPart.resolving(target: relationship.target)
    guard archive.contains(part), let root = try XMLElement.parse(part, in: archive).first("externalBook") else {
      return nil
    }
    let names = (root.first("sheetNames")?.all("sheetName") ?? []).map { $0["val"] ?? "" }
    var book = ExternalBook()
    for sheet in root.first("sheetDataSet")?.all("sheetData") ?? [] {
      guard let index = sheet.integer("sheetId"), names.indices.contains(index) else { continue }
      var cells: [CellReference: CellValue] = [:]
      for cell in sheet.all("row").flatMap({ $0.all("cell") }) {
        guard let place = cell["r"].flatMap({ CellReference($0) }), let text = cell.first("v")?.text else { continue }
        cells[place] = Self.value(text, type: cell["t"])
      }
      book.sheets[names[index]] = cells
    }
    return book
  }

  private static func value(_ text: String, type: String?) -> CellValue {
    switch type {
    case "str": .text(EscapedText.decode(Array(text.utf8)))
    case "b": .boolean(text == "1" || text == "true")
    case "e": .error(CellError(rawValue: text) ?? .unknown)
    default: DecimalNumber.parse(Array(text.utf8)).map { .number($0) } ?? .blank
    }
  }
}
