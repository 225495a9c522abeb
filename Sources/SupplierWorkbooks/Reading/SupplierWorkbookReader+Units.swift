internal import Emissions

/// Unit cells of the energy sheet and of the regions.
extension SupplierWorkbookReader {
  /// The unit that a cell chooses, also where it says many of one, such as 万千瓦时 or `10 MWh`: amounts are then
  /// converted by that.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - list: the list that its unit is chosen from.
  ///   - coal: the unit of that list in which amounts of coal equivalent are read; `nil` where they cannot be.
  /// - Returns: the id of the unit, or why there is none.
  func unit(_ row: TableRow, of list: ReferenceLists.List, coal: String? = nil) -> Observation<String> {
    var unit = row.entry(.unit, list: list.id) { [lists] in lists.match(list, $0) }
    guard case .invalid(.notInList(let text, _)) = unit.outcome, let said = StatedMeasure(unitAlone: text)?.unit else {
      return unit
    }
    if let id = said == CoalEquivalent.unit ? coal : lists.match(list, said)?.entry { unit.outcome = .value(id) }
    return unit
  }

  /// The unit in which coal equivalent of a fuel is read: it is an amount of net energy.
  ///
  /// `nil` where the fuel is not known, or not given in it.
  func coalUnit(ofFuel fuel: String?) -> String? {
    guard let fuel, lists.library.units(of: fuel).contains(.gigajouleNet) else { return nil }
    return FuelUnit.gigajouleNet.rawValue
  }
}
