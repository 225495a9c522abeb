/// A table of comma-separated values with a header, read from bytes.
///
/// Source: RFC 4180; a byte order mark, LF line ends and blank lines are accepted too.
struct FactorTable {
  let file: String
  private let columns: [String: Int]
  private(set) var rows: [Row] = []

  struct Row {
    let file: String
    /// 1-based.
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
      guard let number = Double(text), number.isFinite, text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x78 && $0 != 0x58 }) else {
        throw FactorError(.notANumber(text), file: file, line: line, column: column)
      }
      guard number >= 0 else { throw FactorError(.negative(text), file: file, line: line, column: column) }
      return number
    }

    func value<Value: RawRepresentable & CaseIterable>(_ column: String) throws(FactorError) -> Value where Value.RawValue == String {
      let text = try text(column)
      guard let value = Value(rawValue: text) else {
        throw FactorError(.unknownValue(text, allowed: Value.allCases.map(\.rawValue)), file: file, line: line, column: column)
      }
      return value
    }
  }

  init(_ bytes: [UInt8], file: String, required: [String]) throws(FactorError) {
    self.file = file
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw FactorError(.invalidText, file: file, line: line + 1)
    }
    var records = try Self.records(bytes, file: file)[...]
    guard let header = records.popFirst() else { throw FactorError(.missingColumn, file: file, line: 1, column: required.first) }
    var columns: [String: Int] = [:]
    for (index, name) in header.fields.enumerated() { columns[name] = index }
    for name in required where columns[name] == nil { throw FactorError(.missingColumn, file: file, line: 1, column: name) }
    self.columns = columns
    rows.reserveCapacity(records.count)
    for record in records {
      guard record.fields.count == header.fields.count else {
        throw FactorError(.wrongFieldCount(found: record.fields.count, expected: header.fields.count), file: file, line: record.line)
      }
      rows.append(Row(file: file, line: record.line, fields: record.fields, columns: columns))
    }
  }

  private static func records(_ bytes: [UInt8], file: String) throws(FactorError) -> [(line: Int, fields: [String])] {
    var records: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var line = 1
    var recordLine = 1
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endRecord() {
      if fields.count > 1 || fields.first?.isEmpty == false { records.append((recordLine, fields)) }
      fields.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      if bytes[index] == 0x22 {
        var field: [UInt8] = []
        index += 1
        while true {
          guard index < bytes.count else { throw FactorError(.unterminatedQuote, file: file, line: recordLine) }
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
          let column = records.first.flatMap { fields.count < $0.fields.count ? $0.fields[fields.count] : nil }
          throw FactorError(.misplacedQuote, file: file, line: recordLine, column: column)
        }
        fields.append(String(decoding: field, as: UTF8.self))
      } else {
        let start = index
        while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        fields.append(String(decoding: bytes[start..<index], as: UTF8.self))
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
