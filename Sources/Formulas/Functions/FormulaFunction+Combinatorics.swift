internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Factorials, choices, common divisors and other ways to write whole numbers.
  static let combinatorics: [FormulaFunction] = [
    number("FACT") { (x) throws(FormulaInterruption) in
      let number = try x.whole()
      try require(number >= 0 && number <= 170)
      return FormulaMath.factorial(number)
    },
    numbers("FACTDOUBLE", 1...1, isStrict: true) { (x) throws(FormulaInterruption) in
      let number = try x[0].whole()
      try require(number >= -1 && number <= 300)
      return stride(from: number, to: 1, by: -2).reduce(1.0) { $0 * Double($1) }
    },
    numbers("COMBIN", 2...2) { (x) throws(FormulaInterruption) in
      let (number, chosen) = (try x[0].whole(), try x[1].whole())
      try require(number >= 0 && chosen >= 0 && chosen <= number)
      return try FormulaMath.combinations(number, chosen)
    },
    numbers("COMBINA", 2...2) { (x) throws(FormulaInterruption) in
      let (number, chosen) = (try x[0].whole(), try x[1].whole())
      try require(number >= 0 && chosen >= 0 && (number > 0 || chosen == 0))
      return number == 0 ? 1 : try FormulaMath.combinations(number + chosen - 1, chosen)
    },
    numbers("PERMUT", 2...2) { (x) throws(FormulaInterruption) in
      let (number, chosen) = (try x[0].whole(), try x[1].whole())
      try require(number > 0 && chosen >= 0 && chosen <= number)
      var product = 1.0
      for factor in stride(from: number, to: number - chosen, by: -1) where product.isFinite {
        product *= Double(factor)
      }
      return product
    },
    numbers("PERMUTATIONA", 2...2) { (x) throws(FormulaInterruption) in
      let (number, chosen) = (try x[0].whole(), try x[1].whole())
      try require(number >= 0 && chosen >= 0)
      return pow(Double(number), Double(chosen))
    },
    ranges("GCD", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .number(Double(try arguments.wholeNumbers().reduce(0) { divisor($0, $1) }))
    },
    ranges("LCM", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var multiple = 1
      for number in try arguments.wholeNumbers() {
        if number == 0 { return .number(0) }
        let (product, isOver) = (multiple / divisor(multiple, number)).multipliedReportingOverflow(by: number)
        guard !isOver, product < 1 << 53 else { throw .error(.number) }
        multiple = product
      }
      return .number(Double(multiple))
    },
    ranges("MULTINOMIAL", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var (total, product) = (0, 1.0)
      for number in try arguments.wholeNumbers() {
        total += number
        product *= try FormulaMath.combinations(total, number)
      }
      return .value(try FormulaCoercion.result(product))
    },
    values("BASE", 2...3) { (arguments) throws(FormulaInterruption) in
      let (number, radix) = (try arguments.integer(0), try arguments.integer(1))
      let length = try arguments.integer(2, or: 0)
      try require(number >= 0 && number < 1 << 53 && (2...36).contains(radix) && (0...255).contains(length))
      let digits = String(number, radix: radix, uppercase: true)
      return .text(String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits)
    },
    values("DECIMAL", 2...2) { (arguments) throws(FormulaInterruption) in
      var text = try arguments.text(0).uppercased()[...]
      let radix = try arguments.integer(1)
      guard text.utf8.count <= 255 else { throw .error(.value) }
      try require((2...36).contains(radix))
      while text.first == " " { text.removeFirst() }
      if radix == 16, text.hasPrefix("0X") {
        text.removeFirst(2)
      } else if radix == 16, text.hasPrefix("X") {
        text.removeFirst()
      }
      if radix == 16 || radix == 2, let last = text.last, last == (radix == 16 ? "H" : "B") { text.removeLast() }
      var number = 0.0
      for byte in text.utf8 {
        let digit = byte >= 0x30 && byte <= 0x39 ? Int(byte) - 0x30 : (0x41...0x5A).contains(byte) ? Int(byte) - 55 : 99
        try require(digit < radix)
        number = number * Double(radix) + Double(digit)
      }
      return try FormulaCoercion.result(number)
    },
    values("ARABIC", 1...1) { (arguments) throws(FormulaInterruption) in
      .number(try FormulaMath.arabic(try arguments.text(0)))
    },
    values("ROMAN", 1...2) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.integer(0)
      var form = 0
      if arguments.count > 1 {
        if case .boolean(let isClassic) = try arguments.value(1) {
          form = isClassic ? 0 : 4
        } else {
          form = try arguments.integer(1)
        }
      }
      guard (0...3999).contains(number), (0...4).contains(form) else { throw .error(.value) }
      return .text(FormulaMath.roman(number, form: form))
    },
  ]

  /// The greatest common divisor of two numbers from 0 on.
  private static func divisor(_ one: Int, _ other: Int) -> Int {
    var (one, other) = (one, other)
    while other > 0 { (one, other) = (other, one % other) }
    return one
  }
}

extension FormulaArguments {
  /// The numbers of arguments of functions that once were an add-in's: all of them are to be numbers, truth values and
  /// other texts are none.
  func strictNumbers() throws(FormulaInterruption) -> [Double] {
    var numbers: [Double] = []
    if operands.indices.contains(where: { isMissing($0) }) { throw .error(.notAvailable) }
    try forEachValue { (value, _, count) throws(FormulaInterruption) in
      if case .boolean = value { throw .error(.value) }
      let number = try FormulaCoercion.number(value, calendar)
      guard numbers.count + count <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
      for _ in 0..<count { numbers.append(number) }
    }
    return numbers
  }

  /// The same as whole numbers from 0 on, one at least.
  fileprivate func wholeNumbers() throws(FormulaInterruption) -> [Int] {
    var whole: [Int] = []
    for number in try strictNumbers() {
      try require(number >= 0 && number < 0x1p53)
      whole.append(Int(number.rounded(.down)))
    }
    guard !whole.isEmpty else { throw .error(.value) }
    return whole
  }
}
