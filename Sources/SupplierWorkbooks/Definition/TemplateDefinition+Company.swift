extension TemplateDefinition {
  /// A company figure made of several fields of a workbook.
  public struct Total: Sendable {
    /// How a total is made of its fields.
    public enum Rule: String, Sendable, CaseIterable {
      /// The filled ones added up.
      case sum = "sum-of"
      /// The first that is filled; where each is a Scope 2 figure, that of the wanted method comes first.
      case first = "first-of"
    }

    /// The id of the figure, as the emission calculation tool names it.
    public var id: FieldID
    /// What the figure is called in messages.
    public var labels: Labels
    /// The unit of the figure and of its fields.
    public var unit: String?
    /// How it is made of ``fields``.
    public var rule: Rule
    /// The ids of its fields.
    public var fields: [FieldID]
  }

  /// A total of the workbook's own that figures should add up to.
  public struct Check: Sendable {
    /// The id of the field that holds it.
    public var total: FieldID
    /// The ids of the figures.
    public var figures: [FieldID]
  }

  /// The field of that id on whichever sheet.
  public func field(_ id: FieldID) -> Field? { sheets.lazy.compactMap { $0.field(id) }.first }

  /// The fields that stand for a company figure by themselves: neither part of a total nor there for a check.
  public var figureFields: [Field] {
    let others = Set(totals.flatMap { $0.fields } + checks.map { $0.total })
    return sheets.flatMap { $0.fields }.filter { !others.contains($0.id) }
  }
}
