/// What a cell holds, as stored: dates and percentages are numbers, their number format tells them apart.
public enum CellValue: Hashable, Sendable {
  case blank
  case number(Double)
  case text(String)
  case boolean(Bool)
  case error(CellError)

  /// Whether there is nothing.
  @inlinable public var isBlank: Bool { if case .blank = self { true } else { false } }
}

/// The error values of a spreadsheet: ECMA-376 Part 1, 18.17.3.
public enum CellError: String, Hashable, Sendable, CaseIterable {
  case null = "#NULL!"
  case divisionByZero = "#DIV/0!"
  case value = "#VALUE!"
  case reference = "#REF!"
  case name = "#NAME?"
  case number = "#NUM!"
  case notAvailable = "#N/A"
  case gettingData = "#GETTING_DATA"
  case spill = "#SPILL!"
  case calculation = "#CALC!"
  case field = "#FIELD!"
  case blocked = "#BLOCKED!"
  case connect = "#CONNECT!"
  case busy = "#BUSY!"
  case unknown = "#UNKNOWN!"
}

extension CellValue {
  /// The text, where it is one; numbers are not turned into text, since how they look is up to the number format.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The number, where it is one: also of dates (days since the start of the date system) and percentages (0.25 for 25 %).
  public var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// Whether it says true or false, where it says one of them.
  public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
}
