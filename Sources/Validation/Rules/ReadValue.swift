internal import Emissions
internal import SupplierWorkbooks

/// A value that a cell was read as: messages about lenient reading say the number or the day.
protocol ReadValue: Hashable, Sendable {
  /// The number, where it is one.
  var readNumber: Double? { get }
  /// The day, where it is one.
  var readDay: CalendarDate? { get }
}

extension ReadValue {
  var readNumber: Double? { nil }
  var readDay: CalendarDate? { nil }
}

extension String: ReadValue {}
/// The index of a chosen option.
extension Int: ReadValue {}
extension Bool: ReadValue {}
extension Double: ReadValue { var readNumber: Double? { self } }
extension CalendarDate: ReadValue { var readDay: CalendarDate? { self } }
extension ElectricityFactorChoice: ReadValue {
  var readNumber: Double? { if case .typed(let factor) = self { factor } else { nil } }
}
extension HeatFactorChoice: ReadValue {
  var readNumber: Double? { if case .typed(let factor) = self { factor } else { nil } }
}
