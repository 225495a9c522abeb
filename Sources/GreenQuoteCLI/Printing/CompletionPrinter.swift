import Emissions
import GreenQuote
import SupplierWorkbooks
import Validation

/// Prints what was done, in a few lines.
struct CompletionPrinter {
  let catalogue: MessageCatalogue

  /// Parts left out that are named one by one.
  private static let listed = 10

  func print(_ completion: Completion, _ result: CompletionResult) {
    if completion.workbook.located.definition.statesFigures {
      Terminal.output(
        catalogue.phrase(
          "complete.by-workbook",
          [
            "company": completion.workbook.company[.name].value ?? completion.workbook.file,
            "kind": completion.workbook.located.definition.title[catalogue.language],
          ]))
    } else {
      Terminal.output(company(completion))
    }
    if let both = bothMethods(completion) { Terminal.output(both) }
    if let source = completion.workbook.companySource {
      CompanySourcePrinter(catalogue: catalogue).print(source)
    } else if let known = knownFigures(completion) {
      Terminal.output(known)
    }
    let factors = FactorPrinter(catalogue: catalogue)
    for own in completion.usedReplacements { Terminal.output(factors.used(own)) }
    let unused = completion.unusedReplacements.count
    if unused > 0 { Terminal.output(catalogue.phrase("complete.own-factors-unused", ["count": String(unused)])) }
    let total = completion.rows.count + completion.leftOut.count
    Terminal.output(
      catalogue.phrase("complete.parts", ["completed": String(completion.rows.count), "total": String(total)]))
    printLeftOut(completion.leftOut)
    if let outcome = result.outcome {
      Terminal.output(
        catalogue.phrase(
          "complete.form-rows",
          ["completed": String(outcome.completedRows), "untouched": String(outcome.untouchedRows)]))
      if outcome.refreshedFormulas > 0 {
        Terminal.output(catalogue.phrase("complete.form-formulas", ["count": String(outcome.refreshedFormulas)]))
      }
      if outcome.unevaluatedFormulas > 0 {
        Terminal.output(
          catalogue.phrase("complete.form-formulas-left", ["count": String(outcome.unevaluatedFormulas)]))
      }
    }
    if let form = result.form {
      Terminal.output(catalogue.phrase("complete.form", ["path": form]))
    } else {
      Terminal.output(catalogue.phrase("complete.no-form"))
    }
    if let copy = result.copy { Terminal.output(catalogue.phrase("complete.copy", ["path": copy])) }
    if let annotated = result.annotated { Terminal.output(catalogue.phrase("complete.annotated", ["path": annotated])) }
    if !result.settings.isEmpty {
      let settings = result.settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(
        separator: ", ")
      Terminal.output(catalogue.phrase("complete.settings", ["settings": settings]))
    }
  }

  private func printLeftOut(_ leftOut: [Completion.LeftOut]) {
    guard !leftOut.isEmpty else { return }
    Terminal.output(catalogue.phrase("complete.left-out", ["count": String(leftOut.count)]))
    for part in leftOut.prefix(Self.listed) {
      Terminal.output(
        "  "
          + catalogue.phrase(
            part.addedSheet == nil ? "complete.left-out-row" : "complete.left-out-added",
            [
              "sheet": part.addedSheet ?? "", "row": String(part.row), "mpn": part.mpn.isEmpty ? "–" : part.mpn,
              "reason": catalogue.phrase("reason." + part.reason.rawValue),
            ]))
    }
    if leftOut.count > Self.listed {
      Terminal.output("  " + catalogue.phrase("complete.more", ["count": String(leftOut.count - Self.listed)]))
    }
  }

  private func company(_ completion: Completion) -> String {
    let used = completion.calculation.inventory.used
    return catalogue.phrase(
      "complete.company",
      [
        "company": completion.workbook.company[.name].value ?? completion.workbook.file,
        "emissions": shown(used.emissions?.tonnes),
        "scope1": shown(used.scope1?.tonnes), "scope2": shown(used.scope2?.tonnes),
        "method": catalogue.phrase("method." + completion.calculation.inventory.settings.scope2Method.rawValue),
        "renewable": shown(used.renewable?.megawattHours), "non-renewable": shown(used.nonRenewable?.megawattHours),
      ])
  }

  /// Scope 2 by both methods, as the Scope 2 Guidance asks; `nil` where a known figure stands in their place.
  private func bothMethods(_ completion: Completion) -> String? {
    let inventory = completion.calculation.inventory
    guard inventory.activity.known.scope2 == nil, completion.workbook.companySource == nil,
      let location = inventory.scope2Location,
      let market = inventory.scope2Market
    else { return nil }
    return catalogue.phrase(
      "complete.both-methods", ["location": shown(location.tonnes), "market": shown(market.tonnes)])
  }

  private func shown(_ value: Double?) -> String {
    value.map { DecimalText.shortest(DecimalText.rounded($0, decimals: 3)) } ?? catalogue.phrase("complete.nothing")
  }

  /// Which figures are not computed but known.
  private func knownFigures(_ completion: Completion) -> String? {
    let known = completion.calculation.inventory.activity.known
    var figures: [String] = []
    if known.scope1 != nil { figures.append("figure.scope1") }
    if known.scope2 != nil { figures.append("figure.scope2") }
    if known.renewable != nil { figures.append("figure.renewable") }
    if known.nonRenewable != nil { figures.append("figure.non-renewable") }
    guard !figures.isEmpty else { return nil }
    return catalogue.phrase("complete.known", ["figures": figures.map { catalogue.phrase($0) }.joined(separator: ", ")])
  }
}
