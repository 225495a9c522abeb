extension EnergyRow {
  /// The label of the row; of a row for any fuel with its number and the fuel chosen: `Other fuel 2 (Kerosene)`.
  public func name(in workbook: SupplierWorkbook, lists: ReferenceLists, language: Language) -> String {
    guard kind == "fuel", let fuel = lists.fuels.first(where: { $0.id == fuel.value }) else { return label[language] }
    let row = workbook.located.definition.sheet("energy")?.table?.row(id)
    if row?.fuel == fuel.id { return label[language] }
    let number = id.split(separator: "-").last.flatMap { Int($0) }.map { " \($0)" } ?? ""
    return label[language] + number + " (\(fuel.text[language]))"
  }
}
