/// Puts the words of one clause together: `USD/1000 pcs`, 万元, `kg CO2e/kWh`.
struct MeasureReading {
  /// What a clause says.
  struct Said: Hashable {
    var unit: String?
    var currencies: Set<String> = []
    var isCurrencyVague = false
    var scale: Double?
    var pieces: Double?
    var period: StatedMeasure.Period?
    var isDoubtful = false
    var isLoneLetter = false
  }

  var isLoneLetter = false
  private var said = Said()
  private var number: Double?
  private var scale: Double?
  /// A scale of one letter that may stand for a thousand or a million.
  private var hasAmbiguousScale = false
  private var isPer = false
  private var isAside = false
  private var units: Set<String> = []

  /// The meaning of digits among other words: `000` is a thousand.
  static func words(of number: Double, _ text: String) -> [MeasureWord] {
    text == "000" || text == "000000" ? [.scale(text.count == 3 ? 1000 : 1e6)] : [.number(number)]
  }

  mutating func take(number: Double, _ text: String) { for word in Self.words(of: number, text) { take(word) } }

  /// Takes the words of one token; `nil` is a word that says nothing, and parts what stands around it.
  mutating func take(_ words: [MeasureWord]?) {
    guard let words else { return separate() }
    for word in words { take(word) }
  }

  private mutating func separate() {
    endPer()
    (number, scale, isPer, hasAmbiguousScale) = (nil, nil, false, false)
  }

  mutating func take(_ word: MeasureWord) {
    if isAside { return }
    switch word {
    case .number(let value): number = value
    case .scale(let factor, let letter):
      if letter == "m" { hasAmbiguousScale = true }
      if number == nil, scale == nil, !isPer, !said.currencies.isEmpty || said.unit != nil, said.scale == nil {
        // USD k, 元（万）
        said.scale = factor
      } else {
        scale = (scale ?? 1) * factor
      }
    case .per(let isStroke):
      if isStroke, said == Said(), number == nil, scale == nil {
        // `/ USD`: only what follows decides whether something is for each of it.
        isPer = true
      } else {
        flushScale()
        isPer = true
      }
    case .piece:
      if isPer {
        endPer(isPiece: true)
      } else if let amount = amount, amount != 1 {
        said.unit = "pieces"
        said.scale = amount
        clear()
      }
    case .container:
      if isPer { said.isDoubtful = true }
      separate()
    case .unit(let unit): take(unit: unit)
    case .currency(let codes): take(currency: codes)
    case .period(let period):
      if isPer || said.unit != nil { said.period = period }
      isPer = false
    case .filler: break
    case .aside:
      endPer()
      clear()
      isAside = true
    case .choice:
      isAside = true
      said = Said()
      units = []
      clear()
    }
  }

  private var amount: Double? { number == nil && scale == nil ? nil : (number ?? 1) * (scale ?? 1) }

  private mutating func clear() { (number, scale, isPer, hasAmbiguousScale) = (nil, nil, false, false) }

  /// A scale before what it is of, which never came: 万, `thousand`.
  private mutating func flushScale() {
    if let scale, said.scale == nil { said.scale = scale * (number ?? 1) }
    number = nil
    scale = nil
  }

  private static let energies: Set<String> = ["kWh", "MWh", "GWh", "Wh", "TWh", "GJ", "MJ", "kJ"]

  private mutating func take(unit: String) {
    defer { clear() }
    if isPer, let mass = said.unit, Self.energies.contains(unit), !Self.energies.contains(mass) {
      said.unit = mass + "/" + unit
      return
    }
    // A price for each kg, and an amount such as 1 MWh, say nothing of the unit.
    if isPer, !said.currencies.isEmpty || said.unit != nil {
      said.isDoubtful = true
      return
    }
    if let number, !Self.isPowerOfTen(number) || number == 1, scale == nil { return }
    units.insert(unit)
    said.unit = unit
    if let amount { said.scale = (said.scale ?? 1) * amount }
  }

  private mutating func take(currency codes: Set<String>) {
    defer { clear() }
    if isPer, said.unit != nil {
      said.isDoubtful = true
      return
    }
    if number != nil, scale == nil, number.map({ !Self.isPowerOfTen($0) || $0 == 1 }) == true { return }
    let both = said.currencies.intersection(codes)
    said.currencies = said.currencies.isEmpty ? codes : both.isEmpty ? said.currencies.union(codes) : both
    let isYuan = codes.count == 4 && codes.contains("MOP")
    if let amount {
      said.scale = (said.scale ?? 1) * amount
      said.isCurrencyVague = isYuan && said.currencies == codes
    } else if isYuan, said.scale == nil {
      said.scale = 1
    }
  }

  private static func isPowerOfTen(_ number: Double) -> Bool {
    [1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9].contains(number)
  }

  private mutating func endPer(isPiece: Bool = false) {
    guard isPer else { return }
    if let amount {
      if hasAmbiguousScale {
        said.isDoubtful = true
      } else if isPiece || amount >= 100 && Self.isPowerOfTen(amount) {
        said.pieces = amount
      }
    } else if isPiece {
      said.pieces = said.pieces ?? 1
    }
    clear()
  }

  /// What the clause says; `nil` where that is nothing.
  mutating func finish() -> Said? {
    if isPer { endPer() } else if !isAside { flushScale() }
    // Units to choose from are no statement.
    if units.count > 1 { said.unit = nil }
    said.isLoneLetter = isLoneLetter && said.scale != nil
    return said == Said() ? nil : said
  }
}
