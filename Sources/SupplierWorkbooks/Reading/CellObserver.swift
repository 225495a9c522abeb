public import Emissions
public import XLSX

/// Reads single cells as values of a type.
///
/// Everything that is read leniently is said so in the observation.
public struct CellObserver: Sendable {
  let styles: WorkbookStyles
  let dateSystem: DateSystem
  /// What number formats say of the amounts in them.
  let formats: StatedFormats

  /// Reads the cells of a workbook with these styles, whose numbers of dates count from the first day of `dateSystem`.
  public init(styles: WorkbookStyles, dateSystem: DateSystem) {
    self.styles = styles
    self.dateSystem = dateSystem
    formats = StatedFormats(styles)
  }

  private func empty<Value>(_ cell: Cell?, at reference: CellReference) -> Observation<Value>? {
    guard let cell else { return Observation(reference, .empty) }
    switch cell.value {
    case .blank:
      guard let formula = cell.formula, !formula.isEmpty else { return Observation(reference, .empty) }
      return Observation(reference, .invalid(.notCalculated(formula: formula)))
    case .text(let text): return TypedText.meansNothing(TypedText.trimmed(text)) ? Observation(reference, .empty) : nil
    case .error(let error): return Observation(reference, .invalid(.errorValue(error.rawValue, formula: cell.formula)))
    case .number, .boolean: return nil
    }
  }

  /// Reads a number; a text that can only be one counts.
  ///
  /// - Parameters:
  ///   - cell: `nil` for one that the row does not store.
  ///   - reference: its place.
  ///   - factor: how many of the column's unit one of a unit typed beside the number is; `nil` for a unit of another
  ///     kind.
  /// - Returns: the number in the unit of the column, or why there is none.
  public func number(
    _ cell: Cell?, at reference: CellReference, factor: (String) -> Double? = { _ in nil }
  ) -> Observation<Double> {
    number(cell, at: reference, marks: nil, factor: factor)
  }

  /// The same beside other numbers, whose `marks` tell what a text such as `1.234` is.
  func number(
    _ cell: Cell?, at reference: CellReference, marks: NumberMarks?, factor: (String) -> Double? = { _ in nil }
  ) -> Observation<Double> {
    if let empty: Observation<Double> = empty(cell, at: reference) { return empty }
    switch cell?.value {
    case .number(let number):
      let style = cell?.style ?? 0
      if styles.isDate(style) {
        let shown = CalendarDate(serial: number, system: dateSystem)?.description ?? Self.plain(number)
        return Observation(reference, .invalid(.dateForNumber(shown)))
      }
      guard styles.isPercentage(style) else { return Observation(reference, .value(number)) }
      return Observation(
        reference, .lenient(number, .percentForNumber(Self.plain(DecimalText.rounded(number * 100)) + " %")))
    case .text(let text):
      guard let readings = NumberText.readings(of: text) else {
        return Observation(reference, Self.number(NumberText.read(text), text, factor))
      }
      let convention = marks?.convention(ofColumn: reference.column) ?? .unknown
      return Observation(reference, Self.number(text, readings, convention, factor))
    case .boolean(let truth): return Observation(reference, .invalid(.truthForNumber(truth ? "TRUE" : "FALSE")))
    default: return Observation(reference, .empty)
    }
  }

  /// A text that can be read in two ways.
  private static func number(
    _ text: String, _ readings: (asPoint: NumberText.Reading, asComma: NumberText.Reading),
    _ convention: NumberMarks.Convention, _ factor: (String) -> Double?
  ) -> Observation<Double>.Outcome {
    let both = [readings.asPoint, readings.asComma].map { NumberText.number(of: $0) ?? 0 }.sorted { abs($0) < abs($1) }
    switch convention {
    case .shown(let mark):
      let reading = mark == .point ? readings.asPoint : readings.asComma
      let outcome = number(reading, text, factor)
      if case .plain = reading { return outcome }
      guard case .lenient(let value, _) = outcome else { return outcome }
      return .lenient(value, .numberByColumn(text))
    case .mixed: return .invalid(.mixedSeparators(text, asDecimal: both[0], asThousands: both[1]))
    case .unknown:
      let outcome = number(NumberText.read(text), text, factor)
      guard case .lenient(let value, _) = outcome else { return outcome }
      return .lenient(value, .numberWithPoint(text, asThousands: both[1]))
    }
  }

