internal import GreenQuote
public import Procurement
public import SupplierWorkbooks
public import Validation
internal import XLSX

/// The files of a portfolio report: the page, and the same figures as CSV beside it.
public struct PortfolioReport {
  private let page: PortfolioPage
  private let tables: PortfolioTables

  /// A report of a portfolio's figures: a page, and tables beside it.
  ///
  /// - Parameters:
  ///   - portfolio: the figures.
  ///   - catalogue: the words of the report.
  /// - Throws: `TemplateDefinitionError` where the survey of the built-in definition cannot be read.
  public init(_ portfolio: Portfolio, catalogue: MessageCatalogue) throws(TemplateDefinitionError) {
    page = try PortfolioPage(portfolio, catalogue: catalogue)
    tables = try PortfolioTables(portfolio, catalogue: catalogue)
  }

  /// The path of a table's CSV file beside its page: `folder/report-suppliers.csv` beside `folder/report.html`.
  public static func path(of table: PortfolioTables.Table, beside page: String) -> String {
    let slash = page.lastIndex(of: "/").map { page.index(after: $0) } ?? page.startIndex
    let dot = page[slash...].lastIndex(of: ".").flatMap { $0 > slash ? $0 : nil } ?? page.endIndex
    return page[..<dot] + "-" + table.rawValue + ".csv"
  }

  /// Writes the tables, then the page, each complete or not at all.
  ///
  /// - Parameters:
  ///   - path: of the page; the tables are written beside it.
  ///   - force: replaces existing files; otherwise nothing is written where one of them exists.
  /// - Returns: the paths of the tables.
  /// - Throws: `XLSXError` where a file exists or cannot be written.
  @discardableResult
  public func write(to path: String, force: Bool) throws -> [String] {
    let html = try page.html()
    let files = PortfolioTables.Table.allCases.map { (path: Self.path(of: $0, beside: path), text: tables.csv($0)) }
    if !force {
      // Before the first is written.
      for file in [path] + files.map(\.path) where FilePlace(file)?.exists == true {
        throw XLSXError(.fileExists, file: file)
      }
    }
    for file in files { try OutputFile.write(to: file.path, force: force) { try $0.write(Array(file.text.utf8)) } }
    try OutputFile.write(to: path, force: force) { try $0.write(Array(html.utf8)) }
    return files.map(\.path)
  }
}
