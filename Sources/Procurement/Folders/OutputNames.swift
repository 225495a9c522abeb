/// Names of the files that answer others: no two answers share one.
struct OutputNames {
  private var used: Set<String> = []
  /// The longest name that leaves room for what is added to it, in bytes; file systems take 255.
  private static let longest = 200

  /// The path without ending that a file's outputs begin with, such as `east/tool`; `east/tool.xlsm` where that is
  /// taken.
  mutating func stem(of path: String) -> String {
    let slash = path.utf8.lastIndex(of: 0x2F).map { path.utf8.index(after: $0) } ?? path.startIndex
    let (folder, name) = (path[..<slash], String(path[slash...]))
    let dot = name.utf8.lastIndex(of: 0x2E) ?? name.endIndex
    var candidates = [dot == name.startIndex ? name : String(name[..<dot]), name].map(Self.shortened)
    var number = 2
    while let candidate = candidates.first {
      candidates.removeFirst()
      if used.insert(folder + candidate).inserted { return folder + candidate }
      if candidates.isEmpty {
        candidates.append(Self.shortened(name) + "-\(number)")
        number += 1
      }
    }
    return path
  }

  private static func shortened(_ name: String) -> String {
    guard name.utf8.count > longest else { return name }
    var short = name
    while short.utf8.count > longest - 20 { short.removeLast() }
    return short + "~" + ContentDigest.sha256(name.utf8).prefix(8)
  }

  static func outputs(_ stem: String, of path: String, in folder: String) -> AnswerOutputs {
    let base = folder + "/" + stem
    let ending = path.lowercased().hasSuffix(".xlsm") ? ".xlsm" : ".xlsx"
    return .init(
      form: base + "-quotewin.xlsx", findings: base + ".findings.json", annotated: base + "-annotated" + ending)
  }
}
