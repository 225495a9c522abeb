/// Why factor data were refused: file, line and column, and what was expected there.
public struct FactorError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    case invalidText
    case unterminatedQuote
    case misplacedQuote
    case missingColumn
    case wrongFieldCount(found: Int, expected: Int)
    case emptyField
    case notANumber(String)
    case negative(String)
    case unknownValue(String, allowed: [String])
    case duplicateKey(String)
  }

  public var code: Code
  public var file: String
  /// 1-based; line 1 is the header.
  public var line: Int
  public var column: String?

  public init(_ code: Code, file: String, line: Int, column: String? = nil) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String {
    let problem =
      switch code {
      case .invalidText: "is not UTF-8 text"
      case .unterminatedQuote: "a quoted field has no closing quote"
      case .misplacedQuote: "has text behind its closing quote; write a quote inside quotes twice"
      case .missingColumn: "the header lacks this column"
      case .wrongFieldCount(let found, let expected): "has \(found) fields; expected \(expected)"
      case .emptyField: "is empty"
      case .notANumber(let text): "'\(text)' is not a number; use digits and a decimal point"
      case .negative(let text): "'\(text)' is negative"
      case .unknownValue(let text, let allowed): "'\(text)' is unknown; use one of \(allowed.joined(separator: ", "))"
      case .duplicateKey(let key): "'\(key)' stands in an earlier line already"
      }
    return "\(file): line \(line)\(column.map { ", column \($0)" } ?? ""): \(problem)"
  }
}
