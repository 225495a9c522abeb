import ArgumentParser
import Glibc
import Procurement
import GreenQuote

@main
struct GreenQuoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "greenquote",
    abstract: "From a supplier's emission calculation tool to the completed QuoteWin sustainability form.",
    discussion: """
      Exit status: 0 done and ready; 1 findings of severity error (what could be completed was written); 2 usage; \
      3 a file could not be read or written; 130 interrupted.
      """,
    version: ProgramVersion.current,
    subcommands: [
      CompleteCommand.self, ValidateCommand.self, BatchCommand.self, WatchCommand.self, RegisterCommand.self,
      ExplainCommand.self,
      ReportCommand.self,
      InspectCommand.self, RecalculateCommand.self, TemplateCommand.self, FactorsCommand.self, WorkerCommand.self,
    ])

  /// Runs the command; unlike the parser's own exit status for wrong usage (64), ours is 2.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      Glibc.exit(status.rawValue)
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error) == .success {
        Terminal.output(lines: message + "\n")
        Glibc.exit(0)
      }
      Terminal.message(lines: message)
      Glibc.exit(ExitStatus.usage.rawValue)
    }
  }
}
