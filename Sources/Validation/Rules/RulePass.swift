internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// Something that applies rules to a workbook: where it puts what it finds, and what suggestions are chosen from.
protocol RulePass {
  var findings: FindingCollector { get set }
  var suggestions: Suggestions { get set }
  /// The day that counts as today.
  var asOf: CalendarDate { get }
}

extension RulePass {
  mutating func add(
    _ rule: String, _ severity: Severity, variant: String = "", at place: Place?, _ cell: CellReference?,
    value: String? = nil,
    arguments: [String: LocalizedText] = [:], suggestion: String? = nil
  ) {
    var finding = Finding(
      rule, severity, variant: variant, sheet: place?.sheet, cell: cell, field: place?.field, value: value,
      arguments: arguments,
      suggestion: suggestion)
    finding.file = place?.file
    if let file = place?.file { finding.arguments["file"] = LocalizedText(file) }
    findings.add(finding)
  }

  /// Reports what can be said of any cell by how it was read: empty though mandatory, unreadable, read leniently.
  ///
  /// - Parameters:
  ///   - observation: what was read.
  ///   - place: where; nothing is said of a cell that the definition does not know.
  ///   - isNeeded: a figure depends on it; what cannot be read in another optional cell is a warning only.
  mutating func observe<Value: ReadValue>(_ observation: Observation<Value>, at place: Place?, isNeeded: Bool = true) {
    guard let place else { return }
    switch observation.outcome {
    case .absent where place.file == nil: break
    case .value: break
    case .absent, .empty:
      if place.isMandatory {
        add("M01", .error, variant: place.emptyVariant, at: place, observation.reference)
      }
    case .lenient(let value, let how): add(leniency: how, read: value, at: place, observation.reference)
    case .invalid(let why):
      if isNeeded || place.isMandatory {
        add(invalidity: why, at: place, observation.reference)
      } else {
        add(optional: why, at: place, observation.reference)
      }
    }
  }

  private mutating func add(leniency: Leniency, read: some ReadValue, at place: Place, _ cell: CellReference?) {
    let number = read.readNumber.map { DecimalText.shortest($0) }
    let date = read.readDay?.description
    let argument = ["read": LocalizedText(number ?? date ?? "")]
    switch leniency {
    case .numberFromText(let text): add("N01", .note, at: place, cell, value: text, suggestion: number)
    case .numberWithSeparators(let text):
      add("N02", .warning, at: place, cell, value: text, arguments: argument, suggestion: number)
    case .numberByColumn(let text):
      add("N11", .warning, at: place, cell, value: text, arguments: argument, suggestion: number)
    case .numberWithPoint(let text, let thousands):
      let other = ["read": LocalizedText(number ?? ""), "thousands": LocalizedText(DecimalText.shortest(thousands))]
      add("N11", .warning, variant: "point", at: place, cell, value: text, arguments: other)
    case .scaledNumber(let text):
      add("N13", .warning, at: place, cell, value: text, arguments: argument, suggestion: number)
    case .numberPerMany(let text, let pieces):
      let count = ["read": LocalizedText(number ?? ""), "pieces": LocalizedText(DecimalText.shortest(pieces))]
      add("N13", .warning, variant: "pieces", at: place, cell, value: text, arguments: count, suggestion: number)
    case .numberWithUnit(let text):
      add("N03", .warning, at: place, cell, value: text, arguments: argument, suggestion: number)
    case .percentForNumber(let text):
      add("N07", .warning, variant: "percent", at: place, cell, value: text, arguments: argument)
    case .shareFromPlainNumber(let number):
      add(
        "C10", .warning, variant: "plain", at: place, cell, value: DecimalText.shortest(number),
        suggestion: DecimalText.shortest(number) + "%")
    case .dateFromText(let text): add("D01", .note, at: place, cell, value: text, arguments: argument, suggestion: date)
    case .dateFromAmbiguousText(let text):
      add("D01", .warning, variant: "ambiguous", at: place, cell, value: text, arguments: argument)
    case .dateFromPlainNumber(let number):
      add(
        "D05", .warning, variant: "number", at: place, cell, value: DecimalText.shortest(number), arguments: argument,
        suggestion: date)
    case .timeOfDay: add("D05", .note, variant: "time", at: place, cell, suggestion: date)
    case .textFromNumber(let text): add("P03", .warning, at: place, cell, value: text)
    case .damagedPartNumber(let text, let damage):
      let variant =
        switch damage {
        case .number: ""
        case .exponent: "exponent"
        case .date: "date"
        case .digits: "digits"
        }
      add("P03", .warning, variant: variant, at: place, cell, value: text)
    case .shownPartNumber(let shown, let plain):
      add("P08", .note, at: place, cell, value: plain, arguments: ["shown": LocalizedText(shown)], suggestion: shown)
    case .cleaned(let text): add("P04", .warning, at: place, cell, value: text, suggestion: PartNumber.cleaned(text))
    case .lookAlike(let text, let plain):
      add(
        "P04", .warning, variant: "look-alike", at: place, cell, value: text,
        arguments: ["plain": LocalizedText(plain)], suggestion: plain)
    case .restated(let words, let factor, let other):
      if let other { add(leniency: other, read: read, at: place, cell) }
      add(
        "Q01", .warning, at: place, cell, value: words.text,
        arguments: ["source": words.source.text, "factor": LocalizedText(DecimalText.shortest(factor))])
    case .statedCurrency(let words):
      add("Q04", .warning, at: place, cell, value: words.text, arguments: ["source": words.source.text])
    case .listVariant(let text, let written):
      add(
        "L01", .note, at: place, cell, value: text, arguments: ["written": LocalizedText(written)], suggestion: written)
    case .listGuess(let text, let written, let others):
      add(
        "N14", .warning, at: place, cell, value: text,
        arguments: ["written": LocalizedText(written), "others": LocalizedText(others)], suggestion: written)
    }
  }

