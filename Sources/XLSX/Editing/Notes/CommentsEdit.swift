/// A comments part, in which the notes of one author come and go and those of others stay: ECMA-376 Part 1, 18.7.
///
/// The author's text begins with a line that names the author: LibreOffice forgets who wrote a note. On a cell that has
/// somebody else's note the text goes behind theirs; taken away again, theirs is what it was. A threaded comment (its
/// author is `tc=…`) is not added to: programs rebuild its text.
struct CommentsEdit {
  private var outline: XMLOutline
  private let part: String
  let author: String

  /// A part with no comments yet.
  static let empty = Array(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"\(Namespace.main)\"><authors/><commentList/></comments>"
      .utf8)

  init(_ bytes: [UInt8], part: String, author: String) {
    outline = XMLOutline(bytes: bytes)
    self.part = part
    self.author = author
  }

  var bytes: [UInt8] { outline.bytes }

  private var comments: [XMLOutline.Element] { outline.section("commentList").map { outline.children(of: $0) } ?? [] }
  private var authors: [String] {
    (outline.section("authors").map { outline.children(of: $0) } ?? []).map { text(of: $0) }
  }

  var isEmpty: Bool { comments.isEmpty }

  private func text(of element: XMLOutline.Element) -> String {
    let content = Array("<t>".utf8) + outline.bytes[element.content] + Array("</t>".utf8)
    let parsed = try? XMLElement.parse(content, part: part)
    return EscapedText.decode(Array((parsed?.text ?? "").utf8))
  }

  private func reference(_ comment: XMLOutline.Element) -> CellReference? {
    outline.tag(comment).text(of: "ref").flatMap { CellReference($0) }
  }

  private mutating func commit() { outline = XMLOutline(bytes: outline.changed()) }

  // MARK: Removing

  /// Takes away what the author wrote; returns the cells that have no note any more.
  mutating func remove() -> Set<CellReference> {
    let own = authors.firstIndex(of: author)
    var freed: Set<CellReference> = []
    for comment in comments {
      if let own, outline.tag(comment).integer(of: "authorId") == own {
        if let reference = reference(comment) { freed.insert(reference) }
        outline.replace(comment.whole, by: [])
      } else if cutAddition(from: comment), let reference = reference(comment) {
        freed.insert(reference)
      }
    }
    // Authors count by their place: only the last can go.
    if let own, own == authors.count - 1, let section = outline.section("authors") {
      outline.replace(outline.children(of: section)[own].whole, by: [])
    }
    commit()
    // A list that is empty is written as when it was new.
    for name in ["authors", "commentList"] {
      guard let section = outline.section(name), outline.children(of: section).isEmpty,
        !outline.tag(section).isEmptyElement
      else {
        continue
      }
      outline.replace(section.whole, by: ElementMarkup.element(name, content: [], prefix: outline.prefix))
    }
    commit()
    return freed
  }

  /// What separates somebody else's text from the author's.
  private var line: String { "\n———— \(author) ————\n" }

  /// Takes the author's text away from behind somebody else's; the whole comment where there is nothing else, which is
  /// told.
  private mutating func cutAddition(from comment: XMLOutline.Element) -> Bool {
    let mark = line.dropFirst().dropLast()
    guard String(decoding: outline.bytes[comment.whole], as: UTF8.self).contains(mark),
      let body = outline.children(of: comment).first(where: { $0.name == "text" })
    else { return false }
    let pieces = outline.children(of: body).filter { $0.name == "r" || $0.name == "t" }
    for (index, piece) in pieces.enumerated() {
      guard let element = textElement(of: piece), case let whole = text(of: element),
        let place = whole.firstRange(of: mark)
      else {
        continue
      }
      if index == 0, place.lowerBound == whole.startIndex {
        outline.replace(comment.whole, by: [])
        return true
      }
      for later in pieces[(index + 1)...] { outline.replace(later.whole, by: []) }
      let theirs = whole[..<place.lowerBound].withoutLastNewline
      guard theirs.isEmpty else {
        // A program has put both texts into one run.
        outline.replace(element.whole, by: ElementMarkup.textElement(String(theirs), prefix: outline.prefix))
        return false
      }
      outline.replace(piece.whole, by: [])
      guard index > 0, case let last = pieces[index - 1] else { return false }
      if place.lowerBound == whole.startIndex, let element = textElement(of: last), case let whole = text(of: element),
        whole.hasSuffix("\n")
      {
        // A program has put the end of the line before it into the run before.
        let theirs = whole[...].withoutLastNewline
        outline.replace(
          theirs.isEmpty ? last.whole : element.whole,
          by: theirs.isEmpty ? [] : ElementMarkup.textElement(String(theirs), prefix: outline.prefix))
      } else if index == 1, last.name == "r", outline.children(of: last).map({ $0.name }) == ["t"] {
        // Plain text was put into a run so that another could follow.
        outline.replace(last.whole, by: Array(outline.bytes[last.content]))
      }
      return false
    }
    return false
  }

