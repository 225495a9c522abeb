import ArgumentParser
import Emissions
import Procurement
import GreenQuote
import SupplierWorkbooks
import XLSX

/// Options of every command that computes figures.
struct CalculationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The day that counts as today.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate?

  @Option(help: "Global warming potentials: ar4, ar5 or ar6. By default what the workbook says, else ar5.")
  var gwp: WarmingPotentialSet?

  @Option(
    help: "Scope 2 method of the intensities: market or location. By default what the workbook says, else market.")
  var scope2: Scope2Method?

  @Flag(help: "Use the residual mix in the market-based method where a region has one.")
  var residualMix = false

  @Flag(help: "Leave out rows of parts and forms that are hidden or filtered out; a note says how many.")
  var visibleOnly = false

  @Option(
    name: .customLong("add-sheets"),
    help: ArgumentHelp(
      "Add the entries of a second sheet of one layout to those of the first; may be repeated.", valueName: "sheet"))
  var addedSheets: [String] = []

  @OptionGroup var factors: FactorOptions

  /// The same choices, but for the day, for another process of this program.
  var arguments: [String] {
    var arguments: [String] = []
    if let gwp { arguments += ["--gwp", gwp.rawValue] }
    if let scope2 { arguments += ["--scope2", scope2.rawValue] }
    if residualMix { arguments.append("--residual-mix") }
    if visibleOnly { arguments.append("--visible-only") }
    for sheet in addedSheets { arguments += ["--add-sheets", sheet] }
    for file in factors.files { arguments += ["--factors", file] }
    return arguments
  }

  /// Names the files that these options have read.
  func plan(_ plan: inout OutputPlan) { plan.reads(factors.files, "a factor file") }

  /// What the figures depend on, for which the factor files are read; of many workbooks some may lack sheets to be added.
  func settings(ofMany: Bool = false) throws(FactorError) -> CompletionSettings {
    var options = Calculation.Options()
    options.warmingPotentials = gwp
    options.scope2Method = scope2
    options.usesResidualMix = residualMix ? true : nil
    var settings = try CompletionSettings(asOf: asOf ?? .today, options: options, factorFiles: factors.files)
    settings.visibleOnly = visibleOnly
    settings.addedSheets = addedSheets
    settings.mayLackAddedSheets = ofMany
    return settings
  }
}
