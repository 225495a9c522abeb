import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

/// A workbook on the disk, open, with what the definition finds in it.
final class TestWorkbook {
  let reader: WorkbookReader
  let located: LocatedTemplate
  private let folder: ScratchFolder

  /// Writes a workbook, changes it, and reads it as a template.
  ///
  /// - Parameters:
  ///   - workbook: what is written first.
  ///   - template: the name of the definition by which it is located.
  ///   - parts: changes the text of parts of the package after it was written, by their names.
  /// - Throws: what writing, reading and locating throw.
  convenience init(
    _ workbook: NewWorkbook, _ template: String = "emission-calculation-tool",
    parts: [String: (String) throws -> String] = [:]
  ) throws {
    let folder = try ScratchFolder()
    let path = folder.file("workbook.xlsx")
    try workbook.write(to: path, compressionLevel: 1)
    if !parts.isEmpty {
      let archive = try ArchiveReader(path: path, limits: ReadingLimits())
      let output = try ArchiveOutput(to: path, force: true, copying: path)
      for (name, change) in parts {
        let old =
          archive.contains(PartName(name)) ? String(decoding: try archive.bytes(of: PartName(name)), as: UTF8.self) : ""
        try output.set(name, bytes: Array(try change(old).utf8))
      }
      try output.commit()
    }
    try self.init(path: path, in: folder, template)
  }

  /// The empty template as it stands in the binary.
  convenience init(empty template: String) throws {
    let folder = try ScratchFolder()
    try Template.write(template, language: .english, to: folder.file("workbook.xlsx"), force: false)
    try self.init(path: folder.file("workbook.xlsx"), in: folder, template)
  }

  private init(path: String, in folder: ScratchFolder, _ template: String) throws {
    self.folder = folder
    reader = try WorkbookReader(path: path)
    located = try TemplateLocator.locate(try Samples.definition(template), in: reader)
  }

  func read() throws -> SupplierWorkbook {
    try SupplierWorkbookReader.read(reader, located: located, lists: try Samples.lists)
  }

  func table(_ sheet: SheetID) throws -> LocatedTemplate.Table { try #require(located.sheets[sheet]?.table) }
  func field(_ id: FieldID) throws -> LocatedTemplate.Field { try #require(located.field(id)) }
}

/// Sample tools, each built once.
enum Samples {
  private static let builtLists = Result { try ReferenceLists.builtIn() }
  private static let toolDefinition = Result { try TemplateDefinition.builtIn("emission-calculation-tool") }
  private static let builtGolden = Result { try SampleTool.workbook(SampleTool.golden) }
  private static let builtTwoCountries = Result { try SampleTool.workbook(SampleTool.twoCountries) }
  private static let builtEverything = Result { try SampleTool.workbook(SampleTool.everything) }

  static var lists: ReferenceLists { get throws { try builtLists.get() } }
  static func definition(_ template: String) throws -> TemplateDefinition {
    template == "emission-calculation-tool" ? try toolDefinition.get() : try .builtIn(template)
  }
  static var golden: NewWorkbook { get throws { try builtGolden.get() } }
  static var twoCountries: NewWorkbook { get throws { try builtTwoCountries.get() } }
  static var everything: NewWorkbook { get throws { try builtEverything.get() } }

  /// The golden company's tool with other inputs; only the formulas' values are those of an empty tool.
  static func tool(_ change: (inout ToolInputs) -> Void) throws -> NewWorkbook {
    var inputs = SampleTool.golden
    change(&inputs)
    return ToolBuilder.build(definition: try small, lists: try lists, inputs: inputs)
  }

  /// The definition of the tool with few rows in every table.
  static var small: TemplateDefinition {
    get throws {
      var definition = try TemplateDefinition.builtIn("emission-calculation-tool")
      for index in definition.sheets.indices where definition.sheets[index].table?.rows.isEmpty == true {
        definition.sheets[index].table?.bodyRows = 16
      }
      return definition
    }
  }
}

extension NewWorkbook {
  /// The same with one sheet changed.
  func changing(_ sheet: String, _ change: (inout NewWorksheet) throws -> Void) throws -> NewWorkbook {
    var copy = self
    let index = try #require(worksheets.firstIndex { $0.name == sheet })
    try change(&copy.worksheets[index])
    return copy
  }

  func renaming(_ sheet: String, to name: String) throws -> NewWorkbook { try changing(sheet) { $0.name = name } }

  /// A workbook of one sheet with these rows.
  init(sheet: String, _ rows: [NewRow]) {
    self.init()
    worksheets = [NewWorksheet(name: sheet, rows: RowSource(rows))]
  }
}

extension NewWorksheet {
  var storedRows: [NewRow] {
    get throws {
      var rows: [NewRow] = []
      let next = try self.rows.start()
      while let row = try next() { rows.append(row) }
      return rows
    }
  }

  /// Every row changed, in its place.
  mutating func changeRows(_ change: (inout NewRow) -> Void) throws {
    var stored = try storedRows
    for index in stored.indices { change(&stored[index]) }
    rows = RowSource(stored)
  }

  /// Rows from that one on stand lower by so many; what refers to rows beside the cells is dropped.
  mutating func insertRows(_ count: Int, before row: Int) throws {
    try changeRows { if $0.index >= row { $0.index += count } }
    clearRanges()
  }

  /// The columns in another order: the new number of each.
  mutating func moveColumns(_ place: (Int) -> Int) throws {
    try changeRows { row in
      for index in row.cells.indices { row.cells[index].column = place(row.cells[index].column) }
      row.cells.sort { $0.column < $1.column }
    }
    clearRanges()
  }

  /// Changes the cell, adding it where the row lacks it.
  mutating func set(_ reference: String, _ change: (inout NewCell) -> Void) throws {
    let reference = try #require(CellReference(reference))
    var stored = try storedRows
    if !stored.contains(where: { $0.index == reference.row }) { stored.append(NewRow(reference.row)) }
    stored.sort { $0.index < $1.index }
    let row = try #require(stored.firstIndex { $0.index == reference.row })
    var cell = stored[row].cells.first { $0.column == reference.column } ?? NewCell(reference.column)
    change(&cell)
    stored[row].cells.removeAll { $0.column == reference.column }
    stored[row].cells.append(cell)
    stored[row].cells.sort { $0.column < $1.column }
    rows = RowSource(stored)
  }

  private mutating func clearRanges() {
    mergedRanges = []
    dataValidations = []
    charts = []
    autoFilter = nil
    printTitleRows = nil
    columns = []
    frozenRows = 0
    frozenColumns = 0
  }
}
