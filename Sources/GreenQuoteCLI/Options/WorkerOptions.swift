import ArgumentParser
import Glibc
import Procurement
import GreenQuote

/// Options of commands that have files answered by processes of their own.
struct WorkerOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "Files at the same time. By default one for each core.")
  var jobs: Int?

  @Option(help: ArgumentHelp("The longest that one file may take.", valueName: "seconds"))
  var timeLimit = 120

  @Option(help: ArgumentHelp("The most memory that one file may take.", valueName: "megabytes"))
  var memoryLimit = 4096

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 256.") }
    if !Self.seconds.contains(timeLimit) {
      throw ValidationError(
        "--time-limit is a number of seconds from \(Self.seconds.lowerBound) to \(Self.seconds.upperBound).")
    }
    if !Self.megabytes.contains(memoryLimit) {
      throw ValidationError(
        "--memory-limit is a number of megabytes from \(Self.megabytes.lowerBound) to \(Self.megabytes.upperBound).")
    }
  }

  /// Up to a year.
  private static let seconds = 1...31_536_000
  /// Up to 16 TB, which in bytes is far from the end of `Int`.
  private static let megabytes = 16...16_777_216

  var count: Int { jobs ?? max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN)))) }

  var limits: WorkerPool.Limits {
    var limits = WorkerPool.Limits()
    limits.time = timeLimit
    limits.memory = memoryLimit << 20
    return limits
  }
}
