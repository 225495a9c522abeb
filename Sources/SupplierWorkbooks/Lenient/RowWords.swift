/// Words by which a row of a table says that it is no entry of it: a total, a footnote, the end of a list.
enum RowWords {
  private static let totals: Set<String> = [
    "total", "totals", "subtotal", "subtotals", "grandtotal", "sum", "sumtotal", "totalsum", "overall", "overalltotal",
    "totalamount", "合计", "小计", "总计", "共计", "总和", "总额", "汇总", "累计", "求和", "合計", "小計", "總計", "共計", "總和", "總額",
    "匯總", "累計", "合计金额", "本页合计", "本頁合計", "本页小计", "本頁小計",
  ]
  private static let ends: Set<String> = [
    "以下空白", "以下无正文", "以下無正文", "以下为空", "以下無資料", "endoflist", "end", "endoftable", "blankbelow", "结束", "結束", "完",
  ]
  /// How footnotes begin, before a colon or a number.
  private static let notes: Set<String> = [
    "note", "notes", "remark", "remarks", "comment", "comments", "nb", "注", "注意", "备注", "備註", "说明", "說明", "附注",
    "附註", "註", "提示", "disclaimer", "source", "preparedby", "制表", "制表人", "審核", "审核", "填表人", "填表日期", "日期",
  ]
  /// What the first character of such a word may be; nearly no part number begins so and has no digit.
  private static let longest = 60

  /// Whether a text says that the amounts of its row are the sum of others: `Total`, `合计`, `Total 合计:`.
  static func isTotal(_ text: String) -> Bool {
    guard text.utf8.count <= longest, !text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    return LabelText.candidates(text).contains { totals.contains($0.text) }
  }

  /// Whether a text ends a list: `以下空白`.
  static func isEnd(_ text: String) -> Bool {
    guard text.utf8.count <= longest else { return false }
    return LabelText.candidates(text).contains { ends.contains($0.text) }
  }

  /// Whether a text that stands alone in its row is a remark on the table: it begins as remarks do, or it is a sentence.
  static func isFootnote(_ text: String) -> Bool {
    let text = TypedText.trimmed(text)
    guard let first = text.unicodeScalars.first else { return false }
    if "*※#".unicodeScalars.contains(first), text.unicodeScalars.count > 3, text.contains(where: { $0.isWhitespace }) {
      return true
    }
    let beginning = text.prefix { !":：.,，。;；(（)）、".contains($0) && !$0.isNewline }
    if beginning.count < text.count, notes.contains(LabelText.folded(beginning.filter { !$0.isNumber })) { return true }
    if notes.contains(LabelText.folded(text)) { return true }
    // A sentence: several words, or Chinese with punctuation in it.
    let words = text.split { $0.isWhitespace }.count
    if words >= 5, text.count >= 25 { return true }
    let ideographs = text.unicodeScalars.count(where: LabelText.isIdeograph)
    return ideographs >= 10 || ideographs >= 5 && text.contains { "，。；：、".contains($0) }
  }
}
