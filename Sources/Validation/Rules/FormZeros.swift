internal import Emissions

/// Zeros among the three figures of a part that are no answer, or that do not go together: M02, M03.
struct FormZeros {
  let rule: String
  let variant: String
  let severity: Severity

  /// The days on which three zeros were an answer.
  private static let optionalPeriod = CalendarDate(year: 2023, month: 10, day: 1).flatMap { first in
    CalendarDate(year: 2024, month: 6, day: 30).map { first...$0 }
  }

  /// What is wrong with the zeros; `nil` where there is nothing.
  ///
  /// - Parameters:
  ///   - carbon: in kgCO2e.
  ///   - nonRenewable: in kWh.
  ///   - renewable: in kWh.
  ///   - date: the day on which the data were given, if it is known.
  init?(carbon: Double, nonRenewable: Double, renewable: Double, on date: CalendarDate?) {
    if carbon == 0, nonRenewable == 0, renewable == 0 {
      let isOptional = date.flatMap { Self.optionalPeriod?.contains($0) } ?? false
      (rule, variant, severity) = isOptional ? ("M02", "optional", .note) : ("M02", "", .error)
    } else if carbon == 0, nonRenewable > 0 {
      (rule, variant, severity) = ("M03", "carbon", .warning)
    } else if carbon > 0, nonRenewable == 0, renewable == 0 {
      (rule, variant, severity) = ("M03", "energy", .warning)
    } else {
      return nil
    }
  }
}
