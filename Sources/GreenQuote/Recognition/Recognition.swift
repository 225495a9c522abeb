public import SupplierWorkbooks
public import XLSX

/// What a workbook is, told by its contents.
public enum WorkbookKind: String, Sendable, Hashable, CaseIterable {
  /// The emission calculation tool that a supplier fills, or its list of parts and prices alone.
  case tool
  /// The form that goes to the customer.
  case form
  /// A workbook of company figures that the supplier already had.
  case company
  /// None of them, or not readable at all.
  case unknown
}

/// The answer of every command to what a workbook is, and where the definition of that kind finds its fields.
public struct Recognition: Sendable {
  /// What the workbook is.
  public var kind: WorkbookKind
  /// Where everything was found; `nil` where no definition knows the workbook.
  public var located: LocatedTemplate?
  /// Sheets with contents of a tool that a form must not have: of the company, its energy and its results.
  var toolSheets: [String] = []

  /// Looks at the sheets of a workbook, hidden ones too.
  ///
  /// A tool has a sheet of the company, and labels of a tool on it or on other sheets. A form has part numbers as the tool has, but figures in
  /// the place of a company: at least four of a form's columns. Part numbers and prices without a company are a tool's
  /// too. Last come workbooks of company figures, and tables with two or three of a form's columns.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read.
  public init(of reader: WorkbookReader, by definitions: TemplateDefinitions) throws(XLSXError) {
    let heads = SheetHeads(of: reader, for: [definitions.tool, definitions.form, definitions.company])
    let tool = try TemplateLocator.locate(definitions.tool, in: heads)
    if Self.hasCompany(tool) {
      self.init(.tool, tool)
      return
    }
    let form = try TemplateLocator.locate(definitions.form, in: heads)
    let formColumns = form.sheets.values.map { $0.table?.columns.count ?? 0 }.max() ?? 0
    if formColumns >= Self.formColumns {
      self.init(.form, form)
      let own = Set(form.sheets.values.map { $0.name })
      toolSheets = Self.toolOnly.compactMap { tool.sheets[$0] }.filter {
        !own.contains($0.name) && $0.recognised >= Self.fewest
      }.map { $0.name }
      return
    }
    if Self.hasParts(tool) {
      self.init(.tool, tool)
      return
    }
    let company = try TemplateLocator.locate(definitions.company, in: heads)
    if Self.isCompany(company) {
      self.init(.company, company)
      return
    }
    self = formColumns >= 2 ? Self(.form, form) : Self(.unknown, nil)
  }

  private init(_ kind: WorkbookKind, _ located: LocatedTemplate?) {
    self.kind = kind
    self.located = located
  }

  /// Fewer columns than these could be anybody's table.
  private static let formColumns = 4
  /// The sheets of a tool that no form has.
  private static let toolOnly: [SheetID] = [.company, .energy, .electricityFactor, .summary, .certificates]
  /// Fewer fields and columns than these on a sheet could be anybody's.
  private static let fewest = 3

  /// A sheet of the company, and what a tool says on sheets that a tool alone has, or parts beside it: names of tabs are
  /// anybody's, and so is a list of companies.
  private static func hasCompany(_ tool: LocatedTemplate) -> Bool {
    guard let company = tool.sheets[.company] else { return false }
    if company.recognised > 0, hasParts(tool) { return true }
    let others = toolOnly.filter { $0 != .company }.compactMap { tool.sheets[$0]?.recognised }.reduce(0, +)
    return others > 0 && company.recognised + others >= fewest
  }

  /// A sheet with part numbers and something else that a tool says of parts.
  private static func hasParts(_ tool: LocatedTemplate) -> Bool {
    guard let parts = tool.sheets[.parts], parts.table?.column(.mpn) != nil else { return false }
    return parts.recognised >= 2
  }

  /// Whether a workbook has more than half of what a definition of company figures must have.
  static func isCompany(_ located: LocatedTemplate) -> Bool {
    let wanted = located.definition.sheets.flatMap { $0.fields }.filter { $0.role == .mandatory }
    return wanted.count { located.field($0.id) != nil } * 2 > wanted.count
  }

  /// Whether a tool is its list of part numbers and prices alone, with nothing of the company.
  var isPartsAlone: Bool {
    guard let located, kind == .tool, let table = located.sheets[.parts]?.table, table.column(.mpn) != nil,
      table.column(.price) != nil
    else { return false }
    return [SheetID.company, .energy, .summary].allSatisfy { located.sheets[$0] == nil }
  }
}

extension LocatedTemplate.Sheet {
  /// Fields and columns that were recognised by more than their position.
  fileprivate var recognised: Int {
    fields.values.count { $0.recognition != .position }
      + (table?.columns.values.count { $0.recognition != .position } ?? 0)
  }
}