  private static func number(
    _ reading: NumberText.Reading, _ text: String, _ factor: (String) -> Double?
  ) -> Observation<Double>.Outcome {
    switch reading {
    case .plain(let value): return .lenient(value, .numberFromText(text))
    case .separated(let value): return .lenient(value, .numberWithSeparators(text))
    case .ambiguous(let decimal, let thousands):
      return .invalid(.ambiguousNumber(text, asDecimal: decimal, asThousands: thousands))
    case .percentage(let value): return .lenient(value / 100, .percentForNumber(text))
    case .quantity(let value, let unit):
      if let factor = factor(unit) { return .lenient(value * factor, .numberWithUnit(text)) }
      let typed = TypedUnit(unit)
      guard let (multiplier, divisor) = typed.factor(factor) else { return .invalid(.unknownUnit(text, unit: unit)) }
      let number = value * multiplier
      if divisor > 1 {
        // The decimals that the division of binary numbers adds nobody has typed.
        let one = DecimalText.rounded(number / divisor, decimals: 15)
        return .lenient(one, .numberPerMany(text, pieces: divisor))
      }
      return .lenient(number, typed.scale == 1 ? .numberWithUnit(text) : .scaledNumber(text))
    case .bound(let value): return .invalid(.bound(text, value))
    case .none: return .invalid(.notANumber(text))
    }
  }

  /// A share from 0 to 1: `0.4` with or without a percent format, `40` in a plain cell (leniently), `40 %` as text.
  public func share(_ cell: Cell?, at reference: CellReference) -> Observation<Double> {
    var isPercentage = false
    var observed: Observation<Double>
    switch cell?.value {
    case .number(let number)?:
      isPercentage = styles.isPercentage(cell?.style ?? 0)
      observed = isPercentage ? Observation(reference, .value(number)) : self.number(cell, at: reference)
    case .text(let text)?:
      // The format of a cell says nothing about a text in it.
      if case .percentage(let digits) = NumberText.read(text) {
        guard (0...100).contains(digits) else { return Observation(reference, .invalid(.shareOutOfRange(digits))) }
        return Observation(reference, .lenient(digits / 100, .numberFromText(text)))
      }
      observed = number(cell, at: reference)
    default: observed = number(cell, at: reference)
    }
    guard let number = observed.value else { return observed }
    if (0...1).contains(number) { return observed }
    if number > 1, number <= 100, !isPercentage {
      return Observation(reference, .lenient(number / 100, .shareFromPlainNumber(number)))
    }
    return Observation(reference, .invalid(.shareOutOfRange(isPercentage ? number * 100 : number)))
  }

  /// Reads a day: a number in a date format, a plain number that can only be one, or a text in a common spelling.
  ///
  /// - Parameters:
  ///   - cell: `nil` for one that the row does not store.
  ///   - reference: its place.
  ///   - isDayFirst: 03/04/2024 as text is in April.
  /// - Returns: the day, or why there is none.
  public func date(_ cell: Cell?, at reference: CellReference, isDayFirst: Bool = false) -> Observation<CalendarDate> {
    if let empty: Observation<CalendarDate> = empty(cell, at: reference) { return empty }
    switch cell?.value {
    // As a serial number it would be a day of 1905, and nobody means that.
    case .number(let number) where (1900...2100).contains(number) && number == number.rounded(.down):
      return Observation(reference, .invalid(.yearForDate(Self.plain(number))))
    case .number(let number):
      guard let date = CalendarDate(serial: number, system: dateSystem) else {
        return Observation(reference, .invalid(.notADate(Self.plain(number))))
      }
      if styles.isDate(cell?.style ?? 0) {
        return Observation(reference, number == number.rounded(.down) ? .value(date) : .lenient(date, .timeOfDay))
      }
      guard (36_526...73_050).contains(number) else {
        return Observation(reference, .invalid(.notADate(Self.plain(number))))
      }
      return Observation(reference, .lenient(date, .dateFromPlainNumber(number)))
    case .text(let text):
      if let year = DateText.year(text) { return Observation(reference, .invalid(.yearForDate(year))) }
      guard let read = DateText.parse(TypedText.trimmed(text), isDayFirst: isDayFirst) else {
        return Observation(reference, .invalid(.notADate(text)))
      }
      return Observation(
        reference, .lenient(read.date, read.isAmbiguous ? .dateFromAmbiguousText(text) : .dateFromText(text)))
    case .boolean(let truth): return Observation(reference, .invalid(.notADate(truth ? "TRUE" : "FALSE")))
    default: return Observation(reference, .empty)
    }
  }

  /// Text; a number counts as the text that shows it.
  public func text(_ cell: Cell?, at reference: CellReference) -> Observation<String> {
    if let empty: Observation<String> = empty(cell, at: reference) { return empty }
    switch cell?.value {
    case .text(let text):
      let plain = TypedText.trimmed(text)
      return Observation(reference, plain == text ? .value(text) : .lenient(plain, .cleaned(text)))
    case .number(let number):
      let shown = Self.plain(number)
      return Observation(reference, .lenient(shown, .textFromNumber(shown)))
    case .boolean(let truth):
      return Observation(reference, .lenient(truth ? "TRUE" : "FALSE", .textFromNumber(truth ? "TRUE" : "FALSE")))
    default: return Observation(reference, .empty)
    }
  }

