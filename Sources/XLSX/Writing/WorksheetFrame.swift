/// What stands before and after the rows of a worksheet, in the order that the schema demands: ECMA-376 Part 1,
/// 18.3.1.99.
enum WorksheetFrame {
  static func appendHead(of worksheet: NewWorksheet, isSelected: Bool, to xml: inout XMLBuffer) {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    xml.append(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
    if worksheet.tabColor != nil || worksheet.pageSetup.fitsToWidth {
      xml.append("<sheetPr>")
      if let color = worksheet.tabColor {
        xml.append("<tabColor")
        xml.attribute("rgb", color.description)
        xml.append("/>")
      }
      if worksheet.pageSetup.fitsToWidth { xml.append("<pageSetUpPr fitToPage=\"1\"/>") }
      xml.append("</sheetPr>")
    }
    // Of rows that are still to be made the extent is not known; readers do without.
    if let rows = worksheet.rows.array, let extent = extent(of: rows) {
      xml.append("<dimension")
      xml.attribute("ref", extent.description)
      xml.append("/>")
    }
    appendView(of: worksheet, isSelected: isSelected, to: &xml)
    xml.append("<sheetFormatPr")
    if let height = worksheet.defaultRowHeight {
      xml.attribute("defaultRowHeight", height)
      xml.append(" customHeight=\"1\"/>")
    } else {
      xml.append(" defaultRowHeight=\"15\"/>")
    }
    appendColumns(of: worksheet, to: &xml)
    xml.append("<sheetData>")
  }

  static func appendTail(of worksheet: NewWorksheet, relationships: WorksheetRelationships, to xml: inout XMLBuffer) {
    xml.append("</sheetData>")
    worksheet.protection?.append(to: &xml)
    if let filter = worksheet.autoFilter {
      xml.append("<autoFilter")
      xml.attribute("ref", filter.description)
      xml.append("/>")
    }
    if !worksheet.mergedRanges.isEmpty {
      xml.append("<mergeCells")
      xml.attribute("count", worksheet.mergedRanges.count)
      xml.append(">")
      for range in worksheet.mergedRanges {
        xml.append("<mergeCell")
        xml.attribute("ref", range.description)
        xml.append("/>")
      }
      xml.append("</mergeCells>")
    }
    if !worksheet.dataValidations.isEmpty {
      xml.append("<dataValidations")
      xml.attribute("count", worksheet.dataValidations.count)
      xml.append(">")
      for validation in worksheet.dataValidations { append(validation, to: &xml) }
      xml.append("</dataValidations>")
    }
    if !worksheet.hyperlinks.isEmpty {
      xml.append("<hyperlinks>")
      for link in worksheet.hyperlinks {
        xml.append("<hyperlink")
        xml.attribute("ref", link.reference.description)
        xml.attribute("location", link.target.location)
        xml.attribute("tooltip", ifPresent: link.tooltip)
        xml.append("/>")
      }
      xml.append("</hyperlinks>")
    }
    worksheet.pageSetup.append(to: &xml)
    if let identifier = relationships.drawing {
      xml.append("<drawing")
      xml.attribute("r:id", identifier)
      xml.append("/>")
    }
    if let identifier = relationships.commentBoxes {
      xml.append("<legacyDrawing")
      xml.attribute("r:id", identifier)
      xml.append("/>")
    }
    xml.append("</worksheet>")
  }

  private static func appendView(of worksheet: NewWorksheet, isSelected: Bool, to xml: inout XMLBuffer) {
    xml.append("<sheetViews><sheetView")
    if !worksheet.showsGridLines { xml.append(" showGridLines=\"0\"") }
    if isSelected { xml.append(" tabSelected=\"1\"") }
    if worksheet.zoom != 100 {
      xml.attribute("zoomScale", worksheet.zoom)
      xml.attribute("zoomScaleNormal", worksheet.zoom)
    }
    xml.append(" workbookViewId=\"0\">")
    let rows = worksheet.frozenRows
    let columns = worksheet.frozenColumns
    var pane: String?
    if rows > 0 || columns > 0 {
      let active = columns == 0 ? "bottomLeft" : rows == 0 ? "topRight" : "bottomRight"
      xml.append("<pane")
      if columns > 0 { xml.attribute("xSplit", columns) }
      if rows > 0 { xml.attribute("ySplit", rows) }
      xml.attribute("topLeftCell", CellReference(row: rows + 1, column: columns + 1).description)
      xml.attribute("activePane", active)
      xml.append(" state=\"frozen\"/>")
      if rows > 0 && columns > 0 { xml.append("<selection pane=\"topRight\"/><selection pane=\"bottomLeft\"/>") }
      pane = active
    }
    xml.append("<selection")
    xml.attribute("pane", ifPresent: pane)
    xml.attribute("activeCell", worksheet.selectedCell.description)
    xml.attribute("sqref", worksheet.selectedCell.description)
    xml.append("/></sheetView></sheetViews>")
  }

  private static func appendColumns(of worksheet: NewWorksheet, to xml: inout XMLBuffer) {
    guard !worksheet.columns.isEmpty else { return }
    xml.append("<cols>")
    for column in worksheet.columns {
      xml.append("<col")
      xml.attribute("min", column.columns.lowerBound)
      xml.attribute("max", column.columns.upperBound)
      // Excel takes a column without a width for one of width 0.
      xml.attribute("width", column.width ?? 9.140625)
      if column.style != .standard { xml.attribute("style", column.style.index) }
      if column.isHidden { xml.append(" hidden=\"1\"") }
      if column.width != nil { xml.append(" customWidth=\"1\"") }
      xml.append("/>")
    }
    xml.append("</cols>")
  }

  private static func append(_ validation: DataValidation, to xml: inout XMLBuffer) {
    xml.append("<dataValidation")
    xml.attribute("type", validation.kind.rawValue)
    if validation.errorStyle != .stop { xml.attribute("errorStyle", validation.errorStyle.rawValue) }
    let compares: [DataValidation.Kind] = [.whole, .decimal, .date, .time, .textLength]
    if compares.contains(validation.kind), validation.comparison != .between {
      xml.attribute("operator", validation.comparison.rawValue)
    }
    if validation.allowsBlank { xml.append(" allowBlank=\"1\"") }
    xml.append(" showInputMessage=\"1\" showErrorMessage=\"1\"")
    xml.attribute("errorTitle", ifPresent: validation.errorTitle)
    xml.attribute("error", ifPresent: validation.errorMessage)
    xml.attribute("promptTitle", ifPresent: validation.promptTitle)
    xml.attribute("prompt", ifPresent: validation.prompt)
    xml.attribute("sqref", validation.ranges.map { $0.description }.joined(separator: " "))
    xml.append(">")
    if !validation.formula1.isEmpty {
      xml.append("<formula1>")
      xml.append(text: validation.formula1, .plain)
      xml.append("</formula1>")
    }
    if let formula = validation.formula2 {
      xml.append("<formula2>")
      xml.append(text: formula, .plain)
      xml.append("</formula2>")
    }
    xml.append("</dataValidation>")
  }

  private static func extent(of rows: [NewRow]) -> CellRange? {
    let rows = rows.filter { !$0.cells.isEmpty }
    guard let first = rows.first, let last = rows.last else { return nil }
    let left = rows.compactMap { $0.cells.first?.column }.min() ?? 1
    let right = rows.compactMap { $0.cells.last?.column }.max() ?? 1
    return CellRange(CellReference(row: first.index, column: left), CellReference(row: last.index, column: right))
  }
}
