/// Labels of amounts without the words of units in them: `kg CO2 p/part` and `g CO2/1000 pcs` name the same.
enum MeasuredLabel {
  /// The folded names that a header has without its units, empty ones too; none where it says no unit, scale, currency or number of
  /// pieces.
  static func names(of header: String) -> Set<FoldedText> {
    guard header.utf8.count < 200, StatedMeasure(label: header, besides: []) != nil else { return [] }
    var names: Set<FoldedText> = []
    for line in MeasureTokens.narrowed(header).split(whereSeparator: { $0.isNewline }) {
      let outside = line.prefix { !"([".contains($0) }
      names.insert(name(outside))
    }
    return names
  }

  /// Whether names are those of a column; one without a name is called by its unit alone, as is a column of MWh.
  static func fits(_ names: Set<FoldedText>, _ column: TemplateDefinition.Column) -> Bool {
    let label = column.labels
    return label.text.spellings.contains { spelling in names.contains(name(spelling[...])) }
      || label.folded.contains { names.contains($0) }
  }

  /// The words of a text that are no units, scales, currencies or pieces.
  private static func name(_ text: Substring) -> FoldedText {
    var rest = ""
    for token in MeasureTokens.tokens(MeasureTokens.narrowed(String(text))) {
      switch token {
      case .latin(let word):
        let isGas = ["co2", "co2e"].contains(word.lowercased())
        if isGas { rest += "co2" }
        if word.lowercased() != "p", MeasureVocabulary.latin(word, isWhole: true) == nil { rest += word }
      case .eastern(let run):
        if MeasureVocabulary.eastern(run) == nil { rest += eastern(run) }
      case .number, .stroke, .aside, .other: break
      }
    }
    return FoldedText(folding: rest)
  }

  /// A run without the unit that it begins or ends with: 千克二氧化碳, 单价美元.
  private static func eastern(_ run: Substring) -> String {
    if let (_, length) = MeasureVocabulary.beginning(of: run) { return String(run.dropFirst(length)) }
    for length in (2..<max(2, min(6, run.count))).reversed() {
      let end = run.suffix(length)
      if MeasureVocabulary.eastern(end) != nil, MeasureVocabulary.within(run) == MeasureVocabulary.eastern(end) {
        return String(run.dropLast(length))
      }
    }
    return String(run)
  }
}
