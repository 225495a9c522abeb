import Foundation
import TestSupport
import Testing

@testable import Cryptography
@testable import XLSX

/// Workbooks that other programs have encrypted: Fixtures/protected.
@Suite("Workbooks under a password")
struct EncryptedWorkbookTests {
  static let files = ["excel-2007", "excel-2010", "excel-2016"]
  private static let password = "пароль 密码"

  private static func opener(_ lines: String, in scratch: Scratch) throws -> WorkbookOpener {
    try Data(lines.utf8).write(to: URL(filePath: scratch.path("passwords")))
    return try WorkbookOpener(passwordFile: scratch.path("passwords"))
  }

  private static func path(_ name: String) -> String { Fixture.path("protected/\(name).xlsx") }

  @Test(arguments: files) func `are decrypted to the byte, and no password else does it`(name: String) throws {
    let encrypted = try EncryptedWorkbook([UInt8](Fixture.bytes(Self.path(name))))
    let plain = try [UInt8](Fixture.bytes(Fixture.path("forms/extra-sheets.xlsx")))
    #expect(try encrypted.decrypted(by: ["wrong", Self.password]) == plain)
    for wrong in ["", "пароль", Self.password + " ", Self.password.uppercased()] {
      #expect(try encrypted.decrypted(by: [wrong]) == nil)
    }
  }

  @Test(arguments: files) func `are opened with a file of passwords`(name: String) throws {
    let scratch = try Scratch()
    let reader = try Self.opener("\u{FEFF}other\r\n\r\n\(Self.password)\r\n", in: scratch).open(Self.path(name))
    let plain = try WorkbookReader(path: Fixture.path("forms/extra-sheets.xlsx"))
    #expect(reader.path == Self.path(name) && reader.sheets.map(\.name) == plain.sheets.map(\.name))
    for sheet in plain.sheets.map(\.name) { #expect(try reader.values(sheet) == plain.values(sheet)) }
  }

  @Test(arguments: files) func `a wrong password and none have words of their own`(name: String) throws {
    let scratch = try Scratch()
    let wrong = #expect(throws: XLSXError.self) { try Self.opener("wrong\n", in: scratch).open(Self.path(name)) }
    #expect(wrong?.code == .wrongPassword && wrong?.file == Self.path(name))
    for lines in ["", "\r\n\n"] {
      let none = #expect(throws: XLSXError.self) { try Self.opener(lines, in: scratch).open(Self.path(name)) }
      #expect(none?.code == .encrypted)
    }
  }

  @Test func `a workbook without a password is opened as ever, and no other file by a password`() throws {
    let scratch = try Scratch()
    let opener = try Self.opener(Self.password, in: scratch)
    #expect(try opener.open(Fixture.path("forms/extra-sheets.xlsx")).sheets.isEmpty == false)
    let old = #expect(throws: XLSXError.self) { try opener.open(Fixture.path("unreadable/excel-97.xlsx")) }
    #expect(old?.code == .legacyWorkbook)
  }

  @Test func `a file of passwords that is none is named`() throws {
    let scratch = try Scratch()
    #expect(throws: XLSXError.self) { try WorkbookOpener(passwordFile: scratch.path("none")) }
    try Data([0xFF, 0xFE, 0x31, 0x00]).write(to: URL(filePath: scratch.path("passwords")))
    let error = #expect(throws: XLSXError.self) { try WorkbookOpener(passwordFile: scratch.path("passwords")) }
    #expect(error?.file == scratch.path("passwords"))
  }

  @Test func `a changed copy is made of what was decrypted, and the file stays as it is`() throws {
    let scratch = try Scratch()
    let path = try scratch.copy(Self.path("excel-2016"))
    let before = try Fixture.bytes(path)
    let editor = WorkbookEditor(try Self.opener(Self.password, in: scratch).open(path))
    let sheet = try #require(editor.reader.sheets.first { $0.kind == .worksheet })
    try editor.set(.value(.text("new")), at: CellReference(row: 40, column: 1), in: sheet.name)
    try editor.write(to: scratch.path("copy.xlsx"))
    let copy = try WorkbookReader(path: scratch.path("copy.xlsx"))
    #expect(try copy.values(sheet.name)[CellReference(row: 40, column: 1)] == .text("new"))
    #expect(copy.partNames.count >= editor.reader.partNames.count)
    #expect(try Fixture.bytes(path) == before)
    // Without changes it is what was decrypted.
    try WorkbookEditor(Self.opener(Self.password, in: scratch).open(path)).write(to: scratch.path("plain.xlsx"))
    #expect(try Fixture.bytes(scratch.path("plain.xlsx")) == Fixture.bytes(Fixture.path("forms/extra-sheets.xlsx")))
    // Somebody saved the file in the meantime.
    try Data("changed".utf8).write(to: URL(filePath: path))
    let error = #expect(throws: XLSXError.self) { try editor.write(to: scratch.path("late.xlsx")) }
    #expect(error?.code == .changedWhileReading)
  }

  @Test(arguments: files) func `a damaged file ends in an error or in a workbook, never in a crash`(name: String) throws
  {
    let good = try [UInt8](Fixture.bytes(Self.path(name)))
    var number: UInt64 = 7
    func random(_ bound: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(number >> 33) % bound
    }
    for round in 0..<300 {
      var bytes = good
      switch round % 3 {
      case 0: bytes.removeLast(random(bytes.count))
      case 1: for _ in 0..<4 { bytes[random(bytes.count)] = UInt8(random(256)) }
      // Numbers of the header and of the tables, among them those of sectors.
      default: for _ in 0..<2 { bytes[random(1024)] = UInt8(random(256)) }
      }
      _ = try? EncryptedWorkbook(bytes)
    }
  }

  @Test func `a password is not hashed beyond what the format allows`() throws {
    let description = """
      <encryption xmlns="e"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" \
      cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA=="/><encryptedKey \
      spinCount="ROUNDS" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" \
      cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA==" \
      encryptedVerifierHashInput="AAAA" encryptedVerifierHashValue="AAAA" encryptedKeyValue="AAAA"/></encryption>
      """
    #expect(throws: Never.self) {
      try AgileEncryption(Array(description.replacing("ROUNDS", with: "10000000").utf8))
    }
    for rounds in ["10000001", "-1", "4294967296", "many"] {
      #expect(throws: XLSXError.self) {
        try AgileEncryption(Array(description.replacing("ROUNDS", with: rounds).utf8))
      }
    }
  }

  @Test func `text of RFC 4648 becomes bytes`() {
    let known = ["": "", "Zg==": "f", "Zm8=": "fo", "Zm9v": "foo", "Zm9v\r\nYmFy": "foobar"]
    for (text, bytes) in known { #expect(Base64.decode(text).map { String(decoding: $0, as: UTF8.self) } == bytes) }
    #expect(Base64.decode("Zm9?") == nil)
  }
}
