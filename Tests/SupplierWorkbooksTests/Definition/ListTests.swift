import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks

@Suite("Entries of lists")
struct ListTests {
  @Test(
    "Countries are known by code, English and Chinese name, and as the list shows them",
    arguments: [
      ("CN", "CN"), ("CHN", "CN"), ("China", "CN"), ("china", "CN"), ("中国", "CN"), ("China 中国", "CN"),
      ("China\n中国", "CN"), ("US", "US"),
      ("USA", "US"), ("United States", "US"), ("美国", "US"), ("ＤＥ", "DE"), ("Germany 德国", "DE"), ("德国", "DE"),
    ])
  func countries(text: String, code: String) throws {
    #expect(try Samples.lists.country(text) == code)
  }

  @Test("What is no country is none", arguments: ["", "Atlantis", "C", "CNX", "Chi", "中", "---", "0"])
  func noCountry(text: String) throws {
    #expect(try Samples.lists.country(text) == nil)
  }

  @Test("Every entry is found by each way in which it is written, and no two entries share one")
  func everyEntry() throws {
    let lists = try Samples.lists
    for entry in lists.countries {
      for text in [entry.id, entry.text.english, entry.shown, entry.text.translation(.chinese)].compactMap(\.self) {
        #expect(lists.country(text) == entry.id, "\(text)")
      }
    }
    for entry in lists.fuels {
      for text in [entry.id, entry.text.english, entry.shown, entry.text.translation(.chinese)].compactMap(\.self) {
        #expect(lists.fuel(text) == entry.id, "\(text)")
      }
    }
    for entry in lists.fuelUnits {
      for text in [entry.id, entry.text.english, entry.shown, entry.text.translation(.chinese)].compactMap(\.self) {
        #expect(lists.fuelUnit(text) == entry.id, "\(text)")
      }
    }
    for (entry, factor) in lists.energyUnits {
      #expect(lists.energyUnit(entry.shown.uppercased()) == entry.id)
      #expect(lists.kilowattHours(per: entry.id) == factor)
    }
    for (country, entries) in lists.subdivisions {
      for entry in entries {
        for text in [entry.id, entry.text.english, entry.shown] {
          #expect(lists.subdivision(text, of: country) == entry.id, "\(text)")
        }
      }
    }
  }

  @Test(
    "Units are known by their common spellings",
    arguments: [
      ("kWh", "kWh_net"), ("kWh (net)", "kWh_net"), ("KG", "kg"), ("公斤", "kg"), ("千克", "kg"), ("t", "tonne"),
      ("吨", "tonne"), ("m³", "m3"),
      ("Nm3", "m3"), ("立方米", "m3"), ("Liters", "litre"), ("L", "litre"), ("升", "litre"), ("US gallon", "us_gallon"),
      ("short ton", "short_ton"),
    ])
  func units(text: String, id: String) throws {
    #expect(try Samples.lists.fuelUnit(text) == id)
  }

  @Test("A subdivision belongs to its country only")
  func subdivisions() throws {
    let lists = try Samples.lists
    #expect(lists.subdivision("Texas", of: "US") == "US-TX")
    #expect(lists.subdivision("US-TX", of: "US") == "US-TX")
    #expect(lists.subdivision("Texas", of: "CN") == nil)
    #expect(lists.subdivision("广东", of: "CN") == "CN-GD")
    #expect(lists.subdivision("Guangdong", of: "XX") == nil)
  }

  @Test(
    "Lists of a definition are known in both languages, by id, and by what is written",
    arguments: [
      ("role", "Distributor", "distributor"), ("role", "分销商", "distributor"),
      ("role", " DISTRIBUTOR 分销商", "distributor"),
      ("yes-no", "是", "yes"), ("yes-no", "no", "no"), ("currency", "cny", "CNY"), ("currency", "ＵＳＤ", "USD"),
      ("scope2-method", "location based", "location"), ("scope2-method", "基于市场", "market"),
      ("process", "Die-casting", "die-casting"),
      ("material", "PC", "polycarbonate"), ("material", "PX", nil), ("material", "Polycarbonate", "polycarbonate"),
      ("material", "铝", "aluminium"),
      ("currency", "Dollars", nil),
      ("role", "", nil), ("no-such-list", "Yes", nil),
    ] as [(ListID, String, String?)])
  func definitionLists(list: ListID, text: String, id: String?) throws {
    let definition = try TemplateDefinition.builtIn("emission-calculation-tool")
    #expect(definition.entry(of: list, meant: text)?.id == id)
  }

  @Test("What GreenQuote writes into a cell is recognised as the same entry")
  func writtenIsRead() throws {
    for name in TemplateDefinition.builtInNames {
      let definition = try TemplateDefinition.builtIn(name)
      for (list, entries) in definition.lists {
        for entry in entries {
          #expect(definition.entry(of: list, meant: entry.written)?.id == entry.id, "\(list): \(entry.written)")
        }
      }
    }
  }
}
