internal import Emissions

/// Every step from the cells that a supplier filled to the figures of a part, with the sources of all factors.
///
/// Each step can be redone with a pocket calculator: its formula stands with names and with numbers at full precision.
public struct Explanation: Sendable {
  /// The version of the JSON form: greater where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.explanation/1"

  public var schema = Explanation.schema
  public var file: String
  /// `en` or `zh`: the language of all names and titles; ids are the same in each.
  public var language: String
  /// What was chosen: global warming potentials and Scope 2 method.
  public var settings: String
  public var sections: [Section]

  public struct Section: Sendable {
    public var id: String
    public var title: String
    public var steps: [Step] = []
  }

  /// One formula and its result.
  public struct Step: Sendable {
    /// `2.3`: the section and the step in it.
    public var number: String
    public var id: String
    public var title: String
    public var inputs: [Term]
    public var formula: String
    public var calculation: String
    public var result: Figure
    public var notes: [String] = []
  }

  public struct Figure: Sendable, Hashable {
    public var name: String
    public var value: Double
    public var unit: String
  }

  /// A value that a formula uses, and where it comes from: a cell, a factor of the data, or an earlier step.
  public struct Term: Sendable, Hashable {
    public var name: String
    public var value: Double
    public var unit: String
    /// Where it stands, as typed.
    public var cell: CellSource?
    public var factor: FactorSource?
    /// The number of the step that it comes from.
    public var step: String?
  }

  public struct CellSource: Sendable, Hashable {
    public var file: String
    public var sheet: String
    public var cell: String
    /// What a person sees in the cell.
    public var typed: String
  }

  public struct FactorSource: Sendable, Hashable {
    public var source: String
    public var year: String?
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
