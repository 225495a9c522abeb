import Glibc
import XLSX

/// Results go to standard output, everything else to standard error.
///
/// Names and cells of other people's files are among what is printed. None of their control characters, escape
/// sequences or changes of direction gets to a terminal as it is: whatever is text is shown by ``TerminalText``, also
/// where it goes into a pipe.
enum Terminal {
  /// Formats for programs: to a pipe or a file they go unchanged, to a terminal they are shown without control
  /// characters.
  enum Format { case json, other }

  /// One line of results.
  static func output(_ line: TerminalText) { write(line.shown + "\n", to: STDOUT_FILENO) }
  /// One line of results; a line break in it is shown as one.
  static func output(_ line: String) { output(TerminalText(line)) }
  /// Results of several lines, the last of which is ended.
  static func output(lines text: String) { write(TerminalText(lines: text).shown, to: STDOUT_FILENO) }
  /// Results in a format for programs, which end as they should.
  static func output(whole text: String, as format: Format) {
    guard standardOutputIsTerminal else { return write(text, to: STDOUT_FILENO) }
    write((format == .json ? TerminalText(json: text) : TerminalText(lines: text)).shown, to: STDOUT_FILENO)
  }

  /// One line that is no result.
  static func message(_ line: TerminalText, ending: String = "\n") { write(line.shown + ending, to: STDERR_FILENO) }
  /// One line that is no result; a line break in it is shown as one.
  static func message(_ line: String) { message(TerminalText(line)) }
  /// Several lines that are no results.
  static func message(lines text: String) { write(TerminalText(lines: text).shown + "\n", to: STDERR_FILENO) }

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

  func red(_ text: String) -> TerminalText { isOn ? "\u{1B}[31;1m\(text)\u{1B}[0m" : "\(text)" }
  func yellow(_ text: String) -> TerminalText { isOn ? "\u{1B}[33m\(text)\u{1B}[0m" : "\(text)" }
  func dim(_ text: String) -> TerminalText { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : "\(text)" }
  func bold(_ text: String) -> TerminalText { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : "\(text)" }
}
