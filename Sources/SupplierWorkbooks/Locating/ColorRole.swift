public import XLSX

/// What the fill of a cell demands: yellow is mandatory, grey is optional.
public enum ColorRole {
  /// What a fill asks for; `nil` for cells without fill and for all other colours.
  public static func role(of color: Color?) -> TemplateDefinition.Role? {
    guard let color else { return nil }
    if isYellow(color) { return .mandatory }
    if isGrey(color) { return .optional }
    return nil
  }

  /// Pure yellow, its light tints (`FFFFCC`, `FFF2CC`) and slightly darker shades; not orange, gold or green.
  static func isYellow(_ color: Color) -> Bool {
    let red = Double(color.red), green = Double(color.green), blue = Double(color.blue)
    let high = max(red, green, blue), low = min(red, green, blue)
    let saturation = high > 0 ? (high - low) / high : 0
    guard high >= 200, saturation >= 0.12, low == blue else { return false }
    let hue = high == red ? 60 * (green - blue) / (high - low) : 120 - 60 * (red - blue) / (high - low)
    return hue >= (saturation < 0.4 ? 40 : 48) && hue <= 70
  }

  /// Any neutral shade between white and dark grey.
  static func isGrey(_ color: Color) -> Bool {
    let channels = [color.red, color.green, color.blue].map(Int.init)
    guard let high = channels.max(), let low = channels.min() else { return false }
    return high - low <= 10 && low >= 0x70 && high <= 0xF5
  }
}
