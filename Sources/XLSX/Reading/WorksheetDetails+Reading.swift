extension WorksheetDetails {
  /// Details from the elements of a worksheet part that stand before and after its cells.
  init(elements: [XMLElement]) {
    for element in elements {
      switch element.name {
      case "cols": columns = element.all("col").compactMap(Self.columnLayout)
      case "mergeCells": mergedRanges = element.all("mergeCell").compactMap { $0["ref"].flatMap { CellRange($0) } }
      case "dataValidations": dataValidations += element.all("dataValidation").compactMap { Self.validation($0) }
      case "extLst": dataValidations += element.descendants("dataValidation").compactMap { Self.validation($0) }
      case "autoFilter": autoFilter = element["ref"].flatMap { CellRange($0) }
      case "sheetProtection": isProtected = element.flag("sheet")
      case "sheetViews":
        if let pane = element.descendants("pane").first, pane["state"]?.hasPrefix("frozen") == true {
          frozenRows = Self.count(pane["ySplit"], below: CellReference.maximumRow)
          frozenColumns = Self.count(pane["xSplit"], below: CellReference.maximumColumn)
        }
      default: break
      }
    }
  }

  /// A number of rows or columns, of which there is at least one more; 0 for anything else.
  private static func count(_ text: String?, below limit: Int) -> Int {
    guard let number = text.flatMap({ XMLNumber.decimal($0, in: 0...Double(limit)) }), number < Double(limit) else {
      return 0
    }
    return Int(number.rounded(.down))
  }

  private static func columnLayout(_ element: XMLElement) -> ColumnLayout? {
    guard let first = element.integer("min", in: 1...CellReference.maximumColumn),
      let last = element.integer("max", in: 1...Int.max),
      first <= last
    else { return nil }
    return ColumnLayout(
      columns: first...min(last, CellReference.maximumColumn), width: element.decimal("width", in: 0...255),
      isHidden: element.flag("hidden"), style: element.integer("style"))
  }

  /// Excel 2010's extension has formulas and ranges in elements of their own: [MS-XLSX] 2.6.30.
  private static func validation(_ element: XMLElement) -> DataValidation? {
    let ranges = (element["sqref"] ?? element.first("sqref")?.text ?? "").split(whereSeparator: \.isWhitespace)
      .compactMap { CellRange($0) }
    guard let kind = DataValidation.Kind(rawValue: element["type"] ?? "none"), !ranges.isEmpty else { return nil }
    func formula(_ name: String) -> String? {
      element.first(name).map { $0.first("f")?.text ?? $0.text }
    }
    var validation = DataValidation(
      kind, formula1: formula("formula1") ?? "", formula2: formula("formula2"), ranges: ranges)
    validation.comparison = element["operator"].flatMap { DataValidation.Comparison(rawValue: $0) } ?? .between
    validation.allowsBlank = element.flag("allowBlank")
    validation.errorStyle = element["errorStyle"].flatMap { DataValidation.ErrorStyle(rawValue: $0) } ?? .stop
    validation.errorTitle = element["errorTitle"]
    validation.errorMessage = element["error"]
    validation.promptTitle = element["promptTitle"]
    validation.prompt = element["prompt"]
    return validation
  }
}
