public import SupplierWorkbooks

// Tests name sheets, fields and columns as definitions write them; the product declares each once.

extension SheetID: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }
}

extension FieldID: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }
}

extension ColumnID: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }
}

extension RowID: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }
}

extension ListID: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }
}
