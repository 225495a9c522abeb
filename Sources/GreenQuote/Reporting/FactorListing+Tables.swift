public import Emissions

extension FactorListing {
  /// The factors of one kind, with the columns of factor files; where there are own factors, two columns say where
  /// those come from.
  public struct Table: Sendable {
    /// The kind of factors.
    public var kind: FactorKind
    /// The names of the columns.
    public var columns: [String]
    /// The rows, each with a text for each column.
    public var rows: [[String]]

    /// Sources with the number of rows that come from them, in the order of the rows.
    public var sources: [(source: String, count: Int)] {
      guard let column = columns.firstIndex(of: "source") else { return [] }
      var counts: [String: Int] = [:]
      var order: [String] = []
      for row in rows {
        if counts[row[column]] == nil { order.append(row[column]) }
        counts[row[column], default: 0] += 1
      }
      return order.map { ($0, counts[$0] ?? 0) }
    }

    /// RFC 4180 but for the line ends, without the last one.
    public var csv: String {
      ([columns] + rows).map { $0.map(Self.quoted).joined(separator: ",") }.joined(separator: "\n")
    }

    private static func quoted(_ field: String) -> String {
      guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return field }
      return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
  }

  /// One table for each kind that was asked for.
  public var tables: [Table] {
    var tables: [Table] = []
    func add(_ kind: FactorKind, _ columns: [String], _ rows: [([String], Own?)]?) {
      guard let rows else { return }
      let hasOwn = rows.contains { $0.1 != nil }
      tables.append(
        Table(
          kind: kind, columns: columns + (hasOwn ? ["own_file", "own_line"] : []),
          rows: rows.map { fields, own in
            hasOwn ? fields + [own?.file ?? "", own.map { String($0.line) } ?? ""] : fields
          }))
    }
    func number(_ value: Double) -> String { DecimalText.shortest(value) }
    add(
      .fuel,
      [
        "fuel", "fuel_en", "fuel_zh", "category", "biogenic", "region", "unit", "kg_co2_per_unit", "g_ch4_per_unit",
        "g_n2o_per_unit",
        "kwh_per_unit", "source", "source_url",
      ],
      fuels?.map { row in
        (
          [
            row.fuel, row.english, row.chinese, row.category, row.biogenic ? "yes" : "no", row.region, row.unit,
            number(row.carbonDioxide), number(row.methane), number(row.nitrousOxide), number(row.kilowattHours),
            row.source, row.sourceURL,
          ], row.own
        )
      })
    add(
      .grid,
      [
        "country", "country_en", "country_zh", "subdivision", "subdivision_en", "subdivision_zh", "kgco2e_per_kwh",
        "year", "source",
        "source_url",
      ],
      grid?.map { row in
        (
          [
            row.country, row.countryEnglish, row.countryChinese, row.subdivision, row.subdivisionEnglish,
            row.subdivisionChinese,
            number(row.factor), row.year, row.source, row.sourceURL,
          ], row.own
        )
      })
    add(
      .residualMix, ["country", "kgco2e_per_kwh", "year", "source"],
      residualMixes?.map { ([$0.country, number($0.factor), $0.year, $0.source], $0.own) })
    add(
      .warmingPotential, ["gas", "ar4", "ar5", "ar6", "source"],
      warmingPotentials?.map { ([$0.gas, number($0.ar4), number($0.ar5), number($0.ar6), $0.source], $0.own) })
    add(
      .trackingSystem, ["country", "system", "constraint", "source"],
      trackingSystems?.map { ([$0.country, $0.system, $0.constraint, $0.source], nil) })
    add(
      .conversion, ["from", "to", "factor", "source"],
      conversions?.map { ([$0.from, $0.to, number($0.factor), $0.source], nil) })
    return tables
  }
}
