internal import Procurement
internal import Glibc
internal import SupplierWorkbooks
internal import Validation

extension PortfolioPage {
  /// Rules with a bar of their own.
  static let ruleLimit = 20
  /// Suppliers with a bar of their own on each side.
  static let changeLimit = 12
  private static let missingLimit = 15
  /// Findings that cast doubt with a line of their own.
  static let doubtLimit = 500

  static let verdictOrder: [Verdict] = [.ready, .check, .incomplete, .invalid]

  func verdicts() -> PortfolioSection {
    var section = PortfolioSection("verdicts", words)
    if portfolio.unreadable > 0 {
      section.remarks.append(words("verdicts.unreadable", ["count": FigureText.grouped(portfolio.unreadable)]))
    }
    guard !portfolio.verdicts.isEmpty else {
      section.nothing = words("verdicts.none")
      return section
    }
    section.remarks.insert(words("verdicts.remark"), at: 0)
    var groups = [(name: words("verdicts.all"), counts: portfolio.verdicts)]
    let kinds = Dictionary(grouping: portfolio.verdicts, by: \.kind)
    if kinds.count > 1 { groups += kinds.sorted { $0.key < $1.key }.map { (words.kind($0.key), $0.value) } }
    func count(_ counts: [Portfolio.VerdictCount], _ verdict: Verdict) -> Int {
      counts.reduce(0) { $0 + ($1.verdict == verdict.rawValue ? $1.suppliers : 0) }
    }
    func all(_ counts: [Portfolio.VerdictCount]) -> Int { counts.reduce(0) { $0 + $1.suppliers } }
    let rows = groups.map { group in
      let total = all(group.counts)
      return BarChart.Row(
        name: group.name, figure: words("verdicts.count", ["count": FigureText.grouped(total)]),
        parts: Self.verdictOrder.map { verdict in
          let number = count(group.counts, verdict)
          let share = Double(number) / Double(total)
          return .init(
            kind: "v-" + verdict.rawValue, value: share * 100,
            tip: words.verdict(verdict.rawValue) + ": " + FigureText.grouped(number) + ", " + FigureText.percent(share),
            inside: FigureText.percent(share))
        })
    }
    let chart = BarChart(
      id: "plot-verdicts", title: words("verdicts.chart"),
      description: words(
        "verdicts.description",
        [
          "ready": FigureText.grouped(count(portfolio.verdicts, .ready)),
          "total": FigureText.grouped(portfolio.suppliers.count),
        ]), rows: rows, scale: .percentages, barHeight: 24)
    section.figures = [
      .init(
        chart, caption: words("verdicts.chart"),
        legend: Self.verdictOrder.map { .init(color: "v-" + $0.rawValue, meaning: words.verdict($0.rawValue)) })
    ]
    section.tables = [
      .init(
        words("verdicts.table"), isFolded: false,
        head: [.text(words("column.kind"))] + Self.verdictOrder.map { .number(words.verdict($0.rawValue)) }
          + head([], numbers: ["suppliers", "ready-share"]),
        rows: groups.map { group in
          let total = all(group.counts)
          return [.text(group.name)] + Self.verdictOrder.map { .count(count(group.counts, $0)) } + [
            .count(total), .number(FigureText.percent(Double(count(group.counts, .ready)) / Double(total))),
          ]
        })
    ]
    if !portfolio.doubts.isEmpty {
      section.tables.append(
        .init(
          words("doubts.table"), remark: words("doubts.remark"), isFolded: false,
          head: head(["supplier", "meaning", "place", "field"], numbers: []),
          rows: portfolio.doubts.prefix(Self.doubtLimit).map { doubt in
            [
              .text(doubt.name), .text(named(doubt.rule)),
              .text([doubt.sheet, doubt.cells].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "!")),
              .text(doubt.field ?? ""),
            ]
          }))
      let hidden = portfolio.doubts.count - Self.doubtLimit
      if hidden > 0 { section.remarks.append(words("doubts.more", ["count": FigureText.grouped(hidden)])) }
    }
    return section
  }

  /// What a rule is about, and its code.
  private func named(_ rule: String) -> String { words.rule(rule) + " [\(rule)]" }

  func findings() -> PortfolioSection {
    var section = PortfolioSection("findings", words)
    let shown = portfolio.rules.prefix(Self.ruleLimit)
    guard let first = shown.first, first.cells > 0 else {
      section.nothing = words("findings.none")
      return section
    }
    section.remarks = [
      words("findings.remark", ["shown": String(shown.count), "total": String(portfolio.rules.count)])
    ]
    let rows = shown.map { rule in
      let counts: [(Severity, Int)] = [(.error, rule.errors), (.warning, rule.warnings), (.note, rule.notes)]
      return BarChart.Row(
        name: named(rule.rule), figure: FigureText.grouped(rule.cells),
        parts: counts.map {
          .init(kind: $0.0.rawValue, value: Double($0.1), tip: words.severity($0.0) + ": " + FigureText.grouped($0.1))
        })
    }
    let chart = BarChart(
      id: "plot-findings", title: words("findings.chart"),
      description: words(
        "findings.description",
        [
          "rule": named(first.rule), "cells": FigureText.grouped(first.cells),
          "suppliers": FigureText.grouped(first.suppliers),
        ]),
      rows: rows, scale: .linear(upTo: Double(shown.map(\.cells).max() ?? 0)))
    section.figures = [
      .init(
        chart, caption: words("findings.chart"),
        legend: [Severity.error, .warning, .note].map { .init(color: $0.rawValue, meaning: words.severity($0)) })
    ]
    section.tables = [
      .init(
        words("findings.table"),
        head: head(["meaning"], numbers: ["errors", "warnings", "notes", "cells", "suppliers"])
          + head(["names"], numbers: []),
        rows: portfolio.rules.map {
          [
            .text(named($0.rule)), .count($0.errors), .count($0.warnings), .count($0.notes), .count($0.cells),
            .count($0.suppliers), .text(words.names($0)),
          ]
        })
    ]
    return section
  }

  func survey() -> PortfolioSection {
    var section = PortfolioSection("survey", words)
    let survey = portfolio.survey
    guard survey.respondents > 0 else {
      section.nothing = words("survey.none")
      return section
    }
    section.remarks = [words("survey.remark", ["count": FigureText.grouped(survey.respondents)])]
    section.cards = survey.questions.map { question in
      let text = words.question(question.id)
      let rows = question.counts.indices.map { option in
        let share = question.share(option)
        return BarChart.Row(
          name: words.option(option, of: question.id), figure: FigureText.percent(hundredths: share),
          parts: [
            .init(
              kind: "answer", value: Double(share) / 100,
              tip: words(
                "survey.choice",
                [
                  "count": FigureText.grouped(question.counts[option]),
                  "total": FigureText.grouped(question.respondents),
                ]))
          ])
      }
      return PortfolioSection.Card(
        question: text,
        base: words(
          question.isMultiple ? "survey.multiple" : "survey.single",
          ["count": FigureText.grouped(question.respondents), "empty": FigureText.grouped(question.unanswered)]),
        chart: BarChart(
          id: "plot-" + question.id, title: text, description: words("survey.description"), rows: rows,
          scale: .percentages,
          hasAxis: false, hasTrack: true))
    }
    section.hasCards = true
    return section
  }

  func changes() -> PortfolioSection {
    var section = PortfolioSection("changes", words)
    let changes = portfolio.changes
    if !portfolio.suppliers.isEmpty {
      section.remarks.append(
        words(
          "changes.counts",
          [
            "current": FigureText.grouped(portfolio.suppliers.count),
            "superseded": FigureText.grouped(portfolio.superseded),
            "suppliers": FigureText.grouped(portfolio.suppliersWithHistory),
          ]))
    }
    guard !changes.isEmpty else {
      section.nothing = words("changes.none")
      return section
    }
    let medians = changes.compactMap { change in change.median.map { (name: change.name, median: $0) } }
    let (rising, falling) = (medians.filter { $0.median > 0 }, medians.filter { $0.median < 0 })
    section.remarks.insert(
      words(
        "changes.remark",
        [
          "count": FigureText.grouped(changes.count), "rising": FigureText.grouped(rising.count),
          "falling": FigureText.grouped(falling.count),
        ]), at: 0)
    let large = changes.filter { $0.largeChanges > 0 }
    section.remarks.append(
      words(
        "changes.large",
        [
          "threshold": FigureText.percent(portfolio.changeThreshold),
          "parts": FigureText.grouped(large.reduce(0) { $0 + $1.largeChanges }),
          "suppliers": FigureText.grouped(large.count),
        ]))
    // Rises with the greatest on top, falls with the greatest at the bottom.
    let shown = rising.prefix(Self.changeLimit) + falling.suffix(Self.changeLimit)
    if shown.isEmpty {
      section.nothing = words("changes.unchanged")
    } else {
      let rows = shown.map {
        BarChart.Row(
          name: $0.name, figure: FigureText.change($0.median),
          parts: [
            .init(
              kind: $0.median > 0 ? "rise" : "fall", value: $0.median,
              tip: $0.name + ": " + FigureText.change($0.median))
          ])
      }
      let chart = BarChart(
        id: "plot-changes", title: words("changes.chart"),
        description: words("changes.description", ["shown": String(shown.count)]), rows: Array(rows),
        scale: .relativeChanges(shown.map(\.median)))
      section.figures = [
        .init(
          chart, caption: words("changes.chart"),
          legend: ["rise", "fall"].map { .init(color: $0, meaning: words("changes." + $0)) })
      ]
    }
    section.tables = [
      .init(
        words("changes.table", ["count": FigureText.grouped(changes.count)]),
        head: head(["supplier"], numbers: ["median", "parts", "large"]),
        rows: changes.map {
          [
            .text($0.name), .number($0.median.map(FigureText.change) ?? words("changes.from-zero")), .count($0.parts),
            .count($0.largeChanges),
          ]
        })
    ]
    return section
  }

  func missing() -> PortfolioSection {
    var section = PortfolioSection("missing", words)
    let missing = portfolio.missingParts
    guard let most = missing.first else {
      section.nothing = portfolio.suppliers.isEmpty ? words("verdicts.none") : words("missing.none")
      return section
    }
    section.remarks = [
      words(
        "missing.remark",
        [
          "parts": FigureText.grouped(missing.reduce(0) { $0 + $1.parts }),
          "suppliers": FigureText.grouped(missing.count),
        ])
    ]
    let shown = missing.prefix(Self.missingLimit)
    let chart = BarChart(
      id: "plot-missing", title: words("missing.chart"),
      description: words(
        "missing.description",
        ["shown": String(shown.count), "name": most.name, "parts": FigureText.grouped(most.parts)]),
      rows: shown.map {
        .init(
          name: $0.name, figure: FigureText.grouped($0.parts),
          parts: [.init(kind: "lacking", value: Double($0.parts), tip: reasons($0))])
      }, scale: .linear(upTo: Double(most.parts)))
    section.figures = [.init(chart, caption: words("missing.chart"))]
    section.tables = [
      .init(
        words("missing.table", ["count": FigureText.grouped(missing.count)]),
        head: head(["supplier"], numbers: ["missing"])
          + head(["reasons"], numbers: []),
        rows: missing.map { [.text($0.name), .count($0.parts), .text(reasons($0))] })
    ]
    return section
  }

  /// The most frequent first.
  private func reasons(_ missing: Portfolio.MissingParts) -> String {
    missing.reasons.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { words("missing.reason", ["reason": words.reason($0.key), "count": FigureText.grouped($0.value)]) }
      .joined(separator: LocalizedText.semicolon[words.language])
  }
}

extension ChartScale {
  /// Relative changes around 0 in the middle, on a logarithmic axis: +100 % is as far to the right as −50 % to the
  /// left.
  static func relativeChanges(_ changes: [Double]) -> ChartScale {
    let reach = changes.map { $0 > -1 ? abs(log2(1 + $0)) : 3 }.max() ?? 1
    let ticks = [0.1, 0.25, 0.5, 1, 3, 9, 99]
    let domain = min(max(reach, log2(1.1)), log2(1000))
    let shown = ticks.filter { log2(1 + $0) <= domain }.suffix(2)
    let marks = shown.reversed().map { 1 / (1 + $0) - 1 } + [0] + shown
    return ChartScale(
      kind: .relative, domain: -domain...domain, range: 0...100,
      ticks: marks.map { Tick(value: $0, text: FigureText.tickChange($0)) })
  }
}

extension FigureText {
  /// A relative change without decimals.
  static func tickChange(_ change: Double) -> String { (change > 0 ? "+" : "") + fixed(change * 100, decimals: 0) }
}
