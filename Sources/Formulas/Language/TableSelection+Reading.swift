extension TableSelection {
  /// Reads what stands in the brackets of a structured reference: `Amount`, `[#Totals],[Amount]`, `@Amount`,
  /// `[Q1]:[Q4]`.
  ///
  /// - Throws: `.malformed`.
  init(_ content: String) throws(FormulaInterruption) {
    self.init()
    let trimmed = Self.trimmed(content)
    if trimmed.isEmpty { return }
    guard trimmed.hasPrefix("[") || trimmed.hasPrefix("@[") else {
      try read(item: trimmed)
      return
    }
    var rest = Substring(trimmed)
    if rest.first == "@" {
      parts.insert(.thisRow)
      rest = rest.dropFirst()
    }
    var names: [String] = []
    while let first = rest.first {
      switch first {
      case "[":
        let item = try Self.taken(from: &rest)
        if item.hasPrefix("#") { parts.insert(try Self.part(item)) } else { names.append(Self.name(item)) }
      case ",", ":", " ": rest = rest.dropFirst()
      default: throw .malformed("columns of a table")
      }
    }
    guard names.count <= 2 else { throw .malformed("columns of a table") }
    if let first = names.first, let last = names.last { columns = (first, last) }
  }

  /// A single item without brackets of its own.
  private mutating func read(item: String) throws(FormulaInterruption) {
    if item.hasPrefix("#") {
      parts = [try Self.part(item)]
    } else if item.hasPrefix("@") {
      parts = [.thisRow]
      let name = Self.name(String(item.dropFirst()))
      if !name.isEmpty { columns = (name, name) }
    } else {
      columns = (Self.name(item), Self.name(item))
    }
  }

  private static func part(_ item: String) throws(FormulaInterruption) -> Part {
    switch item.lowercased() {
    case "#all": return .all
    case "#data": return .data
    case "#headers": return .headers
    case "#totals": return .totals
    case "#this row": return .thisRow
    default: throw .malformed("a part of a table that is not known")
    }
  }

  /// Takes an item in brackets; an apostrophe takes the meaning of what follows.
  private static func taken(from rest: inout Substring) throws(FormulaInterruption) -> String {
    rest = rest.dropFirst()
    var item = ""
    var isPlain = false
    while let character = rest.first {
      rest = rest.dropFirst()
      if !isPlain, character == "]" { return item }
      isPlain = !isPlain && character == "'"
      item.append(character)
    }
    throw .malformed("a bracket without an end")
  }

  /// The name of a column, without the apostrophes that take the meaning of what follows.
  private static func name(_ item: String) -> String {
    var name = ""
    var isPlain = false
    for character in item {
      if character == "'", !isPlain {
        isPlain = true
        continue
      }
      isPlain = false
      name.append(character)
    }
    return name
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
