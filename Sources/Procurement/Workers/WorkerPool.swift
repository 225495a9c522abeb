internal import Glibc

/// Has files answered by several processes at once, each file within limits of time and memory.
///
/// One loop hears all of them; nothing is shared between processes, so that a file which hangs, crashes or eats memory
/// costs itself alone.
public struct WorkerPool: Sendable {
  /// What one file may take.
  public struct Limits: Sendable, Hashable {
    /// The longest time that one file may take, in seconds.
    public var time = 120
    /// The most memory that one file may take, in bytes.
    public var memory = 4 << 30

    /// The default limits: two minutes and 4 GiB for one file.
    public init() {}
  }

  /// Why a file has no answer.
  public enum Stop: Sendable, Hashable {
    /// It took longer than the limit of that many seconds.
    case time(seconds: Int)
    /// It took more memory than the limit of that many bytes.
    case memory(bytes: Int)
    /// A signal with that number ended the process.
    case crash(signal: Int)
    /// The process ended by itself with that exit status and without an answer.
    case exit(status: Int)
  }

  /// What came of one job.
  public enum Outcome: Sendable {
    /// A line of JSON: a ``Submission`` or a ``WorkerFailure``.
    case line([UInt8])
    /// No answer, and why.
    case stopped(Stop)
  }

  private let program: String
  private let arguments: [String]
  private let count: Int
  private let limits: Limits
  private let inherited: CInt?

  /// A pool whose processes are started when there is work for them.
  ///
  /// - Parameters:
  ///   - program: the path of this program.
  ///   - arguments: the arguments of the command `worker`.
  ///   - count: how many processes run at the same time.
  ///   - limits: what one file may take.
  ///   - inherited: a descriptor that the processes keep open.
  public init(
    program: String, arguments: [String], count: Int, limits: Limits = Limits(), inheriting inherited: Int32? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.count = max(1, count)
    self.limits = limits
    self.inherited = inherited
  }

  private struct Worker {
    var process: WorkerProcess
    var job: (number: Int, deadline: Double)?
  }

  /// How often limits are looked at, in milliseconds.
  private static let interval: CInt = 50

  /// Runs until there are no more jobs and all are done.
  ///
  /// - Parameters:
  ///   - next: the number and line of the next job; `nil` where there is none any more.
  ///   - done: gets what came of a job.
  ///   - idle: is called often, for showing progress.
  /// - Throws: ``SystemFailure`` where no process can be started, and what the closures throw.
  public func run(
    next: () throws -> (number: Int, line: String)?, done: (Int, Outcome) throws -> Void, idle: () throws -> Void
  ) throws {
    // A process that has gone shows when it is written to; that must not end this one.
    signal(SIGPIPE, SIG_IGN)
    var workers: [Worker] = []
    var finished: [(number: Int, outcome: Outcome)] = []
    var hasMore = true
    while true {
      // Jobs are given out first: workers go on while what they said is taken up.
      while hasMore {
        let free = workers.firstIndex { $0.job == nil }
        guard free != nil || workers.count < count else { break }
        guard let job = try next() else {
          hasMore = false
          break
        }
        let index = free ?? workers.count
        if free == nil { workers.append(Worker(process: try start())) }
        workers[index].job = (job.number, Self.now() + Double(limits.time))
        // Where the worker has gone in the meantime, its end is heard next.
        try? workers[index].process.send(job.line)
      }
      for (number, outcome) in finished { try done(number, outcome) }
      finished.removeAll(keepingCapacity: true)
      guard workers.contains(where: { $0.job != nil }) else { return }
      try listen(&workers, &finished)
      try idle()
    }
  }

  private func start() throws(SystemFailure) -> WorkerProcess {
    try WorkerProcess(program: program, arguments: arguments, inheriting: inherited)
  }

  private func listen(_ workers: inout [Worker], _ finished: inout [(number: Int, outcome: Outcome)])
    throws(SystemFailure)
  {
    var events = workers.map { pollfd(fd: $0.process.output, events: Int16(POLLIN), revents: 0) }
    guard poll(&events, nfds_t(events.count), Self.interval) >= 0 || errno == EINTR else { throw SystemFailure() }
    let now = Self.now()
    for index in workers.indices.reversed() {
      let job = workers[index].job
      if events[index].revents != 0 {
        switch workers[index].process.receive() {
        case .nothing: break
        case .line(let line):
          workers[index].job = nil
          if let job { finished.append((job.number, .line(line))) }
          continue
        case .end(let status):
          workers.remove(at: index)
          if let job { finished.append((job.number, .stopped(Self.stop(status)))) }
          continue
        }
      }
      guard let job else { continue }
      let stop: Stop? =
        now > job.deadline
        ? .time(seconds: limits.time)
        : workers[index].process.memory > limits.memory ? .memory(bytes: limits.memory) : nil
      if let stop {
        workers[index].process.stop()
        workers.remove(at: index)
        finished.append((job.number, .stopped(stop)))
      }
    }
  }

  private static func stop(_ status: CInt) -> Stop {
    let signal = status & 0x7F
    return signal == 0 ? .exit(status: Int((status >> 8) & 0xFF)) : .crash(signal: Int(signal))
  }

  /// Seconds that never go back.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
