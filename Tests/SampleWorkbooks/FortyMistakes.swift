public import SupplierWorkbooks
import XLSX

/// A tool with forty mistakes of forty kinds in it, beside parts that are as they should be.
public enum FortyMistakes {
  /// What is to be found: the key of the finding and its place.
  public struct Mistake: Sendable, Hashable {
    public var key: String
    /// `Per MPN!A9`, or the sheet alone.
    public var place: String
    /// What is to be typed instead, where that is certain.
    public var suggestion: String?

    public init(key: String, place: String, suggestion: String? = nil) {
      self.key = key
      self.place = place
      self.suggestion = suggestion
    }
  }

  public static let all: [Mistake] =
    [
      mistake("P04", "Company!B5", "Pearl River Connectors 珠江连接器有限公司"), mistake("D05.time", "Company!B6", "2025-01-01"),
      mistake("D01", "Company!B7", "2025-12-31"), mistake("N02", "Company!B8", "98500000"),
      mistake("L01", "Company!B9", "CNY"),
      mistake("D03", "Company!B12"), mistake("M05.list", "Company!B20"), mistake("C04", "Energy consumption!R12"),
      mistake("C10.plain", "Energy consumption!S11", "25%"), mistake("N03", "Energy consumption!R14", "420"),
      mistake("N01", "Energy consumption!R16", "96.5"), mistake("C05", "Electricity factor"),
      mistake("C11.listed", "Electricity factor!E11"),
      mistake("C07", "Summary!B29"), mistake("G01", "Certificates!B5"), mistake("G03", "Certificates!E6"),
      mistake("P06.material-nearest", "Secondary materials!A9", "HDR-40-2.54"),
    ] + parts.enumerated().compactMap { index, part in part.mistake(row: 9 + index) }
    + [
      mistake("M06", "Per MPN!A\(lastRow)")
    ]

  private static var lastRow: Int { 9 + parts.count + 3 }

  private static func mistake(_ key: String, _ place: String, _ suggestion: String? = nil) -> Mistake {
    Mistake(key: key, place: place, suggestion: suggestion)
  }

  /// A row of the sheet of parts with one mistake.
  private struct Part: Sendable {
    var key: String
    var column: String
    var id: ColumnID
    var value: CellValue
    var suggestion: String?
    var more: [ColumnID: CellValue]

    init(
      _ key: String, _ column: String, _ id: ColumnID, _ value: CellValue, _ suggestion: String? = nil,
      more: [ColumnID: CellValue] = [:]
    ) {
      (self.key, self.column, self.id, self.value, self.suggestion, self.more) = (
        key, column, id, value, suggestion, more
      )
    }

    func mistake(row: Int) -> Mistake { Mistake(key: key, place: "Per MPN!\(column)\(row)", suggestion: suggestion) }
  }

  private static let parts: [Part] = [
    Part("M01", "A", "mpn", .blank), Part("M01.price", "C", "price", .text("n/a")),
    Part("N05", "C", "price", .text("on request")),
    Part("N05.bound", "C", "price", .text("<0.1"), "0.1"), Part("N06", "C", "price", .error(.reference)),
    Part("N04", "C", "price", .number(-0.62)), Part("N09", "C", "price", .number(1e13)),
    Part("N02.ambiguous", "C", "price", .text("1,234")), Part("N03.unknown", "C", "price", .text("5 USD")),
    Part("C16", "C", "price", .number(0)), Part("C02.exchange", "D", "currency", .text("EUR")),
    Part("L03.nearest", "D", "currency", .text("UZD")),
    Part("P01.different", "A", "mpn", .text("HDR-02-1.27"), more: ["price": .number(0.85)]),
    Part("P03", "A", "mpn", .number(4711)), Part("P03.exponent", "A", "mpn", .text("1E+05")),
    Part("P03.date", "A", "mpn", .text("2-Mar")),
    Part("P04.look-alike", "A", "mpn", .text("РN-77"), "PN-77"),
    Part("P05", "A", "mpn", .text("Header, two rows, 2.54 mm, gold plated, reel of 500")),
    Part("P05.breaks", "A", "mpn", .text("FM-201\nFM-202")), Part("M05.number", "P", "mass", .text("heavy")),
    Part("C15.mass", "O", "allocation", .text("Physical by mass 按质量")),
    Part("M07", "A", "mpn", .text("12345"), more: ["mfg": .text("供应商1")]),
  ]

  /// The works of ``SampleTool/twoCountries`` with everything wrong that can be wrong at once.
  public static var inputs: ToolInputs {
    var inputs = SampleTool.twoCountries
    inputs.field("company-name", "Pearl River Connectors 珠江连接器有限公司 ")
    inputs.field("period-start", 45_658.25)
    inputs.field("period-end", "12/31/2025")
    inputs.field("revenue", "98,500,000")
    inputs.field("currency", "cny")
    inputs.date("response-date", 2027, 7, 20)
    inputs.field("scope2-method", "either")
    inputs.energy(row: 12, unit: inputs.unit(row: 12), months: [900, 920], annual: 2000, usCanadaShare: 1)
    inputs.set("energy", row: 11, "us-canada-share", .text("25"))
    inputs.set("energy", row: 14, "annual-total", .text("420 MWh"))
    inputs.set("energy", row: 16, "annual-total", .text("96.5"))
    inputs.set("electricity-factor", row: 11, "consumption", .number(840))
    inputs.set("electricity-factor", row: 11, "custom-factor", .number(0.4))
    inputs.field("known-renewable", 840)
    inputs.set("certificates", row: 5, "tracking-system", .text("Nonesuch"))
    inputs.set("certificates", row: 6, "vintage", .number(2023))
    // Goods of the carbon border adjustment have a note of their own.
    for row in 5...8 { inputs.set("parts", row: row, "customs-code", .blank) }
    inputs.material("HDR-40-2.45", "Brass 黄铜", mass: 4.2)
    for (index, part) in parts.enumerated() {
      let row = 9 + index
      inputs.set("parts", row: row, "mpn", .text("FM-\(100 + index)"))
      inputs.set("parts", row: row, "price", .number(1.5 + Double(index) / 4))
      inputs.set("parts", row: row, "mfg", .text("Pearl River Connectors"))
      for (id, value) in part.more { inputs.set("parts", row: row, id, value) }
      inputs.set("parts", row: row, part.id, part.value)
    }
    inputs.set("parts", row: lastRow, "mpn", .text("FM-900"))
    inputs.set("parts", row: lastRow, "price", .number(3))
    return inputs
  }
}

extension ToolInputs {
  fileprivate func unit(row: Int) -> String? {
    if case .text(let unit)? = tables["energy"]?[row]?["unit"] { unit } else { nil }
  }
}
