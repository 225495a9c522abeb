internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Takes company figures from a workbook that the supplier already had.
enum CompanyFigures {
  /// Reads the workbook that the options name, if any, and puts its figures into the one of the parts.
  ///
  /// The options get the Scope 2 method of the figure that was found.
  ///
  /// - Throws: `XLSXError` where the file cannot be read; ``OperationError`` where no definition knows it, or where the workbook of the
  ///   parts has company figures of its own.
  static func take(into workbook: inout SupplierWorkbook, lists: ReferenceLists, options: inout OperationOptions) throws {
    guard let file = options.companyFile else { return }
    let own = workbook.ownCompanyFigures
    if !own.isEmpty { throw OperationError(finding: conflict(own, file), file: workbook.file) }
    let method = options.calculation.scope2Method?.rawValue ?? workbook.company.scope2Method.value ?? Scope2Method.market.rawValue
    let source = try read(file, lists: lists, scope2Method: method, options: options)
    workbook.take(source)
    if let method = source.scope2Method.flatMap({ Scope2Method(rawValue: $0) }) { options.calculation.scope2Method = method }
  }

  /// Reads a workbook of company figures.
  static func read(_ file: String, lists: ReferenceLists, scope2Method: String, options: OperationOptions) throws -> CompanySource {
    let reader = try WorkbookReader(path: file, limits: options.limits)
    let definition = try options.definition(.company)
    let located = try TemplateLocator.locate(definition, in: reader)
    guard isKnown(located) else {
      // Its sheets without its labels: another program has broken the names that the labels come from.
      let variant = located.missingSheets.isEmpty ? "labels" : ""
      throw OperationError(finding: Finding("K08", .error, variant: variant, arguments: ["kind": definition.title]), file: file)
    }
    return try CompanyWorkbookReader.read(reader, located: located, lists: lists, scope2Method: scope2Method)
  }

  /// More than half of what the definition must have is there.
  static func isKnown(_ located: LocatedTemplate) -> Bool {
    let wanted = located.definition.sheets.flatMap(\.fields).filter { $0.role == .mandatory }
    return wanted.count { located.field($0.id) != nil } * 2 > wanted.count
  }

  /// Part numbers and prices, and nothing of the company.
  static func isPlainSheet(_ located: LocatedTemplate) -> Bool {
    guard let table = located.sheets["parts"]?.table, table.column("mpn") != nil, table.column("price") != nil else { return false }
    return ["company", "energy", "summary"].allSatisfy { located.sheets[$0] == nil }
  }

  private static func conflict(_ own: [SupplierWorkbook.OwnFigure], _ file: String) -> Finding {
    let figures = LocalizedText(of: own.map(\.label)) { language in
      own.prefix(6).map { figure in
        let place = figure.cell.map { "\(figure.sheet)!\($0)" } ?? figure.sheet
        return "\(figure.label[language]) (\(place))"
      }.joined(separator: ", ") + (own.count > 6 ? ", …" : "")
    }
    return Finding(
      "K02", .error, arguments: ["figures": figures, "file": LocalizedText(file)])
  }
}
