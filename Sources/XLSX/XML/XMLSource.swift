/// The bytes of an XML part, as a parser pulls them.
protocol XMLSource: AnyObject {
  /// How many bytes there are to be, by those who made them: a hint for the size of buffers.
  var statedSize: Int64 { get }
  /// Reads into a buffer from a place on; returns the number of bytes, 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int) throws(XLSXError) -> Int
  /// Reads the rest for nothing but its checksum.
  func drain() throws(XLSXError)
}
