import Emissions
import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

/// What looks odd and is good: read as what it means, and what was read leniently is said.
@Suite("Odd but good inputs")
struct OddInputTests {
  private struct Input {
    var cell: CheckedCell
    var value: String
    /// `nil` where there is nothing to say.
    var key: String?
  }

  private static func texts(_ kind: CheckedCell.Kind, _ key: String?, _ values: [(String, String)]) -> [Input] {
    values.map { Input(cell: CheckedCell(kind: kind, value: .text($0.0)), value: $0.1, key: key) }
  }

  private static let day = "2026-07-20"

  private static let all: [Input] =
    texts(
      .mass, "N01",
      [
        ("65.23", "65.23"), ("６５．２３", "65.23"), (" 65.23 ", "65.23"), ("\u{A0}65.23\u{2009}", "65.23"), ("007", "7.0"),
        (".5", "0.5"),
        ("+4", "4.0"), ("0", "0.0"), ("0.10", "0.1"), ("\u{202F}7", "7.0"),
      ])
    + texts(
      .mass, "N02",
      [
        ("65,23", "65.23"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1 234,5", "1234.5"), ("1'234.5", "1234.5"),
        ("1’234’567", "1234567.0"),
        ("1 234", "1234.0"), ("1,234,567", "1234567.0"), ("1.234.567", "1234567.0"), ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("1\u{202F}234,5", "1234.5"), ("１，２３４．５", "1234.5"), (",5", "0.5"),
      ])
    + texts(
      .mass, "N03",
      [
        ("85 kg", "85.0"), ("85kg", "85.0"), ("500 g", "0.5"), ("0.5 t", "500.0"), ("85 千克", "85.0"),
        ("85 kgCO2e", "85.0"),
        ("85 kg CO2 p/part", "85.0"), ("1.234,5 kg", "1234.5"), ("2 吨", "2000.0"), ("3,5 公斤", "3.5"), ("８５　ｋｇ", "85.0"),
      ])
    + texts(
      .energy, "N03",
      [
        ("2.08 kWh", "2.08"), ("3 MWh", "3000.0"), ("3.6 MJ", "1.0"), ("5 度", "5.0"), ("7 kWh/part", "7.0"),
        ("1 GWh", "1000000.0"),
        ("500 Wh", "0.5"),
      ])
    + texts(.price, "N03", [("$5.50", "5.5"), ("5.50 USD", "5.5"), ("US$ 5.50", "5.5"), ("USD 5.50", "5.5")])
    + texts(.share, "N01", [("40 %", "0.4"), ("４０％", "0.4"), ("0.4", "0.4")])
    + texts(
      .date, "D01",
      [
        "7/20/2026", "20/7/2026", "2026-07-20", "2026/7/20", "2026年7月20日", "20-Jul-2026", "20.07.2026", "20260720",
        "July 20, 2026",
        "20 July 2026",
      ]
      .map { ($0, day) })
    + texts(.answer, nil, [("Yes", "yes"), ("No", "no")])
    + texts(
      .answer, "L01",
      [
        ("yes", "yes"), ("YES", "yes"), ("Y", "yes"), ("是", "yes"), ("有", "yes"), ("TRUE", "yes"), ("1", "yes"),
        ("no", "no"), ("N", "no"),
        ("否", "no"), ("无", "no"), ("FALSE", "no"), ("0", "no"), (" Yes ", "yes"), ("Yes 是", "yes"), ("ｙｅｓ", "yes"),
      ])
    + texts(.currency, nil, [("USD", "USD")]) + texts(.currency, "L01", [("usd", "USD"), ("U.S.D.", "USD")])
    + texts(.country, nil, [("Germany", "DE"), ("德国", "DE")])
    + texts(.country, "L01", [("germany", "DE"), ("DEU", "DE")])
    + texts(
      .partNumber, nil,
      [
        ("PN-1234", "PN-1234"), ("007-5512", "007-5512"), ("0123", "0123"), ("1E05", "1E05"), ("零件-1", "零件-1"),
        ("2-MX", "2-MX"),
      ])
    + texts(.text, nil, [("n/a yet", "n/a yet")])
    + [
      Input(cell: CheckedCell(kind: .answer, value: .boolean(true)), value: "yes", key: "L01"),
      Input(cell: CheckedCell(kind: .answer, value: .number(0)), value: "no", key: "L01"),
      Input(
        cell: CheckedCell(kind: .date, value: .number(46_223.5), format: .date), value: "2026-07-20", key: "D05.time"),
      Input(cell: CheckedCell(kind: .date, value: .number(46_223), format: .date), value: "2026-07-20", key: nil),
      Input(cell: CheckedCell(kind: .mass, value: .text("65.23"), format: .date), value: "65.23", key: "N01"),
      Input(cell: CheckedCell(kind: .mass, value: .text("65.23"), format: .text), value: "65.23", key: "N01"),
      Input(cell: CheckedCell(kind: .share, value: .number(0.4), format: .percent), value: "0.4", key: nil),
      Input(cell: CheckedCell(kind: .mass, value: .number(1e12)), value: "1000000000000.0", key: nil),
    ]

  @Test("Each is read as what it means, and that is said where it was read leniently", arguments: 0..<all.count)
  func read(index: Int) throws {
    let input = Self.all[index]
    let (value, findings) = try input.cell.read()
    #expect(value == input.value)
    #expect(findings.map(\.key) == (input.key.map { [$0] } ?? []))
    #expect(findings.allSatisfy { $0.severity != .error })
  }

  @Test("There are at least 60 of them") func count() { #expect(Self.all.count >= 60) }

  @Test("What is suggested for a lenient reading is read strictly, and as the same value")
  func suggestions() throws {
    for input in Self.all {
      guard let suggestion = try input.cell.read().findings.first?.suggestion else { continue }
      var typed = input.cell
      if let number = Double(suggestion) {
        typed.value = .number(number)
        if typed.format == .date { typed.format = .general }
      } else if let serial = CalendarDate(iso: suggestion)?.serial(in: .from1900) {
        typed.value = .number(serial)
        typed.format = .date
      } else {
        typed.value = .text(suggestion)
      }
      let (value, findings) = try typed.read()
      #expect(value == input.value && findings == [], "\(input.cell.testDescription): \(suggestion)")
    }
  }
}
