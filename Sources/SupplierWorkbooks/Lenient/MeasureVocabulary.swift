/// What a word in a header, a unit cell or a number format says of the amounts beside it.
enum MeasureWord: Hashable, Sendable {
  case number(Double)
  /// A thousand, a million, 万; of a single letter also the letter.
  case scale(Double, letter: Character? = nil)
  /// A stroke, `per`, 每.
  case per(isStroke: Bool)
  /// One piece of the goods.
  case piece
  /// A unit of energy, mass, volume or pieces, as it is known.
  case unit(String)
  /// The codes that it may stand for.
  case currency(Set<String>)
  case period(StatedMeasure.Period)
  /// Something that holds an unknown number of pieces: a reel, a box.
  case container
  /// Words that change nothing: `in`, `of`, 单位.
  case filler
  /// What follows says how amounts are not meant, or at which quantity a price holds.
  case aside
  /// What stands on both sides is to be chosen from, or is an equation.
  case choice
}

/// The words of units, currencies, scales, pieces and spans of time, in English and Chinese; all others say nothing.
enum MeasureVocabulary {
  /// Currencies by ISO 4217 that prices and revenues come in.
  static let currencyCodes: Set<String> = [
    "CNY", "USD", "EUR", "JPY", "TWD", "KRW", "HKD", "GBP", "CHF", "SGD", "MYR", "THB", "VND", "IDR", "PHP", "INR",
    "MXN", "BRL", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "ILS", "ZAR",
    "AED", "SAR", "EGP", "MAD", "TND", "UAH", "KZT", "PKR", "BDT", "LKR", "CLP", "COP", "PEN", "ARS", "RUB", "MOP",
  ]

  private static let dollars: Set<String> = [
    "USD", "CAD", "AUD", "SGD", "HKD", "TWD", "NZD", "MXN", "CLP", "COP", "ARS",
  ]

  /// Names and signs of currencies; a sign may stand for several.
  private static let currencies: [String: Set<String>] = [
    "$": dollars, "us$": ["USD"], "u$s": ["USD"], "usd$": ["USD"], "hk$": ["HKD"], "nt$": ["TWD"], "s$": ["SGD"],
    "a$": ["AUD"], "au$": ["AUD"], "c$": ["CAD"], "ca$": ["CAD"], "nz$": ["NZD"], "mx$": ["MXN"], "r$": ["BRL"],
    "dollar": dollars, "dollars": dollars, "€": ["EUR"], "euro": ["EUR"], "euros": ["EUR"], "£": ["GBP"],
    "¥": ["CNY", "JPY"], "cn¥": ["CNY"], "jp¥": ["JPY"], "rmb": ["CNY"], "cnh": ["CNY"], "yuan": ["CNY"],
    "renminbi": ["CNY"], "yen": ["JPY"], "ntd": ["TWD"], "₩": ["KRW"], "₹": ["INR"], "฿": ["THB"], "₫": ["VND"],
    "₱": ["PHP"], "₺": ["TRY"], "₪": ["ILS"], "₽": ["RUB"], "₴": ["UAH"], "zł": ["PLN"], "kč": ["CZK"],
    "人民币": ["CNY"], "人民幣": ["CNY"], "元": ["CNY", "TWD", "HKD", "MOP"], "圆": ["CNY", "TWD", "HKD", "MOP"],
    "圓": ["CNY", "TWD", "HKD", "MOP"], "美元": ["USD"], "美金": ["USD"], "欧元": ["EUR"], "歐元": ["EUR"],
    "日元": ["JPY"], "日圆": ["JPY"], "日圓": ["JPY"], "港元": ["HKD"], "港币": ["HKD"], "港幣": ["HKD"],
    "新台币": ["TWD"], "新台幣": ["TWD"], "新臺幣": ["TWD"], "台币": ["TWD"], "台幣": ["TWD"], "英镑": ["GBP"],
    "英鎊": ["GBP"], "韩元": ["KRW"], "韓元": ["KRW"], "新加坡元": ["SGD"], "加元": ["CAD"], "澳元": ["AUD"],
    "瑞士法郎": ["CHF"], "泰铢": ["THB"], "越南盾": ["VND"], "林吉特": ["MYR"], "卢布": ["RUB"], "卢比": ["INR"],
  ]

