internal import XLSX

/// What the number formats of a workbook say of the amounts in them, by the index of the style.
struct StatedFormats: Sendable {
  /// A format that shows words beside the digits.
  struct Format: Hashable, Sendable {
    var measure: StatedMeasure
    /// By what the number is divided before it is shown.
    var divisor: Double
  }

  /// Indexed as the styles are; nearly all formats say nothing.
  private let formats: [Format?]
  /// By what numbers are divided by formats without words.
  private let divisors: [Double]

  init(_ styles: WorkbookStyles) {
    var known: [String: (format: Format?, divisor: Double)] = [:]
    var formats: [Format?] = []
    var divisors: [Double] = []
    for (index, style) in styles.formats.enumerated() {
      let code = style.numberFormat
      if known[code] == nil {
        known[code] = styles.isDate(index) ? (nil, 1) : Self.read(code)
      }
      formats.append(known[code]?.format)
      divisors.append(known[code]?.divisor ?? 1)
    }
    self.formats = formats
    self.divisors = divisors
  }

  /// What the format of a style says; `nil` where it says nothing.
  subscript(_ style: Int) -> Format? { formats.indices.contains(style) ? formats[style] : nil }

  func divisor(_ style: Int) -> Double { divisors.indices.contains(style) ? divisors[style] : 1 }

  private static func read(_ code: String) -> (format: Format?, divisor: Double) {
    let section = NumberFormatSection(code)
    guard !section.hasNoText else { return (nil, section.divisor) }
    var measure = StatedMeasure(section.prefix + " " + section.suffix)
    if let language = section.currencyLanguage, let code = currency(language),
      measure?.currencies.contains(code) == true
    {
      measure?.currencies = [code]
    }
    return (measure.map { Format(measure: $0, divisor: section.divisor) }, section.divisor)
  }

  /// The currency whose sign `$`, `¥` or `kr` is in a language, by the identifier that formats write.
  private static func currency(_ language: Int) -> String? {
    switch language {
    case 0x409: "USD"
    case 0x1009, 0xC0C: "CAD"
    case 0xC09: "AUD"
    case 0x1409: "NZD"
    case 0x4809, 0x1004: "SGD"
    case 0xC04, 0x3C09: "HKD"
    case 0x404: "TWD"
    case 0x80A: "MXN"
    case 0x804, 0x478: "CNY"
    case 0x411: "JPY"
    default: nil
    }
  }
}
