internal import XLSX

extension FormulaFunction {
  /// Functions that give arrays of other arrays' elements.
  static let dynamicArrays: [FormulaFunction] = [
    ranges("SEQUENCE", 1...4, [.value]) { (arguments) throws(FormulaInterruption) in
      let rows = arguments.isMissing(0) ? 1 : try arguments.integer(0)
      let columns = arguments.isMissing(1) ? 1 : try arguments.integer(1)
      let start = arguments.isMissing(2) ? 1 : try arguments.number(2)
      let step = arguments.isMissing(3) ? 1 : try arguments.number(3)
      guard rows > 0, columns > 0 else { throw .error(.value) }
      var (values, number): ([CellValue], Double) = ([], start)
      try arguments.reserve(rows, columns)
      for _ in 0..<rows * columns {
        values.append(try FormulaCoercion.result(number))
        number += step
      }
      return .array(FormulaArray(rows: rows, columns: columns, values: values))
    },
    ranges("TAKE", 2...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let rows = try arguments.span(1, of: table.rows, isTaken: true)
      let columns = try arguments.span(2, of: table.columns, isTaken: true)
      return .array(table.selected(rows: Array(rows), columns: Array(columns)))
    },
    ranges("DROP", 2...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let rows = try arguments.span(1, of: table.rows, isTaken: false)
      let columns = try arguments.span(2, of: table.columns, isTaken: false)
      return .array(table.selected(rows: Array(rows), columns: Array(columns)))
    },
    ranges("CHOOSEROWS", 2...maximumCount, [.array, .reference]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let rows = try arguments.places(from: 1, of: table.rows)
      try arguments.reserve(rows.count, table.columns)
      return .array(table.selected(rows: rows, columns: Array(0..<table.columns)))
    },
    ranges("CHOOSECOLS", 2...maximumCount, [.array, .reference]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let columns = try arguments.places(from: 1, of: table.columns)
      try arguments.reserve(table.rows, columns.count)
      return .array(table.selected(rows: Array(0..<table.rows), columns: columns))
    },
    ranges("EXPAND", 2...4, [.array, .value, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let rows = arguments.isMissing(1) ? table.rows : try arguments.integer(1)
      let columns = arguments.isMissing(2) ? table.columns : try arguments.integer(2)
      let rest = arguments.isMissing(3) ? .error(.notAvailable) : try arguments.value(3)
      guard rows >= table.rows, columns >= table.columns else { throw .error(.value) }
      try arguments.reserve(rows, columns)
      let values = (0..<rows * columns).map { index in
        let (row, column) = (index / columns, index % columns)
        return row < table.rows && column < table.columns ? table[row, column] : rest
      }
      return .array(FormulaArray(rows: rows, columns: columns, values: values))
    },
    ranges("HSTACK", 1...maximumCount, [.array]) { (arguments) throws(FormulaInterruption) in
      .array(try arguments.stacked(isHorizontal: true))
    },
    ranges("VSTACK", 1...maximumCount, [.array]) { (arguments) throws(FormulaInterruption) in
      .array(try arguments.stacked(isHorizontal: false))
    },
    ranges("TOCOL", 1...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let values = try arguments.flattened()
      return .array(FormulaArray(rows: values.count, columns: 1, values: values))
    },
    ranges("TOROW", 1...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let values = try arguments.flattened()
      return .array(FormulaArray(rows: 1, columns: values.count, values: values))
    },
    wrapping("WRAPROWS", isByRow: true), wrapping("WRAPCOLS", isByRow: false),
    ranges("FILTER", 2...3, [.array, .array, .reference]) { (arguments) throws(FormulaInterruption) in
      let (table, chosen) = (try FormulaTable(arguments, 0), try FormulaTable(arguments, 1))
      let isByRow = chosen.columns == 1 && chosen.rows == table.rows
      guard isByRow || chosen.rows == 1 && chosen.columns == table.columns else { throw .error(.value) }
      var places: [Int] = []
      for index in 0..<(isByRow ? table.rows : table.columns) {
        if try FormulaCoercion.boolean(chosen.values[index]) { places.append(index) }
      }
      if places.isEmpty {
        if arguments.isMissing(2) { throw .error(.value) }
        return arguments.operands[2]
      }
      return .array(
        table.selected(
          rows: isByRow ? places : Array(0..<table.rows), columns: isByRow ? Array(0..<table.columns) : places))
    },
    ranges("UNIQUE", 1...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      try arguments.unique()
    },
    ranges("SORT", 1...4, [.array, .value, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let isByColumn = arguments.isMissing(3) ? false : try arguments.boolean(3)
      let place = arguments.isMissing(1) ? 1 : try arguments.integer(1)
      let order = arguments.isMissing(2) ? 1 : try arguments.integer(2)
      guard order == 1 || order == -1, place >= 1, place <= (isByColumn ? table.rows : table.columns) else {
        throw .error(.value)
      }
      let keys = isByColumn ? table.row(place - 1) : table.column(place - 1)
      let sorted = try FormulaOrder([(keys, order < 0)], arguments.evaluator).places
      return .array(
        isByColumn
          ? table.selected(rows: Array(0..<table.rows), columns: sorted)
          : table.selected(rows: sorted, columns: Array(0..<table.columns)))
    },
    ranges("SORTBY", 2...maximumCount, [.array, .array, .value], repeating: 2) {
      (arguments) throws(FormulaInterruption) in try arguments.sortedBy()
    },
    ranges("PERCENTOF", 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let (part, all) = (try arguments.numbers(of: 0), try arguments.numbers(of: 1))
      let total = all.reduce(0, +)
      guard total != 0 else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(part.reduce(0, +) / total))
    },
  ]

  private static func wrapping(_ name: String, isByRow: Bool) -> FormulaFunction {
    ranges(name, 2...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      guard table.rows == 1 || table.columns == 1 else { throw .error(.value) }
      let count = try arguments.integer(1)
      try require(count >= 1)
      let rest = arguments.isMissing(2) ? .error(.notAvailable) : try arguments.value(2)
      let width = min(count, table.values.count)
      let lines = (table.values.count + width - 1) / width
      let values = (0..<lines * width).map { index -> CellValue in
        let place = isByRow ? index : index % lines * width + index / lines
        return place < table.values.count ? table.values[place] : rest
      }
      return .array(
        FormulaArray(rows: isByRow ? lines : width, columns: isByRow ? width : lines, values: values))
    }
  }
}

/// An array of which all elements are held.
struct FormulaTable {
  let rows: Int
  let columns: Int
  let values: [CellValue]

