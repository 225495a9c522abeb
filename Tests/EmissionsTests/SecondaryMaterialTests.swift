import Testing

@testable import Emissions

@Suite struct SecondaryMaterialTests {
  private func material(_ whole: Double, pre: Double = 0, post: Double = 0, reused: Double = 0) -> SecondaryMaterials.Material {
    SecondaryMaterials.Material(partMass: whole, preConsumer: pre, postConsumer: post, reutilization: reused)
  }

  @Test func `the share of an origin is its mass over the part's`() {
    let materials = SecondaryMaterials([material(250, pre: 50, post: 25, reused: 12.5)])
    #expect(agree(materials.preConsumerShare, 50.0 / 250))
    #expect(agree(materials.postConsumerShare, 25.0 / 250))
    #expect(agree(materials.reutilizationShare, 12.5 / 250))
    #expect(materials.hasRecycledContent)
  }

  @Test func `several materials weigh by their mass`() {
    let materials = SecondaryMaterials([material(300, pre: 30, post: 60), material(100, pre: 50, reused: 20), material(200)])
    #expect(agree(materials.preConsumerShare, (300 * (30.0 / 300) + 100 * (50.0 / 100)) / (300 + 100 + 200)))
    #expect(agree(materials.postConsumerShare, (300 * (60.0 / 300)) / (300 + 100 + 200)))
    #expect(agree(materials.reutilizationShare, (100 * (20.0 / 100)) / (300 + 100 + 200)))
  }

  @Test func `reutilization alone is no recycled content`() {
    let materials = SecondaryMaterials([material(100, reused: 40)])
    #expect(!materials.hasRecycledContent && agree(materials.reutilizationShare, 0.4))
  }

  @Test func `a trace of either consumer origin is recycled content`() {
    #expect(SecondaryMaterials([material(100), material(100, pre: 0.001)]).hasRecycledContent)
    #expect(SecondaryMaterials([material(100, post: 0.001)]).hasRecycledContent)
    #expect(!SecondaryMaterials([material(100)]).hasRecycledContent)
  }

  @Test func `without a part mass there are no shares`() {
    for materials in [SecondaryMaterials(), SecondaryMaterials([material(0)])] {
      #expect(materials.preConsumerShare == nil && materials.postConsumerShare == nil && materials.reutilizationShare == nil)
      #expect(!materials.hasRecycledContent)
    }
  }
}
