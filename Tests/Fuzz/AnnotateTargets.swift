@testable import XLSX

/// The bytes are a VML drawing or a list of comments; what stands behind the last tag says which notes come and go.
func fuzzNotes(_ name: String, _ bytes: [UInt8]) {
  let (part, plan) = split(bytes)
  var package = SmallPackage()
  package.set(name, Array(part))
  var choices = Choices(plan)
  annotate(package, &choices)
}

/// The bytes say which parts of a workbook are changed, and which notes and sheets come and go.
func fuzzAnnotate(_ bytes: [UInt8]) {
  var choices = Choices(bytes)
  var package = SmallPackage()
  for _ in 0...choices.number(below: 3) { package.mutate(&choices) }
  annotate(package, &choices)
}

/// Puts notes on a workbook, adds a sheet, takes one away, and takes everything back: what could be read can be read
/// afterwards.
private func annotate(_ package: SmallPackage, _ choices: inout Choices) {
  let source = ScratchFile.write(StoredArchive(entries: package.parts).bytes, to: "book.xlsx")
  guard let reader = attempt({ try WorkbookReader(path: source) }),
    let first = reader.sheets.first(where: { $0.kind == .worksheet }),
    reader.sheet(named: first.name) == first
  else { return }
  let before = attempt { try reader.worksheet(first, comments: true) }
  let notes = chosenNotes(&choices)
  let annotated = ScratchFile.path("annotated.xlsx")
  let isWritten = attempt {
    let editor = try WorkbookEditor(path: source)
    try editor.setNotes(notes, author: "Fuzz", in: first.name)
    if choices.byte() & 1 == 0 { try editor.insertSheet(sheet(), at: choices.number(below: 4)) }
    if choices.byte() & 3 == 0, let last = reader.sheets.last { try editor.removeSheet(last.name) }
    try editor.write(to: annotated, force: true)
  }
  guard isWritten != nil else { return }
  guard let after = attempt({ try WorkbookReader(path: annotated) }) else {
    fatalError("an annotated workbook cannot be opened")
  }
  if let before, let sheet = after.sheet(named: first.name), sheet.part == first.part {
    guard let read = attempt({ try after.worksheet(sheet, comments: true) }) else {
      fatalError("an annotated sheet cannot be read")
    }
    require(read.rows.flatMap(\.cells) == before.rows.flatMap(\.cells), "notes changed the cells")
  }
  let cleared = attempt {
    let editor = try WorkbookEditor(path: annotated)
    if after.sheet(named: first.name)?.part == first.part { try editor.setNotes([], author: "Fuzz", in: first.name) }
    if after.sheet(named: "Added by fuzzing") != nil { try editor.removeSheet("Added by fuzzing") }
    try editor.write(to: ScratchFile.path("cleared.xlsx"), force: true)
  }
  guard cleared != nil else { return }
  require(
    attempt { try WorkbookReader(path: ScratchFile.path("cleared.xlsx")) } != nil,
    "a workbook without its notes cannot be opened")
}

private func chosenNotes(_ choices: inout Choices) -> [CellNote] {
  var notes: [CellReference: CellNote] = [:]
  for _ in 0...choices.number(below: 4) {
    let isFar = choices.byte() & 7 == 0
    let reference = CellReference(
      row: isFar ? CellReference.maximumRow - choices.number(below: 3) : 1 + choices.number(below: 9),
      column: isFar ? CellReference.maximumColumn - choices.number(below: 3) : 1 + choices.number(below: 9))
    notes[reference] = CellNote(reference, "note " + choices.text())
  }
  return Array(notes.values)
}

private func sheet() -> NewWorksheet {
  NewWorksheet(name: "Added by fuzzing", rows: [NewRow(1, [NewCell(1, .text("text")), NewCell(2, .number(1.5))])])
}
