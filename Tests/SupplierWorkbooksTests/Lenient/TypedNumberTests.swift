import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Numbers as people type them")
struct TypedNumberTests {
  private static let place = CellReference(row: 5, column: 3)
  private let observer = CellObserver(styles: WorkbookStyles(), dateSystem: .from1900)

  private func amount(_ text: String, in currency: String = "CNY") -> Double? {
    observer.number(Cell(Self.place, .text(text)), at: Self.place) {
      UnitText.isCurrency($0, currency) ? 1 : nil
    }.value
  }

  @Test(
    "Amounts with a scale, a currency and a number of pieces",
    arguments: [
      ("3500万元", 35_000_000), ("3500萬元", 35_000_000), ("12.5万", 125_000), ("1.2亿", 120_000_000), ("3.5百万", 3_500_000),
      ("250k", 250_000), ("250 K", 250_000), ("CNY 3.5 million", 3_500_000), ("3.5 million RMB", 3_500_000),
      ("2 mio", 2_000_000), ("3.5M", 3_500_000), ("3.5MCNY", 3_500_000), ("5千", 5_000), ("人民币1.5亿元", 150_000_000),
      ("￥0.84", 0.84), ("¥ 0.84", 0.84), ("0.84元/个", 0.84), ("¥0.84/pcs", 0.84), ("0.84 RMB/pc", 0.84),
      ("人民币0.84元", 0.84),
      ("0.84元每件", 0.84), ("0.84/ea", 0.84), ("CN¥0.84", 0.84), ("0.84块", 0.84), ("CNY0.84", 0.84),
      ("0.84元/千件", 0.000_84), ("840 CNY/k", 0.84), ("840 RMB/1000pcs", 0.84), ("840/1000 pcs", 0.84),
      ("840元/1,000件", 0.84), ("84元/百个", 0.84), ("840 CNY per 1000 pcs", 0.84),
    ])
  func amounts(text: String, value: Double) { #expect(amount(text) == value) }

  @Test(
    "What could mean something else is no amount",
    arguments: [
      "US$5.50", "5.50美元", "€5", "$5.50", "0.84元/米", "0.84元/kg", "840/M", "840 CNY/kpl", "3.5m", "3.5 kg", "0.84元/年",
      "USD 5 CNY", "人民币5美元", "5 M2", "每件0.84元", "约0.84元", "0.84元/0个", "1/2", "840/1000", "5元/12", "1.2.3万",
    ])
  func noAmounts(text: String) { #expect(amount(text) == nil) }

  @Test("The signs of other currencies are theirs")
  func others() {
    #expect(amount("US$5.50", in: "USD") == 5.5 && amount("$5.50", in: "USD") == 5.5 && amount("$5", in: "CAD") == 5)
    #expect(amount("$5.50 CAD", in: "CAD") == 5.5 && amount("$5.50 CAD", in: "USD") == nil)
    #expect(amount("￥100", in: "JPY") == 100 && amount("NT$25", in: "TWD") == 25 && amount("NT$25", in: "USD") == nil)
  }

  @Test(
    "Energy and masses with a scale",
    arguments: [
      ("186.3万度", "kWh", 1_863_000), ("2亿千瓦时", "kWh", 200_000_000), ("186.3万千瓦时", "MWh", 1863), ("5 千瓦时", "kWh", 5),
      ("5千瓦小时", "kWh", 5), ("3兆瓦时", "kWh", 3000), ("2万吨", "kg", 20_000_000), ("3千克", "kg", 3), ("12 KWH", "kWh", 12),
      ("3MWh", "kWh", 3000),
    ])
  func quantities(text: String, unit: String, value: Double) {
    let observed = observer.number(Cell(Self.place, .text(text)), at: Self.place) {
      UnitText.factor(from: $0, to: unit)
    }
    #expect(observed.value.map { abs($0 - value) < 1e-9 * value } == true, "\(observed)")
  }

  @Test("It is said how an amount was read")
  func said() {
    func outcome(_ text: String) -> Observation<Double>.Outcome {
      observer.number(Cell(Self.place, .text(text)), at: Self.place) { UnitText.isCurrency($0, "CNY") ? 1 : nil }
        .outcome
    }
    #expect(outcome("12.5万") == .lenient(125_000, .scaledNumber("12.5万")))
    #expect(outcome("0.84元/个") == .lenient(0.84, .numberWithUnit("0.84元/个")))
    #expect(outcome("0.84元/千件") == .lenient(0.000_84, .numberPerMany("0.84元/千件", pieces: 1000)))
    #expect(outcome("5美元") == .invalid(.unknownUnit("5美元", unit: "美元")))
  }

  // MARK: Beside other numbers

  /// How the last of some texts of a column is read.
  private func last(_ texts: [String], others: [String] = []) -> Observation<Double>.Outcome {
    let cells = texts.enumerated().map { Cell(CellReference(row: 5 + $0.offset, column: 3), .text($0.element)) }
    let beside = others.enumerated().map { Cell(CellReference(row: 5 + $0.offset, column: 4), .text($0.element)) }
    let marks = NumberMarks { note in for cell in cells + beside { note(cell) } }
    let cell = cells[cells.count - 1]
    return observer.number(cell, at: cell.reference, marks: marks) { UnitText.factor(from: $0, to: "kg") }.outcome
  }

  @Test("A text that can be read in two ways is read as the others of its column are")
  func byColumn() {
    #expect(last(["0,50", "1.234,50", "1.234"]) == .lenient(1234, .numberByColumn("1.234")))
    #expect(last(["0,50", "12.345"]) == .lenient(12_345, .numberByColumn("12.345")))
    #expect(last(["0,50", "1,234"]) == .lenient(1.234, .numberByColumn("1,234")))
    #expect(last(["0.50", "1,234.50", "1,234"]) == .lenient(1234, .numberByColumn("1,234")))
    #expect(last(["0.50", "1.234"]) == .lenient(1.234, .numberFromText("1.234")))
    #expect(last(["0.5 kg", "1,234 kg"]) == .lenient(1234, .numberByColumn("1,234 kg")))
    #expect(last(["1.234.567", "1.234"]) == .lenient(1234, .numberByColumn("1.234")))
    #expect(last(["1,234,567", "1,234"]) == .lenient(1234, .numberByColumn("1,234")))
  }

  @Test("Where the column shows nothing the sheet decides; where both ways are there, nobody can tell")
  func bySheet() {
    #expect(last(["1.234"], others: ["0,5"]) == .lenient(1234, .numberByColumn("1.234")))
    #expect(last(["1,234"], others: ["0.5"]) == .lenient(1234, .numberByColumn("1,234")))
    #expect(last(["0.5", "1.234"], others: ["0,5"]) == .lenient(1.234, .numberFromText("1.234")))
    for text in ["1.234", "1,234"] {
      let both = Invalidity.mixedSeparators(text, asDecimal: 1.234, asThousands: 1234)
      #expect(last(["0.50", "0,50", text]) == .invalid(both))
      #expect(last([text], others: ["0.50", "0,50"]) == .invalid(both))
    }
    #expect(last(["0.50", "0,50", "12,5"]) == .lenient(12.5, .numberWithSeparators("12,5")))
  }

  @Test("Where nothing tells, a point stands before decimals, and that is said; a comma is not decided")
  func alone() {
    #expect(last(["1.234"]) == .lenient(1.234, .numberWithPoint("1.234", asThousands: 1234)))
    #expect(last(["1.234 kg"]) == .lenient(1.234, .numberWithPoint("1.234 kg", asThousands: 1234)))
    #expect(last(["-1.234"]) == .lenient(-1.234, .numberWithPoint("-1.234", asThousands: -1234)))
    #expect(last(["1,234"]) == .invalid(.ambiguousNumber("1,234", asDecimal: 1.234, asThousands: 1234)))
    for text in ["0.123", "1.2345", "12.34", "1234.567", "65.23"] {
      guard case .lenient(_, .numberFromText) = last([text]) else {
        Issue.record("\(text) can be read in one way only")
        continue
      }
    }
  }
}
