internal import XLSX

/// The names that a workbook defines, to be looked up without regard to case.
struct FormulaNames {
  private struct Key: Hashable {
    var name: String
    var sheet: String?
  }

  private var formulas: [Key: String] = [:]

  init(_ names: [DefinedName]) {
    for name in names {
      let key = Key(name: name.name.lowercased(), sheet: name.sheet?.lowercased())
      if formulas[key] == nil { formulas[key] = name.formula }
    }
  }

  /// The formula behind a name: a sheet's own name goes before the workbook's.
  func formula(of name: String, sheet: String) -> String? {
    let name = name.lowercased()
    return formulas[Key(name: name, sheet: sheet.lowercased())] ?? formulas[Key(name: name, sheet: nil)]
  }
}
