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
    let headers = [SurveyLayout.numberHeader, SurveyLayout.questionHeader, SurveyLayout.answerHeader]
    for (column, header) in headers.enumerated() {
      composer.text(
        SurveyLayout.headerRow, column + 1, header.inline, style: palette.header(column == 2 ? .optional : .computed))
    }
    for row in SurveyLayout(builder.definition).rows {
      let isQuestion = row.option == nil
      let number =
        isQuestion && row.question.kind != .text ? String(row.question.id.drop { !$0.isNumber || $0 == "0" }) : ""
      composer.text(row.row, 1, number, style: palette.label)
      composer.text(
        row.row, 2, row.option.map { "      " + $0.inline } ?? row.question.text.inline, style: palette.label)
      guard row.isAnswer else {
        composer.text(row.row, 3, "↓", style: palette.label)
        continue
      }
      composer.set(
        row.row, 3, builder.inputs.tables[.survey]?[row.row]?[SurveyLayout.answerColumn] ?? .blank,
        style: palette.value(.optional, .general))
      guard !row.choices(builder.definition).isEmpty else { continue }
      let cell = CellReference(row: row.row, column: 3)
      let list = isQuestion ? "survey-" + row.question.id : ListID.yesNo.text
      validations.append(
        DataValidation(.list, formula1: builder.listsSheet.range(list), ranges: [CellRange(cell, cell)]))
    }
    var sheet = NewWorksheet(name: definition.name)
    sheet.columns = [.init(1...1, width: 8), .init(2...2, width: 90), .init(3...3, width: 40)]
    sheet.rows = RowSource(composer.rows)
    sheet.dataValidations = validations
    sheet.mergedRanges = ["A2:C2"]
    sheet.frozenRows = SurveyLayout.headerRow
    sheet.printTitleRows = SurveyLayout.headerRow...SurveyLayout.headerRow
    sheet.showsGridLines = false
    sheet.protection = .standard
    sheet.tabColor = WorkbookPalette.grey
    sheet.pageSetup.fitsToWidth = true
    return sheet
  }
}
