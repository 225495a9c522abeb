extension WorkbookReader {
  /// What the workbook may cost to read.
  public var limits: ReadingLimits { archive.limits }

  /// The names of all parts of the package, in their order in the archive.
  public var partNames: [String] { archive.partNames.map { $0.text } }

  /// The names of the parts that hold the cells of worksheets and their texts: what `read` reads.
  public var cellParts: Set<String> {
    Set(sheets.filter { $0.kind == .worksheet }.map { $0.part.text } + (sharedStringsPart.map { [$0.text] } ?? []))
  }

  /// Reads the bytes of a part, some at a time.
  ///
  /// - Throws: `XLSXError` where there is no such part, or it cannot be read.
  public func readPart(_ name: String, _ body: ([UInt8]) -> Void) throws(XLSXError) {
    let stream = try archive.open(PartName(name))
    while true {
      let bytes = try stream.read(upTo: 1 << 16)
      if bytes.isEmpty { return }
      body(Array(bytes))
    }
  }
}
