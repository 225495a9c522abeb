public import Procurement
internal import Emissions

extension PortfolioPage {
  /// Suppliers with a bar of their own.
  static let emitterLimit = 30
  /// Outliers with a line of their own in the plot, on each side.
  static let outlierLimit = 12
  /// Suppliers to be checked with a bar of their own.
  static let toCheckLimit = 12

  func emissions() -> PortfolioSection {
    var section = PortfolioSection("emissions", words)
    let emitters = portfolio.emitters
    let toCheck = portfolio.emittersToCheck
    let without = portfolio.suppliers.count - emitters.count - toCheck.count
    guard let largest = emitters.first ?? toCheck.first else {
      section.nothing = words("emissions.none")
      return section
    }
    section.remarks = [words("emissions.remark")]
    if without > 0 { section.remarks.append(words("emissions.without", ["count": FigureText.grouped(without)])) }
    let shown = emitters.prefix(Self.emitterLimit)
    let others = emitters.dropFirst(Self.emitterLimit)
    func sum(_ suppliers: ArraySlice<Portfolio.Supplier>, _ figure: (Portfolio.Supplier) -> Double?) -> Double {
      suppliers.reduce(0) { $0 + (figure($1) ?? 0) }
    }
    let (otherScope1, otherScope2) = (sum(others, \.scope1), sum(others, \.scope2))
    let longest = largest.emissions ?? 0
    let total = sum(emitters[...], \.emissions)
    let doubtful = Set(portfolio.distribution.high.map(\.key))
    var rows = shown.map { bar($0.name + (doubtful.contains($0.key) ? " ▲" : ""), $0.scope1 ?? 0, $0.scope2 ?? 0) }
    if shown.contains(where: { doubtful.contains($0.key) }) { section.remarks.append(words("emissions.doubtful")) }
    if !others.isEmpty {
      rows.append(bar(words("emissions.other", ["count": FigureText.grouped(others.count)]), otherScope1, otherScope2))
    }
    if !toCheck.isEmpty {
      section.remarks.append(words("emissions.to-check", ["count": FigureText.grouped(toCheck.count)]))
    }
    let shownToCheck = toCheck.prefix(Self.toCheckLimit)
    rows += shownToCheck.map {
      bar(words("to-check.named", ["name": $0.name]), $0.scope1 ?? 0, $0.scope2 ?? 0, isToBeChecked: true)
    }
    // Bars many times as long, such as those of wrong units, would leave all others too short to compare.
    let usual = (shown.first { !doubtful.contains($0.key) }?.emissions).map { $0 / 1000 } ?? 0
    let longestRow = rows.map(\.length).max() ?? 0
    let isCut = usual > 0 && longestRow > usual * 2.5
    if isCut { section.remarks.append(words("emissions.cut")) }
    let scale = ChartScale.linear(upTo: isCut ? usual * 1.1 : longestRow)
    let chart = BarChart(
      id: "plot-emissions", title: words("emissions.chart"),
      description: words(
        "emissions.description",
        [
          "shown": String(shown.count), "name": largest.name, "largest": Portfolio.tonnes(longest),
          "total": Portfolio.tonnes(total),
        ]), rows: rows, scale: scale)
    section.figures = [
      .init(
        chart, caption: words("emissions.chart"),
        legend: ["scope1", "scope2"].flatMap { scope in
          [PortfolioSection.Legend(color: scope, meaning: words(scope))]
            + (toCheck.isEmpty
              ? [] : [.init(color: scope + "-check", meaning: words("to-check.named", ["name": words(scope)]))])
        })
    ]
    func row(_ name: String, _ scope1: Double, _ scope2: Double) -> [PortfolioSection.Cell] {
      [
        .text(name), .number(Portfolio.tonnes(scope1)), .number(Portfolio.tonnes(scope2)),
        .number(Portfolio.tonnes(scope1 + scope2)),
        .number(FigureText.percent(total > 0 ? (scope1 + scope2) / total : 0)),
      ]
    }
    var body = shown.map { row($0.name, $0.scope1 ?? 0, $0.scope2 ?? 0) }
    if !others.isEmpty {
      body.append(row(words("emissions.other", ["count": FigureText.grouped(others.count)]), otherScope1, otherScope2))
    }
    if !emitters.isEmpty {
      body.append(row(words("all-suppliers"), sum(emitters[...], \.scope1), sum(emitters[...], \.scope2)))
    }
    func apart(_ name: String, _ scope1: Double, _ scope2: Double) -> [PortfolioSection.Cell] {
      row(name, scope1, scope2).dropLast() + [.number("")]
    }
    body += shownToCheck.map {
      apart(words("to-check.named", ["name": $0.name]), $0.scope1 ?? 0, $0.scope2 ?? 0)
    }
    if !toCheck.isEmpty {
      body.append(apart(words("to-check.together"), sum(toCheck[...], \.scope1), sum(toCheck[...], \.scope2)))
    }
    section.tables = [
      .init(
        words("emissions.table"), head: head(["supplier"], numbers: ["scope1", "scope2", "total", "share"]), rows: body)
    ]
    return section
  }

