internal import CLibxml2
internal import Glibc

/// Feeds a part to libxml2's SAX2 push parser, block by block, and hands the events to an ``XMLHandler``.
///
/// What protects us: no `XML_PARSE_HUGE`, so libxml2's own limits on depth, names and text stand; a document type
/// declaration ends the parse, so there are no entities beyond the five of XML; nothing is ever fetched.
final class XMLPushParser {
  private let context: xmlParserCtxtPtr
  fileprivate let handler: XMLHandler
  private let part: String
  /// Whether what was fed ends behind an element of the kind that the handler takes.
  private var isBehindTakenElement = false

  /// Takes the handler's interned names from the context's dictionary, so that names compare as numbers.
  init(handler: XMLHandler, part: String) throws(XLSXError) {
    xmlInitParser()
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = startElement
    callbacks.endElementNs = endElement
    callbacks.characters = characters
    callbacks.cdataBlock = characters
    callbacks.ignorableWhitespace = characters
    callbacks.internalSubset = internalSubset
    callbacks.serror = structuredError
    let userData = Unmanaged.passUnretained(handler).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&callbacks, userData, nil, 0, nil) else {
      throw XLSXError(.cannotRead, part: part, detail: "no memory for the XML parser")
    }
    // NOENT: `&amp;` in attributes arrives resolved; there are no other entities, since a document type declaration
    // ends the parse.
    xmlCtxtUseOptions(context, CInt(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    self.context = context
    self.handler = handler
    self.part = part
    handler.parser = context
    handler.prepare(XMLNames(dictionary: context.pointee.dict))
  }

  deinit {
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  /// Parses a whole part, a block at a time; throws what the handler threw, or where the XML is malformed.
  func parse(_ stream: some XMLSource) throws(XLSXError) {
    let parser = XMLStreamParser(self, stream)
    while try parser.parseBlock() {}
  }

  /// Feeds the next bytes; those of elements that the handler takes do not reach libxml2.
  ///
  /// An element that is taken stands behind another one of its kind, and libxml2 has read everything up to there. It is
  /// whole and well-formed, so that what libxml2 sees is well-formed if and only if the part is.
  func feed(_ bytes: ArraySlice<UInt8>) throws(XLSXError) { _ = try feed(bytes, keepsRest: false) }

  /// Feeds bytes, and keeps back what the handler may take once it is whole.
  ///
  /// - Parameters:
  ///   - bytes: the next bytes of the part.
  ///   - keepsRest: whether the beginning of an element that the handler may take once it is whole is not fed.
  /// - Returns: the length of that beginning, to be fed again with what comes behind it.
  /// - Throws: ``XLSXError`` where the XML is not well-formed, and what the handler throws.
  fileprivate func feed(_ bytes: ArraySlice<UInt8>, keepsRest: Bool) throws(XLSXError) -> Int {
    guard let endTag = handler.endTagOfTakenElements else {
      try parse(bytes)
      return 0
    }
    var rest = bytes
    while true {
      let mayTake = isBehindTakenElement && handler.isAmongTakenElements && hasReadEverything
      if mayTake {
        let window = rest.prefix(Self.longestTaken)
        let taken = try handler.take(window.span)
        skip(window.prefix(taken))
        rest = rest.dropFirst(taken)
      }
      guard !rest.isEmpty else { return 0 }
      let end = Self.end(of: endTag, in: rest)
      if mayTake, end == nil, keepsRest, rest.count < bytes.count / 2 { return rest.count }
      try parse(rest[..<(end ?? rest.endIndex)])
      isBehindTakenElement = end != nil
      rest = rest[(end ?? rest.endIndex)...]
    }
  }

  /// Far below libxml2's limits on the length of texts.
  private static let longestTaken = 1 << 20

  private func parse(_ bytes: ArraySlice<UInt8>) throws(XLSXError) {
    let status = bytes.withUnsafeBytes { raw in
      xmlParseChunk(context, raw.assumingMemoryBound(to: CChar.self).baseAddress, CInt(raw.count), 0)
    }
    try check(status)
    try checkPendingTag()
  }

  /// Refuses a tag of many attributes before libxml2, which compares each of them with all others, sees the end of it.
  private func checkPendingTag() throws(XLSXError) {
    guard let input = context.pointee.input, let start = input.pointee.cur, input.pointee.end - start > Self.longestTag
    else { return }
    var count = 0
    for index in 1..<(input.pointee.end - start)
    where start[index - 1] == 0x3D && (start[index] == 0x22 || start[index] == 0x27) {
      count += 1
    }
    guard start[0] != 0x3C || count <= XMLHandler.maximumAttributes else {
      throw XLSXError.exceeding(.xmlAttributes, XMLHandler.maximumAttributes, part: part)
    }
  }

  /// The most bytes that wait for the end of their tag: tags that are longer are looked at.
  private static let longestTag = 1 << 15

  /// Whether libxml2 waits in the content of an element and has no bytes left; they are UTF-8.
  private var hasReadEverything: Bool {
    guard context.pointee.instate == XML_PARSER_CONTENT, let input = context.pointee.input,
      let buffer = input.pointee.buf
    else {
      return false
    }
    return input.pointee.cur == input.pointee.end && buffer.pointee.encoder == nil
  }

  /// Counts lines and columns of what libxml2 does not see, so that it names the right place of an error behind it
  /// (columns by bytes).
  private func skip(_ bytes: ArraySlice<UInt8>) {
    guard let input = context.pointee.input else { return }
    var lineStart = bytes.startIndex
    while let end = Self.first(0x0A, in: bytes[lineStart...]) {
      lineStart = end + 1
      input.pointee.line += 1
      input.pointee.col = 1
    }
    input.pointee.col &+= CInt(truncatingIfNeeded: bytes.endIndex - lineStart)
  }

  private static func first(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress, let found = memchr(base, CInt(byte), raw.count) else { return nil }
      return bytes.startIndex + (UnsafeRawPointer(found) - base)
    }
  }

  /// The place behind the first end tag of that name; looked for by the last letter of the name, which is rarer than
  /// brackets.
  private static func end(of tag: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
    let count = tag.utf8CodeUnitCount
    var place = bytes.startIndex + count - 2
    while place < bytes.endIndex - 1,
      let found = first(tag.utf8Start[count - 2], in: bytes[place..<(bytes.endIndex - 1)])
    {
      let start = found - (count - 2)
      if (0..<count).allSatisfy({ bytes[start + $0] == tag.utf8Start[$0] }) { return start + count }
      place = found + 1
    }
    return nil
  }

  func finish() throws(XLSXError) {
    try check(xmlParseChunk(context, nil, 0, 1))
  }

  private func check(_ status: CInt) throws(XLSXError) {
    if let thrown = handler.thrown { throw thrown }
    if handler.sawDocumentType { throw XLSXError(.documentTypeDeclaration, part: part) }
    if status != 0 || context.pointee.wellFormed == 0 || context.pointee.nsWellFormed == 0 {
      let error = context.pointee.lastError
      let message = error.message.map { String(cString: $0) } ?? ""
      throw XLSXError(
        .malformedXML(line: Int(error.line), column: Int(error.int2)), part: part,
        detail: message.split(separator: "\n").first.map(String.init) ?? "")
    }
  }
}

/// Parses a whole part, a block at a time, as somebody asks for it.
final class XMLStreamParser<Source: XMLSource> {
  private let parser: XMLPushParser
  private let source: Source
  private var buffer: [UInt8]
  /// What is left of the block before: the beginning of an element that it cut in two.
  private var left = 0
  private var isOver = false

