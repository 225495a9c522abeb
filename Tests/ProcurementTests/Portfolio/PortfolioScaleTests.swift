import Foundation
@testable import GreenQuote
@testable import Pages
@testable import Procurement
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@Suite("The portfolio of many suppliers")
struct PortfolioScaleTests {
  /// Where the register is kept for looking at: `GREENQUOTE_PORTFOLIO=/tmp/p.sqlite GREENQUOTE_SUPPLIERS=2000
  /// GREENQUOTE_PARTS=200`.
  private static let environment = ProcessInfo.processInfo.environment

  @Test func `many suppliers give one page with a row for each`() throws {
    let scratch = try Scratch()
    let kept = Self.environment["GREENQUOTE_PORTFOLIO"]
    let suppliers = Self.environment["GREENQUOTE_SUPPLIERS"].flatMap { Int($0) } ?? 60
    let parts = Self.environment["GREENQUOTE_PARTS"].flatMap { Int($0) } ?? 5
    let register = try Register(path: kept ?? scratch.path("many.sqlite"))
    var generator = GeneratedPortfolio()
    try register.record(generator.submissions(suppliers: suppliers, parts: parts))
    guard kept == nil else { return }
    let portfolio = try Portfolio(register)
    #expect(portfolio.suppliers.count == suppliers)
    let html = try PortfolioPage(portfolio, catalogue: .builtIn(.english)).html()
    #expect(html.components(separatedBy: "<tr data-verdict=").count == suppliers + 1)
    #expect(html.components(separatedBy: "<svg").count > 20)
  }
}
