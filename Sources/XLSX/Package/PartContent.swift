/// The content of a part that is made while the archive takes it.
protocol PartContent: AnyObject {
  /// Appends the next bytes, some ten thousand at a time; `false` once there is nothing more to come.
  func produce(into buffer: inout XMLBuffer) throws(XLSXError) -> Bool
}

/// Content that is there as a whole.
final class BytesContent: PartContent {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func produce(into buffer: inout XMLBuffer) throws(XLSXError) -> Bool {
    buffer.append(bytes: bytes)
    return false
  }
}
