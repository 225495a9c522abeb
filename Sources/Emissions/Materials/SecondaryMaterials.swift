/// The recycled materials of one piece of a part, by origin.
///
/// Source: ISO 14021, 7.8 (recycled content; reutilization in the same process is none); specification 2.6.
public struct SecondaryMaterials: Hashable, Sendable {
  /// Where secondary material comes from.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// Out of an industrial waste stream.
    case preConsumer = "pre-consumer"
    /// Out of the waste of end users.
    case postConsumer = "post-consumer"
    /// Back into the process that it came from; accepted for die casting only.
    case reutilization
  }

  /// One material of a part.
  public struct Material: Hashable, Sendable {
    /// The caller's own number, such as that of the row it was typed in, to find again where the material came from.
    public var id: Int?
    /// Its id in the list of materials, such as `aluminium`; `nil` where none was chosen.
    public var material: String?
    /// The id of its process, such as `die-casting`; `nil` where none was chosen.
    public var process: String?
    /// The mass of all of this material in one piece, recycled or not; `nil` where it is missing or cannot be read.
    public var partMass: Mass<Product>?
    /// Zero where nothing was entered, `nil` where something was that cannot be read; the other two alike.
    public var preConsumer: Mass<Product>?
    /// Mass of post-consumer material in one piece; `nil` where something was entered that cannot be read.
    public var postConsumer: Mass<Product>?
    /// Mass of reutilized material in one piece; `nil` where something was entered that cannot be read.
    public var reutilization: Mass<Product>?

    /// One material with its masses in one piece of a part.
    public init(
      id: Int? = nil, material: String? = nil, process: String? = nil, partMass: Mass<Product>?,
      preConsumer: Mass<Product>? = .zero,
      postConsumer: Mass<Product>? = .zero, reutilization: Mass<Product>? = .zero
    ) {
      self.id = id
      self.material = material
      self.process = process
      self.partMass = partMass
      self.preConsumer = preConsumer
      self.postConsumer = postConsumer
      self.reutilization = reutilization
    }

    /// The mass of that origin in one piece; `nil` where it cannot be read.
    public func mass(_ origin: Origin) -> Mass<Product>? {
      switch origin {
      case .preConsumer: preConsumer
      case .postConsumer: postConsumer
      case .reutilization: reutilization
      }
    }

    /// The mass of all three origins; `nil` where one cannot be read.
    public var secondaryMass: Mass<Product>? {
      guard let preConsumer, let postConsumer, let reutilization else { return nil }
      return preConsumer + postConsumer + reutilization
    }

    /// The origins together are more than the material that they are part of (beyond the last bits of a sum of
    /// decimals).
    public var exceedsPart: Bool {
      guard let partMass, partMass > .zero, let secondaryMass else { return false }
      return secondaryMass.kilograms > partMass.kilograms * 1.000000001
    }

    /// Shares can be made of it: every mass is known, the part's is more than none and no less than the origins
    /// together.
    public var isComplete: Bool { partMass.map { $0 > .zero } == true && secondaryMass != nil && !exceedsPart }

    /// There is no reutilization, or the process is the one that it is accepted for.
    public var acceptsReutilization: Bool { reutilization == .zero || process == SecondaryMaterials.dieCasting }

    /// The part of this material that is of that origin, 0 to 1; `nil` where it cannot be told.
    public func share(_ origin: Origin) -> Double? {
      guard isComplete, let partMass, let mass = mass(origin), origin != .reutilization || acceptsReutilization else {
        return nil
      }
      return mass.grams / partMass.grams
    }

    /// Whether pre-consumer or post-consumer material is in it.
    ///
    /// Yes as soon as one of the two is known to be more than none, even where the other cannot be read; `nil` (neither
    /// Yes nor No) where none is known to be and one cannot be read.
    public var hasRecycledContent: Bool? {
      if [preConsumer, postConsumer].contains(where: { $0.map { $0 > .zero } == true }) { return true }
      return preConsumer == nil || postConsumer == nil ? nil : false
    }
  }

  /// The process for which reutilization is accepted, as the list of processes calls it.
  public static let dieCasting = "die-casting"

  /// The materials of the part, in the order in which they were entered.
  public var materials: [Material] = []

  /// The secondary materials of a part; without any, it has no recycled content.
  public init(_ materials: [Material] = []) { self.materials = materials }

  /// How much of the part is of that origin, 0 to 1, the materials weighted by their mass.
  ///
  /// `nil` without materials, and where the masses of any material are not complete: a percentage that leaves out a
  /// material would be wrong.
  public func share(_ origin: Origin) -> Double? {
    guard !materials.isEmpty, materials.allSatisfy({ $0.share(origin) != nil }) else { return nil }
    // In grams, as the workbook gives and divides them: in kg 40 g of 200 g would not be 0.2 to the last bit.
    let total = materials.reduce(0) { $0 + ($1.partMass?.grams ?? 0) }
    return materials.reduce(0) { $0 + ($1.mass(origin)?.grams ?? 0) } / total
  }

  /// The share of pre-consumer material, 0 to 1, see ``share(_:)-(Origin)``.
  public var preConsumerShare: Double? { share(.preConsumer) }
  /// The share of post-consumer material, 0 to 1, see ``share(_:)-(Origin)``.
  public var postConsumerShare: Double? { share(.postConsumer) }
  /// The share of reutilized material, 0 to 1, see ``share(_:)-(Origin)``.
  public var reutilizationShare: Double? { share(.reutilization) }

  /// Whether pre-consumer and post-consumer material together are more than none.
  ///
  /// `nil` where that cannot be told, because nothing is known to be recycled but a mass cannot be read. The form's
  /// cell then stays empty, to be reported: No might be wrong, and so might Yes.
  public var hasRecycledContent: Bool? {
    if materials.contains(where: { $0.hasRecycledContent == true }) { return true }
    return materials.contains { $0.hasRecycledContent == nil } ? nil : false
  }
}
