public import Emissions

/// The lists that workbooks choose from, made of the factor data: how each entry is shown, and which one a text means.
public struct ReferenceLists: Sendable {
  /// An entry of a list, by the id that factors know it by.
  public struct Entry: Sendable, Hashable {
    /// The id in the factor data: `natural_gas`, `DE`, `CN-GD`, `kWh`.
    public var id: String
    /// The name, in the languages that the data have.
    public var text: LocalizedText
    /// The entry as drop-down lists and GreenQuote write it.
    public var shown: String { text.inline }
  }

  /// The factors that the lists are made of.
  public let library: FactorLibrary
  /// The fuels, in the order of the factor data.
  public let fuels: [Entry]
  /// The units that fuels can be given in.
  public let fuelUnits: [Entry]
  /// Units of electricity and heat, with the kWh in one of them.
  public let energyUnits: [(entry: Entry, kilowattHours: Double)]
  /// The countries that have a grid factor.
  public let countries: [Entry]
  /// The states and provinces that have a factor of their own, by the code of their country.
  public let subdivisions: [String: [Entry]]

  private let fuelIndex: [FoldedText: String]
  private let unitIndex: [FoldedText: String]
  private let energyUnitIndex: [FoldedText: String]
  private let countryIndex: [FoldedText: String]
  private let subdivisionIndex: [String: [FoldedText: String]]

  /// Lists of the factor data that stand inside the binary, with the rows of a user's own files in the place of the
  /// published ones.
  public static func builtIn(replacements: [FactorLibrary.File] = []) throws(FactorError) -> ReferenceLists {
    ReferenceLists(try FactorLibrary.builtIn(replacements: replacements))
  }

  /// Makes the lists of the factor data; the names there are those of the entries.
  public init(_ library: FactorLibrary) {
    self.library = library
    fuels = library.fuels.map { Entry(id: $0.id, text: LocalizedText($0.english, chinese: $0.chinese)) }
    fuelUnits = Self.unitNames.map { Entry(id: $0.unit.rawValue, text: $0.text) }
    energyUnits = ["kWh", "MWh", "GWh", "GJ", "MJ", "MMBtu"].compactMap { unit in
      library.kilowattHours(per: unit).map { (Entry(id: unit, text: LocalizedText(unit)), $0) }
    }
    countries = library.gridFactors.filter { $0.subdivision.isEmpty }.map {
      Entry(id: $0.country, text: LocalizedText($0.countryEnglish, chinese: $0.countryChinese))
    }
    subdivisions = Dictionary(grouping: library.gridFactors.filter { !$0.subdivision.isEmpty }, by: { $0.country })
      .mapValues { factors in
        factors.map {
          Entry(id: $0.subdivision, text: LocalizedText($0.subdivisionEnglish, chinese: $0.subdivisionChinese))
        }
      }
    fuelIndex = Self.index(fuels)
    unitIndex = Self.index(fuelUnits)
    energyUnitIndex = Self.index(energyUnits.map { $0.entry })
    countryIndex = Self.index(countries).merging(Self.codes(library)) { own, _ in own }
    subdivisionIndex = subdivisions.mapValues { Self.placeIndex($0) }
  }

  /// The id of the fuel that a text means; `nil` for none.
  public func fuel(_ text: String) -> String? { Self.find(text, .fuel, in: fuelIndex) }
  /// The raw value of the `FuelUnit` that a text means.
  public func fuelUnit(_ text: String) -> String? { Self.find(text, .fuelUnit, in: unitIndex) }
  /// The unit of energy that a text means; `nil` for none.
  public func energyUnit(_ text: String) -> String? { Self.find(text, .energyUnit, in: energyUnitIndex) }
  /// The alpha-2 code of the country that a text means, if it has a grid factor.
  public func country(_ text: String) -> String? { Self.find(text, .country, in: countryIndex) }
  /// The ISO 3166-2 code of the state or province of that country.
  public func subdivision(_ text: String, of country: String) -> String? {
    guard let index = subdivisionIndex[country] else { return nil }
    let words = EverydayWords.shared
    if let id = words.meaning(
      of: text, in: .subdivision, accepts: { $0.hasPrefix(country + "-") }, own: { index[$0] })
    {
      return id
    }
    let names = Set(LabelText.candidates(text).compactMap { $0.without(words.typedPlaceEndings).flatMap { index[$0] } })
    return names.count == 1 ? names.first : nil
  }

  /// The lists whose entries stand alone.
  public enum List: Sendable, CaseIterable {
    /// The fuels of the factor data.
    case fuel
    /// The countries that have a grid factor.
    case country
    /// The units that fuels are given in.
    case fuelUnit
    /// The units that electricity and heat are given in.
    case energyUnit

