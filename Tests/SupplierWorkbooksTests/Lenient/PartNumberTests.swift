import Testing

@testable import SupplierWorkbooks

@Suite("Damaged part numbers")
struct PartNumberTests {
  @Test(
    "What a spreadsheet program made of a part number is known by its form",
    arguments: [
      ("1E+05", .exponent), ("1.234E+15", .exponent), ("9E+100", .exponent), ("3月2日", .date), ("12月31日", .date),
      ("2-Mar", .date),
      ("12345678901234500000", .digits),
    ] as [(String, PartNumber.Damage)])
  func damaged(text: String, damage: PartNumber.Damage) { #expect(PartNumber.damage(of: text) == damage) }

  @Test(
    "What comes near is a part number",
    arguments: [
      "1E+5", "1E+1234", "12E+05", "1.E+05", "1.2.3E+05", "E+05", "1E05", "1e+05", "1E+0A", "1E+05 ", "X1E+05",
      "123月2日", "3月日", "月2日",
      "3月2日A", "3月2月1日", "三月二日",
    ])
  func sound(text: String) { #expect(PartNumber.damage(of: text) == nil) }
}
