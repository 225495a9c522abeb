/// Makes the part of a worksheet, its rows as they are asked for.
final class WorksheetProducer: PartProducer {
  private enum Stage { case head, rows, tail, done }

  private let sheet: NewWorksheet
  private let strings: SharedStringTable
  private let styleCount: Int
  private let isActive: Bool
  private let drawing: String?
  private let legacyDrawing: String?
  private var next: () throws -> NewRow?
  private var stage = Stage.head
  private var lastRow = 0

  static let maximumTextLength = 32_767
  static let maximumFormulaLength = 8_192

  /// - Parameters:
  ///   - drawing: identifier of the relationship to the charts.
  ///   - legacyDrawing: identifier of the relationship to the shapes of the notes.
  init(_ sheet: NewWorksheet, strings: SharedStringTable, styleCount: Int, isActive: Bool, drawing: String?, legacyDrawing: String?) {
    self.sheet = sheet
    self.strings = strings
    self.styleCount = styleCount
    self.isActive = isActive
    self.drawing = drawing
    self.legacyDrawing = legacyDrawing
    switch sheet.rows {
    case .all(let rows):
      var iterator = rows.makeIterator()
      next = { iterator.next() }
    case .streamed(let source): next = source
    }
  }

  func produce(into block: inout [UInt8]) throws {
    var xml = XMLOutput()
    swap(&xml.bytes, &block)
    defer { swap(&xml.bytes, &block) }
    switch stage {
    case .head:
      try writeHead(&xml)
      stage = .rows
    case .rows:
      while xml.bytes.count < 65_536 {
        guard let row = try next() else {
          stage = .tail
          break
        }
        do throws(XLSXError) {
          try write(row, to: &xml)
        } catch {
          throw error.detail.isEmpty ? error : XLSXError(error.code, part: "sheet '\(sheet.name)'", cell: error.cell, detail: error.detail)
        }
      }
      if stage == .tail, xml.bytes.isEmpty { fallthrough }
    case .tail:
      try writeTail(&xml)
      stage = .done
    case .done: break
    }
  }

  // MARK: Rows

  private func write(_ row: NewRow, to xml: inout XMLOutput) throws(XLSXError) {
    guard row.index > lastRow, row.index <= CellReference.maximumRow else {
      throw XLSXError(.invalidArgument, detail: "row \(row.index) after row \(lastRow)")
    }
    lastRow = row.index
    xml.raw("<row r=\"")
    xml.integer(row.index)
    xml.bytes.append(0x22)
    if let height = row.height {
      try xml.attribute("ht", height)
      xml.raw(" customHeight=\"1\"")
    }
    if row.isHidden { xml.raw(" hidden=\"1\"") }
    if row.cells.isEmpty {
      xml.raw("/>")
      return
    }
    xml.raw(">")
    var lastColumn = 0
    for cell in row.cells {
      guard cell.column > lastColumn, cell.column <= CellReference.maximumColumn else {
        throw XLSXError(
          .invalidArgument, cell: CellReference(row: row.index, column: max(1, cell.column)), detail: "a cell left of the one before it")
      }
      lastColumn = cell.column
      try write(cell, row: row.index, to: &xml)
    }
    xml.raw("</row>")
  }

