import Glibc
import XLSX

/// Results go to standard output, everything else to standard error.
enum Terminal {
  static func output(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }
  /// Text that ends as it should already.
  static func output(whole text: String) { write(text, to: STDOUT_FILENO) }
  static func message(_ text: String, ending: String = "\n") { write(text + ending, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          // Results that get lost, as on a full disk, must not look like success.
          if descriptor == STDOUT_FILENO { fail(errno) }
          return
        }
        offset += count
      }
    }
  }

  private static func fail(_ number: Int32) {
    let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
    message(XLSXError(.cannotWrite, file: "standard output", detail: reason).description)
    exit(3)
  }

  static var standardOutputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Colours of the terminal, or none.
struct Paint {
  let isOn: Bool

  func red(_ text: String) -> String { paint(text, "31;1") }
  func yellow(_ text: String) -> String { paint(text, "33") }
  func dim(_ text: String) -> String { paint(text, "2") }
  func bold(_ text: String) -> String { paint(text, "1") }

  private func paint(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