  init(_ arguments: FormulaArguments, _ index: Int) throws(FormulaInterruption) {
    if case .value(.error(let error)) = arguments.operands[index] { throw .error(error) }
    let array = try arguments.array(index)
    try arguments.reserve(array.rows, array.columns)
    (rows, columns) = (array.rows, array.columns)
    values = array.restCount == 0 ? array.values : array.spread(rows: array.rows, columns: array.columns).values
  }

  subscript(row: Int, column: Int) -> CellValue { values[row * columns + column] }
  func row(_ row: Int) -> [CellValue] { Array(values[row * columns..<(row + 1) * columns]) }
  func column(_ column: Int) -> [CellValue] { (0..<rows).map { self[$0, column] } }

  /// Some of its rows and columns.
  func selected(rows: [Int], columns: [Int]) -> FormulaArray {
    FormulaArray(
      rows: rows.count, columns: columns.count,
      values: rows.flatMap { row in columns.map { self[row, $0] } })
  }
}

/// The places of elements in the order of one or more keys; equal ones stay as they come.
struct FormulaOrder {
  private(set) var places: [Int]

  init(_ keys: [(values: [CellValue], isDescending: Bool)], _ evaluator: FormulaEvaluator) throws(FormulaInterruption) {
    places = Array(0..<(keys.first?.values.count ?? 0))
    try evaluator.step(places.count * 16 * keys.count)
    // Merged from runs of growing length.
    var width = 1
    while width < places.count {
      var merged: [Int] = []
      merged.reserveCapacity(places.count)
      for start in stride(from: 0, to: places.count, by: 2 * width) {
        var (left, right) = (start, min(start + width, places.count))
        let (middle, end) = (right, min(start + 2 * width, places.count))
        while left < middle || right < end {
          var takesLeft = right == end
          if left < middle, right < end { takesLeft = try Self.order(keys, places[left], places[right]) <= 0 }
          merged.append(places[takesLeft ? left : right])
          if takesLeft { left += 1 } else { right += 1 }
        }
      }
      places = merged
      width *= 2
    }
  }

  private static func order(_ keys: [(values: [CellValue], isDescending: Bool)], _ one: Int, _ other: Int)
    throws(FormulaInterruption) -> Int
  {
    for key in keys {
      let (left, right) = (key.values[one], key.values[other])
      // Empty cells are last in any case.
      if left.isBlank || right.isBlank {
        if left.isBlank, right.isBlank { continue }
        return left.isBlank ? 1 : -1
      }
      let order = try order(left, right)
      if order != 0 { return key.isDescending ? -order : order }
    }
    return 0
  }

  /// Numbers, texts, truth values, errors.
  private static func order(_ left: CellValue, _ right: CellValue) throws(FormulaInterruption) -> Int {
    func isError(_ value: CellValue) -> Bool { if case .error = value { true } else { false } }
    if isError(left) || isError(right) {
      if isError(left), isError(right) { return 0 }
      return isError(left) ? 1 : -1
    }
    return try FormulaComparison.order(left, right)
  }
}

extension FormulaArguments {
  /// Counts an array of a size.
  func reserve(_ rows: Int, _ columns: Int) throws(FormulaInterruption) {
    let (count, isOver) = rows.multipliedReportingOverflow(by: columns)
    guard !isOver, count <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    try evaluator.step(count)
  }

