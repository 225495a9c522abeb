internal import GreenQuote
internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

extension Submission {
  /// What came of examining a file.
  ///
  /// - Parameters:
  ///   - examination: what the check found, and what was read.
  ///   - file: as it is to be called.
  ///   - options: the choices that the figures depend on, in words.
  ///   - asOf: the day that counts as today.
  ///   - message: why the file could not be read, in words; `nil` where it could.
  init(_ examination: WorkbookCheck.Examination, file: String, options: String, asOf: CalendarDate, message: String?) {
    let result = examination.result
    self.init(
      file: file, kind: result.kind.rawValue, verdict: result.verdict.rawValue, options: options, asOf: asOf.description
    )
    reason = result.problem?.key
    self.message = message
    template = result.located?.definition.id
    templateVersion = result.located?.definition.version
    errors = result.count(.error)
    warnings = result.count(.warning)
    notes = result.count(.note)
    issues = result.findings.map(Issue.init)
    if let completion = examination.completion {
      take(completion)
    } else {
      take(examination.formRows, examination.formSupplierID)
    }
  }

  private mutating func take(_ completion: Completion) {
    let workbook = completion.workbook
    company.name = workbook.company[.name].value
    company.role = workbook.company[.role].value
    company.periodStart = workbook.company[.periodStart].value?.description
    company.periodEnd = workbook.company[.periodEnd].value?.description
    responseDate = workbook.company[.responseDate].value?.description
    totals = Totals(completion.calculation.inventory)
    survey = workbook.survey.map(Self.answers) ?? []
    let reasons = Dictionary(completion.leftOut.map { ($0.part, $0.reason) }) { first, _ in first }
    var rows = completion.rows[...]
    parts = workbook.parts.enumerated().map { index, part in
      if let reason = reasons[index] {
        var line = Part(row: part.number)
        line.number = part.mpn.value
        line.manufacturer = part.mfg.value
        line.problem = reason.rawValue
        return line
      }
      return Part(row: part.number, rows.popFirst() ?? FormRow())
    }
  }

  private mutating func take(_ rows: [FormRecord], _ supplierID: String?) {
    company.externalID = supplierID
    parts = rows.map(Part.init)
    responseDate = rows.compactMap(\.validationDate.value).max()?.description
    var counts: [String: (name: String, count: Int)] = [:]
    for name in rows.compactMap(\.mfg.value) { counts[Submission.folded(name), default: (name, 0)].count += 1 }
    // Of those that stand equally often the first by name.
    company.name = counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.name
  }

  private static func answers(_ survey: SurveyAnswers) -> [Answer] {
    survey.answers.flatMap { answer -> [Answer] in
      let question = answer.question
      guard answer.isAnswered else { return [] }
      switch answer.content {
      case .text: return [Answer(question: question, text: answer.text)]
      case .single: return answer.choice.map { [Answer(question: question, option: $0)] } ?? []
      case .multiple:
        let marked = answer.marked.sorted().map { Answer(question: question, option: $0) }
        // Every line denied is an answer too.
        return marked.isEmpty ? [Answer(question: question)] : marked
      }
    }
  }
}

extension Submission.Totals {
  init(_ inventory: Inventory) {
    let used = inventory.used
    scope1 = used.scope1?.kilograms
    scope2 = used.scope2?.kilograms
    renewable = used.renewable?.kilowattHours
    nonRenewable = used.nonRenewable?.kilowattHours
    scope2Market = inventory.scope2Market?.kilograms
    scope2Location = inventory.scope2Location?.kilograms
    biogenic = inventory.biogenic?.kilograms
    let balance = inventory.energy
    if balance.isElectricityKnown {
      energy["power-purchase-agreements"] = balance.powerPurchaseAgreements.kilowattHours
      energy["on-site-renewable"] = balance.onSiteRenewable.kilowattHours
      energy["bundled-supply"] = balance.bundledSupply.kilowattHours
      energy["unbundled-certificates"] = balance.unbundledCertificates.kilowattHours
      energy["grid-mix"] = balance.gridMix.kilowattHours
    }
    energy["renewable-fuels"] = balance.renewableFuels?.kilowattHours
    energy["fossil-fuels"] = balance.fossilFuels?.kilowattHours
    if balance.isHeatKnown { energy["purchased-heat"] = balance.purchasedHeat.kilowattHours }
  }
}

extension Submission.Part {
  /// A line that was computed.
  init(row: Int, _ line: FormRow) {
    self.init(row: row)
    func text(_ column: FormRow.Column) -> String? { if case .text(let text)? = line[column] { text } else { nil } }
    func number(_ column: FormRow.Column) -> Double? {
      if case .number(let number)? = line[column] { number } else { nil }
    }
    manufacturer = text(.mfg)
    self.number = text(.mpn)
    carbon = number(.emissions)
    nonRenewable = number(.nonRenewable)
    renewable = number(.renewable)
    hasRecycledContent = text(.recycledContent).map { $0 == "Yes" }
    validationDate = number(.validationDate).flatMap { CalendarDate(serial: $0, system: .from1900)?.description }
    preConsumerShare = number(.preConsumerShare)
    postConsumerShare = number(.postConsumerShare)
    reutilizationShare = number(.reutilizationShare)
    customsCode = text(.customsCode)
    countryOfOrigin = text(.countryOfOrigin)
  }

  /// A line of a form that came filled.
  init(_ record: FormRecord) {
    self.init(row: record.row)
    manufacturer = record.mfg.value
    number = record.mpn.value
    carbon = Self.amount(record.carbon)
    nonRenewable = Self.amount(record.nonRenewable)
    renewable = Self.amount(record.renewable)
    hasRecycledContent = record.recycledContent.value.map { $0 == "yes" }
    validationDate = record.validationDate.value?.description
    preConsumerShare = record.preConsumer.value
    postConsumerShare = record.postConsumer.value
    reutilizationShare = record.reutilization.value
    customsCode = record.customsCode.value
    if number == nil {
      problem = "mpn"
    } else if carbon == nil || nonRenewable == nil || renewable == nil {
      problem = "figures"
    }
  }

  /// What cannot be an amount is none.
  private static func amount(_ observation: Observation<Double>) -> Double? {
    observation.isNoAmount ? nil : observation.value
  }
}

extension Submission.Issue {
  /// Runs of cells that are named; the number says how many cells there are.
  private static let runsNamed = 8

  init(_ finding: Finding) {
    rule = finding.rule
    variant = finding.variant.isEmpty ? nil : finding.variant
    severity = finding.severity.rawValue
    sheet = finding.sheet
    let ranges = finding.cellRanges
    cells =
      ranges.prefix(Self.runsNamed).map(\.description).joined(separator: " ")
      + (ranges.count > Self.runsNamed ? " …" : "")
    count = finding.count
    field = finding.field?.english
  }
}
