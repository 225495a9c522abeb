public import Validation

/// An explanation as plain text, for terminals and letters.
public struct ExplanationText {
  private let catalogue: MessageCatalogue

  /// A writer of texts in the catalogue's language.
  public init(catalogue: MessageCatalogue) { self.catalogue = catalogue }

  /// Writes the explanation line by line, as the caller prints them; lines come without line ends.
  public func write(_ explanation: Explanation, line: (String) -> Void) {
    line(catalogue.phrase("explain.heading", ["file": explanation.file]))
    line(explanation.settings)
    if let doubleEntry = explanation.doubleEntry { line(doubleEntry) }
    for (index, section) in explanation.sections.enumerated() {
      line("")
      line("\(index + 1)  \(section.title)")
      for step in section.steps { write(step, of: explanation.file, line) }
    }
  }

  private func write(_ step: Explanation.Step, of file: String, _ line: (String) -> Void) {
    line("")
    line("  \(step.number)  \(step.title)")
    for input in step.inputs {
      let unit = input.unit.isEmpty ? "" : " " + input.unit
      line("       \(input.name) = \(Explanation.number(input.value))\(unit)   [\(origin(of: input, in: file))]")
    }
    let result = Explanation.number(step.result.value) + (step.result.unit.isEmpty ? "" : " " + step.result.unit)
    line("     \(step.result.name) = \(step.formula)")
    if step.calculation != step.formula { line("       = \(step.calculation)") }
    line("       = \(result)")
    for note in step.notes { line("       (\(note))") }
  }

  /// Where a term comes from: `Company!B8, typed: 240000`, `step 1.2`, or source and year of a factor.
  ///
  /// The file stands there, too, where it is not the one explained.
  func origin(of term: Explanation.Term, in file: String) -> String {
    if let cell = term.cell {
      return (cell.file == file ? "" : cell.file + ": ") + "\(cell.sheet)!\(cell.cell), "
        + catalogue.phrase("explain.label.typed", ["text": cell.typed])
    }
    if let step = term.step { return catalogue.phrase("explain.label.step", ["number": step]) }
    guard let factor = term.factor else { return "" }
    return [factor.replacement, factor.source, factor.year].compactMap { $0 }.joined(separator: ", ")
  }
}

/// An explanation as Markdown: a table of inputs, the formula, and the result for each step.
public struct ExplanationMarkdown {
  private let catalogue: MessageCatalogue

  /// A writer of Markdown in the catalogue's language.
  public init(catalogue: MessageCatalogue) { self.catalogue = catalogue }

  /// Writes the explanation line by line, as the caller prints them; lines come without line ends.
  public func write(_ explanation: Explanation, line: (String) -> Void) {
    line("# " + escaped(catalogue.phrase("explain.heading", ["file": explanation.file])))
    line("")
    line(escaped(explanation.settings))
    if let doubleEntry = explanation.doubleEntry {
      line("")
      line(escaped(doubleEntry))
    }
    for (index, section) in explanation.sections.enumerated() {
      line("")
      line("## \(index + 1) \(escaped(section.title))")
      for step in section.steps { write(step, of: explanation.file, line) }
    }
  }

  private func write(_ step: Explanation.Step, of file: String, _ line: (String) -> Void) {
    line("")
    line("### \(step.number) \(escaped(step.title))")
    if !step.inputs.isEmpty {
      line("")
      let labels = ["input", "value", "from"].map { catalogue.phrase("explain.label." + $0) }
      line("| \(labels[0]) | \(labels[1]) | \(labels[2]) |")
      line("|---|---:|---|")
      for input in step.inputs {
        let value = Explanation.number(input.value) + (input.unit.isEmpty ? "" : " " + input.unit)
        line("| \(escaped(input.name)) | \(escaped(value)) | \(origin(of: input, in: file)) |")
      }
    }
    line("")
    line("\(escaped(step.result.name)) = \(escaped(step.formula))  ")
    if step.calculation != step.formula { line("= \(escaped(step.calculation))  ") }
    line("= **\(Explanation.number(step.result.value))** \(escaped(step.result.unit))")
    for note in step.notes {
      line("")
      line("*\(escaped(note))*")
    }
  }

  private func origin(of term: Explanation.Term, in file: String) -> String {
    let text = escaped(ExplanationText(catalogue: catalogue).origin(of: term, in: file))
    guard let url = term.factor?.url, url.hasPrefix("https://"), !url.contains(where: { " <>()\n".contains($0) }) else {
      return text
    }
    return "[\(text)](\(url))"
  }

  /// The text without what Markdown would take for its own.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline {
        result += " "
      } else if "\\`*_[]<>|#".contains(character) {
        result += "\\\(character)"
      } else {
        result.append(character)
      }
    }
    return result
  }
}
