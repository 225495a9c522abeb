import Testing

@testable import Emissions

/// A material of a part, masses in g; `nil` for what cannot be read.
private func material(
  _ whole: Double?, pre: Double? = 0, post: Double? = 0, reused: Double? = 0, of id: String? = nil,
  by process: String? = nil
) -> SecondaryMaterials.Material {
  func mass(_ grams: Double?) -> Mass<Product>? { grams.map { Mass(grams: $0) } }
  return SecondaryMaterials.Material(
    material: id, process: process, partMass: mass(whole), preConsumer: mass(pre), postConsumer: mass(post),
    reutilization: mass(reused))
}

@Suite struct SecondaryMaterialTests {
  @Test func `the share of an origin is its mass over the part's`() {
    let materials = SecondaryMaterials([material(250, pre: 50, post: 25, reused: 12.5, by: "die-casting")])
    #expect(agree(materials.share(.preConsumer), 50.0 / 250))
    #expect(agree(materials.share(.postConsumer), 25.0 / 250))
    #expect(agree(materials.share(.reutilization), 12.5 / 250))
    #expect(materials.hasRecycledContent == true)
  }

  @Test func `several materials weigh by their mass`() {
    let materials = SecondaryMaterials([
      material(300, pre: 30, post: 60), material(100, pre: 50, reused: 20, by: "die-casting"), material(200),
    ])
    #expect(agree(materials.share(.preConsumer), (300 * (30.0 / 300) + 100 * (50.0 / 100)) / (300 + 100 + 200)))
    #expect(agree(materials.share(.postConsumer), (300 * (60.0 / 300)) / (300 + 100 + 200)))
    #expect(agree(materials.share(.reutilization), (100 * (20.0 / 100)) / (300 + 100 + 200)))
  }

  @Test func `reutilization alone is no recycled content`() {
    let materials = SecondaryMaterials([material(100, reused: 40, by: "die-casting")])
    #expect(materials.hasRecycledContent == false && agree(materials.share(.reutilization), 0.4))
  }

  @Test(arguments: [nil, "stamping", "other"] as [String?])
  func `reutilization is accepted for die casting only, and takes no other percentage with it`(process: String?) {
    let materials = SecondaryMaterials([material(100, pre: 10, reused: 40, by: process), material(100)])
    #expect(materials.share(.reutilization) == nil)
    #expect(agree(materials.share(.preConsumer), 0.05) && materials.hasRecycledContent == true)
    #expect(SecondaryMaterials([material(100, pre: 10, by: process)]).share(.reutilization) == 0)
  }

  @Test func `a trace of either consumer origin is recycled content`() {
    #expect(SecondaryMaterials([material(100), material(100, pre: 0.001)]).hasRecycledContent == true)
    #expect(SecondaryMaterials([material(100, post: 0.001)]).hasRecycledContent == true)
    #expect(SecondaryMaterials([material(100)]).hasRecycledContent == false)
  }

  @Test func `without a part mass there are no shares`() {
    for materials in [SecondaryMaterials(), SecondaryMaterials([material(0)]), SecondaryMaterials([material(nil)])] {
      #expect(SecondaryMaterials.Origin.allCases.allSatisfy { materials.share($0) == nil })
      #expect(materials.hasRecycledContent == false)
    }
  }

  @Test func `one material that cannot be read leaves the part without percentages`() {
    for broken in [
      material(nil, pre: 5), material(100, pre: nil), material(100, reused: nil), material(100, pre: 60, post: 41),
    ] {
      let materials = SecondaryMaterials([material(100, post: 20), broken])
      #expect(SecondaryMaterials.Origin.allCases.allSatisfy { materials.share($0) == nil })
      #expect(materials.hasRecycledContent == true)
    }
  }

  @Test func `recycled content that cannot be told is neither Yes nor No`() {
    #expect(SecondaryMaterials([material(100, pre: nil)]).hasRecycledContent == nil)
    #expect(SecondaryMaterials([material(100), material(100, post: nil)]).hasRecycledContent == nil)
    #expect(SecondaryMaterials([material(100, pre: nil, post: 1)]).hasRecycledContent == true)
    #expect(SecondaryMaterials([material(100, pre: nil), material(10, pre: 1)]).hasRecycledContent == true)
    // What cannot be read of reutilization or of the part's mass says nothing about recycled content.
    #expect(SecondaryMaterials([material(nil, reused: nil)]).hasRecycledContent == false)
  }

  @Test func `origins may fill the part, whatever the last bits of their sum`() {
    #expect(!material(0.3, pre: 0.1, post: 0.2).exceedsPart)
    #expect(material(0.3, pre: 0.1, post: 0.2001).exceedsPart)
    #expect(agree(SecondaryMaterials([material(18.5, pre: 18.5)]).share(.preConsumer), 1))
  }
}

@Suite struct SecondaryMaterialReportTests {
  private let report = SecondaryMaterialReport([
    (part: "A", SecondaryMaterials([material(20, pre: 5, post: 1, of: "aluminium"), material(4, of: "steel")])),
    (
      part: "B",
      SecondaryMaterials([
        material(10, reused: 2, of: "aluminium", by: "die-casting"), material(9, pre: nil, of: "zinc"),
      ])
    ),
    (part: "C", SecondaryMaterials()), (part: "D", SecondaryMaterials([material(6, post: 3, reused: 1)])),
  ])

  @Test func `materials are summed over the parts in the order in which they occur`() throws {
    #expect(report.materials.map(\.material) == ["aluminium", "steel", nil])
    let aluminium = try #require(report.materials.first)
    #expect(aluminium.rows == 2 && agree(aluminium.partMass.grams, 30))
    #expect(agree(aluminium.mass(.preConsumer).grams, 5) && agree(aluminium.mass(.postConsumer).grams, 1))
    #expect(agree(aluminium.mass(.reutilization).grams, 2))
    #expect(agree(aluminium.share(.preConsumer), 5.0 / 30) && agree(aluminium.recycledShare, 6.0 / 30))
  }

  @Test func `the total is the sum of the materials`() {
    #expect(agree(report.total.partMass.grams, report.materials.reduce(0) { $0 + $1.partMass.grams }))
    for origin in SecondaryMaterials.Origin.allCases {
      #expect(agree(report.total.mass(origin).grams, report.materials.reduce(0) { $0 + $1.mass(origin).grams }))
    }
    #expect(agree(report.total.partMass.grams, 40))
  }

  @Test func `rows that are not complete are listed, counted and not summed`() {
    #expect(report.rows.map(\.part) == ["A", "A", "B", "B", "D"])
    #expect(report.incompleteRows == 1)
    #expect(!report.materials.contains { $0.material == "zinc" })
  }

  @Test func `reutilization by another process is not summed, the rest of its row is`() {
    #expect(report.materials.last?.mass(.reutilization) == .zero)
    #expect(agree(report.materials.last?.share(.postConsumer), 0.5))
  }

  @Test func `without rows there are no shares`() {
    let empty = SecondaryMaterialReport([])
    #expect(empty.total.share(.preConsumer) == nil && empty.total.recycledShare == nil && empty.materials.isEmpty)
  }
}
