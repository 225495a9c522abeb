/// The part that lists the sheets and the names of a workbook: ECMA-376 Part 1, 18.2.27.
enum WorkbookPart {
  static func bytes(of workbook: NewWorkbook) throws(XLSXError) -> [UInt8] {
    var xml = XMLBuffer()
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    xml.append(
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr/><bookViews><workbookView"
    )
    if let first = workbook.worksheets.firstIndex(where: { $0.visibility == .visible }), first > 0 {
      xml.attribute("firstSheet", first)
    }
    xml.attribute("activeTab", workbook.activeSheet)
    xml.append("/></bookViews><sheets>")
    for (index, worksheet) in workbook.worksheets.enumerated() {
      xml.append("<sheet")
      xml.attribute("name", worksheet.name)
      xml.attribute("sheetId", index + 1)
      if worksheet.visibility != .visible { xml.attribute("state", worksheet.visibility.rawValue) }
      xml.attribute("r:id", "rId\(index + 1)")
      xml.append("/>")
    }
    xml.append("</sheets>")
    let names = try definedNames(of: workbook)
    if !names.isEmpty {
      xml.append("<definedNames>")
      for (name, sheet) in names {
        xml.append("<definedName")
        xml.attribute("name", name.name)
        if let sheet { xml.attribute("localSheetId", sheet) }
        if name.isHidden { xml.append(" hidden=\"1\"") }
        xml.append(">")
        xml.append(text: name.formula, .plain)
        xml.append("</definedName>")
      }
      xml.append("</definedNames>")
    }
    // The number tells Excel that the cached values are those of a present version; without it, it calculates
    // everything on opening.
    xml.append("<calcPr calcId=\"191029\"")
    if workbook.fullCalcOnLoad { xml.append(" fullCalcOnLoad=\"1\"") }
    xml.append("/></workbook>")
    return xml.bytes
  }

  /// The names of the workbook and those in which Excel keeps filters, print areas and print titles, each with the
  /// index of its sheet.
  private static func definedNames(of workbook: NewWorkbook) throws(XLSXError) -> [(DefinedName, Int?)] {
    var names: [(DefinedName, Int?)] = []
    for (index, worksheet) in workbook.worksheets.enumerated() {
      names += ownNames(of: worksheet).map { ($0, index) }
    }
    for name in workbook.definedNames {
      try check(name)
      var sheet: Int?
      if let owner = name.sheet {
        sheet = workbook.worksheets.firstIndex { $0.name.lowercased() == owner.lowercased() }
        guard sheet != nil else {
          throw XLSXError(.sheetNotFound, detail: "the defined name \(name.name) belongs to the sheet \(owner)")
        }
      }
      names.append((name, sheet))
    }
    var seen: Set<String> = []
    for (name, sheet) in names where !seen.insert("\(sheet ?? -1) \(name.name.lowercased())").inserted {
      throw XLSXError(.invalidArgument, detail: "the name \(name.name) is defined twice")
    }
    return names.sorted { ($0.0.name.lowercased(), $0.1 ?? -1) < ($1.0.name.lowercased(), $1.1 ?? -1) }
  }

  /// The names in which Excel keeps the filter, the print area and the print titles of a sheet.
  static func ownNames(of worksheet: NewWorksheet) -> [DefinedName] {
    var names: [DefinedName] = []
    func add(_ name: String, _ formula: String, isHidden: Bool = false) {
      names.append(DefinedName(name: "_xlnm." + name, formula: formula, isHidden: isHidden))
    }
    if let filter = worksheet.autoFilter {
      add("_FilterDatabase", SheetRange(sheet: worksheet.name, filter).formula, isHidden: true)
    }
    if let area = worksheet.printArea { add("Print_Area", SheetRange(sheet: worksheet.name, area).formula) }
    if let rows = worksheet.printTitleRows {
      add("Print_Titles", SheetName.quoted(worksheet.name) + "!$\(rows.lowerBound):$\(rows.upperBound)")
    }
    return names
  }

  /// ECMA-376 Part 1, 18.2.5: letters, digits, `_`, `.`, `\`; not a cell.
  static func check(_ name: DefinedName) throws(XLSXError) {
    let text = name.name
    let isStart = text.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "_" || $0 == "\\" } ?? false
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "."
        || scalar == "\\"
        || scalar == "?"
    }
    guard isStart, isPlain, text.utf16.count <= 255, CellReference(text) == nil, !SheetName.looksLikeR1C1(text) else {
      throw XLSXError(.invalidArgument, detail: "\"\(text)\" cannot be a defined name")
    }
    guard !name.formula.isEmpty, !name.formula.hasPrefix("="),
      name.formula.utf16.count <= RowMarkup.maximumFormulaLength
    else {
      throw XLSXError(.invalidArgument, detail: "the defined name \(text) needs a formula without an equals sign")
    }
  }
}
