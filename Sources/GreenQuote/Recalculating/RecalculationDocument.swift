public import Emissions
public import Validation
internal import XLSX

/// The cells of a workbook whose stored values are not those of their formulas, as JSON: `greenquote.recalculation/1`.
///
/// A value is an object of one key, `number`, `text`, `boolean` or `error`; every other key is always there, with `null`
/// where there is nothing.
public struct RecalculationDocument: Sendable {
  /// The version of the form: another where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.recalculation/1"

  /// A value of a cell.
  public enum Value: Sendable {
    /// A number, a text, a truth value, an error such as `#N/A`.
    case number(Double), text(String), boolean(Bool), error(String)
    /// Nothing.
    case none
  }

  /// A cell that stores another value than its formula has.
  public struct Difference: Sendable {
    /// The name of the sheet; the cell in A1 notation.
    public var sheet, cell: String
    /// What the file stores, and what the formula comes to.
    public var stored, evaluated: Value
  }

  /// Formulas that could not be evaluated for the same reason.
  public struct Unevaluated: Sendable {
    /// A code that stays the same in every version and language; and the reason in words.
    public var code, message: String
    /// The number of cells.
    public var count: Int
    /// The first of the cells: `Parts!B7`.
    public var first: String
    /// The cell whose formula is the reason; `nil` where that is not known.
    public var cause: String?
  }

  /// The version of the form, and the program that wrote it.
  public var schema = RecalculationDocument.schema
  public var program = "greenquote " + ProgramVersion.current
  /// The workbook as the caller named it.
  public var file: String
  /// The day that counted as today, as `yyyy-mm-dd`.
  public var asOf: String
  /// How many cells were evaluated; of these, how many store another value by more than the last digits, and how many
  /// none.
  public var evaluated, differing, missing: Int
  /// The cells that store another value.
  public var differences: [Difference]
  /// What could not be evaluated, by reason.
  public var unevaluated: [Unevaluated]

  /// The document of what came of evaluating a workbook.
  ///
  /// - Parameters:
  ///   - recalculation: what came of it.
  ///   - differences: the cells that it handed out.
  ///   - file: the workbook as the caller named it.
  ///   - catalogue: the messages in the document's language.
  ///   - asOf: the day that counted as today.
  public init(
    _ recalculation: Recalculation, differences: [CellDifference], file: String, catalogue: MessageCatalogue,
    asOf: CalendarDate
  ) {
    self.file = file
    self.asOf = asOf.description
    evaluated = recalculation.evaluated
    differing = recalculation.differing
    missing = recalculation.missing
    self.differences = differences.map {
      Difference(
        sheet: $0.place.sheet, cell: $0.place.cell.description, stored: Value($0.stored), evaluated: Value($0.evaluated)
      )
    }
    unevaluated = recalculation.unevaluated.map {
      Unevaluated(
        code: $0.reason.code, message: catalogue.message($0.reason), count: $0.count, first: $0.first.description,
        cause: $0.cause?.description)
    }
  }
}

extension RecalculationDocument.Value {
  init(_ value: CellValue) {
    self =
      switch value {
      case .blank: .none
      case .number(let number): .number(number)
      case .text(let text): .text(text)
      case .boolean(let truth): .boolean(truth)
      case .error(let error): .error(error.rawValue)
      }
  }
}

#if !hasFeature(Embedded)
  extension RecalculationDocument: Encodable {
    enum CodingKeys: String, CodingKey {
      case schema, program, file, evaluated, differing, missing, differences, unevaluated
      case asOf = "as_of"
    }
  }
  extension RecalculationDocument.Difference: Encodable {}

  extension RecalculationDocument.Value: Encodable {
    enum CodingKeys: String, CodingKey { case number, text, boolean, error }

    /// Writes the value under the name of its type, `null` where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      if case .none = self {
        var single = encoder.singleValueContainer()
        return try single.encodeNil()
      }
      var keys = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .number(let number): try keys.encode(number, forKey: .number)
      case .text(let text): try keys.encode(text, forKey: .text)
      case .boolean(let truth): try keys.encode(truth, forKey: .boolean)
      case .error(let error): try keys.encode(error, forKey: .error)
      case .none: break
      }
    }
  }

  extension RecalculationDocument.Unevaluated: Encodable {
    enum CodingKeys: String, CodingKey { case code, message, count, first, cause }

    /// Writes the reason with every key, `null` where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(code, forKey: .code)
      try keys.encode(message, forKey: .message)
      try keys.encode(count, forKey: .count)
      try keys.encode(first, forKey: .first)
      try keys.encode(cause, forKey: .cause)
    }
  }
#endif
