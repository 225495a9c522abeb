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

  @Option(help: "Scope 2 method of the intensities: market or location. By default what the workbook says, else market.")
  var scope2: Scope2Method?

  @Flag(help: "Use the residual mix in the market-based method where a region has one.")
  var residualMix = false

  @OptionGroup var factors: FactorOptions

  /// The same choices, but for the day, for another process of this program.
  var arguments: [String] {
    var arguments: [String] = []
    if let gwp { arguments += ["--gwp", gwp.rawValue] }
    if let scope2 { arguments += ["--scope2", scope2.rawValue] }
    if residualMix { arguments.append("--residual-mix") }
    for file in factors.files { arguments += ["--factors", file] }
    return arguments
  }

  func operationOptions(_ common: CommonOptions, force: Bool) throws -> OperationOptions {
    var options = OperationOptions(asOf: asOf ?? .today)
    options.force = force
    options.calculation.warmingPotentials = gwp
    options.calculation.scope2Method = scope2
    options.calculation.usesResidualMix = residualMix ? true : nil
    options.factorFiles = factors.files
    try common.apply(to: &options)
    return options
  }
}
