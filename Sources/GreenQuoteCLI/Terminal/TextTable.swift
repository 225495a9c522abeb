/// Columns of text, as wide as what stands in them.
enum TextTable {
  static func print(_ header: [String], _ rows: [[String]]) {
    let header = header.map { TerminalText($0).shown }
    let rows = rows.map { $0.map { TerminalText($0).shown } }
    let widths = header.indices.map { column in ([header] + rows).map { width($0[column]) }.max() ?? 0 }
    for row in [header] + rows {
      let cells = row.enumerated().map { index, text in
        index == row.count - 1 ? text : text + String(repeating: " ", count: widths[index] - width(text))
      }
      Terminal.output("  " + cells.joined(separator: "  "))
    }
  }

  /// In columns of the terminal: ideographs and full-width forms take two.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) {
      $0 + ((0x2E80...0xFF60).contains($1.value) || (0x20000...0x3FFFF).contains($1.value) ? 2 : 1)
    }
  }
}
