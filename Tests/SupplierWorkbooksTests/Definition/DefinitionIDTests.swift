import Emissions
import Foundation
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Ids of definitions")
struct DefinitionIDTests {
  private static let sources = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/Sources"

  /// What a file of `Definition` declares.
  private static func declared(_ type: String) throws -> Set<String> {
    let text = try String(contentsOfFile: "\(sources)/SupplierWorkbooks/Identifiers/\(type).swift", encoding: .utf8)
    return Set(text.matches(of: /"([a-z0-9-]+)"/).map { String($0.1) })
  }

  /// The definitions of the workbooks that GreenQuote writes.
  private static var definitions: [TemplateDefinition] {
    get throws { try TemplateDefinition.workbookNames.map { try TemplateDefinition.builtIn($0) } }
  }

  @Test(
    "Sheets, fields and columns that are declared stand in the definitions, and those that stand there are declared")
  func sameIDs() throws {
    let sheets = try Self.definitions.flatMap(\.sheets)
    #expect(try Self.declared("SheetID") == Set(sheets.map(\.id.text)))
    #expect(try Self.declared("FieldID") == Set(sheets.flatMap(\.fields).map(\.id.text)))
    #expect(try Self.declared("ColumnID") == Set(sheets.compactMap(\.table).flatMap(\.columns).map(\.id.text)))
  }

  @Test("Rows that are declared stand in the definitions")
  func rows() throws {
    let rows = Set(try Self.definitions.flatMap(\.sheets).compactMap(\.table).flatMap(\.rows).map(\.id.text))
    #expect(try Self.declared("RowID").subtracting(rows) == [])
  }

  @Test("Lists that are declared stand in the hidden sheet of a tool, and those of the definitions are declared")
  func lists() throws {
    let definition = try Samples.definition("emission-calculation-tool")
    let collector = StyleCollector()
    let sheet = ListsSheet(
      lists: try Samples.lists, definition: definition, palette: WorkbookPalette { collector.workbook.style($0) })
    let declared = try Self.declared("ListID")
    for list in declared { #expect(sheet.range(ListID(list)) != "#REF!", "\(list)") }
    #expect(Set(definition.lists.keys.map(\.text)).subtracting(declared) == [])
  }

  @Test("Every field of the company that a supplier fills is read as the type that the definition says")
  func companyFields() throws {
    let sheet = try #require(try Samples.definition("emission-calculation-tool").sheet(.company))
    func filled(_ types: Set<TemplateDefinition.ValueType>) -> Set<FieldID> {
      Set(sheet.fields.filter { $0.role != .computed && types.contains($0.type) }.map(\.id))
    }
    #expect(Set(CompanyField<String>.all.map(\.id)) == filled([.text, .list, .partNumber]))
    #expect(Set(CompanyField<CalendarDate>.all.map(\.id)) == filled([.date]))
    #expect(Set(CompanyField<Double>.all.map(\.id)) == filled([.number, .percentage]))
  }

  @Test("No other file of the product spells an id")
  func literals() throws {
    let files = try #require(FileManager.default.enumerator(atPath: Self.sources)).compactMap { $0 as? String }
    for file in files
    where file.hasSuffix(".swift") && !file.hasPrefix("SupplierWorkbooks/Identifiers/")
      && !file.hasPrefix("SupplierWorkbooks/Definition/")
    {
      let text = try String(contentsOfFile: "\(Self.sources)/\(file)", encoding: .utf8)
      #expect(text.firstMatch(of: /\b(Sheet|Field|Column|Row|List)ID\((text: )?"/) == nil, "\(file)")
    }
  }
}
