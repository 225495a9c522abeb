import Foundation
import TestSupport
import Testing

/// The command where the system fails: what is there stays, and nothing half-written gets a final name.
@Suite("Faults") struct FaultTests {
  /// Runs a script of the shell with the command as `$0`.
  private static func run(_ script: String, _ arguments: String...) throws -> Command.Result {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script, Command.program] + arguments
    let (output, messages) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return .init(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      messages: String(decoding: complained, as: UTF8.self))
  }

  /// A limit on the size of files stops the writing as a full disk does, at any byte.
  ///
  /// Blocks are of 1,024 bytes.
  @Test(arguments: [0, 1, 2, 4]) func `a disk that is full leaves the old form, or none`(blocks: Int) throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("tools/golden.xlsx"))
    let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" complete \"$1\" -o \"$2\" --force --language en"
    let fresh = try Self.run(script, tool, scratch.path("form.xlsx"))
    #expect(fresh.status == 3)
    #expect(fresh.messages.contains("cannot be written") && fresh.messages.contains("File too large"))
    #expect(scratch.names == ["golden.xlsx"])
    try Data("as it was".utf8).write(to: URL(filePath: scratch.path("form.xlsx")))
    #expect(try Self.run(script, tool, scratch.path("form.xlsx")).status == 3)
    #expect(try Fixture.bytes(scratch.path("form.xlsx")) == Data("as it was".utf8))
    #expect(scratch.names == ["form.xlsx", "golden.xlsx"])
    #expect(try Fixture.bytes(tool) == Fixture.bytes(Fixture.path("tools/golden.xlsx")))
  }

  @Test func `a folder that may not be written to gets nothing, and the form in it stays`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("tools/golden.xlsx"))
    try FileManager.default.createDirectory(atPath: scratch.path("closed"), withIntermediateDirectories: true)
    let form = scratch.path("closed/form.xlsx")
    try Data("as it was".utf8).write(to: URL(filePath: form))
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.path("closed"))
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path("closed")) }
    // Permissions do not hold root back.
    let user = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    for target in [form, scratch.path("closed/new.xlsx")] {
      let result = try Self.run("exec \(user)\"$0\" complete \"$1\" -o \"$2\" --force --language en", tool, target)
      #expect(result.status == 3)
      #expect(result.messages.contains("cannot be written") && result.messages.contains("Permission denied"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("closed")) == ["form.xlsx"])
    #expect(try Fixture.bytes(form) == Data("as it was".utf8))
  }

  @Test(arguments: [false, true]) func `killed at any moment, it leaves the old form or the new one`(inPlace: Bool)
    throws
  {
    let scratch = try Scratch()
    let tool = Fixture.path("tools/golden.xlsx")
    let original = try Fixture.bytes(Fixture.path("forms/rows-above-other-order.xlsx"))
    let form = scratch.path("form.xlsx")
    let target = inPlace ? form : scratch.path("answer.xlsx")
    let arguments =
      ["complete", tool, "--form", form, "--as-of", "2026-11-21"]
      + (inPlace ? ["--in-place"] : ["-o", target, "--force"])
    func start() throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: Command.program)
      process.arguments = arguments
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      return process
    }
    func reset() throws {
      try original.write(to: URL(filePath: form))
      try original.write(to: URL(filePath: target))
    }
    try reset()
    let clock = ContinuousClock()
    let beginning = clock.now
    try start().waitUntilExit()
    let duration = clock.now - beginning
    let new = try Fixture.bytes(target)
    #expect(new != original)
    for step in 0..<10 {
      try reset()
      let process = try start()
      let end = clock.now + duration * step / 9
      while clock.now < end {}
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let bytes = try Fixture.bytes(target)
      #expect(
        bytes == original || bytes == new, "neither the old nor the new file after \(step) of 9 parts of \(duration)")
      if !inPlace { #expect(try Fixture.bytes(form) == original) }
      for name in scratch.names where !["form.xlsx", "answer.xlsx"].contains(name) {
        #expect(name.hasPrefix(".xlsx-") && name.hasSuffix(".tmp"))
        try FileManager.default.removeItem(atPath: scratch.path(name))
      }
    }
  }

  @Test(arguments: ["factors list", "inspect \"$1\""]) func `output that gets lost is no success`(command: String)
    throws
  {
    let result = try Self.run("exec \"$0\" \(command) > /dev/full", Fixture.path("tools/golden.xlsx"))
    #expect(result.status == 3)
    #expect(result.messages.contains("standard output: the file cannot be written (No space left on device)"))
  }
}
