import Emissions
@testable import Emissions
@testable import SupplierWorkbooks
@testable import XLSX

/// The text of a formula, moved.
func fuzzFormula(_ bytes: [UInt8]) {
  var choices = Choices(bytes.suffix(4))
  let formula = String(decoding: bytes.dropLast(4), as: UTF8.self)
  let (one, other) = (choices.number(below: 65_537) * 8, choices.number(below: 256))
  let moved = SharedFormula.moved(formula, rows: one, columns: 1)
  require(moved.utf8.count <= formula.utf8.count * 8 + 16, "a moved formula grows beyond measure")
  // In two steps it comes to the same place, unless a reference falls off the sheet.
  let twice = SharedFormula.moved(moved, rows: other + 1, columns: 2)
  let atOnce = SharedFormula.moved(formula, rows: one + other + 1, columns: 3)
  if !atOnce.contains("#REF!"), !moved.contains("#REF!") {
    require(twice == atOnce, "two steps: \(twice) at once: \(atOnce)")
  }
  _ = SharedFormula.moved(formula, rows: -one, columns: -other)
  if let range = CellRange(formula) {
    require(CellRange(range.description) == range, "a range reads back as another one")
  }
  if let reference = CellReference(formula) {
    require(
      CellReference(reference.description) == reference && CellReference(reference.absolute) == reference,
      "a reference changes")
  }
  for code in [formula, String(formula.prefix(8))] {
    _ = (NumberFormat.isDate(code), NumberFormat.isPercentage(code), NumberFormat.isText(code))
  }
}

/// Numbers, dates and texts as people type them, and as files hold them.
func fuzzValues(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  if let number = DecimalNumber.parse(bytes) {
    require(Double(text.trimmingSpaces).map { $0 == number } ?? false, "\(text) reads as \(number)")
  }
  let trimmed = TypedText.trimmed(text)
  switch SupplierWorkbooks.NumberText.read(text) {
  case .plain(let number), .separated(let number), .percentage(let number), .bound(let number),
    .quantity(let number, _):
    require(number.isFinite || trimmed.utf8.count > 300, "\(text) reads as \(number)")
  case .ambiguous, .none: break
  }
  if let read = DateText.parse(trimmed) {
    require(CalendarDate(iso: read.date.description) == read.date, "\(text) reads as no date")
  }
  _ = DateText.parse(trimmed, isDayFirst: true)
  _ = SerialDate.serial(iso: text, in: .from1900)
  let observer = CellObserver(styles: WorkbookStyles(), dateSystem: .from1900)
  let place = CellReference(row: 1, column: 1)
  var choices = Choices(bytes)
  let number = choices.double()
  for value in [CellValue.text(text)] + (number.isFinite ? [.number(number)] : []) {
    let cell = Cell(place, value)
    _ = observer.number(cell, at: place)
    if let share = observer.share(cell, at: place).value { require((0...1).contains(share), "a share of \(share)") }
    _ = (observer.date(cell, at: place), observer.text(cell, at: place))
  }
  let labels = TemplateDefinition.Labels(text: LocalizedText("a"), folded: [FoldedText(folding: "a")])
  _ = labels.matches(text)
  roundTrip(text)
  if number.isFinite { roundTrip(number) }
}

private func roundTrip(_ number: Double) {
  require(Double(DecimalText.shortest(number)) == number, "\(number) is written \(DecimalText.shortest(number))")
  var bytes: [UInt8] = []
  ShortestDecimal.append(number, to: &bytes)
  require(DecimalNumber.parse(bytes) == number, "\(number) is written \(String(decoding: bytes, as: UTF8.self))")
  let rounded = DecimalText.rounded(number)
  require(abs(rounded - number) <= 0.500_001e-10 + number.ulp * 2, "\(number) is rounded to \(rounded)")
  for system in [DateSystem.from1900, .from1904] {
    guard let date = CalendarDate(serial: number, system: system), let serial = date.serial(in: system) else {
      continue
    }
    let isDay60 = system == .from1900 && Int(number) == 60
    require(isDay60 || serial == number.rounded(.down), "\(number) is \(date), and that is \(serial)")
  }
}

/// What is written as the text of a cell reads back as it was.
private func roundTrip(_ text: String) {
  let builder = XMLTreeBuilder(limit: 1 << 24)
  let markup = ElementMarkup.textElement(text, prefix: [])
  guard
    attempt({ () throws -> Void in
      let parser = try XMLPushParser(handler: builder, part: "part.xml")
      try parser.feed(markup[...])
      try parser.finish()
    }) != nil, let root = builder.root
  else { fatalError("a written text cannot be read") }
  require(Array(EscapedText.decode(Array(root.text.utf8)).utf8) == Array(text.utf8), "a text reads back as another one")
}

/// A template definition, as it is compiled, and what it finds in a workbook.
func fuzzDefinition(_ bytes: [UInt8]) {
  _ = CompiledDocument.node(bytes)
  if let node = try? DocumentNode(yaml: String(decoding: bytes, as: UTF8.self), file: "definition.yaml"),
    let back = CompiledDocument.node(CompiledDocument.bytes(of: node))
  {
    require(back == node, "a compiled document is another one")
  }
  do {
    let definition = try TemplateDefinition(yaml: String(decoding: bytes, as: UTF8.self), file: "definition.yaml")
    _ = attempt { try TemplateLocator.locate(definition, in: sample) }
  } catch {
    require(!error.description.isEmpty, "an error without words")
  }
}

nonisolated(unsafe) private let sample: WorkbookReader = {
  let path = ScratchFile.write(StoredArchive(entries: SmallPackage().parts).bytes, to: "book.xlsx")
  guard let reader = attempt({ try WorkbookReader(path: path) }) else { fatalError("the sample cannot be read") }
  return reader
}()

/// A file of own factors.
func fuzzFactors(_ bytes: [UInt8]) {
  do {
    let file = FactorLibrary.File(name: "own.csv", bytes: bytes)
    _ = try FactorLibrary.kind(of: file)
    _ = try FactorLibrary.builtIn(replacements: [file])
  } catch {
    require(!error.description.isEmpty, "an error without words")
  }
}
