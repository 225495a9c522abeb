/// Emissions of parts by customs code.
///
/// What is summed: for each code as given (all its digits), the kgCO2e of *one piece* of every part that carries it.
/// Quantities shipped are not known here, so a sum is no emission of a consignment: multiply each part's figure by its
/// pieces for that. Nor is it the embedded emission that a CBAM declaration asks for, which follows the installation
/// and the production process (Regulation (EU) 2023/956, Annex IV); it is the share of the company's Scope 1 and 2 that
/// was allocated to the part.
public struct CustomsTotals: Hashable, Sendable {
  /// One part: its code, where it has a readable one, and its emissions, where they are known.
  public struct Part: Hashable, Sendable {
    /// The customs code of the part; `nil` where it has none that can be read.
    public var code: CustomsCode?
    /// The emissions of one piece; `nil` where they are not known.
    public var emissions: Mass<CO2e>?

    /// A part with that code and those emissions.
    public init(code: CustomsCode?, emissions: Mass<CO2e>?) {
      self.code = code
      self.emissions = emissions
    }
  }

  /// The parts of one code.
  public struct Line: Hashable, Sendable {
    /// The code that the parts have in common, with all its digits.
    public var code: CustomsCode
    /// How many parts carry the code, those without a figure among them.
    public var parts: Int
    /// How many of them have no figure; they are not in the sum.
    public var partsWithoutFigure: Int
    /// Σ over the parts that have a figure, one piece of each; `nil` where none has one.
    public var emissions: Mass<CO2e>?
    /// What the EU's carbon border adjustment mechanism says of the code.
    public var coverage: CBAMGoods.Coverage
  }

  /// A line for each code, in ascending order.
  public var lines: [Line]
  /// How many parts carry no code that can be read.
  public var partsWithoutCode: Int

  /// Sums the emissions of the parts by code.
  ///
  /// - Parameters:
  ///   - parts: one entry for each part.
  ///   - goods: what the mechanism covers.
  public init(_ parts: [Part], goods: CBAMGoods) {
    var byCode: [CustomsCode: Line] = [:]
    partsWithoutCode = 0
    for part in parts {
      guard let code = part.code else {
        partsWithoutCode += 1
        continue
      }
      var line =
        byCode[code]
        ?? Line(code: code, parts: 0, partsWithoutFigure: 0, emissions: nil, coverage: goods.coverage(of: code))
      line.parts += 1
      if let emissions = part.emissions {
        line.emissions = (line.emissions ?? .zero) + emissions
      } else {
        line.partsWithoutFigure += 1
      }
      byCode[code] = line
    }
    lines = byCode.values.sorted { $0.code < $1.code }
  }
}
