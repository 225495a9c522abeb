internal import Glibc

/// Another process of this program that answers files one after the other: what a file does to it, it does to nobody
/// else.
///
/// Confined to the loop of ``WorkerPool``.
final class WorkerProcess {
  let identifier: pid_t
  /// The descriptor of its standard output, to be waited for by `poll`.
  let output: CInt
  private let input: CInt
  private var pending: [UInt8] = []
  private var isOver = false

  /// Starts the process.
  ///
  /// - Parameters:
  ///   - program: the path of the program.
  ///   - arguments: the arguments after its name.
  ///   - inherited: a descriptor that the process keeps open, such as that of a lock; `nil` for none.
  /// - Throws: ``SystemFailure`` where the process cannot be started.
  init(program: String, arguments: [String], inheriting inherited: CInt? = nil) throws(SystemFailure) {
    let toWorker = try Self.pipe()
    let fromWorker = try Self.pipe()
    defer {
      close(toWorker.read)
      close(fromWorker.write)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toWorker.read, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromWorker.write, STDOUT_FILENO)
    if let inherited { posix_spawn_file_actions_adddup2(&actions, inherited, Self.inheritedNumber) }

    var strings = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, program, &actions, nil, &strings, environ)
    guard status == 0 else {
      close(toWorker.write)
      close(fromWorker.read)
      throw SystemFailure(status)
    }
    identifier = process
    input = toWorker.write
    output = fromWorker.read
  }

  /// The number that an inherited descriptor has in the process.
  private static let inheritedNumber: CInt = 3

  deinit {
    close(input)
    close(output)
    if !isOver {
      kill(identifier, SIGKILL)
      _ = status()
    }
  }

  private static func pipe() throws(SystemFailure) -> (read: CInt, write: CInt) {
    var ends: [CInt] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw SystemFailure() }
    // Other processes must not hold ends that are not theirs: this one would wait for ever for the end of what they
    // say.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Gives it a line.
  ///
  /// A worker that waits for one takes it at once.
  func send(_ line: String) throws(SystemFailure) {
    let bytes = Array((line + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
      if count > 0 { sent += count } else if errno != EINTR { throw SystemFailure() }
    }
  }

  enum Received {
    case line([UInt8])
    case nothing
    /// It has gone, with what `waitpid` says of it.
    case end(CInt)
  }

  /// Takes what it has said, once `poll` says that there is something.
  func receive() -> Received {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = block.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN ? .nothing : .end(status()) }
    if count == 0 { return .end(status()) }
    let searched = pending.count
    pending += block[..<count]
    guard let end = pending[searched...].firstIndex(of: 0x0A) else { return .nothing }
    let line = Array(pending[..<end])
    pending.removeFirst(end + 1)
    return .line(line)
  }

  /// Ends it at once; returns what became of it.
  @discardableResult
  func stop() -> CInt {
    kill(identifier, SIGKILL)
    return status()
  }

  private func status() -> CInt {
    guard !isOver else { return 0 }
    var status: CInt = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    isOver = true
    return status
  }

  /// The memory that it holds now, in bytes.
  var memory: Int {
    guard let file = fopen("/proc/\(identifier)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, CInt(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(CInt(_SC_PAGESIZE)))
  }
}
