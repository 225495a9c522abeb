import Foundation

/// The built command, run as users run it.
package enum Command {
  package struct Result {
    package var status: Int32
    package var output: String
    package var messages: String

    package init(status: Int32, output: String, messages: String) {
      self.status = status
      self.output = output
      self.messages = messages
    }
  }

  /// Beside the tests, where the build puts it.
  package static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
    path: "greenquote"
  ).path

  package static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    try run(arguments, environment: environment)
  }

  package static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let (output, messages) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      messages: String(decoding: complained, as: UTF8.self))
  }
}
