/// Makes the new bytes of a part while the archive takes them.
protocol PartRewriter: AnyObject {
  /// The next bytes; empty at the end.
  func next() throws(XLSXError) -> [UInt8]
}
