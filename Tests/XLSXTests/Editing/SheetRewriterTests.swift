import Testing

@testable import XLSX

@Suite("Rewriting a worksheet part")
struct SheetRewriterTests {
  static let blockSizes = [1, 2, 3, 7, 64]
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  static let cells: [SheetCase] = [
    SheetCase(
      "a number takes the place of a number",
      sheet("<row r=\"1\"><c r=\"A1\" s=\"3\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"),
      [("A1", .value(.number(42.5)))],
      sheet("<row r=\"1\"><c r=\"A1\" s=\"3\"><v>42.5</v></c><c r=\"B1\"><v>2</v></c></row>")),
    SheetCase(
      "a number takes the place of a shared string",
      sheet("<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"3\"><v>1</v></c></row>"),
      [("A1", .value(.number(-7)))], sheet("<row r=\"1\"><c r=\"A1\" s=\"3\"><v>-7</v></c></row>")),
    SheetCase(
      "a text becomes a shared string where there is a table", sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"),
      [("A1", .value(.text("a")))], sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>4</v></c></row>"), strings: ["a": 4]),
    SheetCase(
      "a text stands in the cell where there is no table", sheet("<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c></row>"),
      [("A1", .value(.text(" R&D <1>\u{7}")))],
      sheet(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> R&amp;D &lt;1&gt;_x0007_</t></is></c></row>"
      )),
    SheetCase(
      "an inline string goes", sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>x</t></r></is></c></row>"),
      [("A1", .value(.boolean(true)))], sheet("<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c></row>")),
    SheetCase(
      "a blank keeps the style", sheet("<row r=\"1\"><c r=\"A1\" s=\"2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"),
      [("A1", .value(.blank))],
      sheet("<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>")),
    SheetCase(
      "a value takes the formula away",
      sheet("<row r=\"1\"><c r=\"A1\" cm=\"1\" vm=\"2\"><f>B1*2</f><v>4</v></c></row>"),
      [("A1", .value(.error(.notAvailable)))], sheet("<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#N/A</v></c></row>")),
    SheetCase(
      "a cached value leaves the formula",
      sheet("<row r=\"1\"><c r=\"A1\"><f ca=\"1\">B1&amp;\"x\"</f><v>4</v></c></row>"),
      [("A1", .cachedValue(.text("4x")))],
      sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><f ca=\"1\">B1&amp;\"x\"</f><v>4x</v></c></row>")),
    SheetCase(
      "a formula without value gets one", sheet("<row r=\"1\"><c r=\"A1\"><f>B1</f></c></row>"),
      [("A1", .cachedValue(.number(3)))],
      sheet("<row r=\"1\"><c r=\"A1\"><f>B1</f><v>3</v></c></row>")),
    SheetCase(
      "a formula takes the place of a value", sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>"),
      [("A1", .formula("B1<2", cached: .boolean(false), style: 9))],
      sheet("<row r=\"1\"><c r=\"A1\" s=\"9\" t=\"b\"><f>B1&lt;2</f><v>0</v></c></row>")),
    SheetCase(
      "a style alone leaves the content",
      sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"> <f>B1</f><!-- x --><v>1</v></c></row>"),
      [("A1", .style(5))],
      sheet("<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"5\"> <f>B1</f><!-- x --><v>1</v></c></row>")),
    SheetCase(
      "what else a cell holds stays",
      sheet("<row r=\"1\"><c r=\"A1\">\n <v>1</v>\n <extLst><ext><v>9</v></ext></extLst></c></row>"),
      [("A1", .value(.number(2)))],
      sheet("<row r=\"1\"><c r=\"A1\">\n <v>2</v>\n <extLst><ext><v>9</v></ext></extLst></c></row>")),
  ]

  static let places: [SheetCase] = [
    SheetCase(
      "cells are inserted in order, with the style of the row",
      sheet("<row r=\"2\" s=\"8\" customFormat=\"1\"><c r=\"B2\"/><c r=\"D2\"/></row>"),
      [("A2", .value(.number(1))), ("C2", .value(.number(3), style: 4)), ("E2", .value(.number(5)))],
      sheet(
        "<row r=\"2\" s=\"8\" customFormat=\"1\"><c r=\"A2\" s=\"8\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\" s=\"4\"><v>3</v></c><c r=\"D2\"/><c r=\"E2\" s=\"8\"><v>5</v></c></row>"
      )),
    SheetCase(
      "a row's style counts with customFormat only; else the column's",
      sheet("<row r=\"1\" s=\"8\"/>", before: "<cols><col min=\"2\" max=\"3\" style=\"6\"/></cols>"),
      [("A1", .value(.number(1))), ("C1", .value(.number(3)))],
      sheet(
        "<row r=\"1\" s=\"8\"><c r=\"A1\"><v>1</v></c><c r=\"C1\" s=\"6\"><v>3</v></c></row>",
        before: "<cols><col min=\"2\" max=\"3\" style=\"6\"/></cols>")),
    SheetCase(
      "rows are inserted in order", sheet("<row r=\"2\"/><row r=\"4\"></row>"),
      [("B1", .value(.number(1))), ("A3", .value(.number(3))), ("B9", .value(.number(9))), ("A9", .value(.number(8)))],
      sheet(
        "<row r=\"1\"><c r=\"B1\"><v>1</v></c></row><row r=\"2\"/><row r=\"3\"><c r=\"A3\"><v>3</v></c></row><row r=\"4\"></row><row r=\"9\"><c r=\"A9\"><v>8</v></c><c r=\"B9\"><v>9</v></c></row>"
      )),
    SheetCase(
      "empty sheet data are opened", "<worksheet xmlns=\"\(main)\"><dimension ref=\"A1\"/><sheetData/></worksheet>",
      [("B3", .value(.number(1)))],
      "<worksheet xmlns=\"\(main)\"><dimension ref=\"A1:B3\"/><sheetData><row r=\"3\"><c r=\"B3\"><v>1</v></c></row></sheetData></worksheet>"
    ),
    SheetCase(
      "rows and cells without references are counted",
      sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"/><c><v>4</v></c></row><row><c/></row>"),
      [("B1", .value(.number(9))), ("D5", .value(.number(8))), ("A6", .value(.number(7))), ("B6", .value(.number(6)))],
      sheet(
        "<row><c><v>1</v></c><c><v>9</v></c></row><row r=\"5\"><c r=\"C5\"/><c><v>8</v></c></row><row><c><v>7</v></c><c r=\"B6\"><v>6</v></c></row>"
      )),
    SheetCase(
      "a blank where nothing is adds nothing", sheet("<row r=\"1\"/>", before: "<dimension ref=\"A1\"/>"),
      [("C1", .value(.blank)), ("A7", .value(.blank)), ("B1", .style(2))],
      sheet("<row r=\"1\"><c r=\"B1\" s=\"2\"/></row>", before: "<dimension ref=\"A1:B1\"/>")),
    SheetCase(
      "spans are widened for new cells outside them",
      sheet("<row r=\"1\" spans=\"2:3\" ht=\"20\"/><row r=\"2\" spans=\"1:2 4:5\"/><row r=\"3\" spans=\"1:9\"/>"),
      [("E1", .value(.number(1))), ("C2", .value(.number(2))), ("B3", .value(.number(3)))],
      sheet(
        "<row r=\"1\" spans=\"2:5\" ht=\"20\"><c r=\"E1\"><v>1</v></c></row><row r=\"2\" spans=\"1:5\"><c r=\"C2\"><v>2</v></c></row><row r=\"3\" spans=\"1:9\"><c r=\"B3\"><v>3</v></c></row>"
      )),
    SheetCase(
      "a dimension that holds the cell stays",
      sheet("<row r=\"1\"><c r=\"A1\"/></row>", before: "<dimension ref='$A$1:C3' />"),
      [("B2", .value(.number(1)))],
      sheet(
        "<row r=\"1\"><c r=\"A1\"/></row><row r=\"2\"><c r=\"B2\"><v>1</v></c></row>",
        before: "<dimension ref='$A$1:C3' />")),
    SheetCase(
      "rows out of order are found", sheet("<row r=\"5\"><c r=\"B5\"/><c r=\"A5\"/></row><row r=\"3\"/>"),
      [("A5", .value(.number(1))), ("A3", .value(.number(2))), ("A4", .value(.number(3)))],
      sheet(
        "<row r=\"4\"><c r=\"A4\"><v>3</v></c></row><row r=\"5\"><c r=\"B5\"/><c r=\"A5\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c></row>"
      )),
  ]

  static let markup: [SheetCase] = [
    SheetCase(
      "prefixed elements keep their prefix",
      "<x:worksheet xmlns:x=\"\(main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
      [("A1", .value(.text("t"))), ("A2", .formula("A1", cached: .number(1)))],
      "<x:worksheet xmlns:x=\"\(main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>t</x:t></x:is></x:c></x:row><x:row r=\"2\"><x:c r=\"A2\"><x:f>A1</x:f><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    ),
    SheetCase(
      "comments, CDATA and instructions are no cells",
      "<?xml version='1.0'?><!-- <sheetData><row r=\"1\"> --><worksheet xmlns='\(main)'><?pi <row> ?><sheetData><!--<c r=\"A1\">--><row r='1' x='a>b'><!-- </row> --><c r='A1'><f><![CDATA[B1>"
        + "\"</c>\"]]></f><v>1</v></c><?c </c>?></row></sheetData></worksheet> <!-- end -->",
      [("A1", .cachedValue(.number(2))), ("B1", .value(.number(3)))],
      "<?xml version='1.0'?><!-- <sheetData><row r=\"1\"> --><worksheet xmlns='\(main)'><?pi <row> ?><sheetData><!--<c r=\"A1\">--><row r='1' x='a>b'><!-- </row> --><c r='A1'><f><![CDATA[B1>"
        + "\"</c>\"]]></f><v>2</v></c><?c </c>?><c r=\"B1\"><v>3</v></c></row></sheetData></worksheet> <!-- end -->"),
    SheetCase(
      "single quotes, spaces and unknown attributes stay",
      sheet("<row  r = '1' >\n  <c  s='1'\tr='A1' foo=\"a>b\"  t='s' ><v>0</v></c >\n</row >"),
      [("A1", .value(.number(1)))], sheet("<row  r = '1' >\n  <c  s='1'\tr='A1' foo=\"a>b\" ><v>1</v></c>\n</row >")),
    SheetCase(
      "what follows the cells stays",
      sheet(
        "<row r=\"1\"/>", after: "<extLst><ext><x:row xmlns:x=\"u\" r=\"1\"><x:c r=\"A1\"/></x:row></ext></extLst>"),
      [("A1", .value(.number(1)))],
      sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        after: "<extLst><ext><x:row xmlns:x=\"u\" r=\"1\"><x:c r=\"A1\"/></x:row></ext></extLst>")),
  ]

  static let sharedFormulas: [SheetCase] = {
    func member(_ cell: String, _ value: Int) -> String {
      "<c r=\"\(cell)\"><f t=\"shared\" si=\"0\"/><v>\(value)</v></c>"
    }
    let column =
      "<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B4\" si=\"0\">A1*$C$1</f><v>1</v></c></row><row r=\"2\">"
      + member("B2", 2)
      + "</row><row r=\"3\">"
      + member("B3", 3) + "</row><row r=\"4\">" + member("B4", 4) + "</row>"
    let block = { (first: String, second: String, third: String, fourth: String) in
      sheet("<row r=\"1\">\(first)\(second)</row><row r=\"2\">\(third)\(fourth)</row>")
    }
    let volatile = column.replacing("si=\"0\"", with: "ca=\"1\" si=\"0\"")
    return [
      SheetCase(
        "what is always calculated stays so where the next member states the formula", sheet(volatile),
        [("B1", .value(.number(9)))],
        sheet(
          volatile.replacing(
            "<c r=\"B1\"><f t=\"shared\" ref=\"B1:B4\" ca=\"1\" si=\"0\">A1*$C$1</f><v>1</v></c>",
            with: "<c r=\"B1\"><v>9</v></c>"
          )
          .replacing(
            member("B2", 2).replacing("si=", with: "ca=\"1\" si="),
            with: "<c r=\"B2\"><f t=\"shared\" ref=\"B2:B4\" ca=\"1\" si=\"0\">A2*$C$1</f><v>2</v></c>"))),
      SheetCase(
        "and where each member of a block gets its formula",
        block(
          "<c r=\"B1\"><f t=\"shared\" ref=\"B1:C2\" ca=\"1\" si=\"0\">RAND()</f></c>",
          "<c r=\"C1\"><f t=\"shared\" ca=\"1\" si=\"0\"/><v>2</v></c>",
          "<c r=\"B2\"><f t=\"shared\" si=\"0\"/></c>", ""),
        [("B1", .value(.number(9)))],
        block(
          "<c r=\"B1\"><v>9</v></c>", "<c r=\"C1\"><f ca=\"1\">RAND()</f><v>2</v></c>",
          "<c r=\"B2\"><f>RAND()</f></c>", "")),
      SheetCase(
        "a member leaves the group", sheet(column), [("B3", .value(.number(9)))],
        sheet(column.replacing(member("B3", 3), with: "<c r=\"B3\"><v>9</v></c>"))),
      SheetCase(
        "the next member states the formula when the first goes", sheet(column), [("B1", .value(.number(9)))],
        sheet(
          column.replacing(
            "<c r=\"B1\"><f t=\"shared\" ref=\"B1:B4\" si=\"0\">A1*$C$1</f><v>1</v></c>",
            with: "<c r=\"B1\"><v>9</v></c>"
          )
          .replacing(
            member("B2", 2), with: "<c r=\"B2\"><f t=\"shared\" ref=\"B2:B4\" si=\"0\">A2*$C$1</f><v>2</v></c>"))),
      SheetCase(
        "the next member that stays states it", sheet(column),
        [("B1", .value(.number(9))), ("B2", .formula("1+1", cached: .number(2))), ("B3", .cachedValue(.number(7)))],
        sheet(
          column.replacing(
            "<c r=\"B1\"><f t=\"shared\" ref=\"B1:B4\" si=\"0\">A1*$C$1</f><v>1</v></c>",
            with: "<c r=\"B1\"><v>9</v></c>"
          )
          .replacing(member("B2", 2), with: "<c r=\"B2\"><f>1+1</f><v>2</v></c>")
          .replacing(
            member("B3", 3), with: "<c r=\"B3\"><f t=\"shared\" ref=\"B3:B4\" si=\"0\">A3*$C$1</f><v>7</v></c>"))),
      SheetCase(
        "a cached value leaves the group alone", sheet(column),
        [("B1", .cachedValue(.number(9))), ("B4", .cachedValue(.number(8)))],
        sheet(column.replacing("<v>1</v>", with: "<v>9</v>").replacing("<v>4</v>", with: "<v>8</v>"))),
      SheetCase(
        "the members of a block each get their formula",
        block(
          "<c r=\"B1\"><f t=\"shared\" ref=\"B1:C2\" si=\"0\">A1&amp;\"\"</f></c>", member("C1", 2), member("B2", 3),
          member("C2", 4)),
        [("B1", .value(.number(9))), ("C2", .cachedValue(.number(7)))],
        block(
          "<c r=\"B1\"><v>9</v></c>", "<c r=\"C1\"><f>B1&amp;\"\"</f><v>2</v></c>",
          "<c r=\"B2\"><f>A2&amp;\"\"</f><v>3</v></c>",
          "<c r=\"C2\"><f>B2&amp;\"\"</f><v>7</v></c>")),
      SheetCase(
        "members outside the range, and a range that leaves out the cell with the formula, count as members",
        block(
          "<c r=\"B1\"><f t=\"shared\" ref=\"B2:C2\" si=\"0\">A1</f></c>", member("C1", 2), member("B2", 3),
          member("D2", 4)),
        [("B1", .value(.number(9)))],
        block(
          "<c r=\"B1\"><v>9</v></c>", "<c r=\"C1\"><f>B1</f><v>2</v></c>", "<c r=\"B2\"><f>A2</f><v>3</v></c>",
          "<c r=\"D2\"><f>C2</f><v>4</v></c>")),
      SheetCase(
        "members in rows without edits get their formula too, whatever stands left of them",
        sheet(
          "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A4\" si=\"0\">A1</f></c></row>"
            + "<row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>1</v></c><c r=\"C3\"><f t=\"shared\" si=\"0\"/></c></row>"
            + "<row r=\"4\"><c r=\"A4\"><v>4</v></c></row>"),
        [("A2", .value(.number(9)))],
        sheet(
          "<row r=\"2\"><c r=\"A2\"><v>9</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>1</v></c><c r=\"C3\"><f>C2</f></c></row>"
            + "<row r=\"4\"><c r=\"A4\"><v>4</v></c></row>")),
      SheetCase(
        "members of the next group of the same index stay with it",
        block(
          "<c r=\"B1\"><f t=\"shared\" ref=\"B1:C2\" si=\"0\">A1</f></c>", member("C1", 2),
          "<c r=\"B2\"><f t=\"shared\" ref=\"B2:C2\" si=\"0\">D1</f></c>", member("C2", 4)),
        [("B1", .value(.number(9)))],
        block(
          "<c r=\"B1\"><v>9</v></c>", "<c r=\"C1\"><f>B1</f><v>2</v></c>",
          "<c r=\"B2\"><f t=\"shared\" ref=\"B2:C2\" si=\"0\">D1</f></c>", member("C2", 4))),
    ]
  }()

  @Test(
    "gives exactly the bytes expected, whatever the size of the blocks",
    arguments: cells + places + markup + sharedFormulas)
  func rewriting(_ example: SheetCase) throws {
    for size in Self.blockSizes {
      #expect(
        try rewrite(Array(example.sheet.utf8), example.edits, strings: example.strings, blockSize: size)
          == example.expected)
    }
  }

  @Test("makes UTF-8 of UTF-16, with the declaration in order", arguments: [false, true])
  func utf16Parts(bigEndian: Bool) throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
      + sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>äöü 📗</v></c><c r=\"B1\"/></row>")
    let expected =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>äöü 📗</v></c><c r=\"B1\"><v>1</v></c></row>")
    for size in Self.blockSizes {
      #expect(try rewrite(utf16(text, bigEndian: bigEndian), [("B1", .value(.number(1)))], blockSize: size) == expected)
    }
  }

  @Test("keeps a byte order mark of UTF-8")
  func byteOrderMark() throws {
    let text = "\u{FEFF}<?xml version=\"1.0\"?>" + sheet("<row r=\"1\"><c r=\"A1\"/></row>")
    for size in Self.blockSizes {
      let result = try rewrite(Array(text.utf8), [("A1", .value(.number(1)))], blockSize: size)
      #expect(result == text.replacing("<c r=\"A1\"/>", with: "<c r=\"A1\"><v>1</v></c>"))
    }
  }

  @Test(
    "refuses what it could only spoil",
    arguments: [
      (sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></row>"), "malformed XML"),
      (sheet("<row r=\"1\"/>") + "<", "malformed XML"),
      ("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + sheet("<row r=\"1\"/>"), "declared windows-1252"),
      (
        "<worksheet xmlns=\"\(main)\" xmlns:x=\"\(main)\"><sheetData><x:row r=\"1\"><x:c r=\"A1\"/></x:row></sheetData></worksheet>",
        "prefixes"
      ),
      ("<worksheet xmlns=\"\(main)\"/>", "no cells"),
      ("<!DOCTYPE worksheet>" + sheet("<row r=\"1\"/>"), "document type declaration"),
    ])
  func refusing(text: String, reason: String) {
    for size in Self.blockSizes {
      let error = #expect(throws: XLSXError.self) {
        try rewrite(Array(text.utf8), [("A1", .value(.number(1)))], blockSize: size)
      }
      #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
  }

  static let array = sheet(
    "<row r=\"1\"><c r=\"A1\"><f t=\"array\" ref=\"A1:B2\">C1:D2*2</f><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>3</v></c></row>"
  )
  static let table = sheet("<row r=\"1\"><c r=\"A1\"><f t=\"dataTable\" ref=\"A1:A3\" r1=\"B1\"/><v>1</v></c></row>")
  static let merged = sheet(
    "<row r=\"1\"><c r=\"A1\"/><c r=\"B1\"/></row>",
    after: "<mergeCells count=\"1\"><mergeCell ref=\"A1:B3\"/></mergeCells>")

  @Test(
    "refuses cells that belong to others, and names the range",
    arguments: [
      (array, "B2", CellEdit.value(.number(1)), "A1:B2"), (array, "A1", .value(.number(1)), "A1:B2"),
      (array, "B1", .cachedValue(.number(1)), "A1:B2"),
      (table, "A2", .value(.number(1)), "A1:A3"), (table, "A1", .formula("1", cached: .number(1)), "A1:A3"),
      (merged, "B3", .value(.text("x")), "A1:B3"),
      (sheet("<row r=\"1\"><c r=\"A1\"/></row>"), "A1", .cachedValue(.number(1)), "no formula"),
      (sheet(""), "A1", .cachedValue(.number(1)), "no formula"),
    ])
  func notWritable(text: String, cell: String, edit: CellEdit, detail: String) {
    let error = #expect(throws: XLSXError.self) { try rewrite(Array(text.utf8), [(cell, edit)]) }
    #expect(error?.code == .cellNotWritable)
    #expect(error?.cell?.description == cell)
    #expect(error?.detail.contains(detail) == true)
  }

  @Test(
    "writes what does not harm an array, a data table or a merged range",
    arguments: [
      (array, "A1", CellEdit.cachedValue(.number(9)), "<f t=\"array\" ref=\"A1:B2\">C1:D2*2</f><v>9</v>"),
      (array, "B1", .style(3), "<c r=\"B1\" s=\"3\"><v>2</v></c>"),
      (merged, "A1", .value(.number(9)), "<c r=\"A1\"><v>9</v></c>"),
      (merged, "B1", .style(3), "<c r=\"B1\" s=\"3\"/>"),
      (
        sheet("<row r=\"1\"><c r=\"A1\" cm=\"1\"><f t=\"array\" ref=\"A1\">SUM(B1:B2)</f></c></row>"), "A1",
        .value(.number(9)),
        "<c r=\"A1\"><v>9</v></c>"
      ),
    ])
  func writable(text: String, cell: String, edit: CellEdit, fragment: String) throws {
    #expect(try rewrite(Array(text.utf8), [(cell, edit)]).contains(fragment))
  }

  @Test("changes nothing but the cell, in every sheet of the table of cases", arguments: cells + places + markup)
  func nothingEdited(_ example: SheetCase) throws {
    #expect(try rewrite(Array(example.sheet.utf8), [], blockSize: 5) == example.sheet)
  }
}
