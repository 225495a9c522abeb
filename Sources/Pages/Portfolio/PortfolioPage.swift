internal import GreenQuote
public import Procurement
internal import Mustache
public import SupplierWorkbooks
public import Validation

/// The portfolio as one HTML page that needs nothing beside itself: plots as inline SVG, all figures as text, a table
/// of all suppliers.
///
/// A small script of its own sorts and filters that table; without it the page shows everything all the same. Nothing
/// is fetched from anywhere, which the page's policy says to the browser, and no other script runs: names of suppliers
/// come from their files.
public struct PortfolioPage {
  let portfolio: Portfolio
  let words: PortfolioWords

  /// A page of a portfolio's figures.
  ///
  /// - Parameters:
  ///   - portfolio: the figures.
  ///   - catalogue: the words of the page.
  /// - Throws: `TemplateDefinitionError` where the survey of the built-in definition cannot be read.
  public init(_ portfolio: Portfolio, catalogue: MessageCatalogue) throws(TemplateDefinitionError) {
    self.portfolio = portfolio
    words = try PortfolioWords(catalogue)
  }

  private static let template = "portfolio.mustache"
  private static let partials = ["portfolio-bars", "portfolio-distribution", "portfolio-table"]

  /// The same portfolio always gives the same text.
  ///
  /// - Throws: `TemplateDefinitionError` where the page's template is none.
  public func html() throws(TemplateDefinitionError) -> String {
    HTMLEscaping.registered
    let style = try Self.text(of: "portfolio.css")
    let script = try Self.text(of: "portfolio.js")
    do {
      var library = MustacheLibrary()
      for name in Self.partials { try library.register(Self.text(of: name + ".mustache"), named: name) }
      return try MustacheTemplate(string: Self.text(of: Self.template)).render(
        page(style: style, script: script), library: library)
    } catch let error as TemplateDefinitionError {
      throw error
    } catch {
      throw TemplateDefinitionError(file: Self.template, problem: "\(error)")
    }
  }

  private static func text(of name: String) throws(TemplateDefinitionError) -> String {
    guard let asset = Asset(named: name) else { throw TemplateDefinitionError(file: name, problem: "no such template") }
    return asset.text
  }

  private func page(style: String, script: String) -> PageView {
    let isEmpty = portfolio.submissions == 0
    // The script element begins with a line end.
    let hash = SHA256.digest(of: Array(("\n" + script).utf8)).base64
    return PageView(
      languageTag: words.htmlLanguage,
      policy:
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'",
      title: words("title"), style: style, script: script,
      lead: words(
        "lead",
        [
          "suppliers": FigureText.grouped(portfolio.suppliers.count),
          "submissions": FigureText.grouped(portfolio.submissions),
          "day": portfolio.asOf ?? FigureText.missing, "version": ProgramVersion.current,
        ]), scopeRemark: isEmpty ? words("empty") : words("scope-remark"), tiles: tiles(),
      words: [
        "contents": words("contents"), "suppliers": words("suppliers.heading"), "filter": words("suppliers.filter"),
        "verdict": words("column.verdict"), "all": words("suppliers.all"), "sort": words("suppliers.sort"),
        "shown": words("suppliers.shown"), "footer": words("footer"),
      ],
      sections: [emissions(), energy(), intensity(), verdicts(), findings(), survey(), changes(), missing()],
      supplierTable: supplierTable())
  }

  private func tiles() -> [TileView] {
    let suppliers = portfolio.suppliers
    guard !suppliers.isEmpty else { return [] }
    let ready = suppliers.count { $0.verdict == Verdict.ready.rawValue }
    let with = suppliers.reduce(0) { $0 + $1.partsWithFigures }
    let all = with + suppliers.reduce(0) { $0 + $1.partsWithoutFigures }
    var tiles = [
      TileView(number: FigureText.grouped(suppliers.count), what: words("tile.suppliers")),
      TileView(number: FigureText.percent(Double(ready) / Double(suppliers.count)), what: words("tile.ready")),
      TileView(number: FigureText.grouped(with), what: words("tile.parts", ["total": FigureText.grouped(all)])),
    ]
    let emitters = portfolio.emitters
    if !emitters.isEmpty {
      tiles.append(
        TileView(
          number: Portfolio.tonnes(emitters.reduce(0) { $0 + ($1.emissions ?? 0) }),
          what: words("tile.emissions", ["suppliers": FigureText.grouped(emitters.count)])))
    }
    let toCheck = portfolio.suppliersToCheck.count
    if toCheck > 0 { tiles.append(TileView(number: FigureText.grouped(toCheck), what: words("tile.to-check"))) }
    if portfolio.energyTotal > 0 {
      let renewable = portfolio.energy.reduce(0) {
        $0 + (Portfolio.renewableSources.contains($1.source) ? $1.share : 0)
      }
      tiles.append(TileView(number: FigureText.percent(renewable), what: words("tile.renewable")))
    }
    if portfolio.survey.respondents > 0 {
      tiles.append(TileView(number: FigureText.grouped(portfolio.survey.respondents), what: words("tile.respondents")))
    }
    return tiles
  }

