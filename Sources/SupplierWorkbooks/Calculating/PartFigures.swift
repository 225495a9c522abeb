public import Emissions

/// Computes the figures of parts, one by one.
public struct PartFigures {
  private let allocation: Allocation
  private let currency: String?
  /// The secondary materials by the folded number of the part.
  private let materials: [String: SecondaryMaterials]
  private let cbamGoods: CBAMGoods

  /// Prepares the computing of parts.
  ///
  /// - Parameters:
  ///   - workbook: what it says beside the parts.
  ///   - allocation: the company's totals.
  ///   - lists: the factor data, which say what the carbon border adjustment mechanism covers.
  public init(_ workbook: SupplierWorkbook, _ allocation: Allocation, lists: ReferenceLists) {
    self.allocation = allocation
    currency = workbook.company[.currency].value
    var materials: [String: SecondaryMaterials] = [:]
    for row in workbook.materials {
      guard let mpn = row.mpn.value else { continue }
      materials[PartNumber.folded(mpn), default: SecondaryMaterials()].materials.append(
        SecondaryMaterials.Material(row))
    }
    self.materials = materials
    cbamGoods = lists.library.cbamGoods
  }

  /// The figures of one part.
  public func part(_ part: PartRow) -> Calculation.Part {
    var result = Calculation.Part(row: part.row, materials: materials(of: part))
    if let text = part.customsCode.value, let code = CustomsCode(text) {
      result.customsCode = code
      result.cbamCoverage = cbamGoods.coverage(of: code)
    }
    if let stated = part.stated {
      give(stated, to: &result)
      return result
    }
    guard !part.price.isNoAmount, let price = part.price.value, price > 0 else {
      result.problem = .priceMissing
      return result
    }
    guard !part.currency.isInvalid, let currency = part.currency.value ?? currency else {
      result.problem = .revenueMissing
      return result
    }
    do throws(CalculationProblem) {
      result.share = try allocation.share(
        price: Money(price, Currency(currency)), mass: part.mass.value.map { Mass(kilograms: $0) },
        method: part.allocation.value.flatMap { AllocationMethod(rawValue: $0) } ?? .economic)
      if let share = result.share, !share.isWithinMeasure { throw .figureBeyondMeasure }
    } catch {
      result.share = nil
      result.problem = error
    }
    return result
  }

  /// The figures as the workbook's own formulas give them.
  private func give(_ stated: StatedFigures, to result: inout Calculation.Part) {
    result.statedRecycledContent = stated.recycledContent.value.map { $0 == "yes" }
    let figures = [stated.emissions, stated.renewable, stated.nonRenewable]
    guard figures.allSatisfy({ !$0.isNoAmount && $0.value != nil }), !stated.recycledContent.isInvalid else {
      result.problem = .statedFigureMissing
      return
    }
    result.share = Allocation.Share(
      emissions: stated.emissions.value.map { Mass(kilograms: $0) },
      renewable: stated.renewable.value.map { Energy(kilowattHours: $0) },
      nonRenewable: stated.nonRenewable.value.map { Energy(kilowattHours: $0) }, method: .economic)
  }

  private func materials(of part: PartRow) -> SecondaryMaterials {
    guard !materials.isEmpty, let mpn = part.mpn.value else { return SecondaryMaterials() }
    return materials[PartNumber.folded(mpn)] ?? SecondaryMaterials()
  }
}

extension Allocation.Share {
  /// Whether every figure is one that a form can have.
  fileprivate var isWithinMeasure: Bool {
    [emissions?.kilograms, renewable?.kilowattHours, nonRenewable?.kilowattHours].allSatisfy {
      $0.map { $0 <= Observation<Double>.greatestAmount } ?? true
    }
  }
}
