public import XLSX

extension SupplierWorkbook {
  /// A workbook without parts that says of the company what another workbook says.
  ///
  /// - Parameters:
  ///   - source: the company figures, with the cells that they come from.
  ///   - tool: the definition of the emission calculation tool, whose fields they fill.
  public init(of source: CompanySource, by tool: TemplateDefinition) {
    self.init(
      file: source.file, located: LocatedTemplate(definition: tool, sheets: [:], sheetNames: []),
      company: CompanyRecord(), energy: [], electricityFactor: .absent, regions: [], known: KnownFigures(), parts: [],
      materials: [], certificates: [], formNotes: [:])
    take(source)
  }

  /// A company figure that a workbook of parts has of its own.
  public struct OwnFigure: Sendable, Hashable {
    /// What the figure is called.
    public var label: LocalizedText
    /// The name of the sheet that it stands in.
    public var sheet: String
    /// The cell; `nil` where it is not known.
    public var cell: CellReference?
  }

  /// What speaks against taking company figures from elsewhere: revenue, known figures and amounts of energy that stand
  /// here.
  public var ownCompanyFigures: [OwnFigure] {
    var own: [OwnFigure] = []
    func add<Value>(_ id: FieldID, _ observation: Observation<Value>, in sheet: SheetID) {
      guard !observation.isEmpty else { return }
      let label = located.definition.sheet(sheet)?.field(id)?.labels.text ?? LocalizedText(id.text)
      own.append(OwnFigure(label: label, sheet: sheetName(sheet), cell: observation.reference))
    }
    add(.revenue, company[.revenue], in: .company)
    add(.knownScope1, known.scope1, in: .summary)
    add(.knownScope2, known.scope2, in: .summary)
    add(.knownRenewable, known.renewable, in: .summary)
    add(.knownNonRenewable, known.nonRenewable, in: .summary)
    for row in energy where row.isUsed {
      let cell = (row.months + [row.annualTotal]).first { !$0.isEmpty }?.reference
      own.append(OwnFigure(label: row.label, sheet: sheetName(row.sheet), cell: cell))
    }
    return own
  }

  /// The currency that the header of the prices names, as in `Price (USD)`; `nil` where it names none.
  public func priceHeaderCurrency(on sheet: SheetID = .parts) -> String? {
    guard let header = located.sheets[sheet]?.table?.columns[.price]?.header else { return nil }
    if header.contains("€") { return "EUR" }
    if header.contains("£") { return "GBP" }
    let words = header.split { !$0.isLetter || !$0.isASCII }
    return words.lazy.compactMap { word in
      located.definition.lists[.currency]?.first { $0.id == word }?.id
    }.first
  }

  /// Takes the figures of another workbook; what only this one says stays: role, response date, exchange rate, the
  /// currency of prices.
  public mutating func take(_ source: CompanySource) {
    companySource = source
    companySource?.replaced = company
    for index in parts.indices { giveCurrency(to: &parts[index]) }
    if company[.name].value == nil { company[.name] = source.company[.name] }
    company[.periodStart] = source.company[.periodStart]
    company[.periodEnd] = source.company[.periodEnd]
    company[.revenue] = source.company[.revenue]
    company[.currency] = source.company[.currency]
    known = source.known
  }

  /// The currency that stands here is that of the prices, where the company figures come from another workbook.
  func giveCurrency(to part: inout PartRow) {
    guard let replaced = companySource?.replaced, part.currency.isEmpty,
      let own = replaced[.currency].value ?? priceHeaderCurrency(on: part.sheet)
    else {
      return
    }
    part.currency = Observation(part.currency.reference ?? part.price.reference, .value(own))
  }
}
