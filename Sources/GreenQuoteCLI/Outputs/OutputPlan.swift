import ArgumentParser
import XLSX

/// The files that a command reads and those that it writes, compared with each other before anything is written.
///
/// Files are compared by where their paths lead, so that links, `./` and default names cannot make one replace another.
/// What a command may write into its own input is named by `over`, and asked for by `--in-place`.
struct OutputPlan {
  private struct File {
    /// In the words of a message: "the workbook".
    var what: String
    var path: String
    /// The input that it may replace.
    var over: String?
  }

  private let isInPlace: Bool
  private var inputs: [File] = []
  private var outputs: [File] = []

  /// - Parameter isInPlace: whether an output may replace the input that it is made of.
  init(isInPlace: Bool = false) { self.isInPlace = isInPlace }

  /// Names a file that is read; none where there is no path.
  mutating func reads(_ path: String?, _ what: String) {
    if let path { inputs.append(File(what: what, path: path)) }
  }

  /// Names files that are read.
  mutating func reads(_ paths: [String], _ what: String) {
    for path in paths { reads(path, what) }
  }

  /// Names a file that is written; none where there is no path.
  ///
  /// - Parameters:
  ///   - path: the path of the output; `nil` where it is not wanted.
  ///   - what: what the output is, in words.
  ///   - input: the path of the input that this output may replace with `--in-place`; `nil` for none.
  mutating func writes(_ path: String?, _ what: String, over input: String? = nil) {
    if let path { outputs.append(File(what: what, path: path, over: input)) }
  }

  /// Whether an output is its own input, which `--in-place` allows.
  func isOwnInput(_ path: String) -> Bool {
    guard isInPlace, let output = outputs.first(where: { $0.path == path }), let over = output.over,
      let place = FilePlace(path)
    else {
      return false
    }
    return FilePlace(over) == place
  }

  /// Compares all pairs.
  ///
  /// - Throws: `ValidationError` that names the two files of which one would replace the other.
  func check() throws {
    let inputs = inputs.map { ($0, FilePlace($0.path)) }
    var written: [(File, FilePlace)] = []
    for output in outputs {
      guard let place = FilePlace(output.path) else { continue }
      for (input, other) in inputs where other == place {
        if let over = output.over, FilePlace(over) == place, input.path == over {
          guard isInPlace else {
            throw ValidationError(
              "\(output.what.capitalizedFirst) would replace \(input.what) itself: name another file, or give --in-place."
            )
          }
          continue
        }
        throw ValidationError(
          "\(output.what.capitalizedFirst) would replace \(input.what) '\(input.path)': name another file.")
      }
      for (other, otherPlace) in written where otherPlace == place {
        throw ValidationError(
          "\(output.what.capitalizedFirst) would replace \(other.what) ('\(output.path)'): name another file.")
      }
      written.append((output, place))
    }
  }
}

extension String {
  /// With a capital at the beginning.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// Names of files that are written beside others.
enum OutputName {
  /// The path of an output beside its source: `folder/parts.xlsx` becomes `folder/parts-quotewin.xlsx`.
  ///
  /// - Parameters:
  ///   - source: the path of the source.
  ///   - suffix: what is added to the name, before the ending.
  ///   - ending: the ending of the new name; `nil` for that of the source, or `.xlsx` where it has none.
  /// - Returns: the path, in the folder of the source.
  static func beside(_ source: String, adding suffix: String, ending: String? = nil) -> String {
    let slash = source.lastIndex(of: "/").map { source.index(after: $0) } ?? source.startIndex
    let dot = source[slash...].lastIndex(of: ".") ?? source.endIndex
    let own = source[dot...]
    return source[..<dot] + suffix + (ending ?? (own.isEmpty ? ".xlsx" : String(own)))
  }

  /// A file's own name in another folder.
  static func inFolder(_ folder: String, named path: String) -> String {
    (folder.hasSuffix("/") ? folder : folder + "/") + (path.split(separator: "/").last.map(String.init) ?? path)
  }
}
