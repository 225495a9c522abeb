/// What a cell holds, as stored: dates and percentages are numbers, their number format tells them apart.
public enum CellValue: Hashable, Sendable {
  case blank
  case number(Double)
  case text(String)
  case boolean(Bool)
  case error(CellError)

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
