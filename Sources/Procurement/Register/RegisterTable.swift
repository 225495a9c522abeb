internal import JSON
internal import GreenQuote
internal import GRDB
internal import XLSX

/// Rows that a register answered with.
public struct RegisterTable: Sendable {
  /// What a column holds in one row, as SQLite stores it.
  public enum Value: Sendable, Hashable, Encodable {
    /// There is no value.
    case null
    /// A whole number of up to 64 bits.
    case integer(Int64)
    /// A number with a fraction.
    case real(Double)
    /// A text in Unicode.
    case text(String)

    /// Writes the value as a JSON string, number or null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .null: try container.encodeNil()
      case .integer(let number): try container.encode(number)
      case .real(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }

    var csv: String {
      switch self {
      case .null: ""
      case .integer(let number): String(number)
      // No mark before a number that is less than zero: it is no formula.
      case .real(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
      case .text(let text): CSVText.field(text)
      }
    }
  }

  /// The names of the columns, in order.
  public var columns: [String]
  /// The rows, each with a value for every column.
  public var rows: [[Value]]

  /// RFC 4180 in UTF-8 with a byte order mark; a text that a spreadsheet program would take for a formula has an
  /// apostrophe before it.
  public var csv: String {
    CSVText.byteOrderMark + columns.joined(separator: ",") + "\r\n" + rows.map { Self.line($0) }.joined()
  }

  static func line(_ row: [Value]) -> String { row.map(\.csv).joined(separator: ",") + "\r\n" }

  /// An array with an object for each row.
  public var json: String {
    get throws {
      try "[" + rows.map { try "\n" + JSONText.line(Self.object(columns, $0)) }.joined(separator: ",") + "\n]\n"
    }
  }

  static func object(_ columns: [String], _ row: [Value]) -> [String: Value] {
    Dictionary(zip(columns, row)) { first, _ in first }
  }

  static func values(_ row: Row, count: Int) -> [Value] {
    (0..<count).map { index in
      switch (row[index] as DatabaseValue).storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .blob(let bytes): .text("\(bytes.count) bytes")
      }
    }
  }
}

extension Register {
  /// Answers one of the usual questions.
  ///
  /// - Parameters:
  ///   - view: the question.
  ///   - threshold: from which relative change on ``RegisterView/largeChanges`` lists a part; `nil` for the register's
  ///     own setting.
  /// - Returns: the rows of the answer, with the names of their columns.
  /// - Throws: ``RegisterError`` where the register cannot be read.
  public func answer(_ view: RegisterView, threshold: Double? = nil) throws(RegisterError) -> RegisterTable {
    if view == .largeChanges, let threshold {
      return try table(
        "SELECT * FROM part_changes WHERE ABS(relative_change) > ? OR (previous_kgco2e_per_part = 0 AND kgco2e_per_part > 0) ORDER BY "
          + view.order, [threshold])
    }
    return try table("SELECT * FROM \(view.name) ORDER BY \(view.order)")
  }

  /// Answers a question in SQL; the register must have been opened for reading only.
  ///
  /// - Throws: ``RegisterError`` with the words of SQLite where the statement is none, or would change something.
  public func answer(sql: String) throws(RegisterError) -> RegisterTable { try table(sql) }

  private func table(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws(RegisterError)
    -> RegisterTable
  {
    try read { database in
      let statement = try database.makeStatement(sql: sql)
      let columns = statement.columnNames
      var table = RegisterTable(columns: columns, rows: [])
      let rows = try Row.fetchCursor(statement, arguments: arguments)
      while let row = try rows.next() { table.rows.append(RegisterTable.values(row, count: columns.count)) }
      return table
    }
  }
}
