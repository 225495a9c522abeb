import Testing

@testable import SupplierWorkbooks

@Suite("Names of companies")
struct CompanyNameTests {
  @Test(
    "Legal forms, spellings and scripts do not make another company",
    arguments: [
      ("Murata Mfg Co Ltd", "Murata"), ("Murata Manufacturing Co., Ltd.", "MURATA MFG. CO.,LTD"),
      ("Murata 村田", "Murata"),
      ("Murata 村田", "村田制作所"), ("村田製作所", "株式会社村田制作所"), ("TDK Corporation", "TDK"), ("TDK Corp.", "ＴＤＫ"),
      ("金色电子有限公司", "金色电子股份有限公司"), ("金色電子有限公司", "金色电子"), ("Golden Electronics Co., Ltd. 金色电子有限公司", "金色电子"),
      ("Müller GmbH & Co. KG", "Müller"), ("Johnson & Johnson", "Johnson and Johnson"), ("The Bosch Group", "Bosch"),
      ("S.p.A. Test S.p.A.", "SpA Test"), ("Yageo (China) Co., Ltd.", "Yageo"), ("比亚迪集团", "比亚迪"),
    ])
  func same(one: String, other: String) {
    #expect(CompanyName(one).matches(CompanyName(other)) && CompanyName(other).matches(CompanyName(one)))
  }

  @Test(
    "Other companies are others",
    arguments: [
      ("Murata", "TDK"), ("Murata", "Murano"), ("TDK", "TDK Lambda"), ("Co., Ltd.", "Corp."), ("", ""), ("-", "/"),
      ("金色电子", "银色电子"), ("有限公司", "集团"), ("村田", "TDK 东电化"),
    ])
  func different(one: String, other: String) { #expect(!CompanyName(one).matches(CompanyName(other))) }

  @Test("Parts that were met before: two spellings of one maker are one, an empty one is none")
  func met() {
    var met = MetParts()
    #expect(met.note("PN-1", of: "TDK", at: 0) == nil && met.note("PN-1", of: "Murata", at: 1) == nil)
    #expect(met.note("pn-1", of: "TDK Corp.", at: 2) == 0 && met.note("PN-1", of: "村田 Murata", at: 3) == 1)
    #expect(met.note("PN-1", of: nil, at: 4) == nil && met.note("PN-1", of: "", at: 5) == 4)
    #expect(met.note("PN-2", of: "TDK", at: 6) == nil && met.note("PN-1", of: "TDK", at: 7) == 2)
  }
}
