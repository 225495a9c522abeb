import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Reading single cells")
struct CellObserverTests {
  /// Styles by what they show: 0 General, 1 a date, 2 a percentage, 3 text, 4 a date with time.
  private static let styles: WorkbookStyles = {
    var workbook = NewWorkbook(sheet: "S", [])
    for format in ["yyyy-mm-dd", "0.00%", "@", "m/d/yyyy h:mm"] {
      var style = CellStyle()
      style.numberFormat = format
      _ = workbook.style(style)
    }
    return (try? TestWorkbook(workbook).reader.styles) ?? WorkbookStyles()
  }()
  private static let place = CellReference(row: 5, column: 3)

  private let observer = CellObserver(styles: styles, dateSystem: .from1900)

  private func cell(_ value: CellValue, formula: String? = nil, style: Int = 0) -> Cell {
    Cell(Self.place, value, formula: formula, style: style)
  }

  private func number(_ value: CellValue, formula: String? = nil, style: Int = 0) -> Observation<Double>.Outcome {
    observer.number(cell(value, formula: formula, style: style), at: Self.place).outcome
  }

  private func share(_ value: CellValue, style: Int = 0) -> Observation<Double>.Outcome {
    observer.share(cell(value, style: style), at: Self.place).outcome
  }

  private func date(_ value: CellValue, style: Int = 0) -> Observation<CalendarDate>.Outcome {
    observer.date(cell(value, style: style), at: Self.place).outcome
  }

  private func text(_ value: CellValue) -> Observation<String>.Outcome {
    observer.text(cell(value), at: Self.place).outcome
  }

  // MARK: Nothing

  @Test(
    "What people write for nothing is empty",
    arguments: [
      "", " ", "\t\n", "\u{3000}", "\u{A0}\u{2009}", "\u{200B}", "-", "--", "—", "–", "/", "n/a", "N/A", "Ｎ／Ａ", "na",
      "n.a.", "None", "TBD",
      "tbd ",
      "无", "　无　", "無", "暂无", "没有", "不适用", "－",
    ])
  func nothing(text: String) {
    #expect(number(.text(text)) == .empty)
    #expect(self.text(.text(text)) == .empty)
    #expect(date(.text(text)) == .empty)
    #expect(share(.text(text)) == .empty)
  }

  @Test("Blank cells and cells that are not stored are empty, and keep their place")
  func blank() {
    #expect(number(.blank) == .empty)
    #expect(observer.number(nil, at: Self.place) == Observation(Self.place, .empty))
    #expect(observer.text(cell(.blank, formula: ""), at: Self.place).outcome == .empty)
  }

  @Test("Text that only begins like nothing is text", arguments: ["-5", "n/a yet", "none of them", "无线", "/5", "0"])
  func notNothing(text: String) {
    #expect(self.text(.text(text)) == .value(text))
  }

  // MARK: Numbers

  @Test("Numbers are numbers", arguments: [0, 1.5, -3, 1e-12, 2e15])
  func plain(value: Double) {
    #expect(number(.number(value)) == .value(value))
    #expect(number(.number(value), formula: "A1*2") == .value(value))
  }

  @Test(
    "Text that is a number in plain form is read, and that is said",
    arguments: [
      ("65.23", 65.23), ("６５．２３", 65.23), (" 65.23 ", 65.23), ("\u{A0}65.23\u{2009}", 65.23), ("\u{202F}7", 7),
      ("-4", -4), ("+4", 4),
      ("－４", -4), ("007", 7), (".5", 0.5), ("0", 0),
    ] as [(String, Double)])
  func numberFromText(text: String, value: Double) {
    #expect(number(.text(text)) == .lenient(value, .numberFromText(text)))
  }

  @Test(
    "Text that is not certainly a number is none",
    arguments: [
      "1.234.5", "10-20", "~5", "see attachment", "1e5", "0x1F", "nan", "inf", "infinity", "+", ".", "五", "1/2", "٣",
      "²", "10²", "H₂",
    ])
  func notANumber(text: String) {
    #expect(number(.text(text)) == .invalid(.notANumber(text)))
  }

  @Test("A number that shows as a date is no number")
  func dateForNumber() {
    #expect(number(.number(45_127), style: 1) == .invalid(.dateForNumber("2023-07-20")))
    #expect(number(.number(-5), style: 1) == .invalid(.dateForNumber("-5")))
  }

  @Test("TRUE and FALSE are no numbers")
  func truth() {
    #expect(number(.boolean(true)) == .invalid(.truthForNumber("TRUE")))
    #expect(number(.boolean(false)) == .invalid(.truthForNumber("FALSE")))
  }

