internal import Glibc
internal import XLSX

/// A complex number, with the letter by which its imaginary part is written.
struct FormulaComplex {
  var real: Double
  var imaginary: Double
  var suffix: Character = "i"

  init(_ real: Double, _ imaginary: Double, suffix: Character = "i") {
    (self.real, self.imaginary, self.suffix) = (real, imaginary, suffix)
  }

  /// Reads `3+4i`, `-j`, `2.5` and their like; `nil` for other texts.
  init?(_ text: String) {
    var bytes = Array(text.utf8)
    guard let last = bytes.last, bytes.count <= 255 else { return nil }
    guard last == 0x69 || last == 0x6A else {
      guard let number = Self.number(bytes[...]) else { return nil }
      self.init(number, 0)
      return
    }
    bytes.removeLast()
    // The imaginary part begins at the last sign that is none of an exponent.
    var start = bytes.count
    repeat {
      guard start > 0 else { break }
      start -= 1
    } while !((bytes[start] == 0x2B || bytes[start] == 0x2D)
      && (start == 0 || bytes[start - 1] | 0x20 != 0x65)) && start > 0
    let (head, tail) = (bytes[..<start], bytes[start...])
    let imaginary: Double?
    switch Array(tail) {
    case [], [0x2B]: imaginary = 1
    case [0x2D]: imaginary = -1
    default: imaginary = Self.number(tail)
    }
    guard let imaginary, let real = head.isEmpty ? 0 : Self.number(head) else { return nil }
    self.init(real, imaginary, suffix: last == 0x69 ? "i" : "j")
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }) else {
      return nil
    }
    return DecimalNumber.parse(Array(bytes.first == 0x2B ? bytes.dropFirst() : bytes))
  }

  /// The number as Excel writes it; the parts may be known to the last bit.
  ///
  /// - Throws: `.unsupported` where the last of fifteen digits is not sure, or a part is nothing but the last bits of
  ///   the other.
  func text(isExact: Bool = false) throws(FormulaInterruption) -> String {
    guard real.isFinite, imaginary.isFinite else { throw .error(.number) }
    if !isExact {
      for (part, other) in [(real, imaginary), (imaginary, real)] where part != 0 || other != 0 {
        if part.magnitude < other.magnitude * 1e-13 { throw .unsupported("a part of a complex number so near to zero") }
        let (low, high) = (part - part.ulp, part + part.ulp)
        guard FormulaDigits(low) == FormulaDigits(high) else {
          throw .unsupported("the last digit of a complex number")
        }
      }
    }
    if imaginary == 0 { return try FormulaNumberText.text(of: real, withAllDigits: true) }
    var shown = ""
    if real != 0 { shown = try FormulaNumberText.text(of: real, withAllDigits: true) + (imaginary > 0 ? "+" : "") }
    switch imaginary {
    case 1: break
    case -1: shown += "-"
    default: shown += try FormulaNumberText.text(of: imaginary, withAllDigits: true)
    }
    return shown + String(suffix)
  }

  var magnitude: Double { hypot(real, imaginary) }
  var argument: Double { atan2(imaginary, real) }

  private func with(_ real: Double, _ imaginary: Double) -> FormulaComplex {
    FormulaComplex(real, imaginary, suffix: suffix)
  }

  static func * (left: FormulaComplex, right: FormulaComplex) -> FormulaComplex {
    left.with(
      left.real * right.real - left.imaginary * right.imaginary,
      left.real * right.imaginary + left.imaginary * right.real)
  }

  static func / (left: FormulaComplex, right: FormulaComplex) -> FormulaComplex {
    let square = right.real * right.real + right.imaginary * right.imaginary
    return left.with(
      (left.real * right.real + left.imaginary * right.imaginary) / square,
      (left.imaginary * right.real - left.real * right.imaginary) / square)
  }

  var exponential: FormulaComplex { with(exp(real) * cos(imaginary), exp(real) * sin(imaginary)) }
  var logarithm: FormulaComplex { with(log(magnitude), argument) }
  var sine: FormulaComplex { with(sin(real) * cosh(imaginary), cos(real) * sinh(imaginary)) }
  var cosine: FormulaComplex { with(cos(real) * cosh(imaginary), -sin(real) * sinh(imaginary)) }
  var hyperbolicSine: FormulaComplex { with(sinh(real) * cos(imaginary), cosh(real) * sin(imaginary)) }
  var hyperbolicCosine: FormulaComplex { with(cosh(real) * cos(imaginary), sinh(real) * sin(imaginary)) }

  func power(_ exponent: Double) -> FormulaComplex {
    let (size, angle) = (pow(magnitude, exponent), argument * exponent)
    return with(size * cos(angle), size * sin(angle))
  }

  func scaled(_ factor: Double) -> FormulaComplex { with(real * factor, imaginary * factor) }
}
