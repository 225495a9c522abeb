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
    if timeLimit < 1 || memoryLimit < 16 { throw ValidationError("--time-limit is at least 1 s, --memory-limit at least 16 MB.") }
  }

  var count: Int { jobs ?? max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN)))) }

  var limits: WorkerPool.Limits {
    var limits = WorkerPool.Limits()
    limits.time = timeLimit
    limits.memory = memoryLimit << 20
    return limits
  }
}
