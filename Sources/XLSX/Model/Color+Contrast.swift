internal import Glibc

extension Color {
  /// Letters with less contrast to their cell are hardly seen: white on yellow has 1.07, light grey (D9D9D9) on white
  /// 1.41.
  private static let leastContrast = 1.2

  /// Whether letters of this colour cannot be seen on the other.
  func isSeenAs(_ other: Color) -> Bool { contrast(to: other) < Self.leastContrast }

  /// The contrast ratio of the Web Content Accessibility Guidelines, from 1 for the same colour to 21.
  func contrast(to other: Color) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// How bright the colour is to the eye, from 0 for black to 1 for white (sRGB).
  private var luminance: Double {
    func light(_ part: UInt8) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
  }
}
