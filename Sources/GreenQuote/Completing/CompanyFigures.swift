internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Takes company figures from a workbook that the supplier already had.
enum CompanyFigures {
  /// Reads a workbook of company figures and puts them into the workbook of the parts.
  ///
  /// The options get the Scope 2 method of the figure that was found.
  ///
  /// - Throws: ``OperationError`` where the file cannot be read, where no definition knows it, or where the workbook of
  ///   the parts has company figures of its own.
  static func take(
    from reader: WorkbookReader, into workbook: inout SupplierWorkbook, by definitions: TemplateDefinitions,
    lists: ReferenceLists,
    options: inout Calculation.Options
  ) throws(OperationError) {
    let own = workbook.ownCompanyFigures
    if !own.isEmpty { throw .refused(conflict(own, reader.path), file: workbook.file) }
    let method = options.scope2Method?.rawValue ?? workbook.company[.scope2Method].value ?? Scope2Method.market.rawValue
    let source = try read(reader, by: definitions.company, lists: lists, scope2Method: method)
    workbook.take(source)
    if let method = source.scope2Method.flatMap({ Scope2Method(rawValue: $0) }) { options.scope2Method = method }
  }

  private static func read(
    _ reader: WorkbookReader, by definition: TemplateDefinition, lists: ReferenceLists, scope2Method: String
  ) throws(OperationError) -> CompanySource {
    let located = try reading { () throws(XLSXError) in try TemplateLocator.locate(definition, in: reader) }
    guard Recognition.isCompany(located) else {
      // Its sheets without its labels: another program has broken the names that the labels come from.
      let variant = located.missingSheets.isEmpty ? "labels" : ""
      throw .refused(Finding("K08", .error, variant: variant, arguments: ["kind": definition.title]), file: reader.path)
    }
    return try reading { () throws(XLSXError) in
      try CompanyWorkbookReader.read(reader, located: located, lists: lists, scope2Method: scope2Method)
    }
  }

  private static func conflict(_ own: [SupplierWorkbook.OwnFigure], _ file: String) -> Finding {
    let figures = LocalizedText(of: own.map { $0.label }) { language in
      own.prefix(6).map { figure in
        let place = figure.cell.map { "\(figure.sheet)!\($0)" } ?? figure.sheet
        return "\(figure.label[language]) (\(place))"
      }.joined(separator: ", ") + (own.count > 6 ? ", …" : "")
    }
    return Finding(
      "K02", .error, arguments: ["figures": figures, "file": LocalizedText(file)])
  }
}
