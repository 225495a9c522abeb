internal import Emissions

/// Numbers that are random and the same for the same seed, everywhere.
public struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of a seed.
  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  public mutating func integer(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
  public mutating func element<Element>(_ elements: [Element]) -> Element { elements[integer(0...elements.count - 1)] }
  public var chance: Bool { mutating get { integer(0...1) == 0 } }
  /// With at most four decimals, as people type.
  mutating func amount(_ range: ClosedRange<Double>) -> Double {
    max(range.lowerBound, DecimalText.rounded(.random(in: range, using: &self), decimals: 4))
  }
}
