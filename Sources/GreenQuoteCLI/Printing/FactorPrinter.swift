import Emissions
import GreenQuote
import Validation

/// Words for factors of a user's own files.
struct FactorPrinter {
  let catalogue: MessageCatalogue

  /// An own factor that figures were computed with.
  func used(_ own: FactorProvenance) -> String { phrase("complete.own-factor", own) }

  func print(_ check: FactorCheck) {
    Terminal.output(
      catalogue.phrase(
        "factors.checked",
        [
          "file": check.file, "kind": kind(check.kind), "count": String(check.own.count),
          "replacing": String(check.replacing),
          "same": String(check.unchanged), "added": String(check.added),
        ]))
    for own in check.own where !own.isUnchanged { Terminal.output("  " + phrase("factors.checked-row", own)) }
  }

  func kind(_ kind: FactorKind) -> String { catalogue.phrase("factors.kind." + kind.rawValue) }

  private func phrase(_ key: String, _ own: FactorProvenance) -> String {
    catalogue.phrase(
      key,
      [
        "kind": kind(own.key.kind), "key": own.key.text, "changes": changes(own), "file": own.file,
        "line": String(own.line),
        "doubt": own.isUnlikely ? catalogue.phrase("factors.unlikely") : "",
      ])
  }

  /// `kgco2e_per_kwh 0.5366 → 0.6 (× 1.118)`; of a row with several numbers those that changed.
  private func changes(_ own: FactorProvenance) -> String {
    let shown = own.isUnchanged ? own.changes : own.changes.filter { $0.published != $0.own }
    return shown.map { change in
      let number = DecimalText.shortest(change.own)
      guard let published = change.published else {
        return "\(change.column) \(number) (\(catalogue.phrase("factors.new")))"
      }
      let ratio = change.ratio.map { " (× \(DecimalText.shortest(Self.rounded($0))))" } ?? ""
      return "\(change.column) \(DecimalText.shortest(published)) → \(number)\(ratio)"
    }.joined(separator: ", ")
  }

  /// To four digits or so.
  private static func rounded(_ ratio: Double) -> Double {
    DecimalText.rounded(ratio, decimals: ratio < 0.1 ? 6 : ratio < 10 ? 3 : 1)
  }
}
