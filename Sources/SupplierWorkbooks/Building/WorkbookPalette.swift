package import XLSX

/// The styles of the templates, by what a cell is for.
package struct WorkbookPalette {
  /// The fill of mandatory cells.
  package static let yellow = Color(argb: 0xFFFF_FF00)
  /// The fill of optional cells.
  package static let grey = Color(argb: 0xFFD9_D9D9)
  /// The colour of titles, and the fill of section headings.
  package static let green = Color(argb: 0xFF1F_6E43)
  /// The fill of headers above computed cells.
  package static let pale = Color(argb: 0xFFE2_EFDA)
  /// The colour of borders.
  package static let line = Color(argb: 0xFFA6_A6A6)

  /// The number formats of the templates; `text` keeps part numbers as typed.
  package enum Format: String {
    /// The format that the program itself takes for a value of its kind.
    case general = "General"
    /// A text that stays as typed and never becomes a number.
    case text = "@"
    /// A number with groups of thousands and up to eight decimals.
    case amount = "#,##0.########"
    /// A number with groups of thousands and four decimals.
    case figure = "#,##0.0000"
    /// A number with nine decimals, for amounts for each unit of currency.
    case intensity = "0.000000000"
    /// A number with up to ten decimals, as many as the form is given.
    case decimals = "0.##########"
    /// A fraction as a percentage with up to two decimals.
    case percentage = "0.##%"
    /// A date as year, month and day with hyphens.
    case date = "yyyy-mm-dd"
    /// A date as month, day and year with slashes, as the customer's form writes it.
    case monthDayYear = "m/d/yyyy"
    /// A whole number without groups, such as a year.
    case integer = "0"
  }

  private let make: (CellStyle) -> StyleID

  /// A palette whose styles a workbook registers: the closure gives the id of a style.
  package init(_ make: @escaping (CellStyle) -> StyleID) { self.make = make }

  private func base(_ size: Double = 10, bold: Bool = false) -> CellStyle {
    var style = CellStyle()
    style.font.name = "Arial"
    style.font.size = size
    style.font.bold = bold
    style.vertical = .center
    return style
  }

  /// The title of a sheet.
  package var title: StyleID {
    var style = base(16, bold: true)
    style.font.color = Self.green
    return make(style)
  }

  /// A hint below a title, in small grey letters over several lines.
  package var hint: StyleID {
    var style = base(9)
    style.font.color = Color(argb: 0xFF59_5959)
    style.vertical = .top
    style.wraps = true
    return make(style)
  }

  /// Text without border or fill.
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

  /// A paragraph over several lines.
  package var paragraph: StyleID {
    var style = base()
    style.wraps = true
    style.horizontal = .left
    style.indent = 1
    return make(style)
  }

  /// The heading of a section, white on green.
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
