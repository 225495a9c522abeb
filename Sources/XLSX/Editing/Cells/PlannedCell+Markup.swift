extension SheetPlan.PlannedCell {
  /// The formula element to write; `nil` where there is none, or the present one stays.
  func formulaElement(prefix: [UInt8]) -> [UInt8]? {
    guard case .write(let text, let attributes) = formula else { return nil }
    return ElementMarkup.element("f", attributes: attributes, text: text, prefix: prefix)
  }

  /// The element of the value; empty for a blank cell, and where the present value stays.
  func valueElement(prefix: [UInt8]) -> [UInt8] {
    switch content {
    case .keep, .empty: return []
    case .value(let text, _): return ElementMarkup.element("v", text: text, prefix: prefix)
    case .inline(let text):
      return ElementMarkup.element("is", content: ElementMarkup.textElement(text, prefix: prefix), prefix: prefix)
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