  private static let units: [String: String] = {
    var units: [String: String] = [:]
    func add(_ unit: String, _ names: String...) { for name in names { units[name] = unit } }
    add("kWh", "kwh", "kwhr", "千瓦时", "千瓦時", "度", "度电")
    add("MWh", "mwh", "兆瓦时", "兆瓦時")
    add("GWh", "gwh", "吉瓦时", "吉瓦時")
    add("Wh", "wh", "瓦时", "瓦時")
    add("TWh", "twh")
    add("GJ", "gj", "吉焦", "十亿焦")
    add("MJ", "mj", "兆焦", "百万焦")
    add("kJ", "kj", "千焦")
    add("MMBtu", "mmbtu")
    add("therm", "therm", "therms")
    add("kg", "kg", "kgs", "kilogram", "kilograms", "千克", "公斤")
    add("g", "g", "gram", "grams", "克", "公克")
    add("mg", "mg", "毫克")
    add("t", "t", "ton", "tons", "tonne", "tonnes", "mt", "吨", "噸", "公吨", "公噸")
    add("lb", "lb", "lbs", "磅")
    add("oz", "oz", "盎司")
    add("m3", "m3", "nm3", "cbm", "立方米", "立方", "标立方", "标方", "方")
    add("scf", "scf", "标准立方英尺")
    add("litre", "l", "litre", "litres", "liter", "liters", "升", "公升")
    add("ml", "ml", "毫升")
    add("US gallon", "gal", "gallon", "gallons", "加仑", "美加仑")
    add("short ton", "短吨")
    add(CoalEquivalent.unit, "tce", "吨标准煤", "吨标煤", "噸標準煤", "噸標煤")
    return units
  }()

  private static let words: [String: MeasureWord] = {
    var words: [String: MeasureWord] = [:]
    func add(_ word: MeasureWord, _ names: String...) { for name in names { words[name] = word } }
    add(.scale(100), "hundred", "hundreds", "百", "佰")
    add(.scale(1000), "thousand", "thousands", "thsd", "tsd", "千", "仟")
    add(.scale(1000, letter: "k"), "k")
    add(.scale(1e4), "万", "萬")
    add(.scale(1e5), "十万", "十萬", "lakh", "lakhs")
    add(.scale(1e6), "million", "millions", "mio", "mln", "mn", "mm", "百万", "百萬")
    add(.scale(1e6, letter: "m"), "m")
    add(.scale(1e7), "千万", "千萬", "crore", "crores")
    add(.scale(1e8), "亿", "億")
    add(.scale(1e9), "billion", "billions", "bn", "十亿", "十億")
    add(.per(isStroke: false), "per", "each", "every", "每", "按")
    add(
      .piece, "piece", "pieces", "pcs", "pc", "part", "parts", "ea", "unit", "units", "pn", "set", "sets", "件", "个",
      "個", "只", "隻", "片", "颗", "顆", "支", "台", "臺", "块", "枚", "套", "粒", "根", "零件")
    add(
      .container, "reel", "reels", "roll", "rolls", "box", "boxes", "pack", "packs", "carton", "tray", "tube", "lot",
      "batch", "metre", "meter", "metres", "meters", "卷", "盘", "盤", "箱", "盒", "包", "袋", "管", "批", "米")
    add(.period(.day), "day", "日", "天")
    add(.period(.month), "month", "mo", "月")
    add(.period(.quarter), "quarter", "季", "季度")
    add(.period(.year), "year", "yr", "a", "annum", "年")
    add(
      .filler, "in", "of", "by", "the", "and", "all", "figures", "amounts", "values", "currency", "units:", "co2",
      "co2e", "co2eq", "eq", "e", "单位", "單位", "金额", "金額", "币种", "货币", "计", "计价", "以", "为", "均", "二氧化碳", "当量",
      "的", "年度")
    add(
      .aside, "not", "no", "without", "excl", "excluding", "except", "if", "moq", "qty", "from", "不是", "不", "非", "无",
      "除", "若")
    add(.choice, "or", "或")
    return words
  }()

  /// Words of one letter, and others that mean something else within a sentence.
  private static let weak: Set<String> = [
    "k", "m", "g", "t", "l", "a", "mt", "mm", "mn", "mo", "e", "eq", "pn", "ea", "part", "parts", "unit", "units",
    "set", "sets", "lot", "pack", "tube", "day", "month", "quarter", "year", "box", "or", "if", "no", "from", "all",
    "meter", "metre", "meters", "metres", "each", "every", "dollar", "dollars", "oz", "therm",
  ]

