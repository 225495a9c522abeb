public import Emissions
internal import XLSX

extension FactorLibrary {
  /// The factor data that stand inside the binary, with the rows of a user's own files in the place of the published
  /// ones.
  public static func builtIn(replacements: [File] = []) throws(FactorError) -> FactorLibrary {
    func file(_ name: String) -> File { File(name: name, bytes: Asset(named: name)?.bytes ?? []) }
    return try FactorLibrary(
      Files(
        fuels: file("fuel_factors.csv"), grid: file("grid_factors.csv"), residualMix: file("residual_mix.csv"),
        warmingPotentials: file("gwp.csv"), trackingSystems: file("tracking_systems.csv"),
        countries: file("countries.csv"),
        conversions: file("unit_conversions.csv"), cbamGoods: file("cbam_goods.csv")), replacements: replacements)
  }
}

extension FactorLibrary.File {
  private static let maximumMegabytes = 16

  /// Reads a factor file.
  ///
  /// - Throws: `FactorError` where it cannot be read, or is larger than 16 MB.
  public init(path: String) throws(FactorError) {
    do throws(SmallFile.Failure) {
      self.init(name: path, bytes: try SmallFile.read(path, limit: Self.maximumMegabytes << 20))
    } catch {
      switch error {
      case .system(_, let words): throw FactorError(.cannotRead(words), file: path, line: 0)
      case .tooLarge: throw FactorError(.tooLarge(megabytes: Self.maximumMegabytes), file: path, line: 0)
      }
    }
  }
}
