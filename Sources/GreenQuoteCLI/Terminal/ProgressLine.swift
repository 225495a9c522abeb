import Procurement
import GreenQuote
import Validation

/// How far a batch has come, on one line of the terminal; nothing in a pipe, and nothing for what takes less than a
/// second.
struct ProgressLine {
  let isShown: Bool
  let catalogue: MessageCatalogue

  private static let width = 24

  func show(_ progress: BatchRun.Progress) {
    guard isShown, progress.seconds > 1, progress.files > 0 else { return }
    let share = Double(progress.done) / Double(progress.files)
    let filled = Int(share * Double(Self.width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    let rate = Double(progress.answered) / progress.seconds
    let pace = Double(progress.done) / progress.seconds
    let left = pace > 0 ? Int(Double(progress.files - progress.done) / pace) : 0
    let name = progress.current.count > 40 ? "…" + progress.current.suffix(39) : progress.current[...]
    let time = catalogue.phrase("batch.left", ["time": Self.time(left)])
    Terminal.message(
      "\r\(bar) \(progress.done)/\(progress.files)  \(Int(rate.rounded()))/s  \(time)  \(name)\u{1B}[K" as TerminalText,
      ending: "")
  }

  func clear() {
    if isShown { Terminal.message("\r\u{1B}[K" as TerminalText, ending: "") }
  }

  private static func time(_ seconds: Int) -> String {
    "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
  }
}
