/// A worksheet to be taken out of a workbook, with the parts that nothing else refers to.
struct SheetRemoval {
  var part: PartName

  func apply(workbook: PartName, in draft: inout PackageDraft) throws(XLSXError) {
    let list = try SheetList(workbook, in: &draft)
    let relationships = try draft.relationships(of: workbook)
    guard let relationship = relationships.first(where: { workbook.resolving(target: $0.target) == part }),
      let index = list.entries.firstIndex(where: { $0.relationship == relationship.identifier })
    else { return }
    if try CalculationChain.concerns(sheetIdentifier: list.entries[index].identifier, of: workbook, in: &draft) {
      try CalculationChain.remove(from: workbook, in: &draft)
    }
    try list.remove(at: index, in: &draft)
    try draft.unrelate(workbook, [relationship.identifier])
    let own = try reachable(from: [part], in: &draft).subtracting(reachable(from: [PartName("")], in: &draft))
    for part in own.sorted(by: { $0.text < $1.text }) { try draft.remove(part) }
  }

  /// The parts that relationships lead to, with those from which they lead; the empty name stands for the package.
  private func reachable(from start: [PartName], in draft: inout PackageDraft) throws(XLSXError) -> Set<PartName> {
    var found = Set(start)
    var open = start
    while let part = open.popLast() {
      for relationship in try draft.relationships(of: part) where !relationship.isExternal {
        let target = part.resolving(target: relationship.target)
        if draft.contains(target), found.insert(target).inserted { open.append(target) }
      }
    }
    return found
  }
}
