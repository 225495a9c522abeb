internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Puts the steps of an explanation together, in the order in which an auditor redoes them.
struct ExplanationBuilder {
  let completion: Completion
  let catalogue: MessageCatalogue
  let lists: ReferenceLists
  let texts: CellTexts
  /// The rows of the secondary materials by their numbers.
  let materialRows: [Int: MaterialRow]
  private(set) var sections: [Explanation.Section] = []
  /// The first step that was refused.
  private var fault: ExplanationFault?
  /// The electricity bought in each region, by the number of its row.
  var regionAmounts: [Int: Explanation.Term] = [:]

  typealias Term = Explanation.Term

  init(_ completion: Completion, texts: CellTexts, catalogue: MessageCatalogue) {
    self.completion = completion
    lists = completion.lists
    self.texts = texts
    self.catalogue = catalogue
    materialRows = Dictionary(completion.workbook.materials.map { ($0.number, $0) }) { first, _ in first }
  }

  var workbook: SupplierWorkbook { completion.workbook }
  var inventory: Inventory { completion.calculation.inventory }
  var activity: ActivityData { inventory.activity }
  var potentials: WarmingPotentials { lists.library.warmingPotentials(inventory.settings.warmingPotentials) }

  func phrase(_ key: String, _ arguments: [String: String] = [:]) -> String { catalogue.phrase(key, arguments) }

  // MARK: Adding

  mutating func begin(_ id: String, title: String) {
    if sections.last?.steps.isEmpty == true { sections.removeLast() }
    sections.append(.init(id: id, title: title))
  }

  /// Adds a step.
  ///
  /// The formula is worked out, with its values and once more as printed. Where that does not come to `value`,
  /// ``finished()`` throws.
  ///
  /// - Parameters:
  ///   - id: an id that is the same in every language.
  ///   - title: what the step computes.
  ///   - expression: the formula.
  ///   - value: what the program computed; the formula comes to the same.
  ///   - unit: the unit of the result; empty for a ratio.
  ///   - name: what later formulas call the result; by default the title.
  ///   - notes: what a reader should know beside the formula.
  /// - Returns: the result, for the formulas of later steps.
  @discardableResult
  mutating func add(
    _ id: String, _ title: String, _ expression: Expression, gives value: Double, _ unit: String, name: String? = nil,
    notes: [String] = []
  ) -> Term {
    guard let section = sections.indices.last else { return Term(name: title, value: value, unit: unit) }
    let number = "\(section + 1).\(sections[section].steps.count + 1)"
    let name = name ?? title
    let step = Explanation.Step(
      number: number, id: sections[section].id + "." + id, title: title, inputs: expression.terms,
      formula: expression.formula,
      calculation: expression.calculation, result: .init(name: name, value: value, unit: unit), notes: notes)
    if fault == nil { fault = ExplanationFault(step, expression) }
    sections[section].steps.append(step)
    return Term(name: name, value: value, unit: unit, step: number)
  }

  /// The sections that have steps.
  ///
  /// - Throws: ``ExplanationFault`` where the formula of a step does not come to its result.
  func finished() throws(ExplanationFault) -> [Explanation.Section] {
    if let fault { throw fault }
    return sections.filter { !$0.steps.isEmpty }
  }

  // MARK: Terms

  /// A value typed into a cell.
  func typed(_ name: String, _ value: Double, _ unit: String, sheet: String, _ cell: CellReference?) -> Term {
    var term = Term(name: name, value: value, unit: unit)
    if let cell { term.cell = source(sheet: sheet, cell) }
    return term
  }

  /// The value of a field; `nil` where it has none.
  ///
  /// From a workbook that the supplier already had, with the cells that it was read from.
  mutating func field(_ id: FieldID, _ observation: Observation<Double>, _ unit: String) -> Term? {
    guard let value = observation.value else { return nil }
    if let source = workbook.companySource, let figure = source.figure(id) {
      return self.figure(figure, of: source, value, unit)
    }
    let located = workbook.located.field(id)
    let name = located?.definition.labels.text[catalogue.language] ?? id.text
    return typed(name, value, unit, sheet: located?.sheet ?? workbook.sheetName(.company), observation.reference)
  }

