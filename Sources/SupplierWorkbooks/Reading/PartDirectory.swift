internal import XLSX

/// The parts of a tool by their numbers and makers, for looking up what a form asks about.
public struct PartDirectory: Sendable {
  /// What a part number of a form comes to.
  public enum Match: Sendable, Hashable {
    /// No part has the number.
    case unknown
    /// A part.
    ///
    /// - Parameters:
    ///   - place: its place among the parts.
    ///   - number: its number, where that was found by what is stored and not by what is shown.
    ///   - maker: its maker, where that is another than the form's.
    case part(_ place: Int, number: String?, maker: String?)
    /// Parts of several makers, of which the form names none.
    case makers([String])
  }

  private struct Entry: Sendable {
    var number: String
    /// As it was typed, else the company itself.
    var maker: String?
    var isTyped: Bool
  }

  private var entries: [Int: Entry] = [:]
  /// The places of parts by their folded number as shown, and of those that are stored as another one by that.
  private var shown: [String: [Int]] = [:]
  private var stored: [String: [Int]] = [:]
  private var names = CompanyNames()

  /// The parts of a workbook; those without a number are left out.
  public init(_ workbook: SupplierWorkbook) {
    let isDistributor = workbook.company[.role].value == "distributor"
    let own = isDistributor ? nil : workbook.company[.name].value
    for (place, part) in workbook.parts.enumerated() {
      guard let number = part.mpn.value else { continue }
      let maker = part.mfg.value
      entries[place] = Entry(number: number, maker: maker ?? own, isTyped: maker != nil)
      shown[PartNumber.folded(number), default: []].append(place)
      if let plain = part.mpn.storedNumber { stored[PartNumber.folded(plain), default: []].append(place) }
    }
  }

  /// The part that a row of a form means.
  ///
  /// - Parameters:
  ///   - mpn: the part number, as shown and as stored.
  ///   - mfg: the maker that the form names.
  /// - Returns: the part, or why there is none.
  public mutating func find(_ mpn: Observation<String>, mfg: String?) -> Match {
    guard let number = mpn.value else { return .unknown }
    let folded = PartNumber.folded(number)
    if let places = shown[folded] { return choose(places, mfg, isStored: false) }
    let plain = mpn.storedNumber.map(PartNumber.folded)
    let places = stored[folded] ?? plain.flatMap { shown[$0] ?? stored[$0] }
    return places.map { choose($0, mfg, isStored: true) } ?? .unknown
  }

  private mutating func choose(_ places: [Int], _ mfg: String?, isStored: Bool) -> Match {
    func match(_ place: Int, maker: String? = nil) -> Match {
      .part(place, number: isStored ? entries[place]?.number : nil, maker: maker)
    }
    guard let first = places.first else { return .unknown }
    guard let mfg, !LabelText.folded(mfg).isEmpty else {
      return haveOneMaker(places) ? match(first) : .makers(makers(of: places))
    }
    let wanted = LabelText.folded(mfg)
    if let same = places.first(where: { entries[$0]?.maker.map { LabelText.folded($0) } == wanted }) {
      return match(same)
    }
    var meant: [Int] = []
    for place in places {
      if let maker = entries[place]?.maker, names.areSame(maker, mfg) { meant.append(place) }
    }
    if let place = meant.first { return haveOneMaker(meant) ? match(place) : .makers(makers(of: meant)) }
    guard haveOneMaker(places) else { return .makers(makers(of: places)) }
    return match(first, maker: entries[first].flatMap { $0.isTyped ? $0.maker : nil })
  }

  private mutating func haveOneMaker(_ places: [Int]) -> Bool {
    guard let first = places.first.flatMap({ entries[$0] }) else { return true }
    for place in places.dropFirst() {
      switch (first.maker, entries[place]?.maker) {
      case (nil, nil): continue
      case (let one?, let other?): if !names.areSame(one, other) { return false }
      default: return false
      }
    }
    return true
  }

  private func makers(of places: [Int]) -> [String] {
    var makers: [String] = []
    for place in places { if let maker = entries[place]?.maker, !makers.contains(maker) { makers.append(maker) } }
    return makers
  }
}

/// The parts that were met before, by number and maker: two spellings of one maker are one.
public struct MetParts: Sendable {
  private struct Met: Sendable {
    var maker: String?
    var place: Int
  }

  private var first: [String: Met] = [:]
  /// Of numbers that several makers have.
  private var others: [String: [Met]] = [:]
  private var names = CompanyNames()

  /// No parts yet.
  public init() {}

  /// Notes a part; returns the place of the last one that was the same, if there was one.
  public mutating func note(_ mpn: String, of mfg: String?, at place: Int) -> Int? {
    let key = PartNumber.folded(mpn)
    let maker = mfg.flatMap { $0.isEmpty ? nil : $0 }
    guard let known = first[key] else {
      first[key] = Met(maker: maker, place: place)
      return nil
    }
    if isSame(known.maker, maker) {
      first[key]?.place = place
      return known.place
    }
    for (index, other) in (others[key] ?? []).enumerated() where isSame(other.maker, maker) {
      others[key]?[index].place = place
      return other.place
    }
    others[key, default: []].append(Met(maker: maker, place: place))
    return nil
  }

  private mutating func isSame(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return names.areSame(one, other)
  }
}

extension Observation<String> {
  /// A part number as it is stored, where its format shows another one.
  public var storedNumber: String? {
    if case .lenient(_, .shownPartNumber(_, let plain)) = outcome { plain } else { nil }
  }
}
