/// The name by which a definition and the program mean the same thing: a sheet, a field, a column, a row or a list.
///
/// The ids that the program itself uses are declared beside each kind, once; a definition may have others.
public protocol DefinitionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The id, as definitions write it: `annual-total`.
  var text: String { get }
  /// The id that definitions write so.
  init(_ text: String)
}

extension DefinitionID {
  /// The id, as definitions write it.
  public var description: String { text }

  /// Orders ids by their texts.
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