  private func write(_ cell: NewCell, row: Int, to xml: inout XMLOutput) throws(XLSXError) {
    let reference = CellReference(row: row, column: cell.column)
    guard cell.style < styleCount else { throw XLSXError(.invalidArgument, cell: reference, detail: "style \(cell.style) does not exist") }
    xml.raw("<c r=\"")
    xml.reference(reference)
    xml.bytes.append(0x22)
    if cell.style != 0 {
      xml.raw(" s=\"")
      xml.integer(cell.style)
      xml.bytes.append(0x22)
    }
    if case .text(let text) = cell.value {
      guard text.utf16.count <= Self.maximumTextLength else {
        throw XLSXError(.invalidArgument, cell: reference, detail: "a text of more than \(Self.maximumTextLength) characters")
      }
    }
    if let formula = cell.formula {
      guard formula.utf16.count <= Self.maximumFormulaLength else {
        throw XLSXError(.invalidArgument, cell: reference, detail: "a formula of more than \(Self.maximumFormulaLength) characters")
      }
      try write(formula, cached: cell.value, at: reference, to: &xml)
      return
    }
    switch cell.value {
    case .blank: xml.raw("/>")
    case .number(let number):
      xml.raw("><v>")
      do throws(XLSXError) { try xml.number(number) } catch { throw XLSXError(error.code, cell: reference, detail: error.detail) }
      xml.raw("</v></c>")
    case .text(let text):
      if let index = strings.index(of: text) {
        xml.raw(" t=\"s\"><v>")
        xml.integer(index)
        xml.raw("</v></c>")
      } else {
        xml.raw(" t=\"inlineStr\"><is>")
        xml.text(text)
        xml.raw("</is></c>")
      }
    case .boolean(let truth):
      if truth { xml.raw(" t=\"b\"><v>1</v></c>") } else { xml.raw(" t=\"b\"><v>0</v></c>") }
    case .error(let error):
      xml.raw(" t=\"e\"><v>")
      xml.raw(error.rawValue)
      xml.raw("</v></c>")
    }
  }

  private func write(_ formula: String, cached value: CellValue, at reference: CellReference, to xml: inout XMLOutput) throws(XLSXError) {
    switch value {
    case .blank, .number: break
    case .text: xml.raw(" t=\"str\"")
    case .boolean: xml.raw(" t=\"b\"")
    case .error: xml.raw(" t=\"e\"")
    }
    xml.raw("><f>")
    xml.escaped(formula)
    xml.raw("</f>")
    switch value {
    case .blank: break
    case .number(let number):
      xml.raw("<v>")
      do throws(XLSXError) { try xml.number(number) } catch { throw XLSXError(error.code, cell: reference, detail: error.detail) }
      xml.raw("</v>")
    case .text(let text):
      xml.raw("<v>")
      xml.escaped(text)
      xml.raw("</v>")
    case .boolean(let truth): if truth { xml.raw("<v>1</v>") } else { xml.raw("<v>0</v>") }
    case .error(let error):
      xml.raw("<v>")
      xml.raw(error.rawValue)
      xml.raw("</v>")
    }
    xml.raw("</c>")
  }

  // MARK: Before and after the rows, in the order of ECMA-376 Part 1, 18.3.1.99

  private func writeHead(_ xml: inout XMLOutput) throws(XLSXError) {
    xml = XMLOutput(declaration: ())
    xml.raw("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    xml.raw(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetPr>")
    if let color = sheet.tabColor {
      xml.raw("<tabColor")
      xml.attribute("rgb", color.description)
      xml.raw("/>")
    }
    xml.raw("<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView")
    if !sheet.showsGridLines { xml.raw(" showGridLines=\"0\"") }
    if isActive { xml.raw(" tabSelected=\"1\"") }
    if sheet.zoom != 100 { xml.attribute("zoomScale", sheet.zoom) }
    xml.raw(" workbookViewId=\"0\">")
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 { writePane(&xml) }
    xml.raw("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>")
    if !sheet.columns.isEmpty {
      xml.raw("<cols>")
      for column in sheet.columns {
        xml.raw("<col")
        xml.attribute("min", column.columns.lowerBound)
        xml.attribute("max", column.columns.upperBound)
        try xml.attribute("width", column.width)
        if let style = column.style { xml.attribute("style", style) }
        if column.isHidden { xml.raw(" hidden=\"1\"") }
        xml.raw(" customWidth=\"1\"/>")
      }
      xml.raw("</cols>")
    }
    xml.raw("<sheetData>")
  }