  init(_ parser: XMLPushParser, _ source: Source) {
    self.parser = parser
    self.source = source
    let longest: Int64 = parser.handler.endTagOfTakenElements == nil ? 1 << 16 : 1 << 18
    buffer = [UInt8](repeating: 0, count: Int(min(longest, max(source.statedSize, 0) + 1)))
  }

  /// Parses the next block; `false` once the part is at its end.
  ///
  /// - Throws: what the handler threw, or where the XML is malformed.
  func parseBlock() throws(XLSXError) -> Bool {
    guard !isOver else { return false }
    let count = try source.read(into: &buffer, from: left)
    guard count > 0 else {
      isOver = true
      if left > 0 { try parser.feed(buffer[..<left]) }
      try parser.finish()
      return false
    }
    do throws(XLSXError) {
      let filled = left + count
      left = try parser.feed(buffer[..<filled], keepsRest: filled > buffer.count / 2)
      buffer.withUnsafeMutableBytes { bytes in
        guard left > 0, let base = bytes.baseAddress else { return }
        memmove(base, base + filled - left, left)
      }
    } catch {
      isOver = true
      // Where the archive is damaged, that is the cause.
      if error.isOfContent { try source.drain() }
      throw error
    }
    return true
  }
}

extension XLSXError {
  /// Whether the content of a part is to blame, as it would be if its bytes were damaged.
  fileprivate var isOfContent: Bool {
    switch code {
    case .malformedXML, .invalidContent, .documentTypeDeclaration: true
    default: false
    }
  }
}

/// Receives the events of one part.
///
/// Subclasses override what they need; an error thrown ends the parse.
class XMLHandler {
  fileprivate var parser: xmlParserCtxtPtr?
  fileprivate(set) var thrown: XLSXError?
  /// How many elements are open.
  ///
  /// What follows a tree recursively would exhaust the stack; libxml2 has a limit for its own trees alone.
  fileprivate(set) var openElements = 0
  static let maximumDepth = 256
  /// Attributes and namespaces are looked up one by one: with many of them in each element the work grows with the
  /// product.
  ///
  /// The most that programs write are some forty.
  static let maximumAttributes = 1_000
  fileprivate(set) var sawDocumentType = false

