internal import SupplierWorkbooks

/// What somebody may have meant by an entry that is in no list, or by a part number that nobody knows.
struct Suggestions {
  /// Different texts that are compared with a list; looking at more of them would take long and help nobody.
  private static let textLimit = 200
  /// Part numbers that one is compared with.
  private static let partLimit = 20_000

  private let definition: TemplateDefinition
  private let lists: ReferenceLists?
  private var candidates: [ListID: [Similarity.Candidate]] = [:]
  private var partCandidates: [Similarity.Candidate]?
  private var known: [String: Similarity.Nearest] = [:]

  init(_ definition: TemplateDefinition, lists: ReferenceLists?) {
    self.definition = definition
    self.lists = lists
  }

  mutating func nearest(to text: String, in list: ListID) -> Similarity.Nearest {
    let key = list.text + "\u{0}" + text
    if let known = known[key] { return known }
    // Another currency than the one that somebody names is not what they mean.
    guard known.count < Self.textLimit, list != .currency || !CurrencyWords.contain(text) else { return .init() }
    let nearest = Similarity.nearest(to: text, among: entries(of: list))
    known[key] = nearest
    return nearest
  }

  /// The part numbers nearest to one that is not among them.
  mutating func nearestPart(to mpn: String, among parts: some Sequence<String>) -> Similarity.Nearest {
    let key = "\u{0}" + mpn
    if let known = known[key] { return known }
    guard known.count < Self.textLimit else { return .init() }
    let candidates =
      partCandidates ?? parts.prefix(Self.partLimit).map { Similarity.Candidate($0, fold: PartNumber.folded) }
    partCandidates = candidates
    let nearest = Similarity.nearest(to: mpn, among: candidates, fold: PartNumber.folded)
    known[key] = nearest
    return nearest
  }

  private mutating func entries(of list: ListID) -> [Similarity.Candidate] {
    if let entries = candidates[list] { return entries }
    var entries = (definition.lists[list] ?? []).map { entry in
      Similarity.Candidate(entry.written, spellings: entry.text.spellings)
    }
    if let lists {
      let listed = list == .electricityFactor ? .country : ReferenceLists.List.allCases.first { $0.id == list }
      var others = listed.map { lists.entries($0) } ?? []
      if list == .subdivision { others = lists.subdivisions.sorted { $0.key < $1.key }.flatMap({ $0.value }) }
      entries += others.map { Similarity.Candidate($0.shown, spellings: $0.text.spellings) }
    }
    candidates[list] = entries
    return entries
  }
}
