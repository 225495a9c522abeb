import Glibc

@testable import XLSX

/// The bytes are the file.
func fuzzArchive(_ bytes: [UInt8]) {
  var choices = Choices(bytes.suffix(40))
  exercise(ScratchFile.write(bytes, to: "book.xlsx"), &choices)
}

/// The bytes are one part of an otherwise whole workbook; what stands behind the last tag says what is edited.
func fuzzPart(_ name: String, _ bytes: [UInt8]) {
  let (part, plan) = split(bytes)
  var package = SmallPackage()
  package.set(name, Array(part))
  var choices = Choices(plan)
  exercise(ScratchFile.write(StoredArchive(entries: package.parts).bytes, to: "book.xlsx"), &choices)
}

/// XML up to its last `>`, and the choices behind it.
func split(_ bytes: [UInt8]) -> (xml: ArraySlice<UInt8>, plan: ArraySlice<UInt8>) {
  let end = bytes.lastIndex(of: 0x3E).map { $0 + 1 } ?? bytes.count
  return (bytes[..<end], bytes[end...])
}

/// The bytes say which parts of a workbook are changed, and how; the package is then zipped again.
func fuzzPackage(_ bytes: [UInt8]) {
  var choices = Choices(bytes)
  var package = SmallPackage()
  for _ in 0...choices.number(below: 4) { package.mutate(&choices) }
  exercise(ScratchFile.write(StoredArchive(entries: package.parts).bytes, to: "book.xlsx"), &choices)
}

/// One element of a part, thousands of times: time and memory have to grow with the size of the file and no faster.
func fuzzGrowth(_ bytes: [UInt8]) {
  var choices = Choices(bytes)
  var package = SmallPackage()
  // Twice, because some work grows with the product of two kinds of elements.
  for _ in 0...choices.number(below: 2) { package.multiply(&choices, size: 1 << 19) }
  let archive = StoredArchive(entries: package.parts).bytes
  let path = ScratchFile.write(archive, to: "book.xlsx")
  let microseconds = Double(clock()) / Double(CLOCKS_PER_SEC) * 1e6
  if let reader = attempt({ try WorkbookReader(path: path) }) {
    for sheet in reader.sheets.prefix(4) {
      if let worksheet = attempt({ try reader.worksheet(sheet, comments: true, validations: true) }) {
        for cell in worksheet.rows.flatMap(\.cells).prefix(1_000) { _ = worksheet.style(at: cell.reference) }
      }
    }
    _ = attempt {
      let editor = try WorkbookEditor(path: path)
      let style = try editor.appendStyle(from: 0, changing: StyleChanges(CellStyle()))
      for place in 1...4 {
        try editor.set(
          .value(.text("text \(place)"), style: style), at: CellReference(row: place, column: 1), in: "One")
      }
      try editor.write(to: ScratchFile.path("edited.xlsx"), force: true)
    }
  }
  let spent = Double(clock()) / Double(CLOCKS_PER_SEC) * 1e6 - microseconds
  // Ten passes over the file, under AddressSanitizer and with coverage counted.
  require(spent < 1e6 + 4 * Double(archive.count), "\(Int(spent)) µs for \(archive.count) bytes")
}

extension SmallPackage {
  mutating func multiply(_ choices: inout Choices, size: Int) {
    let index = choices.number(below: parts.count)
    let outline = XMLOutline(bytes: parts[index].bytes)
    guard outline.elements.count > 1 else { return }
    let element = outline.elements[1 + choices.number(below: outline.elements.count - 1)]
    let unit = Array(parts[index].bytes[element.whole])
    let isNumbered = choices.byte() & 1 == 0
    var copies: [UInt8] = []
    var number = 1
    while copies.count < size {
      copies += isNumbered ? Self.renumbered(unit, number) : unit
      number += 1
    }
    parts[index].bytes.replaceSubrange(element.whole.upperBound..<element.whole.upperBound, with: copies)
  }

  /// Every number that ends the value of an attribute replaced: identifiers, rows and the like become different ones.
  private static func renumbered(_ unit: [UInt8], _ number: Int) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < unit.count {
      var end = index
      while end < unit.count, (0x30...0x39).contains(unit[end]) { end += 1 }
      if end > index, end < unit.count, unit[end] == 0x22 {
        result += String(number).utf8
        index = end
      } else {
        result.append(unit[index])
        index += 1
      }
    }
    return result
  }

  mutating func mutate(_ choices: inout Choices) {
    guard !parts.isEmpty else { return }
    let index = choices.number(below: parts.count)
    let other = choices.number(below: parts.count)
    let count = parts[index].bytes.count
    switch choices.byte() % 14 {
    case 0: parts[index].bytes = choices.bytes()
    case 1: parts[index].bytes.removeLast(choices.number(below: count + 1))
    case 2: parts.append((choices.text(), parts[index].bytes))
    case 3:
      let place = choices.number(below: count + 1)
      parts[index].bytes.insert(contentsOf: choices.bytes(), at: place)
    case 4:
      for byte in choices.bytes() {
        let place = choices.number(below: count)
        if place < count { parts[index].bytes[place] = byte }
      }
    case 5: parts.remove(at: index)
    case 6: parts[index].name = choices.byte() & 1 == 0 ? parts[other].name : choices.text()
    case 7, 8, 9: replaceValue(of: index, &choices) { $0.bytes() }
    case 10:
      let target = parts[other].name
      replaceValue(of: index, &choices) { $0.byte() & 1 == 0 ? Array(target.utf8) : Array(("/" + target).utf8) }
    case 11: copyElement(from: other, to: index, &choices)
    case 12: parts[index].bytes = Self.utf16(parts[index].bytes, isBigEndian: choices.byte() & 1 == 0)
    default: parts[index].bytes = parts[other].bytes
    }
  }

  /// Another value for one of the attributes.
  private mutating func replaceValue(of index: Int, _ choices: inout Choices, by value: (inout Choices) -> [UInt8]) {
    let bytes = parts[index].bytes
    let starts = bytes.indices.filter { $0 > 0 && bytes[$0] == 0x22 && bytes[$0 - 1] == 0x3D }
    guard !starts.isEmpty else { return }
    let start = starts[choices.number(below: starts.count)] + 1
    guard let end = bytes[start...].firstIndex(of: 0x22) else { return }
    let replacement = value(&choices)
    parts[index].bytes.replaceSubrange(start..<end, with: replacement.filter { $0 != 0x22 && $0 != 0x3C && $0 != 0x26 })
  }

  /// An element of one part once more, or in another part.
  private mutating func copyElement(from source: Int, to index: Int, _ choices: inout Choices) {
    let elements = XMLOutline(bytes: parts[source].bytes).elements
    let places = XMLOutline(bytes: parts[index].bytes).elements
    guard !elements.isEmpty, !places.isEmpty else { return }
    let unit = Array(parts[source].bytes[elements[choices.number(below: elements.count)].whole])
    let place = places[choices.number(below: places.count)]
    switch choices.byte() % 3 {
    case 0: parts[index].bytes.insert(contentsOf: unit, at: place.whole.upperBound)
    case 1: parts[index].bytes.replaceSubrange(place.whole, with: unit)
    default: parts[index].bytes.insert(contentsOf: unit, at: place.content.lowerBound)
    }
  }

  private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
    let units = "\u{FEFF}" + String(decoding: bytes, as: UTF8.self)
    return units.utf16.flatMap { unit in
      let pair = [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
      return isBigEndian ? pair : pair.reversed()
    }
  }
}
