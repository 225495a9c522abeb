internal import Validation
internal import XLSX

/// How the cells of the check sheet look.
struct CheckSheetStyles {
  /// Ground and letters of a colour.
  struct Tone {
    var ground: Color
    var letters: Color

    static let red = Tone(ground: Color(argb: 0xFFF8_D7DA), letters: Color(argb: 0xFF8B_1A1A))
    static let amber = Tone(ground: Color(argb: 0xFFFF_EFC2), letters: Color(argb: 0xFF7A_5200))
    static let blue = Tone(ground: Color(argb: 0xFFDD_EBF7), letters: Color(argb: 0xFF1F_4E78))
    static let green = Tone(ground: Color(argb: 0xFFD5_EDDB), letters: Color(argb: 0xFF1F_6E43))

    init(ground: Color, letters: Color) {
      self.ground = ground
      self.letters = letters
    }

    init(_ severity: Severity) {
      switch severity {
      case .error: self = .red
      case .warning: self = .amber
      case .note: self = .blue
      }
    }

    init(_ verdict: Verdict) {
      switch verdict {
      case .ready: self = .green
      case .check, .incomplete: self = .amber
      case .invalid, .unreadable: self = .red
      }
    }

    init(_ state: MandatoryChecklist.State) {
      switch state {
      case .filled: self = .green
      case .missing, .notFound: self = .red
      case .faulty: self = .amber
      }
    }
  }

  private let editor: WorkbookEditor
  private static let line = Color(argb: 0xFFD0_D0D0)
  private static let green = Color(argb: 0xFF1F_6E43)
  private static let grey = Color(argb: 0xFF59_5959)

  init(_ editor: WorkbookEditor) { self.editor = editor }

  /// The colour of the box of a note.
  static func paper(_ severity: Severity) -> Color { Tone(severity).ground }

  private func base(_ size: Double = 10, bold: Bool = false) -> CellStyle {
    var style = CellStyle()
    style.font.name = "Arial"
    style.font.size = size
    style.font.bold = bold
    style.horizontal = .left
    style.vertical = .center
    return style
  }

  func title() throws(XLSXError) -> StyleID {
    var style = base(16, bold: true)
    style.font.color = Self.green
    return try editor.style(style)
  }

  func file() throws(XLSXError) -> StyleID {
    var style = base()
    style.font.color = Self.grey
    return try editor.style(style)
  }

  func hint() throws(XLSXError) -> StyleID {
    var style = base(9)
    style.font.color = Self.grey
    style.wraps = true
    return try editor.style(style)
  }

  /// The verdict and the counts; a count of nothing has no colour.
  func banner(_ tone: Tone?, size: Double = 11) throws(XLSXError) -> StyleID {
    var style = base(size, bold: true)
    style.horizontal = .center
    style.fill = tone?.ground ?? Color(argb: 0xFFF2_F2F2)
    style.font.color = tone?.letters ?? Self.grey
    return try editor.style(style)
  }

  func section() throws(XLSXError) -> StyleID {
    var style = base(12, bold: true)
    style.font.color = Self.green
    return try editor.style(style)
  }

  func header() throws(XLSXError) -> StyleID {
    var style = base(10, bold: true)
    style.fill = Self.green
    style.font.color = .white
    style.border = .thin(Self.line)
    style.indent = 1
    style.wraps = true
    return try editor.style(style)
  }

  /// The style of a tag that says a severity or state.
  func tag(_ tone: Tone) throws(XLSXError) -> StyleID {
    var style = base(10, bold: true)
    style.fill = tone.ground
    style.font.color = tone.letters
    style.border = .thin(Self.line)
    style.indent = 1
    return try editor.style(style)
  }

  func text() throws(XLSXError) -> StyleID {
    var style = base()
    style.border = .thin(Self.line)
    style.indent = 1
    style.wraps = true
    return try editor.style(style)
  }

  func link(isBanner: Bool = false) throws(XLSXError) -> StyleID {
    var style = base(10, bold: isBanner)
    style.font.color = Color(argb: 0xFF05_63C1)
    style.font.underlined = true
    style.wraps = !isBanner
    style.indent = 1
    if !isBanner { style.border = .thin(Self.line) }
    return try editor.style(style)
  }
}
