// Whole parts of an archive as XML: as a tree, as text, or with the place of each element.

extension XMLElement {
  /// Parses a part whole.
  static func parse(_ part: PartName, in archive: ArchiveReader) throws(XLSXError) -> XMLElement {
    do throws(XLSXError) {
      let builder = XMLTreeBuilder(limit: archive.limits.partInMemoryBytes)
      try XMLPushParser(handler: builder, part: part.text).parse(archive.open(part))
      guard let root = builder.root else {
        throw XLSXError(.malformedXML(line: 1, column: 1), part: part.text, detail: "no element")
      }
      return root
    } catch {
      throw error.inPart(part.text).inFile(archive.path)
    }
  }
}

extension PartText {
  /// The text of a part of an archive.
  convenience init(_ stream: PartStream, part: String) {
    self.init(part: part) { () throws(XLSXError) in try stream.read(upTo: 1 << 18) }
  }

  /// A whole part as UTF-8, whether or not it is well-formed.
  static func whole(_ part: PartName, in archive: ArchiveReader) throws(XLSXError) -> [UInt8] {
    let text = PartText(try archive.open(part), part: part.text)
    var bytes: [UInt8] = []
    while case let block = try text.next(), !block.isEmpty {
      bytes += block
      guard bytes.count <= archive.limits.partInMemoryBytes else {
        throw XLSXError.exceeding(.partInMemoryBytes, archive.limits.partInMemoryBytes, part: part.text)
      }
    }
    return bytes
  }
}

extension XMLOutline {
  /// A part of an archive, judged by libxml2 and kept whole.
  init(_ part: PartName, in archive: ArchiveReader) throws(XLSXError) {
    let text = PartText(try archive.open(part), part: part.text)
    let parser = try XMLPushParser(handler: XMLHandler(), part: part.text)
    var bytes: [UInt8] = []
    while case let block = try text.next(), !block.isEmpty {
      try parser.feed(block[...])
      bytes += block
      guard bytes.count <= archive.limits.partInMemoryBytes else {
        throw XLSXError.exceeding(.partInMemoryBytes, archive.limits.partInMemoryBytes, part: part.text)
      }
    }
    try parser.finish()
    self.init(bytes: bytes)
  }
}
