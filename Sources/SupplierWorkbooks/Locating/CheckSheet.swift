public import XLSX

/// The sheet that an annotated copy has in front; it is known by a hidden name of its own, whatever its tab is called.
public enum CheckSheet {
  /// What its tab says.
  public static let name = "Check 检查"
  /// The defined name that belongs to it.
  public static let marker = "GreenQuote_Check"

  /// The name of that sheet in a workbook; `nil` where it has none.
  public static func name(in workbook: WorkbookReader) -> String? {
    workbook.definedNames.first { $0.name.lowercased() == marker.lowercased() && $0.sheet != nil }?.sheet
  }
}
