/// The elements that edits write into parts, each with the prefix that the part gives its elements.
enum CellMarkup {
  static func number(_ value: Double) -> String {
    var bytes: [UInt8] = []
    NumberText.append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A `t` element, which keeps white space at its ends only when told to.
  static func textElement(_ text: String, prefix: [UInt8]) -> [UInt8] {
    let isSpaced = text != text.trimmingSpaces
    return element("t", attributes: isSpaced ? " xml:space=\"preserve\"" : "", text: text, prefix: prefix)
  }

  /// An element around text.
  static func element(_ name: String, attributes: String = "", text: String, prefix: [UInt8]) -> [UInt8] {
    var content = XMLBuffer()
    content.append(text: text)
    return element(name, attributes: attributes, content: content.bytes, prefix: prefix)
  }

  /// An element around markup; the attributes with the space before them.
  static func element(_ name: String, attributes: String = "", content: [UInt8], prefix: [UInt8]) -> [UInt8] {
    let name = String(decoding: prefix, as: UTF8.self) + name
    if content.isEmpty { return Array("<\(name)\(attributes)/>".utf8) }
    return Array("<\(name)\(attributes)>".utf8) + content + Array("</\(name)>".utf8)
  }
}

extension SheetPlan.PlannedCell {
  /// The formula element to write; `nil` where there is none, or the present one stays.
  func formulaElement(prefix: [UInt8]) -> [UInt8]? {
    guard case .write(let text, let attributes) = formula else { return nil }
    return CellMarkup.element("f", attributes: attributes, text: text, prefix: prefix)
  }

  /// The element of the value; empty for a blank cell, and where the present value stays.
  func valueElement(prefix: [UInt8]) -> [UInt8] {
    switch content {
    case .keep, .empty: return []
    case .value(let text, _): return CellMarkup.element("v", text: text, prefix: prefix)
    case .inline(let text):
      return CellMarkup.element("is", content: CellMarkup.textElement(text, prefix: prefix), prefix: prefix)
    }
  }

  /// The value of the attribute `t`; `nil` for none.
  var type: String? {
    switch content {
    case .value(_, let type): type
    case .inline: "inlineStr"
    case .keep, .empty: nil
    }
  }

  var keepsValue: Bool { if case .keep = content { true } else { false } }
  var keepsFormula: Bool { if case .keep = formula { true } else { false } }
}
