internal import XLSX

/// The figures of a part that a workbook's own formulas give: by its own factors, which GreenQuote does not know.
///
/// An object, so that parts of which GreenQuote computes the figures have room for a reference only.
public final class StatedFigures: Sendable {
  /// The emissions of one piece, in kg.
  public let emissions: Observation<Double>
  /// The renewable energy of one piece, in kWh.
  public let renewable: Observation<Double>
  /// The non-renewable energy of one piece, in kWh.
  public let nonRenewable: Observation<Double>
  /// `yes` or `no`: whether the part has recycled content.
  public let recycledContent: Observation<String>

  init(_ row: TableRow, in definition: TemplateDefinition) {
    func figure(_ id: ColumnID) -> Observation<Double> {
      let unit = row.columns[id]?.expected.unit ?? FigureColumns.units[id] ?? ""
      guard let factor = FigureColumns.factor(from: unit, of: id) else { return .absent }
      let number = row.number(id)
      return factor == 1 ? number : number.map { factor > 1 ? $0 * factor : $0 / (1 / factor) }
    }
    emissions = figure(.kgco2e)
    renewable = figure(.renewableKwh)
    nonRenewable = figure(.nonRenewableKwh)
    recycledContent = row.answer(.recycledContent, list: .yesNo, in: definition)
  }
}
