internal import Formulas
internal import Glibc
internal import XLSX

/// Evaluates the formulas of workbooks and compares what comes out with what their programs stored.
///
///     CheckFormulas [--list] [--functions] FILE…
///
/// Fails where more than one in 400 of the evaluated formulas differ, or one in twenty is not evaluated.
///
/// `--list` names each cell that differs or is not evaluated, `--functions` counts why cells are not evaluated, `--names`
/// prints the functions that are known.
@main
struct CheckFormulas {
  static func main() {
    var files: [String] = []
    var options: Set<String> = []
    for argument in CommandLine.arguments.dropFirst() {
      if argument.hasPrefix("--") { options.insert(argument) } else { files.append(argument) }
    }
    if options.contains("--names") {
      print(WorkbookCalculation.functionNames.joined(separator: " "))
      print("\(WorkbookCalculation.functionNames.count) functions")
      return
    }
    var total = Exam()
    for file in files.sorted() {
      do throws(XLSXError) {
        let exam = try Exam(of: file, listing: options.contains("--list"))
        print("\(exam.summary)  \(file.split(separator: "/").last ?? "")")
        total.add(exam)
      } catch {
        print("not read: \(error)")
      }
    }
    print("\(total.summary)  all of \(files.count) workbooks")
    if options.contains("--functions") {
      for (why, count) in total.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        print("\(count)\t\(why)")
      }
    }
    exit(total.isPassed ? 0 : 1)
  }
}
