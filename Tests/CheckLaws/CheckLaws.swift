import Glibc
import Laws

/// Tries the laws of reading on thousands of mutated workbooks: `CheckLaws SCRATCH COUNT SEED TOOL…`.
///
/// Prints what came of it; ends with 1 where a law was broken.
@main
struct CheckLaws {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 4, let count = Int(arguments[1]), let seed = UInt64(arguments[2]) else {
      print("usage: CheckLaws SCRATCH COUNT SEED TOOL…")
      exit(2)
    }
    let cells = try CellLaw(tools: Array(arguments[3...]), scratch: arguments[0]).check(count, seed: seed)
    print(
      "one more cell: \(cells.mutations) mutations, \(cells.changed) changed the figures, \(cells.refused) not ready, "
        + "\(cells.withoutEffect) without effect, \(cells.named) named, \(cells.violations.count) violations")
    let drifts = try DriftLaw(scratch: arguments[0]).check(max(1, count / 20), seed: seed)
    print(
      "drifted layouts: \(drifts.layouts), \(drifts.ready) ready with the same figures, "
        + "\(drifts.refused.count) not ready, \(drifts.violations.count) violations")
    for line in drifts.refused.prefix(20) { print("  not ready: \(line)") }
    for line in cells.violations + drifts.violations { print("  VIOLATION \(line)") }
    if !cells.violations.isEmpty || !drifts.violations.isEmpty { exit(1) }
  }
}
