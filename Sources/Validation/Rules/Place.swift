internal import SupplierWorkbooks

/// A place of a workbook: a field or the cell of a column, with its label.
final class Place: Sendable {
  /// The file, where it is another than the workbook; else `nil`.
  let file: String?
  let sheet: String
  let field: LocalizedText
  let isMandatory: Bool
  let isNumber: Bool
  let isDate: Bool
  /// A price: zero is no answer.
  let isPrice: Bool

  init(
    file: String? = nil, sheet: String, field: LocalizedText, isMandatory: Bool, isNumber: Bool, isDate: Bool = false,
    isPrice: Bool = false
  ) {
    self.file = file
    self.sheet = sheet
    self.field = field
    self.isMandatory = isMandatory
    self.isNumber = isNumber
    self.isDate = isDate
    self.isPrice = isPrice
  }

  var emptyVariant: String { file != nil ? "company" : isPrice ? "price" : isNumber ? "number" : isDate ? "date" : "" }
}
