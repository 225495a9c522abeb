internal import XLSX

/// `MONTH(DATEVALUE("1 May"))`: the same in whatever year it is calculated.
final class MonthNode: FormulaNode {
  private let text: FormulaNode
  private let call: FormulaNode

  init(of text: FormulaNode, otherwise call: FormulaNode) {
    self.text = text
    self.call = call
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    if case .value(.text(let text)) = try context.content(try text.operand(context)),
      let month = try FormulaDateText.month(ofDayWithoutYear: text)
    {
      return .number(Double(month))
    }
    return try call.operand(context)
  }
}
