import Foundation
import Glibc
import SampleWorkbooks
import TestSupport
import Testing

@testable import XLSX

/// Names and cells of other people's files cannot take hold of the terminal.
@Suite("Control characters")
struct ControlCharacterTests {
  /// Colours, the title of the window, a control of C1, a reversed text, a line separator, a carriage return.
  static let evil =
    "A\u{1B}[2J\u{1B}]0;owned\u{07}\u{9B}31m\u{7F}B\u{202E}C\u{2067}D\u{200F}\u{061C}E\u{2028}F\rG\u{08}"
  /// The same as it can stand in a name of XML, which has no C0.
  static let evilName = "A\u{9B}31m\u{7F}B\u{202E}C\u{2067}D\u{200F}"

  private static func controls(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      switch $0.value {
      case 0x09, 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  /// A tool whose company, parts, regions and one sheet are named so.
  private static func tool(_ path: String) throws {
    var inputs = SampleTool.twoCountries
    inputs.field("company-name", evil)
    inputs.set("parts", row: 5, "mpn", .text("PN" + evil))
    inputs.set("parts", row: 6, "price", .text(evil))
    inputs.set("electricity-factor", row: 10, "country", .text(evil))
    var workbook = try SampleTool.workbook(inputs)
    workbook.worksheets.append(NewWorksheet(name: evilName))
    try workbook.write(to: path)
  }

  static let commands: [[String]] = [
    ["inspect"], ["template", "check"], ["validate", "--verbose"], ["validate", "--color", "never"], ["explain"],
    ["explain", "--format", "markdown"], ["complete", "-o", "/dev/null/none"],
    ["complete", "--verbose", "-o", "FOLDER/form.xlsx"],
    ["report", "-o", "FOLDER/report.xlsx", "--from"],
  ]

  @Test(arguments: commands) func `what is printed of a workbook holds none`(_ command: [String]) throws {
    let scratch = try Scratch()
    let path = scratch.path("tool\u{1B}[31m\u{202E}.xlsx")
    try Self.tool(path)
    let arguments = command.map { $0.replacingOccurrences(of: "FOLDER", with: scratch.path("")) }
    let result = try Command.run(arguments + [path])
    let text = result.output + result.messages
    #expect(Self.controls(text) == [], "\(text)")
    #expect(text.contains("\\u{"), "nothing of it is shown")
  }

  @Test func `colours of our own stay, those of a file do not`() throws {
    let scratch = try Scratch()
    try Self.tool(scratch.path("tool.xlsx"))
    let result = try Command.run("validate", scratch.path("tool.xlsx"), "--color", "always")
    #expect(result.output.contains("\u{1B}[31;1merror\u{1B}[0m"))
    var plain = result.output
    for code in ["31;1", "33", "2", "1", "0"] { plain = plain.replacingOccurrences(of: "\u{1B}[\(code)m", with: "") }
    #expect(Self.controls(plain) == [])
  }

  @Test func `files that cannot be read are named without them`() throws {
    let scratch = try Scratch()
    let path = scratch.path("no\u{1B}]0;owned\u{07}\n\u{202E}.xlsx")
    try Data("no workbook".utf8).write(to: URL(filePath: path))
    for arguments in [
      ["complete", path], ["validate", path], ["inspect", path], ["explain", path + ".gone"],
      ["complete", path, "\u{1B}[2J"],
    ] {
      let result = try Command.run(arguments)
      #expect(result.status != 0)
      #expect(Self.controls(result.output + result.messages) == [], "\(arguments[0])")
    }
    // A line break in a name does not begin a line of its own.
    #expect(try Command.run("inspect", path).messages.split(separator: "\n").count == 1)
  }

  @Test func `batch and watch name files without them`() throws {
    let scratch = try Scratch()
    let name = "t\u{1B}[31m\u{9B}2J\u{202E}.xlsx"
    for folder in ["in", "inbox"] {
      try FileManager.default.createDirectory(atPath: scratch.path(folder), withIntermediateDirectories: true)
      try Self.tool(scratch.path("\(folder)/\(name)"))
    }
    let batch = try Command.run("batch", scratch.path("in"), "-o", scratch.path("out\u{1B}[1m"))
    #expect(Self.controls(batch.output + batch.messages) == [])
    let watch = try Command.run(
      "watch", scratch.path("inbox"), "-o", scratch.path("outbox"), "--once", "--patience", "0.05")
    #expect(Self.controls(watch.output + watch.messages) == [])
    #expect(watch.output.contains("\\u{1B}[31m"))
  }

  @Test(arguments: ["json", "csv", "html"]) func `formats for programs go into a pipe unchanged`(format: String) throws
  {
    let scratch = try Scratch()
    try Self.tool(scratch.path("tool.xlsx"))
    let piped = try Command.run("validate", scratch.path("tool.xlsx"), "--format", format)
    _ = try Command.run("validate", scratch.path("tool.xlsx"), "--format", format, "-o", scratch.path("file"))
    #expect(piped.output == String(decoding: try Fixture.bytes(scratch.path("file")), as: UTF8.self))
    #expect(piped.output.contains("\u{202E}"))
    if format == "json" { _ = try JSONSerialization.jsonObject(with: Data(piped.output.utf8)) }
  }

  @Test(arguments: ["json", "csv", "html", "text"]) func `on a terminal no format holds them, and JSON stays JSON`(
    format: String
  ) throws {
    let scratch = try Scratch()
    try Self.tool(scratch.path("tool.xlsx"))
    let shown = try Self.onTerminal(["validate", scratch.path("tool.xlsx"), "--format", format, "--color", "never"])
      .replacingOccurrences(of: "\r\n", with: "\n")
    #expect(!shown.isEmpty)
    #expect(Self.controls(shown) == [])
    guard format == "json" else { return }
    let piped = try Command.run("validate", scratch.path("tool.xlsx"), "--format", "json")
    let left = try #require(try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? NSDictionary)
    #expect(left == (try JSONSerialization.jsonObject(with: Data(piped.output.utf8)) as? NSDictionary))
  }

  /// What a command writes to standard output where that is a terminal.
  private static func onTerminal(_ arguments: [String]) throws -> String {
    // As posix_openpt, unlockpt and ptsname do it, which Swift does not see: TIOCSPTLCK and TIOCGPTN.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number): (CInt, CUnsignedInt) = (0, 0)
    guard terminal >= 0, ioctl(terminal, 0x4004_5431, &lock) == 0, ioctl(terminal, 0x8004_5430, &number) == 0 else {
      return ""
    }
    let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    let process = Process()
    process.executableURL = URL(filePath: Command.program)
    process.arguments = arguments
    process.environment = ["LANG": "C.UTF-8"]
    process.standardOutput = FileHandle(fileDescriptor: other, closeOnDealloc: false)
    process.standardError = FileHandle.nullDevice
    try process.run()
    close(other)
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(terminal, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += block[..<count]
    }
    process.waitUntilExit()
    close(terminal)
    return String(decoding: bytes, as: UTF8.self)
  }
}