  /// A code such as a customs code: as text is read, but a number as its format shows it, `08536690` under `00000000`.
  public func code(_ cell: Cell?, at reference: CellReference) -> Observation<String> {
    guard let cell, case .number(let number) = cell.value,
      let shown = ShownNumber.code(number, format: styles[cell.style].numberFormat)
    else {
      return text(cell, at: reference)
    }
    return Observation(reference, .lenient(shown, .textFromNumber(shown)))
  }

  /// A part number: text as it stands, or what a spreadsheet program made of it.
  public func partNumber(_ cell: Cell?, at reference: CellReference) -> Observation<String> {
    let observed = text(cell, at: reference)
    guard let value = observed.value, let cell else { return observed }
    switch cell.value {
    case .number(let number):
      let format = styles[cell.style].numberFormat
      if styles.isDate(cell.style) {
        let shown = ShownNumber.date(number, format: format, system: dateSystem) ?? value
        return Observation(reference, .lenient(shown, .damagedPartNumber(shown, .date)))
      }
      if let shown = ShownNumber.code(number, format: format) {
        return Observation(reference, .lenient(shown, .shownPartNumber(shown, plain: value)))
      }
      if abs(number) >= 1e15 { return Observation(reference, .lenient(value, .damagedPartNumber(value, .digits))) }
      if let shown = ShownNumber.exponent(number, format: format) {
        return Observation(reference, .lenient(value, .damagedPartNumber(shown, .exponent)))
      }
      return Observation(reference, .lenient(value, .damagedPartNumber(value, .number)))
    case .text(let text):
      if let shown = ShownNumber.text(value, format: styles[cell.style].numberFormat) {
        return Observation(reference, .lenient(shown, .shownPartNumber(shown, plain: value)))
      }
      if let damage = PartNumber.damage(of: value) {
        return Observation(reference, .lenient(value, .damagedPartNumber(text, damage)))
      }
      let plain = PartNumber.cleaned(text)
      if plain == text { return observed }
      if PartNumber.onlyRemoves(from: text, to: plain) {
        return Observation(reference, .lenient(value, .cleaned(text)))
      }
      return Observation(reference, .lenient(value, .lookAlike(text, plain: plain)))
    default: return observed
    }
  }

  /// The entry of a list, found by the caller's comparison.
  public func entry<Entry>(
    _ cell: Cell?, at reference: CellReference, list: ListID, find: (String) -> ListMatch<Entry>?
  ) -> Observation<Entry> {
    let observed = text(cell, at: reference)
    switch observed.outcome {
    case .value(let text), .lenient(let text, _):
      guard let match = find(text) else { return Observation<Entry>(reference, .invalid(.notInList(text, list: list))) }
      if !match.alternatives.isEmpty {
        let others = match.alternatives.joined(separator: ", ")
        return Observation<Entry>(
          reference, .lenient(match.entry, .listGuess(text, written: match.written, others: others)))
      }
      if match.isExact { return Observation<Entry>(reference, .value(match.entry)) }
      return Observation<Entry>(reference, .lenient(match.entry, .listVariant(text, written: match.written)))
    case .absent: return .absent
    case .empty: return Observation<Entry>(reference, .empty)
    case .invalid(let why): return Observation<Entry>(reference, .invalid(why))
    }
  }

  /// Reads Yes or No; here `无` is an answer, not an empty cell.
  ///
  /// - Parameters:
  ///   - cell: `nil` for one that the row does not store.
  ///   - reference: its place.
  ///   - list: the id of the list with the two entries.
  ///   - written: how the list writes the two.
  /// - Returns: `yes` or `no`, or why it is neither.
  public func answer(_ cell: Cell?, at reference: CellReference, list: ListID, written: (String) -> String)
    -> Observation<String>
  {
    let shown: String
    switch cell?.value {
    case .text(let text)?: shown = text
    case .number(let number)?: shown = Self.plain(number)
    case .boolean(let truth)?: shown = truth ? "TRUE" : "FALSE"
    default: return text(cell, at: reference)
    }
    if let meaning = YesNoText.meaning(shown) {
      let written = written(meaning)
      return Observation(
        reference, shown == written ? .value(meaning) : .lenient(meaning, .listVariant(shown, written: written)))
    }
    if let empty: Observation<String> = empty(cell, at: reference) { return empty }
    return Observation(reference, .invalid(.notInList(shown, list: list)))
  }

  /// A number as plain decimal text, never in exponent form.
  static func plain(_ number: Double) -> String { DecimalText.shortest(number) }
}
