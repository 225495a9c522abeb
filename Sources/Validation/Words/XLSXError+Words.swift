public import XLSX

extension XLSXError {
  /// The key of its words in the catalogues.
  public var key: String {
    switch code {
    case .fileNotFound: "not-found"
    case .isFolder: "folder"
    case .permissionDenied: "permission"
    case .emptyFile: "empty"
    case .notZip: "not-zip"
    case .archiveOfFiles: "archive"
    case .encrypted: "encrypted"
    case .wrongPassword: "wrong-password"
    case .rightsManaged: "rights-managed"
    case .companyEncrypted: "company-encrypted"
    case .legacyWorkbook: "xls"
    case .binaryWorkbook: "xlsb"
    case .openDocument: "ods"
    case .delimitedText: "csv"
    case .truncated: "truncated"
    case .wrongChecksum: "checksum"
    case .changedWhileReading: "changed"
    case .cannotRead: "cannot-read"
    case .missingPart: "missing-part"
    case .duplicatePart: "duplicate-part"
    case .unsafePartName: "unsafe-part"
    case .malformedXML: "malformed"
    case .documentTypeDeclaration: "doctype"
    case .limitExceeded: "limit"
    case .invalidContent: "invalid"
    case .fileExists: "exists"
    case .cannotWrite: "cannot-write"
    case .sheetNotFound: "no-sheet"
    case .cellNotWritable: "cell-not-writable"
    case .cannotExtend: "cannot-extend"
    case .invalidArgument: "invalid-argument"
    }
  }

  var arguments: [String: String] {
    switch code {
    case .malformedXML(let line, let column): ["line": String(line), "column": String(column)]
    case .limitExceeded(let limit, let value): ["limit": limit.rawValue, "value": String(value)]
    default: [:]
    }
  }
}