  /// A bar in tonnes, so that the axis has round numbers.
  private func bar(_ name: String, _ scope1: Double, _ scope2: Double, isToBeChecked: Bool = false) -> BarChart.Row {
    func part(_ kind: String, _ kilograms: Double) -> BarChart.Row.Part {
      BarChart.Row.Part(
        kind: kind + (isToBeChecked ? "-check" : ""), value: max(0, kilograms / 1000),
        tip: name + "\n" + words(kind) + ": " + Portfolio.tonnes(kilograms) + " tCO2e")
    }
    return BarChart.Row(
      name: name, figure: Portfolio.tonnes(scope1 + scope2), parts: [part("scope1", scope1), part("scope2", scope2)])
  }

  func energy() -> PortfolioSection {
    var section = PortfolioSection("energy", words)
    let total = portfolio.energyTotal
    let apart = portfolio.energyToCheck.reduce(0) { $0 + $1.kilowattHours }
    let sources = total > 0 ? portfolio.energy : portfolio.energyToCheck
    guard total + apart > 0, let largest = sources.max(by: { $0.kilowattHours < $1.kilowattHours }) else {
      section.nothing = words("energy.none")
      return section
    }
    section.remarks = [words("energy.remark", ["count": FigureText.grouped(portfolio.suppliersWithEnergy)])]
    func color(_ source: String) -> String { Portfolio.energySources.contains(source) ? source : "other-source" }
    let renewable = portfolio.energy.filter { Portfolio.renewableSources.contains($0.source) }
    let renewableEnergy = renewable.reduce(0) { $0 + $1.kilowattHours }
    func bar(_ name: String, _ amount: Double, _ sources: [Portfolio.EnergySource]) -> BarChart.Row {
      BarChart.Row(
        name: name, figure: Portfolio.megawattHours(amount) + "\u{A0}MWh",
        parts: sources.map {
          let share = FigureText.percent($0.share)
          return .init(
            kind: color($0.source), value: $0.share * 100,
            tip: words.source($0.source) + ": " + Portfolio.megawattHours($0.kilowattHours) + " MWh, " + share,
            inside: share)
        })
    }
    var rows = total > 0 ? [bar(words("energy.total"), total, portfolio.energy)] : []
    if apart > 0 {
      section.remarks.append(
        words("energy.to-check", ["count": FigureText.grouped(portfolio.suppliersWithEnergyToCheck)]))
      rows.append(bar(words("to-check.together"), apart, portfolio.energyToCheck))
    }
    let chart = BarChart(
      id: "plot-energy", title: words("energy.chart"),
      description: words(
        "energy.description",
        [
          "total": Portfolio.megawattHours(total),
          "renewable": FigureText.percent(total > 0 ? renewableEnergy / total : 0),
          "name": words.source(largest.source), "share": FigureText.percent(largest.share),
        ]), rows: rows, scale: .percentages, barHeight: 42)
    section.figures = [.init(chart, caption: words("energy.chart"))]
    func cells(_ name: String, _ swatch: String?, _ amount: Double, _ suppliers: String) -> [PortfolioSection.Cell] {
      [
        .text(name, swatch: swatch), .number(Portfolio.megawattHours(amount)),
        .number(total > 0 ? FigureText.percent(amount / total) : FigureText.missing),
        .number(suppliers),
      ]
    }
    section.tables = [
      .init(
        words("energy.table"), isFolded: false, head: head(["source"], numbers: ["energy", "share", "suppliers"]),
        rows: portfolio.energy.map {
          cells(words.source($0.source), color($0.source), $0.kilowattHours, FigureText.grouped($0.suppliers))
        } + [
          cells(words("energy.renewable-total"), nil, renewableEnergy, ""),
          cells(words("energy.total"), nil, total, FigureText.grouped(portfolio.suppliersWithEnergy)),
        ]
          + (apart > 0
            ? [
              [
                .text(words("to-check.together")), .number(Portfolio.megawattHours(apart)), .number(""),
                .count(portfolio.suppliersWithEnergyToCheck),
              ]
            ] : []))
    ]
    return section
  }

