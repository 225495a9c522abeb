/// What the exit status says.
enum ExitStatus: Int32, Error {
  case done = 0
  case findings = 1
  case usage = 2
  case unreadable = 3
  /// As shells say it of a program that Ctrl-C ended.
  case interrupted = 130
}
