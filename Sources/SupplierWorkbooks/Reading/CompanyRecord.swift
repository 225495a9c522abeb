public import Emissions

/// What a workbook says of the company: the observation of each ``CompanyField``, absent where the workbook lacks the
/// field.
public struct CompanyRecord: Sendable {
  private var texts: [FieldID: Observation<String>] = [:]
  private var dates: [FieldID: Observation<CalendarDate>] = [:]
  private var numbers: [FieldID: Observation<Double>] = [:]

  /// A record without any field.
  public init() {}

  /// A text, or the entry of a list that was chosen.
  public subscript(_ field: CompanyField<String>) -> Observation<String> {
    get { texts[field.id] ?? .absent }
    set { texts[field.id] = newValue }
  }

  /// What a field says that holds a day.
  public subscript(_ field: CompanyField<CalendarDate>) -> Observation<CalendarDate> {
    get { dates[field.id] ?? .absent }
    set { dates[field.id] = newValue }
  }

  /// A number, in the unit of the field.
  public subscript(_ field: CompanyField<Double>) -> Observation<Double> {
    get { numbers[field.id] ?? .absent }
    set { numbers[field.id] = newValue }
  }
}
