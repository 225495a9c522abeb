import Foundation
import Testing

@testable import Emissions

@Suite struct DecimalTextTests {
  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1"), (-28, "-28"), (0.5, "0.5"), (0.1, "0.1"), (1e-7, "0.0000001"),
      (1e21, "1000000000000000000000"),
      (123_456_789.125, "123456789.125"), (4.377083333333333e-05, "0.00004377083333333333"),
      (0.1 + 0.2, "0.30000000000000004"),
      (1e15, "1000000000000000"), (1e16, "10000000000000000"), (9_007_199_254_740_992, "9007199254740992"),
      (-1.5e-5, "-0.000015"),
      (1.25e20, "125000000000000000000"), (240_000, "240000"), (1789.323, "1789.323"),
    ] as [(Double, String)])
  func `a double is written as the shortest plain decimal text`(value: Double, text: String) {
    #expect(DecimalText.shortest(value) == text)
  }

  @Test(
    arguments: [
      (2.0875435000000003, 2.0875435), (2.0875435.nextUp, 2.0875435), (2.0875435.nextDown, 2.0875435),
      (0.6680135.nextUp, 0.6680135),
      (0.6680135.nextDown, 0.6680135), (0.00000000005, 0.0000000001), (0.000000000049999, 0), (1e-7, 1e-7),
      (1.8253416666666667, 1.8253416667),
      (0.99999999995, 1), (0.99999999994, 0.9999999999), (9.99999999995, 10), (19.9807735, 19.9807735),
      (1.00000000005, 1.0000000001),
      (0.00000000015, 0.0000000002), (0.00000000025, 0.0000000003), (1e21, 1e21), (.leastNonzeroMagnitude, 0),
      (-0.00000000005, -0.0000000001),
      (-1.00000000005, -1.0000000001), (-0.00000000001, 0), (0, 0), (240_000, 240_000),
    ] as [(Double, Double)])
  func `rounding to ten decimals goes half up on the decimal digits`(value: Double, rounded: Double) {
    #expect(DecimalText.rounded(value) == rounded)
  }

  /// Each of these lies a little below the half in binary; the decimal text is what counts.
  @Test(
    arguments: [
      (1.005, 2, 1.01), (2.675, 2, 2.68), (0.615, 2, 0.62), (0.125, 2, 0.13), (0.135, 2, 0.14), (1.45, 1, 1.5),
      (8.345, 2, 8.35),
      (0.5, 0, 1),
      (1.5, 0, 2), (2.5, 0, 3), (0.49, 0, 0), (99.95, 1, 100), (-2.5, 0, -3),
    ])
  func `halves go up whatever their binary value`(value: Double, decimals: Int, rounded: Double) {
    #expect(DecimalText.rounded(value, decimals: decimals) == rounded)
  }

  @Test func `infinities and not-a-number stay what they are`() {
    #expect(DecimalText.rounded(.infinity) == .infinity && DecimalText.rounded(-.infinity) == -.infinity)
    #expect(DecimalText.rounded(.nan).isNaN)
  }

  @Test func `every double reads back equal from its text, which has no exponent`() {
    var generator = SplitMix(state: 42)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = DecimalText.shortest(value)
      #expect(Double(text) == value && !text.contains("e") && !text.hasSuffix(".0"))
    }
  }

  @Test func `a rounded figure is near the given one and rounds to itself`() {
    var generator = SplitMix(state: 43)
    for _ in 0..<20_000 {
      let value = Double(generator.next() % 1_000_000_000_000) / 100_000_000
      let rounded = DecimalText.rounded(value, decimals: 3)
      #expect(abs(rounded - value) <= 0.000500001)
      #expect(DecimalText.rounded(rounded, decimals: 3) == rounded)
      #expect(DecimalText.shortest(rounded).split(separator: ".").dropFirst().first?.count ?? 0 <= 3)
      #expect(DecimalText.rounded(value, decimals: 8) == value)
    }
  }

  /// The same by decimal arithmetic on the shortest text.
  private static func reference(_ value: Double, _ decimals: Int) -> Double? {
    guard var exact = Decimal(string: value.description) else { return nil }
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, decimals, .plain)
    return Double(rounded.description)
  }

  @Test func `rounding is that of decimal arithmetic, close to halves too`() throws {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53
    }
    for _ in 0..<20_000 {
      let decimals = [10, 10, 9, 2, 0][Int(random() * 5)]
      let power = pow(10, Double(decimals))
      let half = ((random() * 1e5).rounded() + 0.5) / power
      for value in [
        random(), random() * 1e6, random() * 1e-8, half, half.nextUp, half.nextDown, -half,
        half * (1 + random() * 1e-7),
      ] {
        let expected = try #require(Self.reference(value, decimals))
        if DecimalText.rounded(value, decimals: decimals) != expected {
          Issue.record(
            "\(value) to \(decimals) decimals: \(DecimalText.rounded(value, decimals: decimals)), not \(expected)")
        }
      }
    }
  }
}
