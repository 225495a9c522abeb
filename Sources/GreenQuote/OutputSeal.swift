public import XLSX

extension PackageSeal {
  /// The seal of what GreenQuote writes: its own outputs, unchanged since, may be replaced by a later run.
  public static let greenQuote = PackageSeal(program: "GreenQuote")
}