  private mutating func add(invalidity: Invalidity, at place: Place, _ cell: CellReference?) {
    switch invalidity {
    case .notANumber(let text), .truthForNumber(let text): add("N05", .error, at: place, cell, value: text)
    case .ambiguousNumber(let text, let decimal, let thousands):
      add(
        "N02", .error, variant: "ambiguous", at: place, cell, value: text,
        arguments: [
          "decimal": LocalizedText(DecimalText.shortest(decimal)),
          "thousands": LocalizedText(DecimalText.shortest(thousands)),
        ])
    case .mixedSeparators(let text, let decimal, let thousands):
      add(
        "N12", .error, at: place, cell, value: text,
        arguments: [
          "decimal": LocalizedText(DecimalText.shortest(decimal)),
          "thousands": LocalizedText(DecimalText.shortest(thousands)),
        ])
    case .unknownUnit(let text, let unit):
      add("N03", .error, variant: "unknown", at: place, cell, value: text, arguments: ["unit": LocalizedText(unit)])
    case .bound(let text, let number):
      add("N05", .error, variant: "bound", at: place, cell, value: text, suggestion: DecimalText.shortest(number))
    case .errorValue(let error, let formula):
      add(
        "N06", .error, variant: formula == nil ? "" : "formula", at: place, cell, value: error,
        arguments: formula.map { ["formula": LocalizedText("=" + $0)] } ?? [:])
    case .dateForNumber(let text): add("N07", .error, at: place, cell, value: text)
    case .notADate(let text): add("D02", .error, at: place, cell, value: text)
    case .yearForDate(let text): add("D06", .error, at: place, cell, value: text)
    case .notInList(let text, let list): addUnlisted(text, list: list, at: place, cell)
    case .shareOutOfRange(let number): add("C10", .error, at: place, cell, value: DecimalText.shortest(number))
    case .stated(let words, let expected): add(contradiction: words, expected: expected, at: place, cell)
    case .notCalculated(let formula):
      add("W03", .error, at: place, cell, arguments: ["formula": LocalizedText("=" + formula)])
    }
  }

  /// Q02: words around an amount say something else than what is expected there.
  private mutating func add(
    contradiction words: StatedWords, expected: String?, at place: Place, _ cell: CellReference?
  ) {
    var arguments = ["source": words.source.text]
    arguments["expected"] = expected.map { LocalizedText($0) }
    add(
      "Q02", .error, variant: expected == nil ? "" : "unit", at: place, cell, value: words.text, arguments: arguments)
  }