  /// A figure of that workbook; one made of several cells is a step of its own.
  private mutating func figure(
    _ figure: CompanySource.Figure, of company: CompanySource, _ value: Double, _ unit: String
  ) -> Term {
    let language = catalogue.language
    let terms = figure.sources.compactMap { source -> Term? in
      guard let text = source.value, let number = Double(text) else { return nil }
      return Term(
        name: source.label[language], value: number, unit: unit,
        cell: .init(file: company.file, sheet: source.sheet, cell: source.reference.description, typed: text))
    }
    let sum = Expression.sum(terms.map { .term($0) })
    if terms.count > 1, abs(sum.value - value) <= 1e-12 * abs(value) {
      return add("from-" + figure.id.text, figure.label[language], sum, gives: value, unit)
    }
    var term = Term(name: figure.label[language], value: value, unit: unit)
    term.cell = terms.first?.cell
    return term
  }

  func source(sheet: String, _ cell: CellReference) -> Explanation.CellSource {
    .init(file: workbook.file, sheet: sheet, cell: cell.description, typed: texts[sheet, cell])
  }

  /// A factor of the data; where the user's own file replaced it, that is said.
  func factor(
    _ name: String, _ value: Double, _ unit: String, key: FactorKey? = nil, source: String, year: String? = nil,
    url: String? = nil
  ) -> Term {
    let own = key.flatMap { lists.library.provenance(of: $0) }
    let replacement = own.map { own in
      phrase(
        own.isAdded ? "explain.own-factor-added" : "explain.own-factor",
        ["file": own.file, "line": String(own.line), "published": own.publishedSource ?? ""])
    }
    return Term(
      name: name, value: value, unit: unit,
      factor: .init(source: source, year: year, url: url.flatMap { $0.isEmpty ? nil : $0 }, replacement: replacement))
  }

  var methanePotential: (Bool) -> Term {
    { isBiogenic in
      self.factor(
        self.phrase(isBiogenic ? "explain.term.gwp-methane-biogenic" : "explain.term.gwp-methane"),
        self.potentials.methane(isBiogenic: isBiogenic),
        "kgCO2e/kg", key: self.potentials.set.gases(forBiogenic: isBiogenic).first.map { .warmingPotential(gas: $0) },
        source: self.potentials.source, year: self.potentials.set.rawValue.uppercased())
    }
  }

  var nitrousOxidePotential: Term {
    factor(
      phrase("explain.term.gwp-nitrous-oxide"), potentials.nitrousOxide, "kgCO2e/kg",
      key: .warmingPotential(gas: "N2O"),
      source: potentials.source,
      year: potentials.set.rawValue.uppercased())
  }

  /// Energy in kWh of an amount in another unit; the step is left out where the unit is kWh.
  mutating func kilowattHours(_ id: String, _ title: String, _ amount: Term, unit: String, gives value: Double) -> Term
  {
    guard unit != "kWh", let factor = lists.kilowattHours(per: unit) else {
      var term = amount
      term.name = title
      return term
    }
    let source = lists.library.conversions.first { $0.from == unit && $0.to == "kWh" }?.source ?? ""
    var amount = amount
    if amount.name == title { amount.name += " (\(unit))" }
    let conversion = self.factor(phrase("explain.term.kwh-per", ["unit": unit]), factor, "kWh/\(unit)", source: source)
    return add(
      id + ".kwh", phrase("explain.title.in-kwh", ["source": title]), .product([.term(amount), .term(conversion)]),
      gives: value, "kWh",
      name: title
    )
  }

  func name(of row: EnergyRow) -> String { row.name(in: workbook, lists: lists, language: catalogue.language) }

  /// The amount of a row: the sum of its months as a step of its own, or the cell of the annual total.
  mutating func amount(of row: EnergyRow, unit: String) -> Term? {
    let sheet = workbook.sheetName(row.sheet)
    let title = phrase("explain.title.amount", ["source": name(of: row)])
    if row.monthsTotal != nil {
      let months = row.months.enumerated().compactMap { index, month -> Expression? in
        month.value.map { .term(typed(phrase("explain.month.\(index + 1)"), $0, unit, sheet: sheet, month.reference)) }
      }
      return add(row.key + ".amount", title, .sum(months), gives: row.monthsTotal ?? 0, unit)
    }
    return row.annualTotal.value.map { typed(title, $0, unit, sheet: sheet, row.annualTotal.reference) }
  }
}
