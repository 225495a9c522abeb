/// What a cell holds, as stored: dates and percentages are numbers, their number format tells them apart.
public enum CellValue: Hashable, Sendable {
  /// Nothing: an empty cell, or one that has only a style.
  case blank
  /// A number; a date is the number of days since the start of the date system, a percentage a fraction.
  case number(Double)
  /// A text without its formatting.
  case text(String)
  /// A truth value: true or false.
  case boolean(Bool)
  /// An error value, such as the result of a division by zero.
  case error(CellError)

  /// Whether there is nothing.
  @inlinable public var isBlank: Bool { if case .blank = self { true } else { false } }
}

/// The error values of a spreadsheet: ECMA-376 Part 1, 18.17.3.
public enum CellError: String, Hashable, Sendable, CaseIterable {
  /// Two ranges that were to be intersected have no cell in common.
  case null = "#NULL!"
  /// A number was divided by zero.
  case divisionByZero = "#DIV/0!"
  /// An argument or operand is of the wrong type.
  case value = "#VALUE!"
  /// A reference leads to a cell that no longer exists.
  case reference = "#REF!"
  /// A name or function is not known.
  case name = "#NAME?"
  /// A number is out of range, or an iteration found no result.
  case number = "#NUM!"
  /// A value is not available, such as one that a lookup did not find.
  case notAvailable = "#N/A"
  /// Data from elsewhere are still being fetched.
  case gettingData = "#GETTING_DATA"
  /// The result of an array formula does not fit into the cells around it.
  case spill = "#SPILL!"
  /// The program cannot calculate the formula, such as an array in an array.
  case calculation = "#CALC!"
  /// A linked data type has no such field.
  case field = "#FIELD!"
  /// Data from elsewhere may not be fetched.
  case blocked = "#BLOCKED!"
  /// Data from elsewhere cannot be reached.
  case connect = "#CONNECT!"
  /// The program was still calculating when the workbook was saved.
  case busy = "#BUSY!"
  /// The value is of a type that the program which saved it did not know.
  case unknown = "#UNKNOWN!"
}

extension CellValue {
  /// The text, where it is one; numbers are not turned into text, since how they look is up to the number format.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The number, where it is one: also of dates (days since the start of the date system) and percentages (0.25 for 25
  /// %).
  public var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// Whether it says true or false, where it says one of them.
  public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
}
