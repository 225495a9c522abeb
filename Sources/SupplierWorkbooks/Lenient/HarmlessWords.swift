/// Words beside numbers that no figure depends on: suppliers add such columns and lines to templates.
enum HarmlessWords {
  private static let words: Set<String> = [
    // Numbering
    "no", "nr", "number", "item", "itemno", "itemnumber", "line", "lineno", "row", "seq", "sn", "index", "序号", "序號",
    "项次",
    "項次", "行号", "编号", "編號", "项目", "項目",
    // Quantities of orders
    "qty", "quantity", "moq", "eau", "annualquantity", "annualvolume", "annualdemand", "forecast", "orderquantity",
    "数量",
    "數量", "年用量", "年需求量", "订单数量", "采购数量", "预测", "最小起订量", "起订量", "leadtime", "交期", "交货期", "spq", "包装数量",
    // Persons and registers
    "phone", "tel", "telephone", "mobile", "fax", "电话", "電話", "联系电话", "聯絡電話", "手机", "传真", "邮编", "邮政编码", "postcode",
    "postalcode", "zip", "zipcode", "taxid", "taxno", "taxnumber", "vat", "vatno", "税号", "稅號", "纳税人识别号",
    "统一社会信用代码", "营业执照号", "duns", "dunsnumber", "vendorcode", "vendorno", "vendorid", "suppliercode", "supplierno",
    "supplierid", "供应商代码", "供應商代碼", "供应商编号", "供应商编码", "customercode", "客户代码", "employees", "numberofemployees",
    "headcount",
    "员工人数", "員工人數", "人数", "employeenumber",
    // Documents
    "rev", "revision", "version", "ver", "版本", "版次", "page", "页码", "date", "日期", "year", "年份", "drawing", "drawingno",
    "图号", "圖號", "quoteno", "quotenumber", "rfq", "rfqno", "询价单号", "报价单号", "po", "pono", "ponumber", "订单号", "invoice",
    "invoiceno", "发票号", "contractno", "合同号", "meterno", "meternumber", "表号", "电表号", "accountno", "户号",
    // Of other purposes
    "scope3", "范围三", "範圍三", "discount", "折扣", "taxrate", "税率", "稅率", "paymentterms", "账期",
  ]

  /// Whether a label says so; `No` beside a number is an answer.
  static func matches(label: String) -> Bool {
    !answers.contains(LabelText.folded(label)) && matches(label)
  }

  private static let answers: Set<String> = ["no", "number", "item", "date", "year", "line", "row"]

  /// Whether a header says so.
  static func matches(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 120 else { return false }
    return LabelText.candidates(text).contains { words.contains($0.text) }
  }
}
