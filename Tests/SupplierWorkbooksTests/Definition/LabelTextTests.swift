import Testing

@testable import SupplierWorkbooks

@Suite("Comparing labels")
struct LabelTextTests {
  @Test(
    "Case, width, spaces, line breaks and punctuation do not matter",
    arguments: [
      ("PN Price", "pnprice"), ("  pn   PRICE ", "pnprice"), ("PN\nPrice", "pnprice"), ("PN\r\nPrice:", "pnprice"),
      ("ＰＮ　Ｐｒｉｃｅ", "pnprice"), ("P.N.-Price*", "pnprice"), ("PN\u{A0}Price", "pnprice"), ("PN\u{200B}Price", "pnprice"),
      ("m³", "m3"), ("m²", "m2"), ("CO₂", "co2"), ("Pre-consumer ％", "preconsumer%"), ("制造商：", "制造商"),
      ("制 造\n商（必填）", "制造商必填"),
      ("_Straße_", "straße"), ("", ""), ("—/…", ""),
    ])
  func folding(text: String, folded: String) {
    #expect(LabelText.folded(text) == folded)
  }

  @Test(
    "Letters and digits that differ stay different",
    arguments: [("kWh RE", "kWh NON-RE"), ("Scope 1", "Scope 2"), ("氢", "氦"), ("5 %", "5")])
  func differences(left: String, right: String) {
    #expect(LabelText.folded(left) != LabelText.folded(right))
  }

  @Test("A label in two languages may be known by either, with or without its brackets")
  func bilingual() {
    let forms = LabelText.candidates("Revenue (full units)\n营业收入（元）").map(\.text)
    #expect(forms.contains("revenue"))
    #expect(forms.contains("营业收入"))
    #expect(forms.contains("revenuefullunits"))
    #expect(forms.contains("营业收入元"))
    #expect(LabelText.candidates("Coal 煤").map(\.text) == ["coal煤", "coal", "煤"])
  }

  @Test("The whole text comes first, so that the most exact reading wins")
  func exactFirst() {
    #expect(LabelText.candidates("kWh (net)").first?.text == "kwhnet")
    #expect(LabelText.candidates("kWh (net)").map(\.text).contains("kwh"))
  }

  @Test("Text without letters or digits has no forms", arguments: ["", "   ", "---", "（）", "\n"])
  func nothing(text: String) {
    #expect(LabelText.candidates(text).isEmpty)
  }

  @Test("Many lines take no longer than they are long")
  func manyLines() {
    #expect(LabelText.candidates((0..<50_000).map { "line \($0)" }.joined(separator: "\n")).count == 50_001)
  }

  @Test(
    "Unbalanced brackets do not crash and lose no text before them",
    arguments: ["Price (USD", "Price) USD", "((Price", "】【"])
  func brackets(text: String) {
    let forms = LabelText.candidates(text)
    if text.hasPrefix("Price") { #expect(forms.contains { $0.text.hasPrefix("price") }) }
  }
}