  /// L03: not in its list, with the nearest entries where there are any.
  mutating func addUnlisted(_ text: String, list: ListID, at place: Place?, _ cell: CellReference?) {
    if list == .energyUnit || list == .fuelUnit, CoalEquivalent.isMeant(by: text) {
      return add("L03", .error, variant: "coal", at: place, cell, value: text)
    }
    let nearest = suggestions.nearest(to: text, in: list)
    if nearest.shown.isEmpty {
      add("L03", .error, at: place, cell, value: text)
    } else {
      add(
        "L03", .error, variant: "nearest", at: place, cell, value: text,
        arguments: ["nearest": LocalizedText(nearest.shown.joined(separator: "; "))], suggestion: nearest.certain)
    }
  }

  /// M05: an optional cell that no figure depends on holds something that cannot be read.
  private mutating func add(optional why: Invalidity, at place: Place, _ cell: CellReference?) {
    // An amount in a unit that nobody can tell is never left out without an error.
    if case .stated(let words, let expected) = why {
      return add(contradiction: words, expected: expected, at: place, cell)
    }
    let (variant, text) =
      switch why {
      case .notANumber(let text), .truthForNumber(let text), .ambiguousNumber(let text, _, _),
        .mixedSeparators(let text, _, _),
        .unknownUnit(let text, _),
        .bound(let text, _), .dateForNumber(let text):
        ("number", text)
      case .shareOutOfRange(let number): ("share", DecimalText.shortest(number))
      case .notADate(let text), .yearForDate(let text): ("date", text)
      case .notInList(let text, _): (text.readsAsNumber ? "list-number" : "list", text)
      case .errorValue(let text, _): ("error", text)
      case .notCalculated(let formula): ("formula", "=" + formula)
      case .stated(let words, _): ("number", words.text)
      }
    add("M05", .warning, variant: variant, at: place, cell, value: text)
  }

  /// A number that must not be negative and not be beyond all measure.
  mutating func checkAmount(_ observation: Observation<Double>, at place: Place?, isNeeded: Bool = true) {
    guard let value = observation.value else { return }
    if (0...Observation<Double>.greatestAmount).contains(value) { return }
    let text = value.isFinite ? DecimalText.shortest(value) : String(value)
    if !isNeeded {
      add("M05", .warning, variant: "amount", at: place, observation.reference, value: text)
    } else {
      add(value < 0 ? "N04" : "N09", .error, at: place, observation.reference, value: text)
    }
  }

  /// D03, D04: the day on which data were given.
  mutating func checkDay(_ observation: Observation<CalendarDate>, at place: Place?) {
    guard let date = observation.value else { return }
    let today = ["today": LocalizedText(asOf.description)]
    if date > asOf {
      add("D03", .error, at: place, observation.reference, value: date.description, arguments: today)
    } else if date.year < 2015 {
      add("D04", .warning, at: place, observation.reference, value: date.description)
    } else if date.isOlder(thanMonths: 24, before: asOf) {
      add("D04", .warning, variant: "old", at: place, observation.reference, value: date.description, arguments: today)
    }
  }

  /// P05: what no part number looks like.
  mutating func checkShape(ofPartNumber observation: Observation<String>, at place: Place?) {
    guard let mpn = observation.value else { return }
    if mpn.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      let line = mpn.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ⏎ ")
      add("P05", .warning, variant: "breaks", at: place, observation.reference, value: line)
    } else if mpn.utf8.count > 40, mpn.count > 40 {
      add(
        "P05", .warning, at: place, observation.reference, value: mpn,
        arguments: ["count": LocalizedText(String(mpn.count))])
    }
  }

  /// M06: rows that somebody may have overlooked, or not have meant.
  mutating func checkRow(_ row: Int, after last: Int?, isHidden: Bool, at place: Place?, _ cell: CellReference?) {
    if isHidden { add("M06", .note, variant: "hidden", at: place, cell) }
    if let last, row > last + 1 { add("M06", .note, at: place, cell) }
  }
}

extension CalendarDate {
  func isOlder(thanMonths months: Int, before day: CalendarDate) -> Bool {
    let wholeMonths = (day.year - year) * 12 + day.month - month
    return wholeMonths > months || (wholeMonths == months && day.day > self.day)
  }
}