  @Test("Error values name the error and their formula, whatever is asked for", arguments: CellError.allCases)
  func errors(error: CellError) {
    #expect(number(.error(error)) == .invalid(.errorValue(error.rawValue, formula: nil)))
    #expect(number(.error(error), formula: "A1/0") == .invalid(.errorValue(error.rawValue, formula: "A1/0")))
    #expect(text(.error(error)) == .invalid(.errorValue(error.rawValue, formula: nil)))
    #expect(date(.error(error)) == .invalid(.errorValue(error.rawValue, formula: nil)))
  }

  @Test("A formula without a value was not calculated")
  func notCalculated() {
    #expect(number(.blank, formula: "A1+1") == .invalid(.notCalculated(formula: "A1+1")))
  }

  // MARK: Shares

  @Test(
    "Shares are read from 0 to 1, as percentages, and as plain numbers up to 100",
    arguments: [
      (.number(0.4), 0, .value(0.4)), (.number(0.4), 2, .value(0.4)), (.number(0), 0, .value(0)),
      (.number(1), 0, .value(1)),
      (.number(40), 0, .lenient(0.4, .shareFromPlainNumber(40))),
      (.number(100), 0, .lenient(1, .shareFromPlainNumber(100))),
      (.text("40 %"), 0, .lenient(0.4, .numberFromText("40 %"))),
      (.text("４０％"), 0, .lenient(0.4, .numberFromText("４０％"))),
      (.text("0.4"), 0, .lenient(0.4, .numberFromText("0.4"))),
      (.text("100%"), 0, .lenient(1, .numberFromText("100%"))),
      (.number(1.5), 2, .invalid(.shareOutOfRange(150))), (.number(40), 2, .invalid(.shareOutOfRange(4000))),
      (.number(-0.1), 0, .invalid(.shareOutOfRange(-0.1))), (.number(101), 0, .invalid(.shareOutOfRange(101))),
      (.text("120%"), 0, .invalid(.shareOutOfRange(120))), (.text("-1%"), 0, .invalid(.shareOutOfRange(-1))),
      (.text("half"), 0, .invalid(.notANumber("half"))), (.text("%"), 0, .invalid(.notANumber("%"))),
    ] as [(CellValue, Int, Observation<Double>.Outcome)])
  func shares(value: CellValue, style: Int, outcome: Observation<Double>.Outcome) {
    #expect(share(value, style: style) == outcome)
  }

  @Test("Plain text above 1 without a sign is as uncertain as a plain number")
  func shareFromText() {
    #expect(share(.text("40")) == .lenient(0.4, .shareFromPlainNumber(40)))
    #expect(share(.text("40"), style: 2) == .lenient(0.4, .shareFromPlainNumber(40)))
  }