  /// Called once before the first event: the place to intern names.
  func prepare(_ names: XMLNames) {}
  func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {}
  func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {}
  func characters(_ text: XMLText) throws(XLSXError) {}

  /// The end tag of the elements that the handler takes from the bytes where it can, if there are such.
  var endTagOfTakenElements: StaticString? { nil }
  /// Whether elements of that kind may stand here.
  var isAmongTakenElements: Bool { false }
  /// Takes as many whole elements as stand at the beginning of the bytes, and returns the number of their bytes.
  func take(_ bytes: Span<UInt8>) throws(XLSXError) -> Int { 0 }

  fileprivate func perform(_ body: () throws(XLSXError) -> Void) {
    guard thrown == nil else { return }
    // libxml2 reads on behind an error in namespaces: what comes of it would depend on where the blocks end.
    guard parser?.pointee.nsWellFormed != 0 else { return xmlStopParser(parser) }
    do throws(XLSXError) {
      try body()
    } catch {
      thrown = error
      xmlStopParser(parser)
    }
  }

  fileprivate func refuseDocumentType() {
    sawDocumentType = true
    xmlStopParser(parser)
  }
}

private func handler(_ context: UnsafeMutableRawPointer?) -> Unmanaged<XMLHandler>? {
  context.map { Unmanaged<XMLHandler>.fromOpaque($0) }
}

private let startElement: startElementNsSAX2Func = {
  context, name, _, namespace, declarationCount, declarations, count, _, attributes in
  handler(context)?._withUnsafeGuaranteedRef { target in
    target.perform { () throws(XLSXError) in
      target.openElements += 1
      guard target.openElements <= XMLHandler.maximumDepth else {
        throw XLSXError.exceeding(.xmlDepth, XMLHandler.maximumDepth)
      }
      guard count <= XMLHandler.maximumAttributes, target.parser?.pointee.nsNr ?? 0 <= 2 * XMLHandler.maximumAttributes
      else {
        throw XLSXError.exceeding(.xmlAttributes, XMLHandler.maximumAttributes)
      }
      try target.startElement(
        XMLName(address: UInt(bitPattern: name)), namespace: XMLName(address: UInt(bitPattern: namespace)),
        attributes: XMLAttributes(
          base: attributes, count: Int(count), declarations: declarations, declarationCount: Int(declarationCount)))
    }
  }
}

private let endElement: endElementNsSAX2Func = { context, name, _, namespace in
  handler(context)?._withUnsafeGuaranteedRef { target in
    target.perform { () throws(XLSXError) in
      target.openElements -= 1
      try target.endElement(
        XMLName(address: UInt(bitPattern: name)), namespace: XMLName(address: UInt(bitPattern: namespace)))
    }
  }
}

private let characters: charactersSAXFunc = { context, text, count in
  guard let text else { return }
  handler(context)?._withUnsafeGuaranteedRef { target in
    target.perform { () throws(XLSXError) in try target.characters(XMLText(start: text, count: Int(count))) }
  }
}

private let internalSubset: internalSubsetSAXFunc = { context, _, _, _ in
  handler(context)?._withUnsafeGuaranteedRef { $0.refuseDocumentType() }
}

/// Silences libxml2's own printing; what went wrong is read from the context afterwards.
private let structuredError: xmlStructuredErrorFunc = { _, _ in }
