internal import XLSX

/// Why the entries of a sheet cannot be added to those of another.
public enum SheetAddingError: Error, Sendable, Hashable {
  /// The workbook has no sheet of that name.
  case missing(String)
  /// The sheet is none of those that could be taken for another.
  case noRival(String)
  /// The sheet is like one whose entries are not added up, such as that of the company.
  case notAddable(String, to: String)
}

extension LocatedTemplate {
  /// The sheets whose entries can be added up: a row for each source, region, part, material or certificate.
  private static let addable: Set<SheetID> = [
    .energy, .electricityFactor, .parts, .secondaryMaterials, .certificates,
  ]

  /// The sheets that were not taken and can be added, in the order of the definition and the tabs.
  public var addableSheets: [Rival] { rivals.filter { Self.addable.contains($0.id) && $0.contents.table != nil } }

  /// The sheets of the definition's id, and those that were added to it in their order.
  public func ids(of sheet: SheetID) -> [SheetID] {
    definition.sheets.lazy.map { $0.id }.filter { $0.original == sheet }
  }

  /// The sheets that were added, in the order of the definition.
  public var addedSheets: [SheetID] { definition.sheets.lazy.map { $0.id }.filter { $0.isAdded } }

  /// Takes a sheet that was not taken beside the one that was: its entries are added up with those there.
  ///
  /// - Parameter name: the name of its tab; without regard to case where none is written so.
  /// - Throws: ``SheetAddingError`` where there is no such sheet, or its entries cannot be added.
  public mutating func add(sheetNamed name: String) throws(SheetAddingError) {
    let names = sheetNames.filter { $0 == name } + sheetNames.filter { $0.lowercased() == name.lowercased() }
    guard let found = names.first else { throw .missing(name) }
    // Naming a sheet twice adds it once.
    if addedSheets.contains(where: { sheets[$0]?.name == found }) { return }
    guard let place = rivals.firstIndex(where: { $0.sheet.name == found }) else { throw .noRival(found) }
    guard addableSheets.contains(where: { $0.sheet.name == found }) else {
      throw .notAddable(found, to: sheets[rivals[place].id]?.name ?? "")
    }
    let rival = rivals.remove(at: place)
    guard let last = definition.sheets.lastIndex(where: { $0.id.original == rival.id }) else { return }
    var contents = rival.contents
    contents.definition.id = rival.id.adding(definition.sheets[last].id.addition + 1)
    // It was named, whatever its contents tell.
    contents.recognition = .label
    definition.sheets.insert(contents.definition, at: last + 1)
    sheets[contents.definition.id] = contents
  }
}
