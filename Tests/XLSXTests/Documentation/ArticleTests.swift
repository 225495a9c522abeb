import Foundation
import Testing

/// The code of the articles is that of the tests beside this one, so that it compiles and does what the articles say.
struct ArticleTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

  /// The examples of an article: what stands between lines of three backquotes.
  private func examples(of article: String) throws -> [[String]] {
    let file = Self.root.appending(path: "Sources/XLSX/XLSX.docc/\(article).md")
    var examples: [[String]] = []
    var open: [String]?
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    {
      if line.hasPrefix("```") {
        if let example = open { examples.append(example) }
        open = open == nil ? [] : nil
      } else {
        open?.append(line)
      }
    }
    return examples
  }

  @Test(arguments: ["GettingStarted", "Reading", "Writing", "EditingWithoutLoss", "Limits"])
  func `every example of an article is the code of a test`(article: String) throws {
    let file = Self.root.appending(path: "Tests/XLSXTests/Documentation/\(article)Examples.swift")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map {
        $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0)
      }
    let examples = try examples(of: article)
    #expect(!examples.isEmpty)
    for example in examples {
      let isThere = lines.indices.contains { lines[$0...].starts(with: example) }
      #expect(isThere, "\(example.first ?? "")")
    }
  }
}
