import Testing

@testable import Emissions

@Suite struct MalformedFactorTests {
  static let header =
    "fuel,fuel_en,fuel_zh,category,biogenic,region,unit,kg_co2_per_unit,g_ch4_per_unit,g_n2o_per_unit,kwh_per_unit,source,source_url"
  static let good = "gas,Gas,气,stationary,no,other,kg,2.7,0.05,0.005,13.3,\"a, \"\"b\"\"\",u"

  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let code: FactorError.Code
    var line = 3
    var column: String?
    var testDescription: String { name }

    init(_ name: String, text: String, _ code: FactorError.Code, line: Int = 3, column: String? = nil) {
      (self.name, self.text, self.code, self.line, self.column) = (name, text, code, line, column)
    }

    /// A file of header, a good row and this one.
    init(_ name: String, row: String, _ code: FactorError.Code, _ column: String? = nil) {
      self.init(name, text: header + "\n" + good + "\n" + row + "\n", code, column: column)
    }
  }

  static let examples: [Example] = [
    Example(
      "too few fields", row: "oil,Oil,油,stationary,no,other,kg,2.7,0.05,0.005,13.3,s",
      .wrongFieldCount(found: 12, expected: 13),
      "source_url"),
    Example(
      "too many fields", row: good.replacing("gas", with: "oil") + ",x", .wrongFieldCount(found: 14, expected: 13),
      "source_url"),
    Example(
      "a comma too many", row: good.replacing("gas", with: "oil") + ",", .wrongFieldCount(found: 14, expected: 13),
      "source_url"),
    Example(
      "a word for a number", row: "oil,Oil,油,stationary,no,other,kg,much,0,0,1,s,u", .notANumber("much"),
      "kg_co2_per_unit"),
    Example("no number", row: "oil,Oil,油,stationary,no,other,kg,,0,0,1,s,u", .emptyField, "kg_co2_per_unit"),
    Example("infinity", row: "oil,Oil,油,stationary,no,other,kg,1,inf,0,1,s,u", .notANumber("inf"), "g_ch4_per_unit"),
    Example(
      "not a number", row: "oil,Oil,油,stationary,no,other,kg,1,nan,0,1,s,u", .notANumber("nan"), "g_ch4_per_unit"),
    Example(
      "beyond a double", row: "oil,Oil,油,stationary,no,other,kg,1,0,1e999,1,s,u", .notANumber("1e999"), "g_n2o_per_unit"
    ),
    Example("hexadecimal", row: "oil,Oil,油,stationary,no,other,kg,1,0,0,0x10,s,u", .notANumber("0x10"), "kwh_per_unit"),
    Example(
      "a decimal comma", row: "oil,Oil,油,stationary,no,other,kg,\"2,7\",0,0,1,s,u", .notANumber("2,7"),
      "kg_co2_per_unit"),
    Example(
      "a space in a number", row: "oil,Oil,油,stationary,no,other,kg, 2.7,0,0,1,s,u", .notANumber(" 2.7"),
      "kg_co2_per_unit"),
    Example(
      "digits of another script", row: "oil,Oil,油,stationary,no,other,kg,２,0,0,1,s,u", .notANumber("２"),
      "kg_co2_per_unit"),
    Example(
      "a negative number", row: "oil,Oil,油,stationary,no,other,kg,-2.7,0,0,1,s,u", .negative("-2.7"), "kg_co2_per_unit"),
    Example("an empty key", row: ",Oil,油,stationary,no,other,kg,1,0,0,1,s,u", .emptyField, "fuel"),
    Example("no source", row: "oil,Oil,油,stationary,no,other,kg,1,0,0,1,,u", .emptyField, "source"),
    Example("a key that occurs twice", row: good, .duplicateKey("gas, kg, other"), "fuel"),
    Example(
      "an unknown region", row: "oil,Oil,油,stationary,no,EU,kg,1,0,0,1,s,u",
      .unknownValue("EU", allowed: ["US_CA", "other"]), "region"),
    Example(
      "an unknown category", row: "oil,Oil,油,ship,no,other,kg,1,0,0,1,s,u",
      .unknownValue("ship", allowed: ["stationary", "mobile"]),
      "category"),
    Example(
      "an unknown flag", row: "oil,Oil,油,mobile,maybe,other,kg,1,0,0,1,s,u",
      .unknownValue("maybe", allowed: ["yes", "no"]), "biogenic"),
    Example(
      "an unknown unit", row: "oil,Oil,油,mobile,no,other,stone,1,0,0,1,s,u",
      .unknownValue("stone", allowed: FuelUnit.allCases.map(\.rawValue)), "unit"),
    Example(
      "a quote that never closes", row: "oil,\"Oil,油,stationary,no\nother,kg,1,0,0,1,s,u", .unterminatedQuote, "fuel_en"
    ),
    Example(
      "text behind a closing quote", row: "oil,\"O\"il,油,stationary,no,other,kg,1,0,0,1,s,u", .misplacedQuote, "fuel_en"
    ),
    Example(
      "text behind the last quote", row: "oil,Oil,油,stationary,no,other,kg,1,0,0,1,s,\"u\" ", .misplacedQuote,
      "source_url"),
    Example("an empty file", text: "", .missingColumn, line: 1, column: "fuel"),
    Example("blank lines only", text: "\n\r\n\n", .missingColumn, line: 1, column: "fuel"),
    Example(
      "a missing column", text: header.replacing("region", with: "area") + "\n" + good, .missingColumn, line: 1,
      column: "region"),
    Example(
      "a bad row behind a blank line", text: "\u{FEFF}" + header + "\r\n\r\n\"gas\",G,\"two\r\nlines\",x",
      .wrongFieldCount(found: 4, expected: 13), line: 3, column: "biogenic"),
    Example(
      "a bad row behind one of two lines", text: header + "\n" + good.replacing("Gas", with: "\"Ga\ns\"") + "\ngas,G",
      .wrongFieldCount(found: 2, expected: 13), line: 4, column: "fuel_zh"),
    Example("no energy", row: "oil,Oil,油,stationary,no,other,kg,1,0,0,0,s,u", .zero, "kwh_per_unit"),
    Example(
      "a column that stands twice", text: header + ",fuel\n" + good + ",x", .duplicateColumn, line: 1, column: "fuel"),
    Example(
      "two names of one fuel", row: "gas,Oil,气,stationary,no,US_CA,kg,1,0,0,1,s,u",
      .contradiction("Oil", expected: "Gas", row: "an earlier row of the fuel gas"), "fuel_en"),
    Example(
      "two Chinese names of one fuel", row: "gas,Gas,油,stationary,no,US_CA,kg,1,0,0,1,s,u",
      .contradiction("油", expected: "气", row: "an earlier row of the fuel gas"), "fuel_zh"),
    Example(
      "two categories of one fuel", row: "gas,Gas,气,mobile,no,US_CA,kg,1,0,0,1,s,u",
      .contradiction("mobile", expected: "stationary", row: "an earlier row of the fuel gas"), "category"),
    Example(
      "a fuel biogenic and fossil", row: "gas,Gas,气,stationary,yes,US_CA,kg,1,0,0,1,s,u",
      .contradiction("yes", expected: "no", row: "an earlier row of the fuel gas"), "biogenic"),
  ]

  @Test(arguments: examples)
  func `a malformed row is refused with line and column`(example: Example) {
    #expect(throws: FactorError(example.code, file: "fuel_factors.csv", line: example.line, column: example.column)) {
      try ReferenceData.library(replacing: "fuel_factors.csv", with: Array(example.text.utf8))
    }
  }

  @Test(
    arguments: [
      (
        "grid_factors.csv",
        "country,country_en,country_zh,subdivision,kgco2e_per_kwh,year,source\nDE,G,德,,0.3,2024,s\nDE,G,德,,0.4,2025,s\n",
        FactorError(.duplicateKey("DE"), file: "grid_factors.csv", line: 3, column: "country")
      ),
      (
        "grid_factors.csv",
        "country,country_en,country_zh,subdivision,kgco2e_per_kwh,year,source\nDE,G,德,,n/a,2024,s\n",
        FactorError(.notANumber("n/a"), file: "grid_factors.csv", line: 2, column: "kgco2e_per_kwh")
      ),
      (
        "residual_mix.csv", "country,kgco2e_per_kwh,year,source\nDE,0.7,2024,s\nFR,-0.1,2024,s\n",
        FactorError(.negative("-0.1"), file: "residual_mix.csv", line: 3, column: "kgco2e_per_kwh")
      ),
      (
        "residual_mix.csv", "country,kgco2e_per_kwh,year,source\nDE,0.7,2024,s\nDE,0.7,2024,s\n",
        FactorError(.duplicateKey("DE"), file: "residual_mix.csv", line: 3, column: "country")
      ),
      (
        "gwp.csv", "gas,ar4,ar5,ar6,source\nCH4,25,28,27.9,s\n",
        FactorError(.missingRow("N2O"), file: "gwp.csv", line: 1, column: "gas")
      ),
      ("gwp.csv", "gas,ar4,ar6,source\n", FactorError(.missingColumn, file: "gwp.csv", line: 1, column: "ar5")),
      (
        "unit_conversions.csv", "from,to,factor,source\nt,kg,ten,s\n",
        FactorError(.notANumber("ten"), file: "unit_conversions.csv", line: 2, column: "factor")
      ),
      (
        "unit_conversions.csv", "from,to,factor,source\nt,kg,0,s\n",
        FactorError(.zero, file: "unit_conversions.csv", line: 2, column: "factor")
      ),
      (
        "countries.csv", "alpha2,alpha3,name_en,name_zh\nCN,,China,中国\n",
        FactorError(.emptyField, file: "countries.csv", line: 2, column: "alpha3")
      ),
      (
        "tracking_systems.csv", "country,system,constraint,source\nDE,GO,,\n",
        FactorError(.emptyField, file: "tracking_systems.csv", line: 2, column: "source")
      ),
    ])
  func `each table refuses what it cannot use`(file: String, text: String, error: FactorError) {
    #expect(throws: error) { try ReferenceData.library(replacing: file, with: Array(text.utf8)) }
  }

  @Test func `text that is not UTF-8 is refused with its line`() {
    let bytes = Array((Self.header + "\n").utf8) + [0x67, 0x2C, 0xFF, 0xFE]
    #expect(throws: FactorError(.invalidText, file: "fuel_factors.csv", line: 2, column: "fuel_en")) {
      try ReferenceData.library(replacing: "fuel_factors.csv", with: bytes)
    }
  }

  @Test func `byte order mark, blank lines, quotes and a missing last line end are read`() throws {
    for end in ["\n", "\r\n"] {
      let text = "\u{FEFF}" + Self.header + end + end + Self.good
      let library = try ReferenceData.library(replacing: "fuel_factors.csv", with: Array(text.utf8))
      let factor = try #require(library.factor(fuel: "gas", unit: .kilogram, region: .other))
      #expect(factor.source == "a, \"b\"" && factor.sourceURL == "u" && factor.nitrousOxide == 0.005)
      #expect(library.fuelFactors.count == 1)
    }
  }

  @Test func `a message names file, line, column and what was expected`() {
    let number = FactorError(.notANumber("n/a"), file: "own.csv", line: 7, column: "kgco2e_per_kwh")
    #expect(
      number.description
        == "own.csv: line 7, column kgco2e_per_kwh: 'n/a' is not a number; use digits and a decimal point")
    let count = FactorError(.wrongFieldCount(found: 2, expected: 13), file: "own.csv", line: 4, column: "fuel_zh")
    #expect(count.description == "own.csv: line 4, column fuel_zh: has 2 fields; expected 13, this one is missing")
    #expect(FactorError(.cannotRead("no"), file: "own.csv", line: 0).description == "own.csv: cannot be read: no")
    let header = FactorError(.unknownHeader, file: "own.csv", line: 1).description
    for column in ["kwh_per_unit", "subdivision", "kgco2e_per_kwh", "ar6"] { #expect(header.contains(column)) }
  }
}