  /// What a Latin word says.
  ///
  /// - Parameters:
  ///   - text: as it stands, in half width.
  ///   - isWhole: nothing else stands beside it but such words: single letters count too.
  /// - Returns: the words that it is made of, `kUSD` of two; `nil` for one that says nothing.
  static func latin(_ text: String, isWhole: Bool) -> [MeasureWord]? {
    if currencyCodes.contains(text) { return [.currency([text])] }
    let lower = text.lowercased()
    if weak.contains(lower), !isWhole { return nil }
    if let known = known(lower) { return [known] }
    return compound(text, lower)
  }

  private static func known(_ lower: String) -> MeasureWord? {
    if let codes = currencies[lower] { return .currency(codes) }
    if let unit = unit(lower) { return .unit(unit) }
    return words[lower]
  }

  /// The unit, whichever gas it is of: `kgCO2e` is one of mass.
  private static func unit(_ lower: String) -> String? {
    if let unit = units[lower] { return unit }
    for gas in ["co2eq", "co2e", "co2"] where lower.hasSuffix(gas) && lower.count > gas.count {
      return units[String(lower.dropLast(gas.count))]
    }
    return nil
  }

  /// `kUSD`, `USDm`, `M€`, `kpcs`, `TEUR`: a scale with what it is of.
  private static func compound(_ text: String, _ lower: String) -> [MeasureWord]? {
    for (letters, scale) in [("mio", 1e6), ("mn", 1e6), ("bn", 1e9), ("k", 1e3), ("m", 1e6), ("t", 1e3)] {
      if lower.hasPrefix(letters) {
        let rest = String(text.dropFirst(letters.count))
        if currencyCodes.contains(rest) || currencies[rest.lowercased()] != nil,
          let currency = latin(rest, isWhole: true)
        {
          return [.scale(scale)] + currency
        }
        if ["pcs", "pc", "pieces"].contains(rest.lowercased()) {
          return [.scale(scale, letter: letters.count == 1 ? letters.first : nil), .piece]
        }
      }
      if lower.hasSuffix(letters), letters != "t" {
        let rest = String(text.dropLast(letters.count))
        if currencyCodes.contains(rest) || currencies[rest.lowercased()] != nil,
          let currency = latin(rest, isWhole: true)
        {
          return currency + [.scale(scale)]
        }
      }
    }
    return nil
  }

  /// The words that a run of Chinese characters is made of; `nil` where any of it is no such word.
  static func eastern(_ run: Substring) -> [MeasureWord]? {
    var found: [MeasureWord] = []
    var rest = run
    while !rest.isEmpty {
      var length = min(rest.count, longest)
      while length > 0 {
        if let word = known(String(rest.prefix(length))) {
          found.append(word)
          break
        }
        length -= 1
      }
      if length == 0 { return nil }
      rest = rest.dropFirst(length)
    }
    return found
  }

  private static let longest = 7

  /// Whether a text names a currency, by its code, its name or a sign of its own.
  static func isCurrency(_ text: String) -> Bool {
    if currencyCodes.contains(text.uppercased()), text.count == 3 { return true }
    return currencies[text.lowercased()] != nil
  }

  /// What a run says among other words: all of it, or the end of one such as 营业收入万元; single characters are parts of
  /// other words there, as in 年度 or 单元.
  static func within(_ run: Substring) -> [MeasureWord]? {
    for length in (2...max(2, min(6, run.count))).reversed() where length <= run.count {
      let end = run.suffix(length)
      guard let words = eastern(end), let first = words.first else { continue }
      let isMeasure = words.contains { if case .unit = $0 { true } else if case .currency = $0 { true } else { false } }
      switch first {
      case .per where words.count > 1: return words
      case .scale where isMeasure: return words
      case .currency where strong.contains(String(end)), .unit where strong.contains(String(end)): return words
      // 千件 behind a stroke
      case .scale where length == run.count && words.contains(.piece): return words
      // 克二氧化碳
      case .unit where length == run.count && words.count > 1: return words
      // 人民币万元
      case .currency where words.count > 1 && isMeasure: return words
      default: continue
      }
    }
    return beginning(of: run).map { [$0.unit] }
  }

  /// The unit that a run such as 兆瓦时不可再生能源 begins with, and how long it is.
  static func beginning(of run: Substring) -> (unit: MeasureWord, length: Int)? {
    for length in (2...4).reversed() where length < run.count {
      let beginning = String(run.prefix(length))
      if strong.contains(beginning), let word = known(beginning), case .unit = word { return (word, length) }
    }
    return nil
  }

  private static let strong: Set<String> = [
    "美元", "美金", "欧元", "人民币", "千瓦时", "兆瓦时", "吉瓦时", "千克", "公斤", "公吨", "毫克", "立方米",
  ]
}
