internal import CLibxml2
internal import Glibc

/// An element, attribute or namespace name interned by the parser: equal names are equal numbers.
struct XMLName: Equatable {
  let address: UInt

  static let none = XMLName(address: 0)

  /// The name as text: for messages and generic trees, not for comparing.
  var text: String {
    guard let pointer = UnsafePointer<UInt8>(bitPattern: address) else { return "" }
    return String(cString: pointer)
  }
}

/// Interns names in the parser's dictionary.
struct XMLNames {
  let dictionary: xmlDictPtr?

  subscript(_ name: StaticString) -> XMLName {
    let pointer = xmlDictLookup(dictionary, name.utf8Start, CInt(name.utf8CodeUnitCount))
    return XMLName(address: UInt(bitPattern: pointer))
  }
}

/// The attributes of the element that just started; valid during that call only.
struct XMLAttributes {
  let base: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let count: Int
  let declarations: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let declarationCount: Int

  /// The namespace that the element declares for a prefix, or for names without one: `.none`.
  func declaration(of prefix: XMLName) -> XMLName? {
    guard let declarations else { return nil }
    for index in 0..<declarationCount where UInt(bitPattern: declarations[index * 2]) == prefix.address {
      return XMLName(address: UInt(bitPattern: declarations[index * 2 + 1]))
    }
    return nil
  }

  /// Calls the body with name, namespace and value of each attribute, values with entities resolved.
  func forEach<Failure: Error>(_ body: (XMLName, XMLName, XMLText) throws(Failure) -> Void) throws(Failure) {
    guard let base else { return }
    for index in 0..<count {
      let field = base + index * 5
      guard let start = field[3], let end = field[4] else { continue }
      try body(
        XMLName(address: UInt(bitPattern: field[0])), XMLName(address: UInt(bitPattern: field[2])),
        XMLText(start: start, count: end - start))
    }
  }

  /// The value of an attribute without namespace.
  subscript(_ name: XMLName) -> XMLText? {
    guard let base else { return nil }
    for index in 0..<count where UInt(bitPattern: base[index * 5]) == name.address && base[index * 5 + 2] == nil {
      guard let start = base[index * 5 + 3], let end = base[index * 5 + 4] else { return nil }
      return XMLText(start: start, count: end - start)
    }
    return nil
  }
}

/// A run of UTF-8 bytes owned by the parser; valid during the call that hands it over only.
struct XMLText {
  let start: UnsafePointer<xmlChar>
  let count: Int

  var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }
  var firstByte: UInt8 { count > 0 ? start[0] : 0 }

  func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count)) }

  func equals(_ text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount == count else { return false }
    for index in 0..<count where start[index] != text.utf8Start[index] { return false }
    return true
  }

  /// A whole number without sign, up to that of 32 bits; `nil` for anything else.
  var integer: Int? {
    guard count > 0, count < 19 else { return nil }
    var value: Int64 = 0
    for index in 0..<count {
      let digit = start[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value <= Int64(Int32.max) ? Int(value) : nil
  }

  var isTrue: Bool { equals("1") || equals("true") }

  var cellReference: CellReference? { CellReference.parse(UnsafeBufferPointer(start: start, count: count)) }
}

// The callbacks of libxml2. Each gets the handler as its context, unretained: the parser owns a reference for as long
// as it lives.
