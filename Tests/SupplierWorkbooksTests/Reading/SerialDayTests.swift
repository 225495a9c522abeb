import Emissions
import SupplierWorkbooks
import Testing
import XLSX

@Suite("Days and the numbers of cells")
struct SerialDayTests {
  @Test(arguments: [
    (1, "1900-01-01"), (31, "1900-01-31"), (32, "1900-02-01"), (59, "1900-02-28"), (61, "1900-03-01"),
    (366, "1900-12-31"),
    (367, "1901-01-01"), (25_569, "1970-01-01"), (36_526, "2000-01-01"), (36_585, "2000-02-29"), (36_586, "2000-03-01"),
    (45_127, "2023-07-20"), (73_050, "2099-12-31"), (73_110, "2100-03-01"), (2_958_465, "9999-12-31"),
  ]) func `days of the 1900 system read and write`(serial: Double, text: String) throws {
    let date = try #require(CalendarDate(serial: serial, system: .from1900))
    #expect(date.description == text)
    #expect(date.serial(in: .from1900) == serial)
  }

  @Test(arguments: [
    (0, "1904-01-01"), (1, "1904-01-02"), (60, "1904-03-01"), (43_665, "2023-07-20"), (2_957_003, "9999-12-31"),
  ])
  func `days of the 1904 system read and write`(serial: Double, text: String) throws {
    let date = try #require(CalendarDate(serial: serial, system: .from1904))
    #expect(date.description == text)
    #expect(date.serial(in: .from1904) == serial)
  }

  @Test func `day 60 of the 1900 system, which never was, reads as the day before`() {
    #expect(CalendarDate(serial: 60, system: .from1900)?.description == "1900-02-28")
    #expect(CalendarDate(serial: 60.75, system: .from1900)?.description == "1900-02-28")
    #expect(CalendarDate(year: 1900, month: 2, day: 28)?.serial(in: .from1900) == 59)
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
  }

  @Test func `the time of day is dropped`() {
    #expect(CalendarDate(serial: 45_127.999_99, system: .from1900)?.description == "2023-07-20")
    #expect(CalendarDate(serial: 0.5, system: .from1904)?.description == "1904-01-01")
  }

  @Test(arguments: [0, 0.5, -1, 2_958_466, 1e300, -1e300, .nan, .infinity, -.infinity] as [Double])
  func `numbers outside the 1900 system are no dates`(serial: Double) {
    #expect(CalendarDate(serial: serial, system: .from1900) == nil)
  }

  @Test(arguments: [-0.5, 2_957_004, 2_958_465, 1e300, .nan] as [Double])
  func `numbers outside the 1904 system are no dates`(
    serial: Double
  ) {
    #expect(CalendarDate(serial: serial, system: .from1904) == nil)
  }

  @Test func `days before a system have no number in it`() {
    #expect(CalendarDate(year: 1899, month: 12, day: 31)?.serial(in: .from1900) == nil)
    #expect(CalendarDate(year: 1900, month: 1, day: 1)?.serial(in: .from1900) == 1)
    #expect(CalendarDate(year: 1903, month: 12, day: 31)?.serial(in: .from1904) == nil)
  }
}
