/// The secondary materials of several parts, by material and origin.
///
/// What is summed: the masses in *one piece* of each part; quantities made or shipped are not known here. Rows whose
/// masses are not complete are listed but not summed, and `incompleteRows` counts them.
public struct SecondaryMaterialReport: Hashable, Sendable {
  /// One material of one part, as entered.
  public struct Row: Hashable, Sendable {
    /// The number of the part that the material is in.
    public var part: String
    /// The material with its masses and shares.
    public var material: SecondaryMaterials.Material
  }

  /// The sum of one material over the parts, or of all materials.
  public struct Total: Hashable, Sendable {
    /// The id in the list of materials; `nil` for rows without one, and for the total of all.
    public var material: String?
    /// How many rows were summed.
    public var rows = 0
    /// The mass of this material in one piece of each part, summed.
    public var partMass = Mass<Product>.zero
    private var masses: [SecondaryMaterials.Origin: Mass<Product>] = [:]

    init(material: String?) { self.material = material }

    /// The summed mass of that origin; reutilization counts only where it is accepted.
    public func mass(_ origin: SecondaryMaterials.Origin) -> Mass<Product> { masses[origin] ?? .zero }

    /// The share of that origin in the summed mass, 0 to 1; `nil` where nothing was summed.
    public func share(_ origin: SecondaryMaterials.Origin) -> Double? {
      partMass > .zero ? mass(origin) / partMass : nil
    }

    /// Pre-consumer and post-consumer together, 0 to 1: recycled content in the sense of ISO 14021, 7.8.
    public var recycledShare: Double? { partMass > .zero ? (mass(.preConsumer) + mass(.postConsumer)) / partMass : nil }

    mutating func add(_ material: SecondaryMaterials.Material) {
      rows += 1
      partMass += material.partMass ?? .zero
      for origin in SecondaryMaterials.Origin.allCases where material.share(origin) != nil {
        masses[origin, default: .zero] += material.mass(origin) ?? .zero
      }
    }
  }

  /// Every row, in the order of the parts and of their materials.
  public var rows: [Row] = []
  /// A sum for each material, in the order in which the materials first occur.
  public var materials: [Total] = []
  /// The sum over all materials.
  public var total = Total(material: nil)
  /// How many rows are in no sum, because a mass of theirs is missing or cannot be read.
  public var incompleteRows = 0

  /// Lists and sums the materials of parts, given with their numbers.
  public init(_ parts: [(part: String, materials: SecondaryMaterials)]) {
    var places: [String?: Int] = [:]
    for (part, secondary) in parts {
      for material in secondary.materials {
        rows.append(Row(part: part, material: material))
        guard material.isComplete else {
          incompleteRows += 1
          continue
        }
        let place = places[material.material] ?? materials.count
        if place == materials.count {
          places[material.material] = place
          materials.append(Total(material: material.material))
        }
        materials[place].add(material)
        total.add(material)
      }
    }
  }
}
