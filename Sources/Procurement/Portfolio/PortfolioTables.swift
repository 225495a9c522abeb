internal import GreenQuote
internal import Emissions
public import SupplierWorkbooks
public import Validation

/// The figures of the portfolio as CSV: RFC 4180, in UTF-8 with a byte order mark.
///
/// Numbers are not rounded, and units stand in the headings.
///
/// A text that a spreadsheet program would take for a formula has an apostrophe before it.
public struct PortfolioTables {
  /// A table, by the end of its file's name.
  public enum Table: String, CaseIterable, Sendable {
    case suppliers, energy, intensity, verdicts, doubts, findings, survey, changes
  }

  enum Field {
    case text(String?)
    case number(Double?)
    case count(Int)
    /// Hundredths of a percent.
    case percent(Int)
  }

  private let portfolio: Portfolio
  private let words: PortfolioWords

  /// Tables of a portfolio's figures.
  ///
  /// - Parameters:
  ///   - portfolio: the figures.
  ///   - catalogue: the words of the tables.
  /// - Throws: `TemplateDefinitionError` where the survey of the built-in definition cannot be read.
  public init(_ portfolio: Portfolio, catalogue: MessageCatalogue) throws(TemplateDefinitionError) {
    self.portfolio = portfolio
    words = try PortfolioWords(catalogue)
  }

  /// The table as text; the same portfolio always gives the same.
  public func csv(_ table: Table) -> String {
    let (columns, rows) = content(table)
    let lines = [columns.map { Field.text($0) }] + rows
    return CSVText.byteOrderMark + lines.map { $0.map(Self.text).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func text(_ field: Field) -> String {
    switch field {
    case .text(let text): CSVText.field(text ?? "")
    case .number(let number): number.map { $0.isFinite ? DecimalText.shortest($0) : "" } ?? ""
    case .count(let count): String(count)
    case .percent(let hundredths): DecimalText.shortest(DecimalText.rounded(Double(hundredths) / 100, decimals: 2))
    }
  }

  private func content(_ table: Table) -> (columns: [String], rows: [[Field]]) {
    switch table {
    case .suppliers: suppliers
    case .energy:
      (
        ["source", "label", "kwh", "share_percent", "suppliers", "to_be_checked"],
        portfolio.energy.map { energy($0, toBeChecked: false) }
          + portfolio.energyToCheck.map { energy($0, toBeChecked: true) }
      )
    case .intensity: intensity
    case .verdicts:
      (
        ["kind", "verdict", "suppliers"],
        portfolio.verdicts.map { [.text($0.kind), .text($0.verdict), .count($0.suppliers)] }
      )
    case .doubts:
      (
        ["supplier_key", "supplier", "rule", "meaning", "sheet", "cells", "field"],
        portfolio.doubts.map {
          [
            .text($0.key), .text($0.name), .text($0.rule), .text(words.rule($0.rule)), .text($0.sheet), .text($0.cells),
            .text($0.field),
          ]
        }
      )
    case .findings:
      (
        ["rule", "meaning", "error_cells", "warning_cells", "note_cells", "cells", "suppliers", "supplier_names"],
        portfolio.rules.map {
          [
            .text($0.rule), .text(words.rule($0.rule)), .count($0.errors), .count($0.warnings), .count($0.notes),
            .count($0.cells), .count($0.suppliers), .text(words.names($0)),
          ]
        }
      )
    case .survey: survey
    case .changes:
      (
        ["supplier_key", "supplier", "median_change_percent", "parts_compared", "large_changes"],
        portfolio.changes.map {
          [
            .text($0.key), .text($0.name), .number($0.median.map { $0 * 100 }), .count($0.parts),
            .count($0.largeChanges),
          ]
        }
      )
    }
  }

  private func energy(_ source: Portfolio.EnergySource, toBeChecked: Bool) -> [Field] {
    [
      .text(source.source), .text(words.source(source.source)), .number(source.kilowattHours),
      .number(source.share * 100), .count(source.suppliers), .text(toBeChecked ? "yes" : "no"),
    ]
  }

  private var suppliers: ([String], [[Field]]) {
    let missing = Dictionary(portfolio.missingParts.map { ($0.key, $0.parts) }) { first, _ in first }
    return (
      [
        "supplier_key", "supplier", "external_id", "kind", "verdict", "period_start", "period_end", "submitted_on",
        "scope1_kgco2e",
        "scope2_kgco2e", "renewable_kwh", "non_renewable_kwh", "renewable_share_percent", "intensity_kgco2e_per_kwh",
        "parts_with_figures", "parts_without_figures", "parts_still_without_figures", "errors", "warnings",
        "superseded_submissions",
      ],
      portfolio.suppliers.map {
        [
          .text($0.key), .text($0.name), .text($0.externalID), .text($0.kind), .text($0.verdict), .text($0.periodStart),
          .text($0.periodEnd), .text($0.submittedOn), .number($0.scope1), .number($0.scope2), .number($0.renewable),
          .number($0.nonRenewable), .number($0.renewableShare.map { $0 * 100 }),
          .number($0.intensity == .zero ? 0 : $0.intensity.value),
          .count($0.partsWithFigures), .count($0.partsWithoutFigures), .count(missing[$0.key] ?? 0), .count($0.errors),
          .count($0.warnings), .count($0.superseded),
        ]
      }
    )
  }

  private var intensity: ([String], [[Field]]) {
    let distribution = portfolio.distribution
    func side(_ value: Double) -> String {
      guard let fences = distribution.fences, !fences.contains(value) else { return "" }
      return value < fences.lowerBound ? "low" : "high"
    }
    let others = portfolio.suppliers.compactMap { supplier -> [Field]? in
      if supplier.isToBeChecked {
        return [
          .text(supplier.key), .text(supplier.name),
          .number(supplier.intensity == .zero ? 0 : supplier.intensity.value),
          .text("to-be-checked"),
        ]
      }
      return switch supplier.intensity {
      case .zero: [.text(supplier.key), .text(supplier.name), .number(0), .text("")]
      case .implausible: [.text(supplier.key), .text(supplier.name), .number(nil), .text("implausible-zero")]
      case .value, .unknown: nil
      }
    }
    return (
      ["supplier_key", "supplier", "intensity_kgco2e_per_kwh", "outlier"],
      distribution.entries.map { [.text($0.key), .text($0.name), .number($0.value), .text(side($0.value))] } + others
    )
  }

  private var survey: ([String], [[Field]]) {
    (
      ["question", "kind", "text", "option", "answer", "count", "respondents", "unanswered", "share_percent"],
      portfolio.survey.questions.flatMap { question in
        question.counts.indices.map { option in
          [
            .text(question.id), .text(question.isMultiple ? "multiple" : "single"), .text(words.question(question.id)),
            .count(option + 1), .text(words.option(option, of: question.id)), .count(question.counts[option]),
            .count(question.respondents), .count(question.unanswered), .percent(question.share(option)),
          ]
        }
      }
    )
  }
}
