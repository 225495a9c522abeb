import ArgumentParser
import Procurement
import GreenQuote
import SupplierWorkbooks
import XLSX

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show what is in a workbook: sheets, fields found and how, column roles by colour, hidden formula columns.")

  @Argument(help: "A workbook (.xlsx).")
  var workbook: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting { catalogue in
      let inspection = try Inspection(of: common.open(workbook), by: common.templateDefinitions())
      InspectionPrinter(language: common.chosenLanguage).print(inspection)
      if let company = inspection.company { CompanySourcePrinter(catalogue: catalogue).print(company) }
    }
  }
}
