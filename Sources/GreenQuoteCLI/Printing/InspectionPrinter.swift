import GreenQuote
import SupplierWorkbooks
import XLSX

/// Prints what is in a workbook, as tables that can be searched.
struct InspectionPrinter {
  let language: Language

  func print(_ inspection: Inspection) {
    Terminal.output("Sheets")
    table(
      ["name", "visibility", "rows", "cells", "formulas", "hidden rows", "validations", "notes"],
      inspection.sheets.map { sheet in
        [
          sheet.name, sheet.isWorksheet ? sheet.visibility.rawValue : "no worksheet", String(sheet.rows),
          String(sheet.cells),
          String(sheet.formulas), String(sheet.hiddenRows), String(sheet.validations), String(sheet.notes),
        ]
      })
    var facts = [
      "\(inspection.definedNames) defined names",
      inspection.dateSystem == .from1900 ? "dates from 1900" : "dates from 1904",
    ]
    if inspection.hasMacros { facts.append("macros (never run)") }
    if inspection.hasExternalLinks { facts.append("links to other workbooks (never followed)") }
    Terminal.output("  " + facts.joined(separator: ", "))
    if !inspection.hiddenColumns.isEmpty {
      Terminal.output("Hidden formula columns")
      table(
        ["sheet", "column", "header", "formulas", "first formula"],
        inspection.hiddenColumns.map { column in
          [
            column.sheet, CellReference.letters(ofColumn: column.column), oneLine(column.header),
            String(column.formulas),
            "\(column.firstCell): =\(shortened(column.firstFormula))",
          ]
        })
    }
    if let located = inspection.located {
      printLocated(located)
    } else {
      Terminal.output("No definition knows this workbook")
    }
    if let account = inspection.account { print(account) }
  }

  /// What every filled cell was read as, and those that nothing reads.
  private func print(_ account: CellAccount) {
    Terminal.output("Account of cells")
    table(
      ["sheet"] + CellAccount.Claim.allCases.map { $0.rawValue } + ["not read"],
      account.sheets.map { sheet in
        [sheet.name] + CellAccount.Claim.allCases.map { String(sheet.claimed[$0] ?? 0) } + [
          String(sheet.unclaimedCells)
        ]
      })
    let rows = account.sheets.flatMap { sheet in
      sheet.unclaimed.map { group in
        let more = group.count > 1 ? " and \(group.count - 1) more" : ""
        return [
          sheet.name, (group.cells.first?.description ?? "") + more, kind(group.kind), shortened(oneLine(group.value)),
          shortened(oneLine(group.label)), shortened(oneLine(group.header)),
        ]
      }
    }
    guard !rows.isEmpty else { return }
    Terminal.output("Not read")
    table(["sheet", "cells", "seem to be", "value", "beside", "under"], rows)
  }

  private func kind(_ kind: CellAccount.Unclaimed.Kind) -> String {
    switch kind {
    case .amounts: "amounts"
    case .column(let hasNumbers): hasNumbers ? "a column of numbers" : "a column of texts"
    case .secondColumn(let id, _): "a second column \(id)"
    case .harmless: "numbers that are no amounts"
    case .text: "texts or formulas"
    }
  }

  func printLocated(_ located: LocatedTemplate) {
    Terminal.output("\(located.definition.title[language]) (\(located.definition.id) \(located.definition.version))")
    for definition in located.definition.sheets {
      guard let sheet = located.sheets[definition.id] else {
        if !definition.fields.isEmpty || definition.table != nil {
          Terminal.output("Sheet \(definition.name): not found")
        }
        continue
      }
      guard !definition.fields.isEmpty || definition.table != nil || sheet.survey != nil else { continue }
      Terminal.output("Sheet \(sheet.name) (found by \(sheet.recognition == .label ? "name" : "contents"))")
      if !definition.fields.isEmpty {
        table(
          ["field", "defined name", "cell", "found by", "role"],
          definition.fields.compactMap { field in
            guard let found = sheet.fields[field.id] else {
              return [field.labels.text[language], field.definedName ?? "", "", "not found", field.role.rawValue]
            }
            return [
              field.labels.text[language],
              (found.brokenName ?? field.definedName ?? "") + (found.nameIsBroken ? " (broken)" : ""),
              found.reference.description,
              found.recognition.rawValue,
              located.definition.kind == .company ? field.role.rawValue : role(found.colorRole, field.role),
            ]
          })
      }
      printTable(definition, sheet)
      if let survey = sheet.survey {
        let (found, all) = (survey.foundQuestions, located.definition.survey.count)
        Terminal.output(
          "  \(found) of \(all) questions in column \(CellReference.letters(ofColumn: survey.labelColumn)), "
            + "answers in column \(CellReference.letters(ofColumn: survey.answerColumn))")
      }
    }
  }

  private func printTable(_ definition: TemplateDefinition.Sheet, _ sheet: LocatedTemplate.Sheet) {
    guard let expected = definition.table else { return }
    guard let found = sheet.table else {
      Terminal.output("  no header row found")
      return
    }
    Terminal.output("  header in row \(found.headerRow)")
    table(
      ["column", "letter", "header as it stands", "found by", "role"],
      expected.columns.map { column in
        guard let match = found.columns[column.id] else {
          return [column.labels.text[language], "", "", "not found", ""]
        }
        return [
          column.labels.text[language], CellReference.letters(ofColumn: match.column), oneLine(match.header),
          match.recognition.rawValue,
          role(match.colorRole, column.role),
        ]
      }
        + found.unknownColumns.map { column in
          [
            "(unknown)", CellReference.letters(ofColumn: column.column), oneLine(column.header), "",
            role(column.role, column.role),
          ]
        })
  }

  /// The colour decides; where it differs from the definition, both are said.
  private func role(_ color: TemplateDefinition.Role?, _ expected: TemplateDefinition.Role) -> String {
    func name(_ role: TemplateDefinition.Role) -> String {
      switch role {
      case .mandatory: "mandatory (yellow)"
      case .optional: "optional (grey)"
      case .computed: "computed"
      case .label: "label"
      }
    }
    guard let color else {
      return expected == .mandatory || expected == .optional ? expected.rawValue + " (no fill)" : name(expected)
    }
    return color == expected || expected == .computed || expected == .label
      ? name(color) : name(color) + ", expected " + expected.rawValue
  }

  private func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
  private func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }

  private func table(_ header: [String], _ rows: [[String]]) { TextTable.print(header, rows) }
}
