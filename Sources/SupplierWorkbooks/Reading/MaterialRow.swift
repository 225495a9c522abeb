/// One recycled material of a part, as a row of the sheet of secondary materials has it.
public struct MaterialRow: WorkbookRow {
  /// The sheet of the template that has the table.
  public static let table = SheetID.secondaryMaterials

  /// The row of the sheet, 1-based.
  public var row: Int
  /// 0 on the template's sheet, else the number of the added sheet.
  public var addition: UInt8 = 0
  /// The number of the part.
  public var mpn: Observation<String>
  /// The id of the material.
  public var material: Observation<String>
  /// The mass of all of this material in one piece, recycled or not, in g.
  public var partMass: Observation<Double>
  /// The mass of pre-consumer material in one piece, in g.
  public var preConsumer: Observation<Double>
  /// The mass of post-consumer material in one piece, in g.
  public var postConsumer: Observation<Double>
  /// The mass of reutilized material in one piece, in g.
  public var reutilization: Observation<Double>
  /// The id of the process.
  public var process: Observation<String>
}
