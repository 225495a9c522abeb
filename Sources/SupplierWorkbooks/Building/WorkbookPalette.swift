package import XLSX

/// The styles of the templates, by what a cell is for.
package struct WorkbookPalette {
  package static let yellow = Color(argb: 0xFFFF_FF00)
  package static let grey = Color(argb: 0xFFD9_D9D9)
  package static let green = Color(argb: 0xFF1F_6E43)
  package static let pale = Color(argb: 0xFFE2_EFDA)
  package static let line = Color(argb: 0xFFA6_A6A6)

  /// The number formats of the templates; `text` keeps part numbers as typed.
  package enum Format: String {
    case general = "General"
    case text = "@"
    case amount = "#,##0.########"
    case figure = "#,##0.0000"
    case intensity = "0.000000000"
    /// Up to the ten decimals that the form is given.
    case decimals = "0.##########"
    case percentage = "0.##%"
    case date = "yyyy-mm-dd"
    case monthDayYear = "m/d/yyyy"
    case integer = "0"
  }

  private let make: (CellStyle) -> StyleID

  package init(_ make: @escaping (CellStyle) -> StyleID) { self.make = make }

  private func base(_ size: Double = 10, bold: Bool = false) -> CellStyle {
    var style = CellStyle()
    style.font.name = "Arial"
    style.font.size = size
    style.font.bold = bold
    style.vertical = .center
    return style
  }

  package var title: StyleID {
    var style = base(16, bold: true)
    style.font.color = Self.green
    return make(style)
  }

  package var hint: StyleID {
    var style = base(9)
    style.font.color = Color(argb: 0xFF59_5959)
    style.vertical = .top
    style.wraps = true
    return make(style)
  }

  package var plain: StyleID { make(base()) }

  /// The unit beside a value.
  package var unit: StyleID {
    var style = base()
    style.horizontal = .left
    style.indent = 1
    return make(style)
  }

  /// What a field means, beside it.
  package var fieldHint: StyleID {
    var style = base(9)
    style.font.color = Color(argb: 0xFF59_5959)
    style.horizontal = .left
    style.indent = 1
    return make(style)
  }

  package var paragraph: StyleID {
    var style = base()
    style.wraps = true
    style.horizontal = .left
    style.indent = 1
    return make(style)
  }

  package var section: StyleID {
    var style = base(11, bold: true)
    style.fill = Self.green
    style.font.color = .white
    return make(style)
  }

  /// The number of a step.
  package var number: StyleID {
    var style = base(11, bold: true)
    style.horizontal = .center
    style.font.color = Self.green
    return make(style)
  }

  /// The label of a row or field.
  package var label: StyleID {
    var style = base()
    style.border = .thin(Self.line)
    style.wraps = true
    style.horizontal = .left
    style.indent = 1
    return make(style)
  }

  /// A column's header; its fill says what the column asks for.
  package func header(_ role: TemplateDefinition.Role) -> StyleID {
    var style = base(10, bold: true)
    style.border = .thin(Self.line)
    style.horizontal = .center
    style.wraps = true
    style.fill = fill(role) ?? Self.pale
    return make(style)
  }

  /// A cell of a table or the value of a field.
  package func value(_ role: TemplateDefinition.Role, _ format: Format, isHidden: Bool = false) -> StyleID {
    var style = base()
    style.border = .thin(Self.line)
    style.fill = fill(role)
    style.numberFormat = format.rawValue
    style.locked = role == .computed || role == .label
    style.formulaHidden = isHidden && style.locked
    style.horizontal = format == .text || format == .general ? .left : .right
    style.indent = 1
    return make(style)
  }

  private func fill(_ role: TemplateDefinition.Role) -> Color? {
    switch role {
    case .mandatory: Self.yellow
    case .optional: Self.grey
    case .computed, .label: nil
    }
  }
}

extension WorkbookPalette.Format {
  /// How values of that type and unit are shown.
  package init(_ type: TemplateDefinition.ValueType, unit: String?, role: TemplateDefinition.Role) {
    self =
      switch type {
      case .text, .list: .general
      case .partNumber: .text
      case .percentage: .percentage
      case .date: .date
      case .number:
        switch unit {
        case "year": .integer
        case "currency": .amount
        case let unit? where unit.hasSuffix("/currency"): .intensity
        case _? where role == .computed: .figure
        default: .amount
        }
      }
  }
}
