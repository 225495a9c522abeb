internal import Glibc

/// A call of the system that failed.
public struct SystemFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The number of the error, as `errno` gives it.
  public let number: Int32

  /// The error of the call just made.
  public init() { number = errno }
  /// The failure with that number of `errno`.
  public init(_ number: Int32) { self.number = number }

  /// The failure in the system's words, such as `Permission denied`.
  public var description: String { strerror(number).map { String(cString: $0) } ?? "error \(number)" }
}
