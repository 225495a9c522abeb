/// Why factor data were refused: file, line and column, and what was expected there.
public struct FactorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What can be wrong with factor data.
  public enum Code: Hashable, Sendable {
    // The file as a whole
    /// The file cannot be opened or read; with the reason of the operating system.
    case cannotRead(String)
    /// The file is larger than that.
    case tooLarge(megabytes: Int)
    /// The header has the columns of no kind of factor file.
    case unknownHeader
    /// Files of this kind cannot take the place of the published ones.
    case notReplaceable(FactorKind)
    // Its text
    /// The bytes are not UTF-8.
    case invalidText
    /// A field begins with a quote that never ends.
    case unterminatedQuote
    /// Text stands behind the closing quote of a field.
    case misplacedQuote
    /// The header lacks a column that its kind needs.
    case missingColumn
    /// The header has a column twice.
    case duplicateColumn
    /// A row has another number of fields than the header.
    case wrongFieldCount(found: Int, expected: Int)
    // Its fields
    /// A field that must be filled is empty.
    case emptyField
    /// A text stands where a number belongs.
    case notANumber(String)
    /// A number that must not be negative is.
    case negative(String)
    /// A number that must be above zero is zero.
    case zero
    /// A text that must be one of a few is another.
    case unknownValue(String, allowed: [String])
    /// Not the alpha-2 code of a country; with the code that was probably meant.
    case notACountry(String, meant: String?)
    // Rows among each other
    /// Two rows have the same key.
    case duplicateKey(String)
    /// Another row says otherwise; `row` tells which.
    case contradiction(String, expected: String, row: String)
    /// A row that all others need is missing.
    case missingRow(String)
    /// A fuel and unit that has a row for one region only.
    case missingRegion(fuel: String, unit: FuelUnit, region: FuelRegion)
  }

  /// What is wrong, as a case.
  public var code: Code
  /// The file as the caller named it.
  public var file: String
  /// The line of the file, 1-based, where line 1 is the header; 0 for the file as a whole.
  public var line: Int
  /// The column at fault by its name in the header; `nil` where none alone is.
  public var column: String?

  /// An error at a place of a file.
  public init(_ code: Code, file: String, line: Int, column: String? = nil) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
  }

  /// The whole message: `file: line 3, column unit: problem; what to do`.
  public var description: String {
    let place = line > 0 ? ": line \(line)" : ""
    return "\(file)\(place)\(column.map { ", column \($0)" } ?? ""): \(problem)"
  }

  /// What is wrong and what to do, without the place.
  public var problem: String {
    switch code {
    case .cannotRead(let reason): "cannot be read: \(reason)"
    case .tooLarge(let megabytes): "is larger than any factor file (\(megabytes) MB)"
    case .unknownHeader:
      "the header is that of no factor file. Separate the columns by commas and name them so: \(Self.headers)"
    case .notReplaceable(let kind):
      "holds \(kind.title), which cannot be replaced. What can be replaced: \(Self.headers)"
    case .invalidText: "is not UTF-8 text; save the file as CSV UTF-8"
    case .unterminatedQuote: "a quoted field has no closing quote"
    case .misplacedQuote: "has text behind its closing quote; write a quote inside quotes twice"
    case .missingColumn: "the header lacks this column"
    case .duplicateColumn: "the header has this column twice"
    case .wrongFieldCount(let found, let expected) where found < expected:
      "has \(found) fields; expected \(expected), this one is missing"
    case .wrongFieldCount(let found, let expected):
      "has \(found) fields; expected \(expected), this is the last one. Put a text with a comma in quotes"
    case .emptyField: "is empty"
    case .notANumber(let text): "'\(text)' is not a number; use digits and a decimal point"
    case .negative(let text): "'\(text)' is negative"
    case .zero: "is zero; use a number above zero"
    case .unknownValue(let text, let allowed): "'\(text)' is unknown; use one of \(allowed.joined(separator: ", "))"
    case .notACountry(let text, let meant):
      "'\(text)' is not a code of ISO 3166-1 alpha-2\(meant.map { "; '\($0)' is meant?" } ?? "")"
    case .duplicateKey(let key): "'\(key)' stands in an earlier line already"
    case .contradiction(let text, let expected, let row): "'\(text)' contradicts '\(expected)' in \(row)"
    case .missingRow(let key): "there is no row for '\(key)'"
    case .missingRegion(let fuel, let unit, let region):
      "there is no row of \(fuel) in \(unit.rawValue) for the region \(region.rawValue); a new fuel or unit needs a row for each region"
    }
  }

  private static var headers: String {
    FactorKind.allCases.filter { $0.isReplaceable }.map { "\($0.title) – \($0.requiredColumns.joined(separator: ","))" }
      .joined(separator: "; ")
  }
}
