public import ArgumentParser
public import Emissions
import Cryptography
import Procurement
import GreenQuote
public import SupplierWorkbooks
import Validation
import XLSX

extension Language: ExpressibleByArgument {
  /// The language with that code, such as `zh`; `nil` where there are no texts in it.
  public init?(argument: String) {
    guard let language = Self.builtIn.first(where: { $0.code == argument }) else { return nil }
    self = language
  }

  /// The codes of all languages that can be chosen.
  public static var allValueStrings: [String] { builtIn.map(\.code) }
}
extension WarmingPotentialSet: ExpressibleByArgument {}
extension Scope2Method: ExpressibleByArgument {}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

/// `total-bytes=20000000000`.
struct LimitChange: ExpressibleByArgument {
  var limit: ReadingLimit
  var value: Int64

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let limit = ReadingLimit(rawValue: parts[0]), ReadingLimits.adjustable.contains(limit),
      let value = Int64(parts[1]), value > 0
    else { return nil }
    (self.limit, self.value) = (limit, value)
  }
}

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(help: "Language of messages: en or zh. By default that of the locale.")
  var language: Language?

  @Option(
    help: ArgumentHelp(
      "Messages in another language: a catalogue like messages-en.yaml of the sources.", valueName: "file"))
  var messages: String?

  @Option(help: "Colours: auto, always or never. NO_COLOR is honoured.")
  var color = ColorChoice.auto

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "Raise a limit of reading for trusted files, as the error names it: \(ReadingLimits.adjustable.map(\.rawValue).sorted().joined(separator: ", ")).",
      valueName: "name=number"))
  var limits: [LimitChange] = []

  @Option(
    name: .customLong("definition"),
    help: "A template definition (YAML) to use instead of the built-in one of its kind; may be repeated.")
  var definitions: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Passwords of protected workbooks, one on each line, tried in their order. Workbooks are decrypted in memory; copies that are \
      written have no password.
      """, valueName: "file"))
  var passwordFile: String?

  /// The option, else what the locale says, else English.
  var chosenLanguage: Language {
    if let language { return language }
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { Terminal.environment($0) }.first { !$0.isEmpty } ?? ""
    return Language.builtIn.first { locale.lowercased().hasPrefix($0.code) } ?? .english
  }

  func catalogue() throws -> MessageCatalogue {
    try messages.map { try MessageCatalogue(path: $0) } ?? .builtIn(chosenLanguage)
  }

  /// The same choices for another process of this program.
  func arguments(_ catalogue: MessageCatalogue) -> [String] {
    var arguments = messages.map { ["--messages", $0] } ?? ["--language", catalogue.language.code]
    for limit in limits { arguments += ["--limit", "\(limit.limit.rawValue)=\(limit.value)"] }
    for definition in definitions { arguments += ["--definition", definition] }
    if let passwordFile { arguments += ["--password-file", passwordFile] }
    return arguments
  }

  /// Colours of messages.
  var paint: Paint { paint(onTerminal: Terminal.standardErrorIsTerminal) }

  func paint(onTerminal isTerminal: Bool) -> Paint {
    switch color {
    case .always: Paint(isOn: true)
    case .never: Paint(isOn: false)
    case .auto: Paint(isOn: isTerminal && Terminal.environment("NO_COLOR") == nil)
    }
  }

  /// What a workbook may cost to read: the default limits, or those that were raised.
  var readingLimits: ReadingLimits {
    var raised = ReadingLimits()
    for limit in limits {
      raised[limit.limit] = limit.value
    }
    return raised
  }

  /// The built-in definitions, or those that were named in their place.
  ///
  /// Reads their files.
  func templateDefinitions() throws(TemplateDefinitionError) -> TemplateDefinitions {
    var chosen = try TemplateDefinitions()
    for path in definitions { try chosen.use(fileAt: path) }
    return chosen
  }

  /// What opens workbooks within these limits and with these passwords.
  ///
  /// Reads the file of passwords.
  func opener() throws(XLSXError) -> WorkbookOpener {
    try WorkbookOpener(limits: readingLimits, passwordFile: passwordFile)
  }

  /// A workbook opened within these limits.
  func open(_ path: String) throws(XLSXError) -> WorkbookReader { try opener().open(path) }

  /// Names the files that these options have read.
  func plan(_ plan: inout OutputPlan) {
    plan.reads(messages, "the message catalogue")
    plan.reads(definitions, "a definition")
    plan.reads(passwordFile, "the file of passwords")
  }

  /// Runs a command's work and turns what a file was the matter with into a message and exit status 3.
  func reporting(_ work: (MessageCatalogue) throws -> Void) throws {
    let catalogue: MessageCatalogue
    do {
      catalogue = try self.catalogue()
    } catch let error as TemplateDefinitionError {
      Terminal.message(error.description)
      throw ExitStatus.unreadable
    }
    do {
      try work(catalogue)
    } catch let error as XLSXError {
      Terminal.message(catalogue.message(error))
      throw ExitStatus.unreadable
    } catch let error as TemplateDefinitionError {
      Terminal.message(error.description)
      throw ExitStatus.unreadable
    } catch let error as FactorError {
      Terminal.message(error.description)
      throw ExitStatus.unreadable
    } catch let error as RegisterError {
      Terminal.message(error.description)
      throw ExitStatus.unreadable
    } catch let error as BatchError {
      Terminal.message(catalogue.phrase("batch." + error.code.rawValue, ["path": error.path, "detail": error.detail]))
      throw ExitStatus.unreadable
    } catch let error as OperationError {
      Terminal.message(catalogue.message(error))
      throw error.finding == nil ? ExitStatus.unreadable : .findings
    }
  }

  /// Says why figures of a workbook cannot be explained; returns the status that the command ends with.
  func said(_ error: ExplanationError, of workbook: String, _ catalogue: MessageCatalogue) -> ExitStatus {
    switch error {
    case .unknownPart(let mpn):
      Terminal.message("\(workbook): \(catalogue.phrase("explain.unknown-part", ["mpn": mpn]))")
      return .findings
    case .noFigures(let mpn):
      Terminal.message("\(workbook): \(catalogue.phrase("explain.no-figures", ["mpn": mpn]))")
      return .findings
    case .fault(let fault):
      Terminal.message("\(workbook): \(fault.message(catalogue))")
      return .unreadable
    case .workbook(let error):
      Terminal.message(catalogue.message(error))
      return .unreadable
    }
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// The day that the text says as `yyyy-mm-dd`; `nil` for any other text.
  public init?(argument: String) { self.init(iso: argument) }
}
