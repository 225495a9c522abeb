import HandmadeWorkbooks

@testable import XLSX

/// Worksheet parts of any content: mostly rows as programs write them, among them what nobody would write and what is
/// no XML.
struct RandomSheet {
  var generator: SeededGenerator

  mutating func next() -> [UInt8] {
    let isPrefixed = chance(12)
    var namespaces = isPrefixed ? " xmlns:x=\"\(HandmadeWorkbook.main)\"" : ""
    if !isPrefixed || chance(2) {
      namespaces += " xmlns=\"\(chance(6) ? HandmadeWorkbook.strict : HandmadeWorkbook.main)\""
    }
    if !chance(8) { namespaces += " xmlns:x14ac=\"urn:ac\"" }
    let prefix = isPrefixed ? "x:" : ""
    var text = pick(["", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"])
    text += "<\(prefix)worksheet\(namespaces)><\(prefix)sheetData>"
    var number = 0
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      number += chance(40) ? 0 : chance(5) ? 3 : 1
      text += row(number, prefix: isPrefixed && chance(2) ? "x:" : "")
      if chance(4) { text += pick(["\n", "  ", "<!-- -->", "\r\n", "<?p?>", "text", "]]", "<other/>"]) }
    }
    text +=
      "</\(prefix)sheetData><\(prefix)mergeCells><\(prefix)mergeCell ref=\"A1:B2\"/></\(prefix)mergeCells></\(prefix)worksheet>"
    var bytes = Array(text.utf8)
    if chance(5) { bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: 0...255, using: &generator) }
    return bytes
  }

  private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }
  private mutating func pick(_ all: [String]) -> String { all.randomElement(using: &generator) ?? "" }

  private mutating func row(_ number: Int, prefix: String) -> String {
    var attributes = chance(10) ? [] : ["r=\"\(number)\""]
    let others = [
      "spans=\"1:3\"", "s=\"2\"", "customFormat=\"1\"", "hidden=\"1\"", "hidden=\"true\"", "hidden=\"0\"", "ht=\"15\"",
      "customHeight=\"1\"",
      "x14ac:dyDescent=\"0.25\"", "collapsed=\"1\"", "thickBot='1'", "ph=\"&lt;\"", "unknown=\"1\"",
      "s=\"12345678901\"",
    ]
    for _ in 0..<Int.random(in: 0...3, using: &generator) { attributes.append(pick(others)) }
    if !chance(50) { attributes = Array(Set(attributes)).sorted() }
    attributes.shuffle(using: &generator)
    let start = "<\(prefix)row" + attributes.map { (chance(30) ? "  " : " ") + $0 }.joined()
    if chance(10) { return start + pick(["/>", " />"]) }
    var column = 0
    var cells = ""
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      column += chance(25) ? 0 : chance(6) ? 30 : 1
      cells += cell(CellReference(row: number, column: max(column, 1)), prefix: prefix)
      if chance(40) { cells += pick([" ", "<!-- </row> -->", "<![CDATA[ ]]>"]) }
    }
    return start + pick([">", ">", ">", " >"]) + cells + "</\(prefix)row>"
  }

  private mutating func cell(_ reference: CellReference, prefix: String) -> String {
    var attributes: [String] = []
    if !chance(10) {
      attributes.append("r=\"\(chance(30) ? reference.description.lowercased() : reference.description)\"")
    }
    if chance(2) { attributes.append(pick(["s=\"1\"", "s=\"0\"", "s=\"\"", "s=\"17\""])) }
    let type = pick(["", "", "n", "s", "str", "inlineStr", "b", "e", "d", "other"])
    if !type.isEmpty { attributes.append("t=\"\(type)\"") }
    if chance(9) { attributes.append(pick(["cm=\"1\"", "vm=\"1\"", "ph=\"1\"", "x=\"1\""])) }
    attributes.shuffle(using: &generator)
    let start = "<\(prefix)c" + attributes.map { " " + $0 }.joined()
    if chance(8) { return start + pick(["/>", " />"]) }
    var content = chance(3) ? formula(prefix: prefix) : ""
    if type == "inlineStr" {
      content += "<\(prefix)is>" + pick(["<t>", "<t xml:space=\"preserve\">", "<r><t>"]) + text()
      content += content.contains("<r><t>") ? "</t></r></is>" : "</t></is>"
      if !prefix.isEmpty { content = content.replacing("</is>", with: "</\(prefix)is>") }
    } else if chance(12) {
      content += pick(["<\(prefix)v/>", "<\(prefix)v />", ""])
    } else {
      content += "<\(prefix)v>" + (type == "str" ? text() : number(of: type)) + "</\(prefix)v>"
    }
    return start + ">" + content + "</\(prefix)c>"
  }

  private mutating func number(of type: String) -> String {
    switch type {
    case "s": pick(["0", "1", "2", "", "-1", "1.5", " 1 ", "1e0", "01", "99999999999999999999"])
    case "b": pick(["0", "1", "true", "false", "", "2"])
    case "e": pick(["#N/A", "#REF!", "#DIV/0!", "#WHAT", ""])
    case "d": pick(["2024-02-29", "2024-02-29T12:00:00Z", "never", ""])
    default:
      chance(2)
        ? "\(Double.random(in: -1e6...1e6, using: &generator))"
        : pick([
          "0", "-0", "1.", ".5", "1e5", "-2.5E-3", "9007199254740993", "0.12345678901234567", "1e400", "abc", " 7\n",
          "NaN", "&#49;", "--1",
        ])
    }
  }

  private mutating func formula(prefix: String) -> String {
    let attributes = pick([
      "", "", " t=\"shared\" si=\"0\"", " t=\"shared\" ref=\"A1:B9\" si=\"0\"", " t=\"array\" ref=\"A1:B2\"",
      " t=\"array\"",
      " ca=\"1\"", " t=\"normal\"", " t=\"dataTable\" ref=\"A1\"", " si=\"0\" t=\"shared\"",
      " t=\"array\" ref=\"what\"", " aca=\"1\"",
    ])
    if chance(3) { return "<\(prefix)f\(attributes)" + pick(["/>", " />"]) }
    return "<\(prefix)f\(attributes)>"
      + pick(["A1+$B$2", "IF(A1&gt;1,\"x\",B2)", "SUM(A:A)&amp;\"&lt;\"", "A1>1", "", "价!A1"])
      + "</\(prefix)f>"
  }

  private mutating func text() -> String {
    (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      pick([
        "plain", " ", "é", "料号", "😀", "a\nb", "\t", "&amp;", "&lt;&gt;", "&quot;&apos;", "_x000D_", "_x0041_", "]",
        "]]", ">", "a>b",
        "\u{7F}",
        "\u{85}", "\u{FFFD}", "\u{FEFF}",
        pick(["&#10;", "&#x41;", "\r\n", "\u{FFFF}", "]]>", "&", "\u{1}", "<![CDATA[x]]>", "<!--x-->"]),
      ])
    }.joined()
  }
}
