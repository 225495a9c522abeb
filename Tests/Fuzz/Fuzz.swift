import Glibc

/// libFuzzer calls this with every input; the environment variable FUZZ_TARGET names what the input is given to.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "archive": fuzzArchive, "package": fuzzPackage, "growth": fuzzGrowth, "tool": fuzzTool,
  "workbook": { fuzzPart("xl/workbook.xml", $0) }, "strings": { fuzzPart("xl/sharedStrings.xml", $0) },
  "styles": { fuzzPart("xl/styles.xml", $0) }, "xml": fuzzXML, "sheet": fuzzSheet, "rows": fuzzRows,
  "drawing": { fuzzNotes("xl/drawings/vmlDrawing1.vml", $0) }, "comments": { fuzzNotes("xl/comments1.xml", $0) },
  "annotate": fuzzAnnotate,
  "formula": fuzzFormula, "calculation": fuzzCalculation, "values": fuzzValues, "definition": fuzzDefinition,
  "factors": fuzzFactors,
]

private let target: @Sendable ([UInt8]) -> Void = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    fatalError("FUZZ_TARGET is one of \(targets.keys.sorted().joined(separator: " "))")
  }
  return target
}()

/// What has to hold of every input.
func require(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { fatalError(message()) }
}

/// The choices that an input makes, taken from its front; all zero once it is used up.
struct Choices {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

  var isEmpty: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// A number from 0 up to and without the limit.
  mutating func number(below limit: Int) -> Int {
    guard limit > 1 else { return 0 }
    var number = Int(byte())
    if limit > 256 { number = number << 8 | Int(byte()) }
    if limit > 65_536 { number = number << 8 | Int(byte()) }
    return number % limit
  }

  mutating func bytes() -> [UInt8] {
    let count = min(Int(byte()), rest.count)
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  mutating func double() -> Double { Double(bitPattern: (0..<8).reduce(0) { sum, _ in sum << 8 | UInt64(byte()) }) }
}
