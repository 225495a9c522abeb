public import ArgumentParser
public import Emissions
import Procurement
import GreenQuote
import JSON
import SupplierWorkbooks
import Validation
import XLSX

extension FactorKind: ExpressibleByArgument {}

struct FactorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors", abstract: "Factor data: list them with their sources, check factor files of your own.",
    subcommands: [List.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List factors with units, years and sources.",
      discussion: """
        Without --kind and --country, text shows how many factors of each kind come from which edition. CSV has the columns that --factors \
        reads: list a kind, change its rows, delete the others, and give the file to 'greenquote complete --factors'.
        """)

    @Option(help: "fuel, grid, residual-mix, gwp, tracking or conversion.")
    var kind: FactorKind?

    @Option(help: ArgumentHelp("A country: ISO 3166-1 alpha-2.", valueName: "CN"))
    var country: String?

    @Option(help: "text, csv or json.")
    var format = Format.text

    @OptionGroup var factors: FactorOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      try common.refuseReadingOptions()
      if format == .csv, kind == nil { throw ValidationError("CSV holds one kind of factors: give --kind.") }
      if country != nil, let kind, !FactorListing.kindsByCountry.contains(kind) {
        throw ValidationError("Factors of the kind \(kind.rawValue) have no country.")
      }
    }

    func run() throws {
      try common.reporting { catalogue in
        let library = try CompletionSettings(asOf: .today, factorFiles: factors.files).lists.library
        let code = country?.uppercased()
        if let code, !library.countries.contains(where: { $0.alpha2 == code }) {
          throw ValidationError("'\(code)' is not a code of ISO 3166-1 alpha-2.")
        }
        let kinds = kind.map { [$0] } ?? (code == nil ? FactorKind.allCases : FactorListing.kindsByCountry)
        let listing = FactorListing(library, kinds: kinds, country: code)
        switch format {
        case .json: Terminal.output(whole: try JSONText.of(listing) + "\n", as: .json)
        case .csv: listing.tables.forEach { Terminal.output(whole: $0.csv + "\n", as: .other) }
        case .text where kind == nil && code == nil: printEditions(listing, catalogue)
        case .text: listing.tables.forEach { printTable($0, catalogue) }
        }
      }
    }

    private func printEditions(_ listing: FactorListing, _ catalogue: MessageCatalogue) {
      for table in listing.tables {
        printTitle(table, catalogue)
        for (source, count) in table.sources {
          Terminal.output(
            "  " + catalogue.phrase("factors.edition-source", ["count": String(count), "source": source]))
        }
      }
    }

    private func printTitle(_ table: FactorListing.Table, _ catalogue: MessageCatalogue) {
      Terminal.output(
        catalogue.phrase(
          "factors.edition",
          [
            "kind": FactorPrinter(catalogue: catalogue).kind(table.kind), "id": table.kind.rawValue,
            "count": String(table.rows.count),
          ]))
    }

    private func printTable(_ table: FactorListing.Table, _ catalogue: MessageCatalogue) {
      printTitle(table, catalogue)
      TextTable.print(table.columns, table.rows)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Say what factor files of your own replace and add, old value and new.",
      discussion: """
        Exit status: 0 every row can be used; 1 a file is malformed (its line and column are named), or a number is beyond five times or \
        below a fifth of the published one, which is likely a wrong unit; 3 a file could not be read.
        """)

    @Argument(help: "Factor files (CSV).")
    var files: [String]

    @OptionGroup var common: CommonOptions

    func validate() throws { try common.refuseReadingOptions() }

    func run() throws {
      let catalogue = try common.catalogue()
      var status = ExitStatus.done
      for file in files {
        do throws(FactorError) {
          let check = try FactorCheck(path: file)
          FactorPrinter(catalogue: catalogue).print(check)
          if check.unlikely > 0 { status = status.worse(.findings) }
        } catch {
          Terminal.message(error.description)
          status = status.worse(error.isUnreadable ? .unreadable : .findings)
        }
      }
      if status != .done { throw status }
    }
  }
}

extension ExitStatus {
  fileprivate func worse(_ other: ExitStatus) -> ExitStatus { rawValue >= other.rawValue ? self : other }
}

extension FactorError {
  /// The file itself could not be read; its content is not to blame.
  fileprivate var isUnreadable: Bool {
    switch code {
    case .cannotRead, .tooLarge: true
    default: false
    }
  }
}