  /// The text of a run, or the text that stands there without one.
  private func textElement(of piece: XMLOutline.Element) -> XMLOutline.Element? {
    piece.name == "t" ? piece : outline.children(of: piece).first { $0.name == "t" }
  }

  // MARK: Adding

  /// Adds notes; returns the cells that had none, whose boxes are still to be drawn.
  mutating func add(_ notes: [(reference: CellReference, text: String)]) throws(XLSXError) -> [CellReference] {
    guard !notes.isEmpty else { return [] }
    let authors = authors
    let identifier = authors.firstIndex(of: author) ?? authors.count
    guard let authorSection = outline.section("authors"), let list = outline.section("commentList") else {
      throw XLSXError(.invalidContent, part: part, detail: "not a list of comments")
    }
    let prefix = outline.prefix
    var present: [CellReference: XMLOutline.Element] = [:]
    for comment in comments { if let reference = reference(comment) { present[reference] = comment } }
    var new: [[UInt8]] = []
    var placed: [CellReference] = []
    for note in notes {
      if let comment = present[note.reference] {
        let writer =
          outline.tag(comment).integer(of: "authorId").flatMap { authors.indices.contains($0) ? authors[$0] : nil }
          ?? ""
        if !writer.hasPrefix("tc=") { append(note.text, to: comment) }
      } else {
        let body = ElementMarkup.element("text", content: run(line.dropFirst() + note.text), prefix: prefix)
        new.append(
          ElementMarkup.element(
            "comment", attributes: " ref=\"\(note.reference)\" authorId=\"\(identifier)\"", content: body,
            prefix: prefix))
        placed.append(note.reference)
      }
    }
    if !new.isEmpty {
      if identifier == authors.count {
        outline.append([ElementMarkup.element("author", text: author, prefix: prefix)], to: authorSection, count: 0)
      }
      outline.append(new, to: list, count: 0)
    }
    commit()
    return placed
  }

  private mutating func append(_ text: String, to comment: XMLOutline.Element) {
    guard let body = outline.children(of: comment).first(where: { $0.name == "text" }) else { return }
    let children = outline.children(of: body)
    let addition = run(line + text)
    if let plain = children.first(where: { $0.name == "t" }), !children.contains(where: { $0.name == "r" }) {
      let run = ElementMarkup.element("r", content: Array(outline.bytes[plain.whole]), prefix: outline.prefix)
      outline.replace(plain.whole, by: run + addition)
    } else if let last = children.last(where: { $0.name == "r" }) {
      outline.replace(last.whole.upperBound..<last.whole.upperBound, by: addition)
    } else {
      outline.append([addition], to: body, count: 0)
    }
  }

  /// Text as a box of notes shows it.
  private func run(_ text: String) -> [UInt8] {
    func element(_ name: String, _ attribute: String) -> [UInt8] {
      ElementMarkup.element(name, attributes: attribute, content: [], prefix: outline.prefix)
    }
    let look =
      element("sz", " val=\"9\"") + element("color", " indexed=\"81\"") + element("rFont", " val=\"Tahoma\"")
      + element("family", " val=\"2\"")
    return ElementMarkup.element(
      "r",
      content: ElementMarkup.element("rPr", content: look, prefix: outline.prefix)
        + ElementMarkup.element("t", attributes: " xml:space=\"preserve\"", text: text, prefix: outline.prefix),
      prefix: outline.prefix)
  }
}

extension Substring {
  fileprivate var withoutLastNewline: Substring { hasSuffix("\n") ? dropLast() : self }
}
