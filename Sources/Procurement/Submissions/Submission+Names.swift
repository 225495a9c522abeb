internal import SupplierWorkbooks

extension Submission {
  /// Names that differ in case, width, spaces and punctuation only are the same supplier's.
  static func folded(_ name: String) -> String {
    let folded = LabelText.foldedName(name)
    return folded.isEmpty ? name : folded
  }
}
