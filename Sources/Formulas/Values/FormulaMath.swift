internal import Glibc
internal import XLSX

/// What the processor's arithmetic does not know by itself.
enum FormulaMath {
  /// A power as Excel's `^` gives it.
  static func power(_ base: Double, _ exponent: Double) throws(FormulaInterruption) -> CellValue {
    if base == 0 {
      if exponent == 0 { throw .error(.number) }
      if exponent < 0 { throw .error(.divisionByZero) }
      return .number(0)
    }
    if base < 0, exponent != exponent.rounded() { throw .error(.number) }
    return try FormulaCoercion.result(pow(base, exponent))
  }

  static func exponential(_ number: Double) -> Double { exp(number) }
  static func naturalLogarithm(_ number: Double) -> Double { log(number) }
  static func decimalLogarithm(_ number: Double) -> Double { log10(number) }
  static func sine(_ number: Double) -> Double { sin(number) }
  static func cosine(_ number: Double) -> Double { cos(number) }
  static func tangent(_ number: Double) -> Double { tan(number) }
  static func arcTangent(_ number: Double) -> Double { atan(number) }
}
