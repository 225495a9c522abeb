import GreenQuote
import SupplierWorkbooks
import Validation

/// Prints which company figures were taken from which cells of a workbook, and how these were recognised.
struct CompanySourcePrinter {
  let catalogue: MessageCatalogue

  func print(_ source: CompanySource) {
    Terminal.output(
      catalogue.phrase(
        "company.taken", ["file": source.file, "title": source.located.definition.title[catalogue.language]]))
    for figure in source.figures { Terminal.output("  " + line(figure)) }
  }

  private func line(_ figure: CompanySource.Figure) -> String {
    let unit = figure.unit.map { " " + $0 } ?? ""
    guard let value = figure.value else {
      let cells = figure.sources.map { "\($0.sheet)!\($0.reference)" }.joined(separator: ", ")
      return catalogue.phrase(
        cells.isEmpty ? "company.not-found" : "company.empty",
        ["field": figure.label[catalogue.language], "cells": cells])
    }
    let cells =
      switch figure.rule {
      case .sum: figure.sources.map { "\($0.value ?? "–") \(cell($0))" }.joined(separator: " + ")
      case .first, nil: figure.sources.map(cell).joined()
      }
    // Of several, the one that was there has a name of its own.
    let name = figure.rule == .first ? figure.sources.first?.label : figure.label
    return catalogue.phrase(
      "company.figure", ["field": (name ?? figure.label)[catalogue.language], "value": value + unit, "cells": cells])
  }

  /// `General Information!E283 (defined name)`.
  private func cell(_ source: CompanySource.Source) -> String {
    let how =
      switch source.recognition {
      case .definedName: "recognition.name"
      case .label: "recognition.label"
      case .position: "recognition.position"
      }
    return "\(source.sheet)!\(source.reference) (\(catalogue.phrase(how)))"
  }
}