    /// The id by which definitions call the list.
    public var id: ListID {
      switch self {
      case .fuel: .fuel
      case .country: .country
      case .fuelUnit: .fuelUnit
      case .energyUnit: .energyUnit
      }
    }
  }

  /// The entries of a list, in the order of the factor data.
  public func entries(_ list: List) -> [Entry] {
    switch list {
    case .fuel: fuels
    case .country: countries
    case .fuelUnit: fuelUnits
    case .energyUnit: energyUnits.map({ $0.entry })
    }
  }

  /// The id of the entry that a text means, and whether it says so in one of the list's own spellings.
  public func match(_ list: List, _ text: String) -> ListMatch<String>? {
    let id =
      switch list {
      case .fuel: fuel(text)
      case .country: country(text)
      case .fuelUnit: fuelUnit(text)
      case .energyUnit: energyUnit(text)
      }
    return id.map { Self.match($0, text, entries(list)) }
  }

  /// What a text means among the states and provinces of a country, ISO 3166-1 alpha-2.
  ///
  /// The match is the ISO 3166-2 code, and whether the text says it in one of the list's own spellings.
  public func match(subdivision text: String, of country: String) -> ListMatch<String>? {
    subdivision(text, of: country).map { Self.match($0, text, subdivisions[country] ?? []) }
  }

  /// The countries, as listed, that have a state or province of that name.
  public func countries(ofSubdivision text: String) -> [Entry] {
    countries.filter { subdivision(text, of: $0.id) != nil }
  }

  private static func match(_ id: String, _ text: String, _ entries: [Entry]) -> ListMatch<String> {
    guard let entry = entries.first(where: { $0.id == id }) else { return ListMatch(id, isExact: false, written: id) }
    let spellings = entry.text.spellings + [entry.shown, entry.id]
    return ListMatch(id, isExact: spellings.contains(text), written: entry.shown)
  }

  /// The kWh in one of these units.
  public func kilowattHours(per unit: String) -> Double? { energyUnits.first { $0.entry.id == unit }?.kilowattHours }

  private static func find(_ text: String, _ list: ListID, in index: [FoldedText: String]) -> String? {
    // Everyday words mean entries that the factor data may lack.
    EverydayWords.shared.meaning(of: text, in: list, accepts: { index.values.contains($0) }) { index[$0] }
  }

  /// States and provinces, also without the word for what they are: `得克萨斯` for `得克萨斯州`.
  private static func placeIndex(_ entries: [Entry]) -> [FoldedText: String] {
    var index = index(entries)
    for entry in entries {
      for form in entry.text.spellings.map({ FoldedText(folding: $0) }) {
        guard let name = form.without(EverydayWords.shared.listedPlaceEndings), name.text.count > 1 else { continue }
        index[name, default: entry.id] = entry.id
      }
    }
    return index
  }

  private static func index(_ entries: [Entry]) -> [FoldedText: String] {
    var index: [FoldedText: String] = [:]
    for entry in entries {
      for form in [entry.id, entry.shown] + entry.text.spellings {
        index[FoldedText(folding: form), default: entry.id] = entry.id
      }
    }
    return index
  }

  /// Codes and full names of ISO 3166-1 for the countries that have a factor.
  private static func codes(_ library: FactorLibrary) -> [FoldedText: String] {
    var index: [FoldedText: String] = [:]
    for country in library.countries where library.grid(country: country.alpha2) != nil {
      for form in [country.alpha3, country.english, country.chinese] {
        index[FoldedText(folding: form)] = country.alpha2
      }
    }
    return index
  }

  private static let unitNames: [(unit: FuelUnit, text: LocalizedText)] = [
    (.kilowattHourNet, LocalizedText("kWh (net)")), (.gigajouleNet, LocalizedText("GJ (net)")),
    (.millionBtuGross, LocalizedText("MMBtu (gross)")), (.thermGross, LocalizedText("therm (gross)")),
    (.kilogram, LocalizedText("kg", [.chinese: "千克"])),
    (.tonne, LocalizedText("tonne", [.chinese: "吨"])), (.cubicMetre, LocalizedText("m3", [.chinese: "立方米"])),
    (.standardCubicFoot, LocalizedText("scf", [.chinese: "标准立方英尺"])),
    (.shortTon, LocalizedText("short ton", [.chinese: "短吨"])), (.litre, LocalizedText("litre", [.chinese: "升"])),
    (.usGallon, LocalizedText("US gallon", [.chinese: "美加仑"])),
  ]
}