  private func writePane(_ xml: inout XMLOutput) {
    let pane = sheet.frozenRows > 0 && sheet.frozenColumns > 0 ? "bottomRight" : sheet.frozenRows > 0 ? "bottomLeft" : "topRight"
    xml.raw("<pane")
    if sheet.frozenColumns > 0 { xml.attribute("xSplit", sheet.frozenColumns) }
    if sheet.frozenRows > 0 { xml.attribute("ySplit", sheet.frozenRows) }
    xml.attribute("topLeftCell", CellReference(row: sheet.frozenRows + 1, column: sheet.frozenColumns + 1).description)
    xml.attribute("activePane", pane)
    xml.raw(" state=\"frozen\"/><selection")
    xml.attribute("pane", pane)
    xml.raw("/>")
  }

  private func writeTail(_ xml: inout XMLOutput) throws(XLSXError) {
    xml.raw("</sheetData>")
    if sheet.isProtected { xml.raw("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" formatRows=\"0\"/>") }
    if let range = sheet.autoFilter {
      xml.raw("<autoFilter")
      xml.attribute("ref", range.description)
      xml.raw("/>")
    }
    if !sheet.mergedRanges.isEmpty {
      xml.raw("<mergeCells")
      xml.attribute("count", sheet.mergedRanges.count)
      xml.raw(">")
      for range in sheet.mergedRanges {
        xml.raw("<mergeCell")
        xml.attribute("ref", range.description)
        xml.raw("/>")
      }
      xml.raw("</mergeCells>")
    }
    if !sheet.dataValidations.isEmpty {
      xml.raw("<dataValidations")
      xml.attribute("count", sheet.dataValidations.count)
      xml.raw(">")
      for validation in sheet.dataValidations { write(validation, to: &xml) }
      xml.raw("</dataValidations>")
    }
    xml.raw("<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\"")
    xml.attribute("orientation", sheet.isLandscape ? "landscape" : "portrait")
    xml.raw(" fitToHeight=\"0\"/>")
    if let drawing {
      xml.raw("<drawing")
      xml.attribute("r:id", drawing)
      xml.raw("/>")
    }
    if let legacyDrawing {
      xml.raw("<legacyDrawing")
      xml.attribute("r:id", legacyDrawing)
      xml.raw("/>")
    }
    xml.raw("</worksheet>")
  }

  private func write(_ validation: DataValidation, to xml: inout XMLOutput) {
    xml.raw("<dataValidation")
    xml.attribute("type", validation.kind.rawValue)
    if validation.errorStyle != .stop { xml.attribute("errorStyle", validation.errorStyle.rawValue) }
    if validation.comparison != .between { xml.attribute("operator", validation.comparison.rawValue) }
    if validation.allowsBlank { xml.raw(" allowBlank=\"1\"") }
    if validation.prompt != nil { xml.raw(" showInputMessage=\"1\"") }
    xml.raw(" showErrorMessage=\"1\"")
    if let title = validation.errorTitle { xml.attribute("errorTitle", title) }
    if let message = validation.errorMessage { xml.attribute("error", message) }
    if let title = validation.promptTitle { xml.attribute("promptTitle", title) }
    if let prompt = validation.prompt { xml.attribute("prompt", prompt) }
    xml.attribute("sqref", validation.ranges.map(\.description).joined(separator: " "))
    xml.raw("><formula1>")
    xml.escaped(validation.formula1)
    xml.raw("</formula1>")
    if let second = validation.formula2 {
      xml.raw("<formula2>")
      xml.escaped(second)
      xml.raw("</formula2>")
    }
    xml.raw("</dataValidation>")
  }
}

extension XMLOutput {
  /// `B7`, without making a string.
  mutating func reference(_ reference: CellReference) {
    var column = reference.column
    var letters: (UInt8, UInt8, UInt8) = (0, 0, 0)
    while column > 0 {
      column -= 1
      letters = (0x41 + UInt8(column % 26), letters.0, letters.1)
      column /= 26
    }
    bytes.append(letters.0)
    if letters.1 != 0 { bytes.append(letters.1) }
    if letters.2 != 0 { bytes.append(letters.2) }
    integer(reference.row)
  }
}
