internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Functions of complex numbers, which are texts such as `3+4i`.
  static let complex: [FormulaFunction] = [
    values("COMPLEX", 2...3) { (arguments) throws(FormulaInterruption) in
      let (real, imaginary) = (try arguments.strictNumber(0), try arguments.strictNumber(1))
      let suffix = arguments.isMissing(2) ? "i" : try arguments.text(2)
      guard suffix == "i" || suffix == "j" else { throw .error(.value) }
      return .text(try FormulaComplex(real, imaginary, suffix: suffix == "i" ? "i" : "j").text(.exact))
    },
    part("IMREAL") { (number) in number.real },
    part("IMAGINARY") { (number) in number.imaginary },
    part("IMABS") { (number) in number.magnitude },
    part("IMARGUMENT") { (number) throws(FormulaInterruption) in
      if number.magnitude == 0 { throw .error(.divisionByZero) }
      return number.argument
    },
    transformed("IMCONJUGATE", .exact) { (number) in
      FormulaComplex(number.real, -number.imaginary, suffix: number.suffix)
    },
    transformed("IMEXP") { (number) in number.exponential },
    transformed("IMLN") { (number) throws(FormulaInterruption) in try logarithm(number) },
    transformed("IMLOG10") { (number) throws(FormulaInterruption) in try logarithm(number).scaled(1 / log(10)) },
    transformed("IMLOG2") { (number) throws(FormulaInterruption) in try logarithm(number).scaled(1 / log(2)) },
    transformed("IMSQRT", .byMagnitude) { (number) in number.magnitude == 0 ? number : number.power(0.5) },
    transformed("IMSIN") { (number) in number.sine },
    transformed("IMCOS") { (number) in number.cosine },
    transformed("IMTAN") { (number) throws(FormulaInterruption) in try finite(number.tangent) },
    transformed("IMCOT") { (number) throws(FormulaInterruption) in try finite(number.cotangent) },
    transformed("IMSEC") { (number) throws(FormulaInterruption) in try reciprocal(number.cosine) },
    transformed("IMCSC") { (number) throws(FormulaInterruption) in try reciprocal(number.sine) },
    transformed("IMSINH") { (number) in number.hyperbolicSine },
    transformed("IMCOSH") { (number) in number.hyperbolicCosine },
    transformed("IMSECH") { (number) throws(FormulaInterruption) in try reciprocal(number.hyperbolicCosine) },
    transformed("IMCSCH") { (number) throws(FormulaInterruption) in try reciprocal(number.hyperbolicSine) },
    values("IMPOWER", 2...2) { (arguments) throws(FormulaInterruption) in
      let (number, exponent) = (try arguments.complex(0), try arguments.strictNumber(1))
      if number.magnitude == 0 {
        try require(exponent > 0)
        return .text("0")
      }
      return .text(try number.power(exponent).text(.byMagnitude))
    },
    values("IMSUB", 2...2) { (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.complexPair()
      let suffix = numbers.0.imaginary == 0 ? numbers.1.suffix : numbers.0.suffix
      return .text(
        try FormulaComplex(
          numbers.0.real - numbers.1.real, numbers.0.imaginary - numbers.1.imaginary, suffix: suffix
        ).text(.exact))
    },
    values("IMDIV", 2...2) { (arguments) throws(FormulaInterruption) in
      var numbers = try arguments.complexPair()
      try require(numbers.1.magnitude != 0)
      if numbers.0.imaginary == 0 { numbers.0.suffix = numbers.1.suffix }
      return .text(try (numbers.0 / numbers.1).text(.byMagnitude))
    },
    ranges("IMSUM", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.complexNumbers()
      let suffix = numbers.first { $0.imaginary != 0 }?.suffix ?? "i"
      let sum = numbers.reduce(FormulaComplex(0, 0, suffix: suffix)) {
        FormulaComplex($0.real + $1.real, $0.imaginary + $1.imaginary, suffix: suffix)
      }
      return .value(.text(try sum.text(.exact)))
    },
    ranges("IMPRODUCT", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.complexNumbers()
      let suffix = numbers.first { $0.imaginary != 0 }?.suffix ?? "i"
      return .value(
        .text(try numbers.reduce(FormulaComplex(1, 0, suffix: suffix)) { $0 * $1 }.text(.byMagnitude)))
    },
  ]

  private static func part(
    _ name: String, _ body: @escaping @Sendable (FormulaComplex) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in
      try FormulaCoercion.result(try body(try arguments.complex(0)))
    }
  }

  private static func transformed(
    _ name: String, _ certainty: FormulaComplex.Certainty = .byPart,
    _ body: @escaping @Sendable (FormulaComplex) throws(FormulaInterruption) -> FormulaComplex
  ) -> FormulaFunction {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in
      .text(try body(try arguments.complex(0)).text(certainty))
    }
  }

  private static func logarithm(_ number: FormulaComplex) throws(FormulaInterruption) -> FormulaComplex {
    try require(number.magnitude != 0)
    let logarithm = number.logarithm
    // Near 1 only some digits of a logarithm are sure.
    if logarithm.real != 0, logarithm.real.magnitude < 0.1 { throw .unsupported("the last digit of a complex number") }
    return logarithm
  }

  private static func finite(_ number: FormulaComplex) throws(FormulaInterruption) -> FormulaComplex {
    try require(number.real.isFinite && number.imaginary.isFinite)
    return number
  }

  private static func reciprocal(_ number: FormulaComplex) throws(FormulaInterruption) -> FormulaComplex {
    try require(number.magnitude != 0)
    return FormulaComplex(1, 0, suffix: number.suffix) / number
  }
}

extension FormulaArguments {
  private func complex(of value: CellValue) throws(FormulaInterruption) -> FormulaComplex {
    switch value {
    case .blank: return FormulaComplex(0, 0)
    case .number(let number): return FormulaComplex(number, 0)
    case .boolean: throw .error(.value)
    case .error(let error): throw .error(error)
    case .text(let text):
      guard let number = FormulaComplex(text) else { throw .error(.number) }
      return number
    }
  }

  fileprivate func complex(_ index: Int) throws(FormulaInterruption) -> FormulaComplex {
    if isMissing(index) { throw .error(.notAvailable) }
    return try complex(of: try value(index))
  }

  /// Two numbers written with the same letter.
  fileprivate func complexPair() throws(FormulaInterruption) -> (FormulaComplex, FormulaComplex) {
    let (one, other) = (try complex(0), try complex(1))
    try checkSuffixes([one, other])
    return (one, other)
  }

  fileprivate func complexNumbers() throws(FormulaInterruption) -> [FormulaComplex] {
    var numbers: [FormulaComplex] = []
    try forEachValue { (value, _, count) throws(FormulaInterruption) in
      guard count == 1 else { throw .tooLarge(.elements) }
      numbers.append(try complex(of: value))
    }
    try checkSuffixes(numbers)
    return numbers
  }

  private func checkSuffixes(_ numbers: [FormulaComplex]) throws(FormulaInterruption) {
    guard Set(numbers.filter { $0.imaginary != 0 }.map(\.suffix)).count < 2 else { throw .error(.value) }
  }
}
