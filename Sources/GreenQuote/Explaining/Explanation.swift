internal import Emissions

/// Every step from the cells that a supplier filled to the figures of a part, with the sources of all factors.
///
/// Each step can be redone with a pocket calculator: its formula stands with names and with numbers at full precision.
public struct Explanation: Sendable {
  /// The version of the JSON form: greater where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.explanation/1"

  /// Always the version of the JSON form, by which readers know it.
  public var schema = Explanation.schema
  /// The workbook that is explained, as the caller named it.
  public var file: String
  /// The language of all names and titles, `en` or `zh`; ids are the same in each.
  public var language: String
  /// What was chosen: global warming potentials and Scope 2 method.
  public var settings: String
  /// How the workbook's own formulas compare with these figures; `nil` where they were not heard.
  public var doubleEntry: String?
  /// The sections: fuels, electricity, energy, totals, then one for each part.
  public var sections: [Section]

  /// Steps that belong together, such as those of one part.
  public struct Section: Sendable {
    /// An id that is the same in every language.
    public var id: String
    /// The heading of the section.
    public var title: String
    /// The steps, in the order in which they build on each other.
    public var steps: [Step] = []
  }

  /// One formula and its result.
  public struct Step: Sendable {
    /// The section and the step in it, such as `2.3`.
    public var number: String
    /// An id that is the same in every language.
    public var id: String
    /// What the step computes.
    public var title: String
    /// The values that the formula uses.
    public var inputs: [Term]
    /// The formula with the names of its values.
    public var formula: String
    /// The formula with numbers at full precision in the place of the names.
    public var calculation: String
    /// What the formula comes to.
    public var result: Figure
    /// What a reader should know beside the formula, in sentences.
    public var notes: [String] = []
  }

  /// A named number with its unit.
  public struct Figure: Sendable, Hashable {
    /// What formulas call the number.
    public var name: String
    /// The number, in that unit.
    public var value: Double
    /// The unit; empty for a ratio.
    public var unit: String
  }

  /// A value that a formula uses, and where it comes from: a cell, a factor of the data, or an earlier step.
  public struct Term: Sendable, Hashable {
    /// What formulas call the value.
    public var name: String
    /// The value, in that unit.
    public var value: Double
    /// The unit; empty for a ratio.
    public var unit: String
    /// The cell in which it stands, as typed; `nil` where it comes from elsewhere.
    public var cell: CellSource?
    /// The data from which the factor comes; `nil` where it comes from elsewhere.
    public var factor: FactorSource?
    /// The number of the step that it comes from; `nil` where it comes from elsewhere.
    public var step: String?
  }

  /// A cell that a value was read from.
  public struct CellSource: Sendable, Hashable {
    /// The workbook, as the caller named it.
    public var file: String
    /// The name of the sheet.
    public var sheet: String
    /// The cell in A1 notation.
    public var cell: String
    /// What a person sees in the cell.
    public var typed: String
  }

  /// Where a factor was published.
  public struct FactorSource: Sendable, Hashable {
    /// The publication in which the factor stands.
    public var source: String
    /// The year that the factor is for; `nil` where it belongs to none.
    public var year: String?
    /// Where the publication can be found; `nil` where no address is known.
    public var url: String?
    /// Where a factor of the user's own stands in the place of a published one: file and line, and what it replaced.
    public var replacement: String?
  }

  /// A number at full precision, without exponent.
  static func number(_ value: Double) -> String { DecimalText.shortest(value) }
}

#if !hasFeature(Embedded)
  extension Explanation: Encodable {}
  extension Explanation.Section: Encodable {}
  extension Explanation.Step: Encodable {}
  extension Explanation.Figure: Encodable {}
  extension Explanation.Term: Encodable {}
  extension Explanation.CellSource: Encodable {}
  extension Explanation.FactorSource: Encodable {}
#endif
