/// A table of comma-separated values with a header, read from bytes.
///
/// Source: RFC 4180; a byte order mark, LF line ends and blank lines are accepted too.
struct FactorTable {
  let file: String
  private let header: [String]
  private(set) var rows: [Row] = []

  struct Row {
    let file: String
    /// The number of the row's line in the file, 1-based.
    let line: Int
    fileprivate let fields: [String]
    fileprivate let columns: [String: Int]

    /// A text that may be empty; empty where the table has no such column.
    func optional(_ column: String) -> String { columns[column].map { fields[$0] } ?? "" }

    func text(_ column: String) throws(FactorError) -> String {
      let text = optional(column)
      guard !text.isEmpty else { throw FactorError(.emptyField, file: file, line: line, column: column) }
      return text
    }

    /// A finite number that is not negative.
    func number(_ column: String) throws(FactorError) -> Double {
      let text = try text(column)
      guard let number = Double(text), number.isFinite, text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x78 && $0 != 0x58 })
      else {
        throw FactorError(.notANumber(text), file: file, line: line, column: column)
      }
      guard number >= 0 else { throw FactorError(.negative(text), file: file, line: line, column: column) }
      return number
    }

    /// A finite number above zero.
    func positive(_ column: String) throws(FactorError) -> Double {
      let number = try number(column)
      guard number > 0 else { throw FactorError(.zero, file: file, line: line, column: column) }
      return number
    }

    func value<Value: RawRepresentable & CaseIterable>(_ column: String) throws(FactorError) -> Value
    where Value.RawValue == String {
      let text = try text(column)
      guard let value = Value(rawValue: text) else {
        throw FactorError(
          .unknownValue(text, allowed: Value.allCases.map { $0.rawValue }), file: file, line: line, column: column)
      }
      return value
    }
  }

  /// - Throws: ``FactorError`` for text that is no table, and for a header that lacks one of the columns.
  init(_ bytes: [UInt8], file: String, required: [String]) throws(FactorError) {
    try self.init(bytes, file: file) { _ in required }
  }

  /// A table of which the header tells what columns it has to have.
  init(_ bytes: [UInt8], file: String, required: (_ header: [String]) throws(FactorError) -> [String])
    throws(FactorError)
  {
    self.file = file
    var records = try Self.records(bytes, file: file)[...]
    header = records.popFirst()?.fields ?? []
    var columns: [String: Int] = [:]
    for (index, name) in header.enumerated() where columns.updateValue(index, forKey: name) != nil && !name.isEmpty {
      throw FactorError(.duplicateColumn, file: file, line: 1, column: name)
    }
    for name in try required(header) where columns[name] == nil {
      throw FactorError(.missingColumn, file: file, line: 1, column: name)
    }
    rows.reserveCapacity(records.count)
    for record in records {
      guard record.fields.count == header.count else {
        // The first field that is missing, or the last one before those that are too many.
        throw FactorError(
          .wrongFieldCount(found: record.fields.count, expected: header.count), file: file, line: record.line,
          column: header[min(record.fields.count, header.count - 1)])
      }
      rows.append(Row(file: file, line: record.line, fields: record.fields, columns: columns))
    }
  }

  private static func records(_ bytes: [UInt8], file: String) throws(FactorError) -> [(line: Int, fields: [String])] {
    var reader = RecordReader(bytes, file: file)
    return try reader.read()
  }
}

/// Cuts comma-separated values into records of fields.
private struct RecordReader {
  private let bytes: [UInt8]
  private let file: String
  /// Then each field is: a field ends at a character of ASCII.
  private let isText: Bool
  private var records: [(line: Int, fields: [String])] = []
  private var fields: [String] = []
  private var recordLine = 1

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    isText = String(validating: bytes, as: UTF8.self) != nil
  }

  private mutating func endRecord() {
    if fields.count > 1 || fields.first?.isEmpty == false { records.append((recordLine, fields)) }
    fields.removeAll(keepingCapacity: true)
  }

  private func error(_ code: FactorError.Code) -> FactorError {
    let column = records.first.flatMap { fields.count < $0.fields.count ? $0.fields[fields.count] : nil }
    return FactorError(code, file: file, line: recordLine, column: column)
  }

  private mutating func end(_ field: ArraySlice<UInt8>) throws(FactorError) {
    guard isText else {
      guard let text = String(validating: field, as: UTF8.self) else { throw error(.invalidText) }
      return fields.append(text)
    }
    fields.append(field.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
  }

  mutating func read() throws(FactorError) -> [(line: Int, fields: [String])] {
    var line = 1
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      if bytes[index] == 0x22 {
        var field: [UInt8] = []
        index += 1
        while true {
          guard index < bytes.count else { throw error(.unterminatedQuote) }
          if bytes[index] == 0x22 {
            guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
            index += 1
          } else if bytes[index] == 0x0A {
            line += 1
          }
          field.append(bytes[index])
          index += 1
        }
        index += 1
        guard index == bytes.count || bytes[index] == 0x2C || bytes[index] == 0x0A || bytes[index] == 0x0D else {
          throw error(.misplacedQuote)
        }
        try end(field[...])
      } else {
        let start = index
        while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        try end(bytes[start..<index])
      }
      if index < bytes.count, bytes[index] == 0x2C {
        index += 1
        // A comma at the very end of the text still begins a field.
        if index == bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D { fields.append("") } else { continue }
      }
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
      line += 1
      endRecord()
      recordLine = line
    }
    return records
  }
}