  /// The rows or columns that TAKE keeps, or that DROP leaves.
  fileprivate func span(_ index: Int, of count: Int, isTaken: Bool) throws(FormulaInterruption) -> Range<Int> {
    if isMissing(index) { return 0..<count }
    let number = try integer(index)
    let size = min(Int(number.magnitude), count)
    let range: Range<Int> =
      if isTaken {
        number < 0 ? count - size..<count : 0..<size
      } else {
        number < 0 ? 0..<count - size : size..<count
      }
    // Of nothing there is no array.
    guard !range.isEmpty else { throw .error(.value) }
    return range
  }

  /// The places of rows or columns by their numbers, of which negative ones count from the end.
  fileprivate func places(from first: Int, of count: Int) throws(FormulaInterruption) -> [Int] {
    var places: [Int] = []
    for index in first..<self.count {
      for value in try FormulaTable(self, index).values {
        let number = try FormulaCoercion.number(value, calendar).whole()
        guard number != 0, number.magnitude <= count else { throw .error(.value) }
        places.append(number > 0 ? number - 1 : count + number)
      }
    }
    return places
  }

  fileprivate func stacked(isHorizontal: Bool) throws(FormulaInterruption) -> FormulaArray {
    var tables: [FormulaTable] = []
    for index in 0..<count {
      if case .value(.error(let error)) = operands[index] { throw .error(error) }
      tables.append(try FormulaTable(self, index))
    }
    let (heights, widths) = (tables.map(\.rows), tables.map(\.columns))
    let rows = isHorizontal ? heights.max() ?? 0 : heights.reduce(0, +)
    let columns = isHorizontal ? widths.reduce(0, +) : widths.max() ?? 0
    try reserve(rows, columns)
    var values: [CellValue] = []
    if isHorizontal {
      for row in 0..<rows {
        for table in tables {
          for column in 0..<table.columns {
            values.append(row < table.rows ? table[row, column] : .error(.notAvailable))
          }
        }
      }
    } else {
      for table in tables {
        for row in 0..<table.rows {
          for column in 0..<columns {
            values.append(column < table.columns ? table[row, column] : .error(.notAvailable))
          }
        }
      }
    }
    return FormulaArray(rows: rows, columns: columns, values: values)
  }

  /// The elements of an array one after the other, without empty ones or errors where they are not wanted.
  fileprivate func flattened() throws(FormulaInterruption) -> [CellValue] {
    let table = try FormulaTable(self, 0)
    let ignored = isMissing(1) ? 0 : try integer(1)
    let isByColumn = isMissing(2) ? false : try boolean(2)
    guard (0...3).contains(ignored) else { throw .error(.value) }
    var values = table.values
    if isByColumn { values = (0..<table.columns).flatMap { table.column($0) } }
    values = values.filter { value in
      switch value {
      case .blank: ignored & 1 == 0
      case .error: ignored & 2 == 0
      case .number, .text, .boolean: true
      }
    }
    guard !values.isEmpty else { throw .error(.value) }
    return values
  }

  fileprivate func unique() throws(FormulaInterruption) -> FormulaOperand {
    let table = try FormulaTable(self, 0)
    let isByColumn = isMissing(1) ? false : try boolean(1)
    let isOnce = isMissing(2) ? false : try boolean(2)
    func folded(_ value: CellValue) -> CellValue {
      if case .text(let text) = value { return .text(FormulaComparison.folded(text)) }
      return value
    }
    var (order, counts): ([[CellValue]: Int], [Int]) = ([:], [])
    var places: [Int] = []
    for index in 0..<(isByColumn ? table.columns : table.rows) {
      let key = (isByColumn ? table.column(index) : table.row(index)).map(folded)
      if let known = order[key] {
        counts[known] += 1
      } else {
        order[key] = counts.count
        counts.append(1)
        places.append(index)
      }
    }
    if isOnce { places = zip(places, counts).filter { $0.1 == 1 }.map(\.0) }
    guard !places.isEmpty else { throw .error(.value) }
    return .array(
      isByColumn
        ? table.selected(rows: Array(0..<table.rows), columns: places)
        : table.selected(rows: places, columns: Array(0..<table.columns)))
  }

  fileprivate func sortedBy() throws(FormulaInterruption) -> FormulaOperand {
    let table = try FormulaTable(self, 0)
    var keys: [([CellValue], Bool)] = []
    var isByColumn: Bool?
    for index in stride(from: 1, to: count, by: 2) {
      let key = try FormulaTable(self, index)
      let order = isMissing(index + 1) ? 1 : try integer(index + 1)
      guard order == 1 || order == -1, key.rows == 1 || key.columns == 1 else { throw .error(.value) }
      let isOfColumns = key.rows == 1 && key.columns == table.columns && !(key.columns == 1 && table.rows == 1)
      guard isOfColumns || key.columns == 1 && key.rows == table.rows, isByColumn == nil || isByColumn == isOfColumns
      else { throw .error(.value) }
      isByColumn = isOfColumns
      keys.append((key.values, order < 0))
    }
    let sorted = try FormulaOrder(keys, evaluator).places
    return .array(
      isByColumn == true
        ? table.selected(rows: Array(0..<table.rows), columns: sorted)
        : table.selected(rows: sorted, columns: Array(0..<table.columns)))
  }
}
