import Emissions
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test func `all days of the calendar follow each other`() throws {
    var previous = try #require(CalendarDate(daysSince1970: -719_162))
    #expect(previous.description == "0001-01-01")
    #expect(CalendarDate(daysSince1970: -719_163) == nil)
    for days in -719_161...2_932_896 where days.isMultiple(of: 37) || (-1000...40_000).contains(days) {
      let date = try #require(CalendarDate(daysSince1970: days))
      if date.daysSince1970 != days || date <= previous
        || CalendarDate(year: date.year, month: date.month, day: date.day) != date
      {
        Issue.record("day \(days) reads as \(date)")
      }
      previous = date
    }
    #expect(CalendarDate(daysSince1970: 2_932_896)?.description == "9999-12-31")
    #expect(CalendarDate(daysSince1970: 2_932_897) == nil)
  }

  @Test(arguments: ["2023-07-20", "0001-01-01", "9999-12-31", "2000-02-29"])
  func `dates of ISO 8601 read as they are written`(text: String) {
    #expect(CalendarDate(iso: text)?.description == text)
  }

  @Test(arguments: [
    "", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "2023-01-00", "23-01-01", "2023-01",
    "2023-01-01-01",
    "2023/01/01",
    "2023-+1-01", "+023-01-01", "2023-01-+1", "2023--1-01", "-2023-01-01", "2023-01-0a", "0000-01-01",
  ]) func `what is no day of the calendar is nil`(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }
}
