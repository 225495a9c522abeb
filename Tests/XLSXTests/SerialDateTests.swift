import Testing

@testable import XLSX

@Suite("Days and times written in ISO 8601, as cells of type d hold them")
struct SerialDateTests {
  @Test(arguments: [
    ("1900-01-01", 1), ("1900-02-28", 59), ("1900-03-01", 61), ("2000-02-29", 36_585), ("2023-07-20", 45_127),
    ("9999-12-31", 2_958_465),
    ("2023-07-20T12:00", 45_127.5), ("2023-07-20T08:30:00Z", 45_127 + 8.5 / 24),
  ]) func `read as numbers of the 1900 system`(text: String, serial: Double) {
    #expect(SerialDate.serial(iso: text, in: .from1900) == serial)
  }

  @Test(arguments: [
    ("00:00", 0), ("10:10:10", 36_610.0 / 86_400), ("18:00", 0.75), ("T06:00:00Z", 0.25),
    ("12:00:00.5", 43_200.5 / 86_400),
  ]) func `a time alone is a part of a day`(text: String, serial: Double) {
    for system in [DateSystem.from1900, .from1904] { #expect(SerialDate.serial(iso: text, in: system) == serial) }
  }

  @Test(
    arguments: [("1904-01-01", 0), ("1904-01-02", 1), ("2023-07-20", 43_665), ("9999-12-31", 2_957_003)]
      as [(String, Double)])
  func `read as numbers of the 1904 system`(text: String, serial: Double) {
    #expect(SerialDate.serial(iso: text, in: .from1904) == serial)
  }

  @Test func `days before the first of a system have no number`() {
    #expect(SerialDate.serial(iso: "1899-12-31", in: .from1900) == nil)
    #expect(SerialDate.serial(iso: "1903-12-31", in: .from1904) == nil)
  }

  @Test(arguments: [
    "", "2023-02-29", "1900-02-29", "2023-13-01", "2023-04-31", "2023-01-00", "0000-01-01", "2023-07-20T",
    "2023-07-20T24:00",
    "2023-07-20T08:60", "2023-07-20 08:30", "20-07-2023", "24:00", "12:60", "12", "T", "Z", ":", "1:2:3:4", "-1:00",
  ]) func `what is no day is none`(text: String) {
    #expect(SerialDate.serial(iso: text, in: .from1900) == nil)
  }
}
