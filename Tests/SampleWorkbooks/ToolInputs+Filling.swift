internal import Emissions
public import SupplierWorkbooks
public import XLSX

/// Rows of the tool as a supplier fills them: amounts in the unit of the row, list entries as the drop-down lists write
/// them.
extension ToolInputs {
  public mutating func field(_ id: FieldID, _ value: CellValue) { fields[id] = value }

  public mutating func field(_ id: FieldID, _ text: String) { fields[id] = .text(text) }

  public mutating func field(_ id: FieldID, _ number: Double) { fields[id] = .number(number) }

  public mutating func date(_ id: FieldID, _ year: Int, _ month: Int, _ day: Int) {
    fields[id] = Self.serial(year, month, day)
  }

  public mutating func set(_ sheet: SheetID, row: Int, _ column: ColumnID, _ value: CellValue) {
    tables[sheet, default: [:]][row, default: [:]][column] = value
  }

  /// What the supplier calls itself, earns and says about the year 2025.
  public mutating func company(_ name: String, revenue: Double, currency: String, role: String = "Manufacturer") {
    field("company-name", name)
    date("period-start", 2025, 1, 1)
    date("period-end", 2025, 12, 31)
    field("revenue", revenue)
    field("currency", currency)
    field("role", role)
    date("response-date", 2026, 7, 20)
  }

  /// A row of the energy sheet; the months from January on, or the year's total.
  public mutating func energy(
    row: Int, fuel: String? = nil, unit: String? = nil, months: [Double] = [], annual: Double? = nil,
    usCanadaShare: Double? = nil
  ) {
    if let fuel { set("energy", row: row, "fuel", .text(fuel)) }
    if let unit { set("energy", row: row, "unit", .text(unit)) }
    for (index, amount) in months.enumerated() {
      set("energy", row: row, ColumnID.months[index], .number(amount))
    }
    if let annual { set("energy", row: row, "annual-total", .number(annual)) }
    if let usCanadaShare { set("energy", row: row, "us-canada-share", .number(usCanadaShare)) }
  }

  /// The next free row of the sheet of regions.
  public mutating func region(
    _ country: String, _ subdivision: String? = nil, _ consumption: Double, _ unit: String, customFactor: Double? = nil
  ) {
    let row = (tables["electricity-factor"]?.keys.max() ?? 9) + 1
    set("electricity-factor", row: row, "country", .text(country))
    if let subdivision { set("electricity-factor", row: row, "subdivision", .text(subdivision)) }
    set("electricity-factor", row: row, "consumption", .number(consumption))
    set("electricity-factor", row: row, "unit", .text(unit))
    if let customFactor { set("electricity-factor", row: row, "custom-factor", .number(customFactor)) }
  }

  /// The next free row of the sheet of parts; returns it.
  @discardableResult
  public mutating func part(
    _ mpn: String, price: Double, currency: String? = nil, mfg: String? = nil, customsCode: String? = nil,
    allocation: String? = nil,
    mass: Double? = nil
  ) -> Int {
    let row = (tables["parts"]?.keys.max() ?? 4) + 1
    set("parts", row: row, "mpn", .text(mpn))
    set("parts", row: row, "price", .number(price))
    if let currency { set("parts", row: row, "currency", .text(currency)) }
    if let mfg { set("parts", row: row, "mfg", .text(mfg)) }
    if let customsCode { set("parts", row: row, "customs-code", .text(customsCode)) }
    if let allocation { set("parts", row: row, "allocation", .text(allocation)) }
    if let mass { set("parts", row: row, "mass", .number(mass)) }
    return row
  }

  /// The next free row of the secondary materials, masses in g.
  public mutating func material(
    _ mpn: String, _ material: String, mass: Double, preConsumer: Double = 0, postConsumer: Double = 0,
    reutilization: Double = 0,
    process: String? = nil
  ) {
    let row = (tables["secondary-materials"]?.keys.max() ?? 4) + 1
    let amounts: [(ColumnID, Double)] = [
      ("part-mass", mass), ("pre-consumer", preConsumer), ("post-consumer", postConsumer),
      ("reutilization", reutilization),
    ]
    set("secondary-materials", row: row, "mpn", .text(mpn))
    set("secondary-materials", row: row, "material", .text(material))
    for (column, amount) in amounts where amount > 0 { set("secondary-materials", row: row, column, .number(amount)) }
    if let process { set("secondary-materials", row: row, "process", .text(process)) }
  }

  /// The next free row of the certificates.
  public mutating func certificate(
    _ mechanism: String, system: String? = nil, country: String, megawattHours: Double, vintage: Int = 2025,
    identifier: String? = nil
  ) {
    let row = (tables["certificates"]?.keys.max() ?? 4) + 1
    set("certificates", row: row, "mechanism", .text(mechanism))
    if let system { set("certificates", row: row, "tracking-system", .text(system)) }
    set("certificates", row: row, "country", .text(country))
    set("certificates", row: row, "amount", .number(megawattHours))
    set("certificates", row: row, "vintage", .number(Double(vintage)))
    if let identifier { set("certificates", row: row, "certificate-id", .text(identifier)) }
  }

  static func serial(_ year: Int, _ month: Int, _ day: Int) -> CellValue {
    guard let serial = CalendarDate(year: year, month: month, day: day)?.serial(in: .from1900) else { return .blank }
    return .number(serial)
  }
}
