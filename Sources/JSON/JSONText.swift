internal import FoundationEssentials

/// Values as JSON: keys in order, so that the same value gives the same text.
public enum JSONText {
  /// The value as JSON on many lines, for people.
  public static func of(_ value: some Encodable) throws -> String { try text(value, [.prettyPrinted]) }

  /// The value as JSON on one line, for programs.
  public static func line(_ value: some Encodable) throws -> String { try text(value, []) }

  private static func text(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value that a text says.
  public static func value<Value: Decodable>(_ type: Value.Type, _ text: some Sequence<UInt8>) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text))
  }
}
