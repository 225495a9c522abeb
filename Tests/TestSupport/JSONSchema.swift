import Foundation

/// Checks JSON against the parts of JSON Schema (draft 2020-12) that the project's schemas use; an unknown keyword is a
/// violation, so that nothing stays unchecked.
package struct JSONSchema {
  private let root: [String: Any]

  package init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// What is wrong, each with its place; empty where the text conforms.
  package func violations(in text: String) throws -> [String] {
    check(try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed), root, at: "")
  }

  private static let silent: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

  private func check(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    schema.sorted { $0.key < $1.key }.flatMap { keyword, argument in
      Self.silent.contains(keyword) ? [] : check(value, keyword, argument, schema, at: place)
    }
  }

  private func check(_ value: Any, _ keyword: String, _ argument: Any, _ schema: [String: Any], at place: String)
    -> [String]
  {
    func wrong(_ isWrong: Bool) -> [String] { isWrong ? ["\(place): \(keyword) \(argument)"] : [] }
    switch keyword {
    case "$ref":
      let name = (argument as? String)?.split(separator: "/").last.map(String.init) ?? ""
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else { return wrong(true) }
      return check(value, target, at: place)
    case "type":
      let types = argument as? [String] ?? [argument as? String ?? ""]
      return wrong(!types.contains { Self.isType($0, value) })
    case "const": return wrong(!(value as? NSObject == argument as? NSObject))
    case "enum": return wrong(!(argument as? [NSObject] ?? []).contains { $0 == value as? NSObject })
    case "pattern":
      guard let text = value as? String, let pattern = argument as? String else { return [] }
      return wrong(text.range(of: pattern, options: .regularExpression) == nil)
    case "minimum": return wrong((value as? NSNumber)?.doubleValue ?? 0 < (argument as? NSNumber)?.doubleValue ?? 0)
    case "required":
      guard let object = value as? [String: Any] else { return [] }
      return (argument as? [String] ?? []).filter { object[$0] == nil }.map { "\(place)/\($0): is missing" }
    case "properties":
      guard let object = value as? [String: Any], let properties = argument as? [String: [String: Any]] else {
        return []
      }
      return object.sorted { $0.key < $1.key }.flatMap { key, member in
        properties[key].map { check(member, $0, at: place + "/" + key) } ?? []
      }
    case "additionalProperties":
      let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
      return (value as? [String: Any] ?? [:]).keys.filter { !known.contains($0) }.map { "\(place)/\($0): is not known" }
    case "items":
      guard let elements = value as? [Any], let schema = argument as? [String: Any] else { return [] }
      return elements.enumerated().flatMap { check($1, schema, at: "\(place)/\($0)") }
    default: return wrong(true)
    }
  }

  private static func isType(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": value is Bool
    case "number": value is NSNumber
    case "integer": (value as? NSNumber).map { isWhole($0) } ?? false
    default: false
    }
  }

  private static func isWhole(_ number: NSNumber) -> Bool { number.doubleValue == number.doubleValue.rounded() }
}
