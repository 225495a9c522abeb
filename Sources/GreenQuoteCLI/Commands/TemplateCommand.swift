import ArgumentParser
import Procurement
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Templates: list them, write a fresh one, check what a definition finds in a file.",
    subcommands: [List.self, New.self, Check.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the templates.")
    @OptionGroup var common: CommonOptions

    func validate() throws {
      try common.refuseReadingOptions()
      try IgnoredOptions.refuse(
        common.messages == nil ? [] : ["--messages"], "the titles are those of the templates; choose with --language")
    }

    func run() throws {
      try common.reporting { _ in
        for name in TemplateDefinition.builtInNames {
          let definition = try TemplateDefinition.builtIn(name)
          Terminal.output("\(name)  \(definition.version)  \(definition.title[common.chosenLanguage])")
        }
      }
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "Write a fresh workbook, in English and Chinese; with --language zh the Chinese stands first.")

    @Argument(help: "emission-calculation-tool or quotewin-sustainability.")
    var name: String

    @Option(name: .shortAndLong, help: "Where it goes. By default NAME.xlsx in this folder.")
    var output: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
      try common.refuseReadingOptions()
      try IgnoredOptions.refuse(
        common.messages == nil ? [] : ["--messages"],
        "the words of a template are those of its definition; choose with --language")
      let names = TemplateDefinition.workbookNames
      guard !TemplateDefinition.builtInNames.contains(name) || names.contains(name) else {
        throw ValidationError(
          "'\(name)' is only read (complete --company); its workbook comes from its publisher. New are: \(names.joined(separator: ", "))."
        )
      }
      guard names.contains(name) else {
        throw ValidationError("There is no template '\(name)'; use one of: \(names.joined(separator: ", ")).")
      }
      var plan = OutputPlan()
      common.plan(&plan)
      plan.writes(target, "the new workbook")
      try plan.check()
    }

    private var target: String { output ?? name + ".xlsx" }

    func run() throws {
      try common.reporting { _ in
        let path = target
        try Template.write(name, language: common.language ?? .english, to: path, force: force)
        Terminal.output(path)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Show what the definitions find in a workbook: field by field, from name to label to cell.")

    @Argument(help: "A workbook (.xlsx).")
    var workbook: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.reporting { catalogue in
        let inspection = try Inspection(of: common.open(workbook), by: common.templateDefinitions())
        guard let located = inspection.located else {
          Terminal.message("\(workbook): \(catalogue.phrase("template.unknown"))")
          throw ExitStatus.findings
        }
        InspectionPrinter(language: common.chosenLanguage).printLocated(located)
        if let company = inspection.company { CompanySourcePrinter(catalogue: catalogue).print(company) }
        FindingPrinter(catalogue: catalogue, paint: common.paint).print(
          inspection.findings, file: workbook, verdict: .init(inspection.findings), verbose: true)
        if inspection.findings.contains(where: { $0.severity == .error }) { throw ExitStatus.findings }
      }
    }
  }
}
