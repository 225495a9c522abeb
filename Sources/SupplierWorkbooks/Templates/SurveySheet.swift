internal import XLSX

/// The questionnaire: single answers from a list, several answers line by line, and texts.
struct SurveySheet {
  let builder: ToolBuilder

  func worksheet(_ definition: TemplateDefinition.Sheet) -> NewWorksheet {
    let palette = builder.palette
    var composer = SheetComposer()
    var validations: [DataValidation] = []
    composer.text(1, 1, definition.title?.inline ?? definition.name, style: palette.title)
    composer.height(1, 26)
    composer.text(2, 1, definition.hint?.stacked ?? "", style: palette.hint)
    composer.height(2, 30)
    for (column, header) in ["No. 编号", "Question 问题", "Answer 回答"].enumerated() {
      composer.text(4, column + 1, header, style: palette.header(column == 2 ? .optional : .computed))
    }
    var row = 5
    func answer(_ row: Int, list: String?) {
      composer.set(row, 3, .blank, style: palette.value(.optional, .general))
      guard let list else { return }
      let cell = CellReference(row: row, column: 3)
      validations.append(DataValidation(.list, formula1: builder.listsSheet.range(list), ranges: [CellRange(cell, cell)]))
    }
    for question in builder.definition.survey {
      let number = question.kind == .text ? "" : String(question.id.drop { !$0.isNumber || $0 == "0" })
      composer.text(row, 1, number, style: palette.label)
      composer.text(row, 2, question.text.inline, style: palette.label)
      switch question.kind {
      case .single: answer(row, list: "survey-" + question.id)
      case .text: answer(row, list: nil)
      case .multiple: composer.text(row, 3, "↓", style: palette.label)
      }
      row += 1
      guard question.kind == .multiple else { continue }
      for option in question.options {
        composer.text(row, 1, "", style: palette.label)
        composer.text(row, 2, "      " + option.inline, style: palette.label)
        answer(row, list: "yes-no")
        row += 1
      }
    }
    var sheet = NewWorksheet(name: definition.name)
    sheet.columns = [.init(1...1, width: 8), .init(2...2, width: 90), .init(3...3, width: 40)]
    sheet.rows = RowSource(composer.rows)
    sheet.dataValidations = validations
    sheet.mergedRanges = [CellRange("A2:C2")].compactMap { $0 }
    sheet.frozenRows = 4
    sheet.printTitleRows = 4...4
    sheet.showsGridLines = false
    sheet.protection = .standard
    sheet.tabColor = WorkbookPalette.grey
    sheet.pageSetup.fitsToWidth = true
    return sheet
  }
}
