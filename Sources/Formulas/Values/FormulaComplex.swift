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

  /// How well the parts are known.
  enum Certainty {
    /// To the last bit.
    case exact
    /// To the last bits of each.
    case byPart
    /// To the last bits of the greater one.
    case byMagnitude
  }

  /// The number as Excel writes it.
  ///
  /// - Throws: `.unsupported` where the last of fifteen digits is not sure, or a part is nothing but the last bits of
  ///   the other.
  func text(_ certainty: Certainty) throws(FormulaInterruption) -> String {
    guard real.isFinite, imaginary.isFinite else { throw .error(.number) }
    if certainty != .exact {
      for part in [real, imaginary] where part != 0 {
        if part.magnitude < magnitude * 1e-13 { throw .unsupported("a part of a complex number so near to zero") }
        let spread = certainty == .byPart ? part.ulp : magnitude.ulp
        guard FormulaDigits(part - spread) == FormulaDigits(part + spread) else {
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
  var tangent: FormulaComplex {
    let divisor = cos(2 * real) + cosh(2 * imaginary)
    return with(sin(2 * real) / divisor, sinh(2 * imaginary) / divisor)
  }
  var cotangent: FormulaComplex {
    let divisor = cosh(2 * imaginary) - cos(2 * real)
    return with(sin(2 * real) / divisor, -sinh(2 * imaginary) / divisor)
  }
  var hyperbolicSine: FormulaComplex { with(sinh(real) * cos(imaginary), cosh(real) * sin(imaginary)) }
  var hyperbolicCosine: FormulaComplex { with(cosh(real) * cos(imaginary), sinh(real) * sin(imaginary)) }

  func power(_ exponent: Double) -> FormulaComplex {
    let (size, angle) = (pow(magnitude, exponent), argument * exponent)
    return with(size * cos(angle), size * sin(angle))
  }

  func scaled(_ factor: Double) -> FormulaComplex { with(real * factor, imaginary * factor) }
}
