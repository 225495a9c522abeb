import Foundation
import Testing

@testable import Emissions

/// The published factors as the program embeds them.
enum ReferenceData {
  static func bytes(_ file: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: root.appending(path: "Sources/CAssets/data/\(file)")))
  }

  /// The library, with the bytes of one file replaced where a test asks for it.
  static func library(
    replacing file: String = "", with bytes: [UInt8] = [], own: [FactorLibrary.File] = []
  ) throws -> FactorLibrary {
    func contents(_ name: String) throws -> FactorLibrary.File {
      FactorLibrary.File(name: name, bytes: name == file ? bytes : try Self.bytes(name))
    }
    return try FactorLibrary(
      FactorLibrary.Files(
        fuels: contents("fuel_factors.csv"), grid: contents("grid_factors.csv"),
        residualMix: contents("residual_mix.csv"),
        warmingPotentials: contents("gwp.csv"), trackingSystems: contents("tracking_systems.csv"),
        countries: contents("countries.csv"),
        conversions: contents("unit_conversions.csv"), cbamGoods: contents("cbam_goods.csv")), replacements: own)
  }

  static let published = Result { try library() }
}

/// Whether two figures agree as a spreadsheet and the program have to.
func agree(_ left: Double?, _ right: Double, to tolerance: Double = 1e-12) -> Bool {
  guard let left else { return false }
  return left == right || abs(left - right) <= tolerance * max(abs(left), abs(right))
}

extension ActivityData {
  /// Activity data of which all is zero but what the closure sets.
  static func with(_ change: (inout ActivityData) -> Void) -> ActivityData {
    var data = ActivityData()
    change(&data)
    return data
  }

  func inventory(_ change: (inout CalculationSettings) -> Void = { _ in }) throws -> Inventory {
    var settings = CalculationSettings()
    change(&settings)
    return Inventory(self, library: try ReferenceData.published.get(), settings: settings)
  }
}

extension EnergyFactor {
  init(_ value: Double) { self.init(kilogramsPerKilowattHour: value) }
}

extension Energy {
  static func kWh(_ value: Double) -> Energy { Energy(kilowattHours: value) }
  static func MWh(_ value: Double) -> Energy { Energy(megawattHours: value) }
}

extension Mass {
  static func kg(_ value: Double) -> Mass { Mass(kilograms: value) }
  static func t(_ value: Double) -> Mass { Mass(tonnes: value) }
}

extension Currency {
  static let dollar = Currency("USD")
  static let yuan = Currency("CNY")
}

/// Random numbers that come again with the same seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
