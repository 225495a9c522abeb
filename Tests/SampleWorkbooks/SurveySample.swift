public import SupplierWorkbooks
public import XLSX

/// The 245 answer sheets of an industry survey of 2023, made up so that they come to its published shares.
public struct SurveySample {
  public static let respondents = 245

  /// Of every question with options the published shares in percent, in the order of the options.
  public static let published: [(question: String, shares: [String])] = [
    ("q01", ["52.65", "47.35"]), ("q02", ["2.04", "97.96"]),
    ("q03", ["5.31", "0.00", "1.63", "6.53", "3.27", "22.45", "63.27"]),
    ("q04", ["25.31", "74.69"]), ("q05", ["17.14", "14.69", "10.61", "40.00", "20.41"]),
    ("q06", ["8.16", "28.16", "13.88", "49.80"]),
    ("q07", ["2.45", "13.47", "22.86", "5.71", "55.51"]), ("q08", ["17.96", "82.04"]),
    ("q09", ["46.94", "19.18", "40.82"]),
    ("q10", ["8.98", "7.35", "83.67"]), ("q11", ["28.98", "24.90", "11.43", "28.57", "46.12"]),
    ("q12", ["55.92", "54.69", "22.86", "15.92", "22.04"]), ("q13", ["16.73", "24.90", "51.43", "8.57"]),
    ("q14", ["69.80", "48.98", "57.96", "57.55", "71.02"]),
    ("q15", ["51.43", "43.27", "78.37", "63.67", "34.29", "54.69"]),
  ]

  /// How many chose each option: the share of 245, rounded to the nearest whole.
  public static func counts(_ shares: [String]) -> [Int] {
    shares.map { Int(((Double($0) ?? 0) * Double(respondents) / 100).rounded()) }
  }

  private let definition: TemplateDefinition
  private let lists: ReferenceLists
  private let layout: SurveyLayout

  public init() throws {
    definition = try .builtIn("emission-calculation-tool")
    lists = try .builtIn()
    layout = SurveyLayout(definition)
  }

  /// A workbook of the survey alone and the lists that it chooses from.
  public func workbook(_ inputs: ToolInputs) -> NewWorkbook {
    var small = definition
    small.sheets.removeAll { $0.id != .survey }
    return ToolBuilder.build(definition: small, lists: lists, inputs: inputs)
  }

  /// One of the answer sheets, 0 to 244, in one of the ways in which people fill them.
  public func fill(_ sheet: Int, into inputs: inout ToolInputs) {
    for (number, (id, shares)) in Self.published.enumerated() {
      guard let question = definition.survey.first(where: { $0.id == id }) else { continue }
      let marked = Self.marked(by: sheet, question: number, counts: Self.counts(shares))
      if question.kind == .single {
        guard let option = marked.first else { continue }
        set(id, Self.spelling(of: question.options[option], sheet + number), into: &inputs)
      } else {
        for option in question.options.indices {
          if marked.contains(option) {
            set(id, option: option, Self.yes[(sheet + option) % Self.yes.count], into: &inputs)
          } else if (marked.isEmpty && option == 0) || (sheet + option) % 3 == 0 {
            set(id, option: option, Self.no[(sheet + option) % Self.no.count], into: &inputs)
          }
        }
      }
    }
    if sheet % 5 == 0 { set("q04-example", .text("Sheet \(sheet) 示例"), into: &inputs) }
    if sheet % 49 == 0 { set("q08-channel", .number(Double(2000 + sheet)), into: &inputs) }
  }

  /// Puts an answer beside its question, or beside one of the options below it.
  public func set(_ question: String, option: Int? = nil, _ answer: CellValue, into inputs: inout ToolInputs) {
    let rows = layout.rows.filter { $0.question.id == question }
    let index = option.map { $0 + 1 } ?? 0
    if rows.indices.contains(index) { inputs.set(.survey, row: rows[index].row, "answer", answer) }
  }

  /// As many sheets as an option counts mark it; the sheets of one option follow those of the one before, so that a
  /// single choice has one.
  private static func marked(by sheet: Int, question: Int, counts: [Int]) -> [Int] {
    let place = (sheet * 101 + question * 37) % respondents
    var start = 0
    return counts.indices.filter { option in
      let offset = (place - start % respondents + respondents) % respondents
      start += counts[option]
      return offset < counts[option]
    }
  }

  private static let yes: [CellValue] = [
    .text("Yes"), .text("是"), .text("Yes 是"), .text("yes"), .text("ＹＥＳ"), .text("✓"), .text("x"), .number(1),
    .boolean(true), .text(" 是。"),
  ]
  private static let no: [CellValue] = [
    .text("No"), .text("否"), .text("No 否"), .text("NO"), .text("无"), .number(0), .boolean(false), .text("n"),
  ]

  private static func spelling(of option: LocalizedText, _ number: Int) -> CellValue {
    switch number % 7 {
    case 0: .text(option.english)
    case 1: .text(option[.chinese])
    case 2: .text(option.english.uppercased())
    case 3: .text(option.stacked)
    case 4: .text("  " + option.english + ".")
    case 5: .text(option[.chinese] + "（" + option.english + "）")
    default: .text(option.inline)
    }
  }
}
