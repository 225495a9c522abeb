/// Resolves the colours of a workbook to ARGB: plain, indexed (with the workbook's own palette) and theme colours with
/// tint.
///
/// Source: ECMA-376 Part 1, 18.8.3, 18.8.19, 18.8.27 (palette) and 20.1.6.2 (colour scheme).
struct ColorResolver {
  private var theme: [UInt32] = ColorResolver.officeTheme
  private var palette: [UInt32] = ColorResolver.defaultPalette

  /// The colours of the Office theme by index: light 1, dark 1, light 2, dark 2, six accents, hyperlink, followed
  /// hyperlink.
  private static let officeTheme: [UInt32] = [
    0xFFFFFF, 0x000000, 0xEEECE1, 0x1F497D, 0x4F81BD, 0xC0504D, 0x9BBB59, 0x8064A2, 0x4BACC6, 0xF79646, 0x0000FF,
    0x800080,
  ]

  private static let defaultPalette: [UInt32] = {
    let basic: [UInt32] = [0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF]
    let rest: [UInt32] = [
      0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC,
      0xCCFFFF, 0x660066,
      0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
      0x00CCFF, 0xCCFFFF,
      0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900,
      0xFF6600, 0x666699,
      0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
    ]
    return basic + basic + rest
  }()

  init() {}

  /// Takes the colour scheme of a theme part.
  mutating func readTheme(_ root: XMLElement) {
    guard let scheme = root.descendants("clrScheme").first else { return }
    let order = [
      "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
    ]
    for (index, name) in order.enumerated() {
      guard let color = scheme.first(name)?.children.first else { continue }
      let text = color.name == "sysClr" ? color["lastClr"] : color["val"]
      if let text, let value = UInt32(text, radix: 16) { theme[index] = value & 0xFFFFFF }
    }
  }

  /// Takes a workbook's own palette (`indexedColors`).
  mutating func readPalette(_ element: XMLElement) {
    for (index, color) in element.all("rgbColor").prefix(palette.count).enumerated() {
      if let text = color["rgb"], let value = UInt32(text, radix: 16) { palette[index] = value & 0xFFFFFF }
    }
  }

  /// The colour an element (`fgColor`, `color`, …) stands for; `nil` for automatic and unknown ones.
  func color(_ element: XMLElement?) -> Color? {
    guard let element, !element.flag("auto") else { return nil }
    let tint = element.decimal("tint", in: -1e9...1e9) ?? 0
    if let text = element["rgb"], let value = UInt32(text, radix: 16) {
      // Six digits have no alpha; many producers write 00 where they mean opaque, and Excel shows both alike.
      return Self.tinted(value & 0xFFFFFF, by: tint)
    }
    if let index = element.integer("theme"), theme.indices.contains(index) {
      return Self.tinted(theme[index], by: tint)
    }
    if let index = element.integer("indexed") {
      if palette.indices.contains(index) { return Self.tinted(palette[index], by: tint) }
      if index == 64 { return .black }
      if index == 65 { return .white }
    }
    return nil
  }

  /// Lightens (tint > 0) or darkens (tint < 0) in hue, lightness and saturation: ECMA-376 Part 1, 18.8.19.
  static func tinted(_ rgb: UInt32, by tint: Double) -> Color {
    guard tint != 0, tint.isFinite else { return Color(argb: 0xFF00_0000 | rgb) }
    let red = Double((rgb >> 16) & 0xFF) / 255
    let green = Double((rgb >> 8) & 0xFF) / 255
    let blue = Double(rgb & 0xFF) / 255
    let high = max(red, green, blue)
    let low = min(red, green, blue)
    var lightness = (high + low) / 2
    var hue = 0.0
    var saturation = 0.0
    let delta = high - low
    if delta > 0 {
      saturation = lightness < 0.5 ? delta / (high + low) : delta / (2 - high - low)
      hue =
        high == red
        ? (green - blue) / delta + (green < blue ? 6 : 0)
        : high == green ? (blue - red) / delta + 2 : (red - green) / delta + 4
    }
    let bounded = max(-1, min(1, tint))
    lightness = bounded < 0 ? lightness * (1 + bounded) : lightness * (1 - bounded) + bounded
    let second = lightness < 0.5 ? lightness * (1 + saturation) : lightness + saturation - lightness * saturation
    let first = 2 * lightness - second
    func channel(_ offset: Double) -> UInt32 {
      var position = (hue / 6 + offset).truncatingRemainder(dividingBy: 1)
      if position < 0 { position += 1 }
      let value =
        position < 1.0 / 6
        ? first + (second - first) * 6 * position
        : position < 0.5 ? second : position < 2.0 / 3 ? first + (second - first) * (2.0 / 3 - position) * 6 : first
      return UInt32(max(0, min(255, (value * 255).rounded())))
    }
    return Color(argb: 0xFF00_0000 | channel(1.0 / 3) << 16 | channel(0) << 8 | channel(-1.0 / 3))
  }
}