  private func supplierTable() -> SupplierTableView {
    let suppliers = portfolio.suppliers
    let (low, high) = (Set(portfolio.distribution.low.map(\.key)), Set(portfolio.distribution.high.map(\.key)))
    return SupplierTableView(
      noSuppliers: suppliers.isEmpty ? words("verdicts.none") : nil, hasSuppliers: !suppliers.isEmpty,
      supplierRemark: words("suppliers.remark"),
      supplierHead: head(
        ["supplier", "kind", "verdict", "period", "submitted"],
        numbers: ["scope1", "scope2", "renewable", "intensity", "with", "without", "errors", "warnings"]),
      verdictChoices: Self.verdictOrder.map {
        ChoiceView(id: $0.rawValue, meaning: words.verdict($0.rawValue))
      },
      supplierRows: suppliers.map { supplier in
        SupplierRowView(
          texts: [
            "verdict": supplier.verdict, "name": supplier.name, "kindText": words.shortKind(supplier.kind),
            "verdictText": words.verdict(supplier.verdict), "period": words.period(supplier),
            "submittedOn": supplier.submittedOn,
          ],
          numbers: [
            FigureView(supplier.scope1, Portfolio.tonnes), FigureView(supplier.scope2, Portfolio.tonnes),
            FigureView(supplier.renewableShare, FigureText.percent),
            intensity(supplier, mark: high.contains(supplier.key) ? " ▲" : low.contains(supplier.key) ? " ▼" : ""),
            FigureView(supplier.partsWithFigures), FigureView(supplier.partsWithoutFigures),
            FigureView(supplier.errors),
            FigureView(supplier.warnings),
          ])
      })
  }

  private func intensity(_ supplier: Portfolio.Supplier, mark: String) -> FigureView {
    switch supplier.intensity {
    case .value(let value): FigureView(value) { FigureText.significant($0) + mark }
    case .zero: FigureView(0)
    case .implausible: FigureView(nil, text: words("intensity.implausible"))
    case .unknown: FigureView(nil, text: FigureText.missing)
    }
  }
}

// What the template shows, by the names that it uses: see ``PortfolioSection``.

private struct PageView {
  var languageTag, policy, title, style, script, lead, scopeRemark: String
  var tiles: [TileView]
  var words: [String: String]
  var sections: [PortfolioSection]
  var supplierTable: SupplierTableView
}

private struct TileView {
  var number: String
  var what: String
}

private struct ChoiceView { var id, meaning: String }

private struct SupplierTableView {
  var noSuppliers: String?
  var hasSuppliers: Bool
  var supplierRemark: String
  var supplierHead: [PortfolioSection.Cell]
  var verdictChoices: [ChoiceView]
  var supplierRows: [SupplierRowView]
}

/// There are thousands of these: they say themselves what a name means, because reflection would take seconds.
private struct SupplierRowView: MustacheParent {
  var texts: [String: String]
  var numbers: [FigureView]

  func child(named name: String) -> Any? { name == "numbers" ? numbers : texts[name] }
}

private struct FigureView: MustacheParent {
  /// What rows are sorted by; empty for what is not known.
  var value: String
  var text: String

  init(_ value: Double?, text: String) {
    self.value = value.map { "\($0)" } ?? ""
    self.text = text
  }

  init(_ value: Double?, _ text: (Double) -> String) { self.init(value, text: value.map(text) ?? FigureText.missing) }

  init(_ count: Int) { self.init(Double(count), text: FigureText.grouped(count)) }

  func child(named name: String) -> Any? {
    switch name {
    case "v": value
    case "t": text
    default: nil
    }
  }
}

extension [UInt8] {
  /// The bytes in Base64, as a content security policy names a digest.
  fileprivate var base64: String {
    let letters = [Character]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = self
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
      for place in 0..<4 { text.append(start + place <= bytes.count ? letters[group >> (18 - 6 * place) & 63] : "=") }
    }
    return text
  }
}