  func intensity() -> PortfolioSection {
    var section = PortfolioSection("intensity", words)
    let distribution = portfolio.distribution
    section.remarks = [words("intensity.remark")]
    let (low, high) = (distribution.low, distribution.high)
    if let quartiles = distribution.quartiles {
      if let fences = distribution.fences {
        section.remarks.append(
          words(
            "intensity.rule",
            ["low": FigureText.significant(fences.lowerBound), "high": FigureText.significant(fences.upperBound)]))
      } else {
        section.remarks.append(words("intensity.few", ["minimum": String(IntensityDistribution.minimum)]))
      }
      let texts = [
        "count": FigureText.grouped(distribution.entries.count), "first": FigureText.significant(quartiles.first),
        "median": FigureText.significant(quartiles.median), "third": FigureText.significant(quartiles.third),
        "low": FigureText.grouped(low.count), "high": FigureText.grouped(high.count),
      ]
      let chart = DistributionChart(
        id: "plot-intensity", title: words("intensity.chart"), description: words("intensity.description", texts),
        distribution: distribution,
        // The farthest first on both sides.
        named: Array(high.reversed().prefix(Self.outlierLimit)) + low.prefix(Self.outlierLimit),
        medianText: words("intensity.median", ["value": FigureText.significant(quartiles.median)]),
        binText: { words("intensity.bin", ["from": $0, "to": $1, "count": FigureText.grouped($2)]) })
      if let chart {
        section.figures = [
          .init(
            chart, caption: words("intensity.chart"),
            legend: (distribution.fences == nil ? ["column", "box"] : ["column", "box", "fence", "outlier"]).map {
              .init(color: "k-" + $0, meaning: words("intensity.legend." + $0))
            })
        ]
      }
      section.tables.append(
        .init(
          words("intensity.quartiles"), isFolded: false,
          head: [
            .number(words("intensity.first")), .number(words("intensity.middle")), .number(words("intensity.third")),
          ],
          rows: [[quartiles.first, quartiles.median, quartiles.third].map { .number(FigureText.significant($0)) }]))
    } else {
      section.nothing = words("intensity.none")
    }
    let outliers = high.reversed().map { ($0, "high") } + low.map { ($0, "low") }
    if !outliers.isEmpty {
      section.tables.append(
        .init(
          words("intensity.table", ["count": FigureText.grouped(outliers.count)]),
          head: head(["supplier", "side"], numbers: ["intensity"]),
          rows: outliers.map {
            [.text($0.0.name), .text(words("side." + $0.1)), .number(FigureText.significant($0.0.value))]
          }))
    }
    let toCheck = portfolio.suppliersToCheck.filter { $0.intensity.value != nil || $0.intensity == .implausible }
    if !toCheck.isEmpty {
      section.tables.append(
        .init(
          words("intensity.to-check", ["count": FigureText.grouped(toCheck.count)]),
          head: head(["supplier"], numbers: ["intensity"]),
          rows: toCheck.map {
            [
              .text($0.name),
              .number($0.intensity.value.map(FigureText.significant) ?? words("intensity.implausible")),
            ]
          }))
    }
    let suppliers = portfolio.suppliers.filter { !$0.isToBeChecked }
    let implausible = suppliers.filter { $0.intensity == .implausible }
    if !implausible.isEmpty {
      section.tables.append(
        .init(
          words("intensity.zero-table", ["count": FigureText.grouped(implausible.count)]),
          remark: words("intensity.zero-remark"),
          isFolded: false, head: head(["supplier"], numbers: ["scope1", "scope2", "renewable"]),
          rows: implausible.map {
            [
              .text($0.name), .number($0.scope1.map(Portfolio.tonnes) ?? FigureText.missing),
              .number($0.scope2.map(Portfolio.tonnes) ?? FigureText.missing),
              .number($0.renewableShare.map(FigureText.percent) ?? FigureText.missing),
            ]
          }))
    }
    let (zeros, unknown) = (suppliers.count { $0.intensity == .zero }, suppliers.count { $0.intensity == .unknown })
    if zeros > 0 { section.remarks.append(words("intensity.zeros", ["count": FigureText.grouped(zeros)])) }
    if unknown > 0 { section.remarks.append(words("intensity.unknown", ["count": FigureText.grouped(unknown)])) }
    return section
  }

  /// Headings of columns: those of texts, then those of figures.
  func head(_ texts: [String], numbers: [String]) -> [PortfolioSection.Cell] {
    texts.map { .text(words("column." + $0)) } + numbers.map { .number(words("column." + $0)) }
  }
}

extension ChartScale {
  /// A scale from 0 to 100, as wide as the chart.
  static let percentages = ChartScale(
    kind: .linear, domain: 0...100, range: 0...100,
    ticks: [0, 25, 50, 75, 100].map { Tick(value: $0, text: FigureText.plain($0)) })
}

extension Portfolio {
  /// The names among ``energySources`` whose energy is renewable.
  public static let renewableSources = Set(energySources.prefix(5))
}
