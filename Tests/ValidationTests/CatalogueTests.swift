import SupplierWorkbooks
import Testing

@testable import Validation

@Suite struct CatalogueTests {
  @Test func `every language has the same findings with the same placeholders`() throws {
    let english = try MessageCatalogue.builtIn(.english), chinese = try MessageCatalogue.builtIn(.chinese)
    #expect(Set(english.entries.keys) == Set(chinese.entries.keys))
    #expect(Set(english.phrases.keys) == Set(chinese.phrases.keys))
    for (key, entry) in english.entries {
      guard let other = chinese.entries[key] else { continue }
      #expect(Placeholders.names(in: entry.message) == Placeholders.names(in: other.message), "\(key)")
      #expect(Placeholders.names(in: entry.remedy) == Placeholders.names(in: other.remedy), "\(key)")
    }
  }
}
