/// The recycled materials of a part, by origin.
///
/// Source: ISO 14021, 7.8 (recycled content; reutilization in the same process is none).
public struct SecondaryMaterials: Hashable, Sendable {
  /// One material of a part; masses in grams.
  public struct Material: Hashable, Sendable {
    public var partMass: Double
    public var preConsumer: Double
    public var postConsumer: Double
    public var reutilization: Double

    public init(partMass: Double, preConsumer: Double, postConsumer: Double, reutilization: Double) {
      self.partMass = partMass
      self.preConsumer = preConsumer
      self.postConsumer = postConsumer
      self.reutilization = reutilization
    }
  }

  public var materials: [Material] = []

  public init(_ materials: [Material] = []) { self.materials = materials }

  private func share(_ mass: (Material) -> Double) -> Double? {
    let total = materials.reduce(0) { $0 + $1.partMass }
    return total > 0 ? materials.reduce(0) { $0 + mass($1) } / total : nil
  }

  /// 0 to 1, weighted by mass; `nil` without a part mass.
  public var preConsumerShare: Double? { share(\.preConsumer) }
  public var postConsumerShare: Double? { share(\.postConsumer) }
  public var reutilizationShare: Double? { share(\.reutilization) }

  /// Yes where pre-consumer and post-consumer material together are more than none.
  public var hasRecycledContent: Bool { materials.reduce(0) { $0 + $1.preConsumer + $1.postConsumer } > 0 }
}
