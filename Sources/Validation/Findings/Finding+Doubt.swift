extension Finding {
  /// Whether it casts doubt on a figure though it is no error: the workbook is then to be checked, not ready.
  public var raisesDoubt: Bool { severity == .warning && Self.raisesDoubt(rule: rule, variant: variant) }

  /// Whether a rule's warning casts doubt on a figure, by its code and variant as registers and reports keep them.
  ///
  /// - Parameters:
  ///   - rule: the code of the rule.
  ///   - variant: which of the rule's messages; empty where it has one only.
  /// - Returns: whether figures of a workbook with such a warning are to be checked.
  public static func raisesDoubt(rule: String, variant: String) -> Bool {
    doubtful.contains(variant.isEmpty ? rule : rule + "." + variant) || doubtful.contains(rule + ".*")
  }

  /// Messages of rules, by their keys, and rules with all their messages (`C13.*`), whose warnings mean that a figure
  /// is likely wrong by a unit, a factor or a missing amount.
  ///
  /// Not here: conversions beyond doubt (N01 to N03), dates, the layout of a template, spelling of part numbers,
  /// optional cells that no figure depends on.
  private static let doubtful: Set<String> = [
    // Numbers that nothing reads, or a sheet, a column or a row beside the one that was read.
    "A01", "A01.label", "A01.header", "A03.hidden", "A03.like", "A03.same", "A07.doubtful", "A10.beside", "A12",
    // A number that may be a thousand times as much, a currency that may be another, a value under a merged cell.
    "N11", "N14", "B02", "B02.empty",
    // The figures of another manufacturer's part.
    "P12",
    // A number in an optional cell of a list, or an amount of energy without what it is of.
    "M05.list-number", "G04", "G04.mechanism",
    // The months and the annual total, or the regions and the electricity bought, are far apart.
    "C04.far", "C05.far",
    // The known and the computed figure are far apart, or by the factor of a unit, or the known one is 0.
    "C07.far", "C07.zero", "C07.cause-thousand", "C07.cause-hundred", "C07.cause-ten", "C07.cause-joules",
    "C07.cause-kilojoules",
    // The share consumed in the US and Canada may be a hundredth of what was read.
    "C10.plain",
    // An electricity factor in another unit than kg per kWh.
    "C11", "C11.grams", "C11.tonnes",
    // An exchange rate that is far from any, or that changes nothing.
    "C18", "C18.idle",
    // Bought energy without emissions.
    "C19", "C19.heat", "C19.region",
    // Energy that the revenue does not pay for, carbon that the energy does not have, a price above the revenue.
    "C20", "C20.known", "C21", "C21.low", "C22.price",
    // One certificate used twice.
    "C23",
    // Emissions per revenue that no company has.
    "C13.*",
    // The company figures are of another company or year, do not agree with their parts, or lack some of them.
    "K05", "K06", "K07",
    // A computed cell was typed over or its formula changed, and it does not hold what GreenQuote computes.
    "W01", "W01.formula",
    // A figure was typed where the workbook's own formula gives it.
    "W09.typed",
    // Zero emissions from energy, or emissions without energy.
    "M03.*",
    // A value below merged cells, or the figures of another maker's part.
    "B02.*", "P12",
    // A text that may be a thousand times as much, and a price for so many pieces.
    "N11.point", "N13.pieces",
    // A part far from the others, or carbon that no energy has.
    "N08.*",
  ]
}