  // MARK: Dates

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: year, month: month, day: day))
  }

  @Test("Numbers in a date format are dates, in both date systems")
  func dates() throws {
    #expect(date(.number(45_127), style: 1) == .value(try day(2023, 7, 20)))
    #expect(date(.number(45_127.75), style: 4) == .lenient(try day(2023, 7, 20), .timeOfDay))
    let from1904 = CellObserver(styles: Self.styles, dateSystem: .from1904)
    #expect(from1904.date(cell(.number(43_665), style: 1), at: Self.place).outcome == .value(try day(2023, 7, 20)))
  }

  @Test("A plain number is a date only where it can be one of our time")
  func plainDates() throws {
    #expect(date(.number(45_127)) == .lenient(try day(2023, 7, 20), .dateFromPlainNumber(45_127)))
    #expect(date(.number(36_526)) == .lenient(try day(2000, 1, 1), .dateFromPlainNumber(36_526)))
    for value in [36_525, 73_051, 0, -1, 1e9, 20_230_720] {
      guard case .invalid(.notADate) = date(.number(value)) else {
        Issue.record("\(value) was read as a date")
        continue
      }
    }
    #expect(date(.number(1899)) == .invalid(.notADate("1899")) && date(.number(2101)) == .invalid(.notADate("2101")))
    #expect(date(.number(3e6), style: 1) == .invalid(.notADate("3000000")))
    #expect(date(.boolean(true)) == .invalid(.notADate("TRUE")))
  }

  @Test(
    "Dates typed as text are read in the usual spellings",
    arguments: [
      "7/20/2023", "20/7/2023", "2023-07-20", "2023/7/20", "2023.7.20", "2023年7月20日", "２０２３年７月２０日", "20-Jul-2023",
      "20 July 2023",
      "July 20, 2023", "Jul 20 2023", "20.07.2023", "20230720", " 7/20/2023 ", "2023-07-20 10:30",
      "2023-07-20T10:30:00",
      "7/20/2023 10:30 AM",
      "2023-07-20T10:30:00Z", "2023年7月20日 10:30", "20-JUL-2023",
    ])
  func textDates(text: String) throws {
    #expect(date(.text(text)) == .lenient(try day(2023, 7, 20), .dateFromText(text)))
  }

  @Test("Where month and day can be exchanged the month comes first, with dots the day")
  func order() throws {
    #expect(date(.text("03/04/2023")) == .lenient(try day(2023, 3, 4), .dateFromAmbiguousText("03/04/2023")))
    #expect(date(.text("03-04-2023")) == .lenient(try day(2023, 3, 4), .dateFromAmbiguousText("03-04-2023")))
    #expect(date(.text("04/04/2023")) == .lenient(try day(2023, 4, 4), .dateFromText("04/04/2023")))
    #expect(date(.text("03.04.2023")) == .lenient(try day(2023, 4, 3), .dateFromText("03.04.2023")))
  }

  @Test(
    "Text that is not certainly one day is no date",
    arguments: [
      "soon", "end of year", "7/2023", "7/20/23", "20-Jul-23", "13/13/2023", "2023-02-30", "29.02.2023",
      "0/0/2023", "99999999",
      "2023-07-20 - 2023-08-20",
      "2023-07-20-2023-08-20", "2023-07-20 or later", "may be 7 2023", "decided 5 2023", "20-Marble-2023",
      "7/20/2023/4", "+7/20/2023",
      "2023-7",
    ])
  func notADate(text: String) {
    #expect(date(.text(text)) == .invalid(.notADate(text)))
  }

  @Test("A year is no day, in whatever format, and not one of 1905", arguments: ["2025", "1900", "2100"])
  func years(text: String) throws {
    let number = try #require(Double(text))
    #expect(date(.number(number)) == .invalid(.yearForDate(text)))
    #expect(date(.number(number), style: 1) == .invalid(.yearForDate(text)))
    for typed in [text, text + "年", "FY" + text, " \(text) 年度"] {
      #expect(date(.text(typed)) == .invalid(.yearForDate(text)))
    }
  }

  // MARK: Text and lists

  @Test("Text is read as it stands, without spaces and invisible characters at its ends")
  func texts() {
    #expect(text(.text("PN-1")) == .value("PN-1"))
    #expect(text(.text("a  b")) == .value("a  b"))
    #expect(text(.text(" PN-1\u{200B}")) == .lenient("PN-1", .cleaned(" PN-1\u{200B}")))
    #expect(text(.text("　零件　")) == .lenient("零件", .cleaned("　零件　")))
  }

  @Test(
    "Numbers as text never have an exponent",
    arguments: [
      (12_345, "12345"), (1.5, "1.5"), (0.00001, "0.00001"), (1e15, "1000000000000000"),
      (1.2345678901234568e16, "12345678901234568"),
      (1e21, "1000000000000000000000"), (-3, "-3"),
    ] as [(Double, String)])
  func numberAsText(value: Double, shown: String) {
    #expect(text(.number(value)) == .lenient(shown, .textFromNumber(shown)))
  }

  @Test("TRUE is read as its text")
  func truthAsText() {
    #expect(text(.boolean(true)) == .lenient("TRUE", .textFromNumber("TRUE")))
  }

  @Test("List entries are found, however the cell is stored, or named as unknown")
  func entries() {
    func entry(_ value: CellValue) -> Observation<Int>.Outcome {
      observer.entry(cell(value), at: Self.place, list: "answers") {
        ["yes": 1, "1": 1, "TRUE": 1, "no": 0][$0].map { ListMatch($0, isExact: true, written: "") }
      }.outcome
    }
    #expect(entry(.text("yes")) == .value(1))
    #expect(entry(.text(" no ")) == .value(0))
    #expect(entry(.number(1)) == .value(1))
    #expect(entry(.boolean(true)) == .value(1))
    #expect(entry(.text("maybe")) == .invalid(.notInList("maybe", list: "answers")))
    #expect(entry(.text("-")) == .empty)
    #expect(entry(.error(.name)) == .invalid(.errorValue("#NAME?", formula: nil)))
  }

  @Test("An amount is a number from 0 to the greatest, and nothing else")
  func amounts() {
    func isNoAmount(_ outcome: Observation<Double>.Outcome) -> Bool { Observation(Self.place, outcome).isNoAmount }
    #expect(!isNoAmount(.value(0)) && !isNoAmount(.value(1e12)) && !isNoAmount(.empty) && !isNoAmount(.absent))
    #expect(
      isNoAmount(.value(-1e-9)) && isNoAmount(.value(1.1e12)) && isNoAmount(.value(.nan))
        && isNoAmount(.value(.infinity)))
    #expect(isNoAmount(.invalid(.notANumber("x"))) && isNoAmount(.lenient(-1, .numberFromText("-1"))))
  }
}
