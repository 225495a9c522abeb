/// The relationships of a part: which other parts it refers to, under which identifier and kind.
///
/// Source: ECMA-376 Part 2, 6.5.
struct Relationships {
  struct Relationship {
    var identifier: String
    /// The last segment of the type's URI, `worksheet`: the same in transitional and Strict files.
    var kind: String
    var target: String
    var isExternal: Bool
  }

  let all: [Relationship]
  /// The first of each identifier: a workbook looks up as many as it has sheets.
  private let places: [String: Int]

  /// The relationships of a part; none where it has no relationship part.
  init(of part: PartName, in archive: ArchiveReader) throws(XLSXError) {
    try self.init(in: part.relationships, of: archive)
  }

  /// The relationships of the package itself.
  init(ofPackage archive: ArchiveReader) throws(XLSXError) {
    try self.init(in: PartName("_rels/.rels"), of: archive)
  }

  private init(in name: PartName, of archive: ArchiveReader) throws(XLSXError) {
    let root = archive.contains(name) ? try XMLElement.parse(name, in: archive) : nil
    let all: [Relationship] = (root?.all("Relationship") ?? []).compactMap { element in
      guard let identifier = element["Id"], let type = element["Type"], let target = element["Target"] else {
        return nil
      }
      return Relationship(
        identifier: identifier, kind: type.split(separator: "/").last.map(String.init) ?? type, target: target,
        isExternal: element["TargetMode"] == "External")
    }
    self.all = all
    var places: [String: Int] = [:]
    for (place, relationship) in all.enumerated() where places[relationship.identifier] == nil {
      places[relationship.identifier] = place
    }
    self.places = places
  }

  func first(ofKind kind: String) -> Relationship? { all.first { $0.kind == kind && !$0.isExternal } }
  subscript(_ identifier: String) -> Relationship? { places[identifier].map { all[$0] } }
}
