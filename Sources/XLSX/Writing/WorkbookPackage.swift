/// Lays out the parts of a new workbook and writes them in an order in which each can be streamed.
struct WorkbookPackage {
  private let workbook: NewWorkbook

  private static let relationshipBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  init(_ workbook: NewWorkbook) { self.workbook = workbook }

  func write(to path: String, force: Bool, level: Int) throws {
    try check()
    let archive = try ArchiveWriter(target: path, original: nil, force: force)
    try archive.put("[Content_Types].xml", level: level, BytesProducer(contentTypes()))
    try archive.put("_rels/.rels", level: level, BytesProducer(relationships([("officeDocument", "xl/workbook.xml")])))
    try archive.put("xl/workbook.xml", level: level, BytesProducer(workbookPart()))
    let sheets = workbook.worksheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
    try archive.put(
      "xl/_rels/workbook.xml.rels", level: level,
      BytesProducer(relationships(sheets + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")])))
    try archive.put("xl/styles.xml", level: level, BytesProducer(try workbook.styles.part()))
    let strings = SharedStringTable()
    var chartCount = 0
    for (index, sheet) in workbook.worksheets.enumerated() {
      let number = index + 1
      var attached: [(kind: String, target: String)] = []
      var drawing: String?
      var legacyDrawing: String?
      if !sheet.charts.isEmpty {
        attached.append(("drawing", "../drawings/drawing\(number).xml"))
        drawing = "rId\(attached.count)"
      }
      if !sheet.comments.isEmpty {
        attached.append(("vmlDrawing", "../drawings/vmlDrawing\(number).vml"))
        legacyDrawing = "rId\(attached.count)"
        attached.append(("comments", "../comments\(number).xml"))
      }
      try archive.put(
        "xl/worksheets/sheet\(number).xml", level: level,
        WorksheetProducer(
          sheet, strings: strings, styleCount: workbook.styles.count, isActive: index == workbook.activeSheet, drawing: drawing,
          legacyDrawing: legacyDrawing))
      if !attached.isEmpty {
        try archive.put("xl/worksheets/_rels/sheet\(number).xml.rels", level: level, BytesProducer(relationships(attached)))
      }
      if !sheet.charts.isEmpty {
        try archive.put("xl/drawings/drawing\(number).xml", level: level, BytesProducer(WorksheetAttachments.drawing(sheet.charts)))
        let targets = sheet.charts.indices.map { ("chart", "../charts/chart\(chartCount + $0 + 1).xml") }
        try archive.put("xl/drawings/_rels/drawing\(number).xml.rels", level: level, BytesProducer(relationships(targets)))
        for chart in sheet.charts {
          chartCount += 1
          try archive.put("xl/charts/chart\(chartCount).xml", level: level, BytesProducer(try chart.part()))
        }
      }
      if !sheet.comments.isEmpty {
        try archive.put("xl/comments\(number).xml", level: level, BytesProducer(WorksheetAttachments.comments(sheet.comments)))
        try archive.put("xl/drawings/vmlDrawing\(number).vml", level: level, BytesProducer(WorksheetAttachments.commentShapes(sheet.comments)))
      }
    }
    // Last: the table is complete only after all rows have been pulled.
    try archive.put("xl/sharedStrings.xml", level: level, DeferredProducer { strings.part() })
    try archive.commit()
  }

  /// Names as Excel demands them: ECMA-376 Part 1, 18.2.19, and Excel's own limits.
  private func check() throws(XLSXError) {
    guard !workbook.worksheets.isEmpty else { throw XLSXError(.invalidArgument, detail: "a workbook without sheets") }
    guard workbook.worksheets.indices.contains(workbook.activeSheet) else { throw XLSXError(.invalidArgument, detail: "no sheet to show first") }
    var names: Set<String> = []
    for sheet in workbook.worksheets {
      let name = sheet.name
      guard !name.isEmpty, name.utf16.count <= 31 else {
        throw XLSXError(.invalidArgument, detail: "the sheet name '\(name)' has \(name.utf16.count) characters; 1 to 31 are allowed")
      }
      guard !name.contains(where: { "[]:*?/\\".contains($0) }), !name.hasPrefix("'"), !name.hasSuffix("'") else {
        throw XLSXError(.invalidArgument, detail: "the sheet name '\(name)' has one of []:*?/\\ or an apostrophe at its end")
      }
      guard names.insert(name.lowercased()).inserted else { throw XLSXError(.invalidArgument, detail: "two sheets are named '\(name)'") }
    }
  }

  private func relationships(_ targets: [(kind: String, target: String)]) -> [UInt8] {
    var xml = XMLOutput(declaration: ())
    xml.raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
    for (index, relationship) in targets.enumerated() {
      xml.raw("<Relationship")
      xml.attribute("Id", "rId\(index + 1)")
      xml.attribute("Type", Self.relationshipBase + relationship.kind)
      xml.attribute("Target", relationship.target)
      xml.raw("/>")
    }
    xml.raw("</Relationships>")
    return xml.bytes
  }

  private func contentTypes() -> [UInt8] {
    let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var xml = XMLOutput(declaration: ())
    xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    if workbook.worksheets.contains(where: { !$0.comments.isEmpty }) {
      xml.raw("<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>")
    }
    func override(_ part: String, _ type: String) {
      xml.raw("<Override")
      xml.attribute("PartName", part)
      xml.attribute("ContentType", type)
      xml.raw("/>")
    }
    override("/xl/workbook.xml", spreadsheet + "sheet.main+xml")
    override("/xl/styles.xml", spreadsheet + "styles+xml")
    override("/xl/sharedStrings.xml", spreadsheet + "sharedStrings+xml")
    var chartCount = 0
    for (index, sheet) in workbook.worksheets.enumerated() {
      override("/xl/worksheets/sheet\(index + 1).xml", spreadsheet + "worksheet+xml")
      if !sheet.charts.isEmpty {
        override("/xl/drawings/drawing\(index + 1).xml", "application/vnd.openxmlformats-officedocument.drawing+xml")
        for _ in sheet.charts {
          chartCount += 1
          override("/xl/charts/chart\(chartCount).xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
        }
      }
      if !sheet.comments.isEmpty { override("/xl/comments\(index + 1).xml", spreadsheet + "comments+xml") }
    }
    xml.raw("</Types>")
    return xml.bytes
  }

  private func workbookPart() -> [UInt8] {
    var xml = XMLOutput(declaration: ())
    xml.raw("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    xml.raw(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><bookViews><workbookView")
    xml.attribute("windowWidth", 28_800)
    xml.attribute("windowHeight", 15_600)
    if workbook.activeSheet > 0 { xml.attribute("activeTab", workbook.activeSheet) }
    xml.raw("/></bookViews><sheets>")
    for (index, sheet) in workbook.worksheets.enumerated() {
      xml.raw("<sheet")
      xml.attribute("name", sheet.name)
      xml.attribute("sheetId", index + 1)
      if sheet.visibility != .visible { xml.attribute("state", sheet.visibility.rawValue) }
      xml.attribute("r:id", "rId\(index + 1)")
      xml.raw("/>")
    }
    xml.raw("</sheets>")
    let names = allNames()
    if !names.isEmpty {
      xml.raw("<definedNames>")
      for entry in names {
        xml.raw("<definedName")
        xml.attribute("name", entry.name.name)
        if let index = entry.sheetIndex { xml.attribute("localSheetId", index) }
        if entry.name.isHidden { xml.raw(" hidden=\"1\"") }
        xml.raw(">")
        xml.escaped(entry.name.formula)
        xml.raw("</definedName>")
      }
      xml.raw("</definedNames>")
    }
    xml.raw("<calcPr calcId=\"191029\"")
    if workbook.recalculatesOnLoad { xml.raw(" fullCalcOnLoad=\"1\"") }
    xml.raw("/></workbook>")
    return xml.bytes
  }

  /// The names of the workbook and those that filters and print titles need, in the order that Excel writes: by name, then by sheet.
  private func allNames() -> [(name: DefinedName, sheetIndex: Int?)] {
    var names: [(name: DefinedName, sheetIndex: Int?)] = workbook.definedNames.map { name in
      (name, name.sheet.flatMap { sheet in workbook.worksheets.firstIndex { $0.name == sheet } })
    }
    for (index, sheet) in workbook.worksheets.enumerated() {
      let quoted = Self.quoted(sheet.name)
      if let range = sheet.autoFilter {
        names.append((DefinedName(name: "_xlnm._FilterDatabase", formula: "\(quoted)!\(range.absolute)", isHidden: true), index))
      }
      if let rows = sheet.printTitleRows {
        names.append((DefinedName(name: "_xlnm.Print_Titles", formula: "\(quoted)!$\(rows.lowerBound):$\(rows.upperBound)"), index))
      }
    }
    return names.sorted { ($0.name.name.lowercased(), $0.sheetIndex ?? -1) < ($1.name.name.lowercased(), $1.sheetIndex ?? -1) }
  }

  /// `'Per MPN'`, quoted always: no list of exceptions to keep.
  static func quoted(_ sheet: String) -> String { "'" + sheet.replacing("'", with: "''") + "'" }
}
