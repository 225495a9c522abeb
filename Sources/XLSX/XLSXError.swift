/// An error type that can hold an ``XLSXError``: what
/// `WorkbookReader.read` needs to know of the errors of its closures.
///
/// ```swift
/// enum OrderError: XLSXErrorConvertible {
///   case workbook(XLSXError)
///   case unknownArticle(String)
///
///   init(_ error: XLSXError) { self = .workbook(error) }
/// }
/// ```
public protocol XLSXErrorConvertible: Error {
  /// The same error as one of this type.
  init(_ error: XLSXError)
}

extension XLSXError: XLSXErrorConvertible {
  /// An error of this library as it is.
  public init(_ error: XLSXError) { self = error }
}

/// Why a workbook could not be read or written: what went wrong, in which file, part and cell.
public struct XLSXError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong; the cases group what concerns the file, its parts, and writing.
  public enum Code: Hashable, Sendable {
    // The file as a whole
    /// There is no file at the path.
    case fileNotFound
    /// The path is that of a folder.
    case isFolder
    /// The system does not allow to open the file.
    case permissionDenied
    /// The file has no bytes.
    case emptyFile
    /// The file is no ZIP archive, and nothing else that is known.
    case notZip
    /// The file is a ZIP archive of workbooks or other files, and no workbook itself.
    case archiveOfFiles
    /// The workbook is protected by a password and therefore encrypted.
    case encrypted
    /// The workbook is encrypted, and none of the passwords that were given opens it.
    case wrongPassword
    /// The workbook is encrypted by a sensitivity label or by rights management: only accounts with rights open it.
    case rightsManaged
    /// The file is encrypted by a company's document protection, such as products that encrypt all files of a machine.
    case companyEncrypted
    /// The file is a workbook of Excel 97-2003 (.xls).
    case legacyWorkbook
    /// The file is a binary workbook (.xlsb).
    case binaryWorkbook
    /// The file is a spreadsheet of the OpenDocument format (.ods).
    case openDocument
    /// The file is text with separators, such as CSV.
    case delimitedText
    /// The archive ends before its directory is complete.
    case truncated
    /// A part's content does not have the checksum that the archive states.
    case wrongChecksum
    /// The file was changed after it had been opened.
    case changedWhileReading
    /// The system reports an error of reading, or the archive is damaged.
    case cannotRead
    // Its parts
    /// A part that the workbook needs is not in the archive.
    case missingPart
    /// The archive holds two parts of the same name.
    case duplicatePart
    /// The name of a part leads out of the archive or cannot be a name.
    case unsafePartName
    /// A part is not well-formed XML, from that line and column on, both 1-based.
    case malformedXML(line: Int, column: Int)
    /// A part has a document type declaration, which is refused because entities could make it grow without bound.
    case documentTypeDeclaration
    /// Reading would exceed one of the limits, by that value.
    case limitExceeded(limit: ReadingLimit, value: Int64)
    /// A part is XML, but does not say what the format demands.
    case invalidContent
    // Writing
    /// There is a file at the target, and it may not be replaced.
    case fileExists
    /// The system reports an error of writing.
    case cannotWrite
    /// The workbook has no sheet of that name.
    case sheetNotFound
    /// The cell cannot be edited, for example inside a merged range or an array formula.
    case cellNotWritable
    /// The workbook is of a form to which nothing can be added, such as Strict Open XML.
    case cannotExtend
    /// What was to be written is not possible in a workbook.
    case invalidArgument
  }

  /// What went wrong, as a case.
  public var code: Code
  /// The file as the caller named it.
  public var file: String?
  /// The part inside the package, such as `xl/worksheets/sheet1.xml`.
  public var part: String?
  /// The cell, where one is to blame.
  public var cell: CellReference?
  /// What was found, in the words of the library or the system; empty where the code says it all.
  public var detail: String

  /// An error, with as much of its place as is known.
  public init(
    _ code: Code, file: String? = nil, part: String? = nil, cell: CellReference? = nil, detail: String = ""
  ) {
    self.code = code
    self.file = file
    self.part = part
    self.cell = cell
    self.detail = detail
  }

  /// The same error with the file it came from, where it does not name one yet.
  public func inFile(_ file: String) -> XLSXError {
    var error = self
    if error.file == nil { error.file = file }
    return error
  }

  /// The same error with the part it came from, where it does not name one yet.
  public func inPart(_ part: String) -> XLSXError {
    var error = self
    if error.part == nil { error.part = part }
    return error
  }

  /// The whole message: `file: part: cell: problem (detail). What to do.`, without what is not known.
  public var description: String {
    let place = [file, part, cell?.description].compactMap { $0 }.map { $0 + ": " }.joined()
    return place + problem + (detail.isEmpty ? "" : " (\(detail))") + ". " + remedy
  }

  /// What is wrong, without place and remedy.
  public var problem: String {
    switch code {
    case .fileNotFound: "there is no such file"
    case .isFolder: "this is a folder, not a workbook"
    case .permissionDenied: "the file may not be opened"
    case .emptyFile: "the file is empty"
    case .notZip: "this is not an Excel workbook (.xlsx)"
    case .archiveOfFiles: "this is a ZIP archive of workbooks, not a workbook"
    case .encrypted: "the workbook is protected by a password and therefore encrypted"
    case .wrongPassword: "the workbook is protected by a password, and none of those given opens it"
    case .rightsManaged: "the workbook is protected by a sensitivity label or by rights management"
    case .companyEncrypted: "the file is encrypted by a company's document protection"
    case .legacyWorkbook: "this is a workbook of Excel 97-2003 (.xls)"
    case .binaryWorkbook: "this is a binary workbook (.xlsb)"
    case .openDocument: "this is an OpenDocument spreadsheet (.ods)"
    case .delimitedText: "this is a text file (CSV) with the name of a workbook"
    case .truncated: "the file is truncated: its end is missing"
    case .wrongChecksum: "the file is damaged: a part cannot be unpacked, or its checksum is wrong"
    case .changedWhileReading: "the file was changed while it was being read"
    case .cannotRead: "the file cannot be read"
    case .missingPart: "the workbook lacks a part that it needs"
    case .duplicatePart: "the workbook holds the same part twice"
    case .unsafePartName: "the workbook holds a part whose name leads out of it"
    case .malformedXML(let line, let column): "malformed XML at line \(line), column \(column)"
    case .documentTypeDeclaration: "the XML holds a document type declaration, which a workbook never has"
    case .limitExceeded(let limit, let value): "the workbook exceeds the limit \(limit.rawValue) of \(value)"
    case .invalidContent: "the content is not what the file format demands"
    case .fileExists: "the file exists already"
    case .cannotWrite: "the file cannot be written"
    case .sheetNotFound: "there is no such sheet"
    case .cellNotWritable: "this cell cannot be written"
    case .cannotExtend: "this workbook can take neither sheets nor notes"
    case .invalidArgument: "this cannot be written to a workbook"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch code {
    case .fileNotFound: "Check the path"
    case .isFolder: "Name a workbook"
    case .permissionDenied: "Check the permissions of the file"
    case .emptyFile, .truncated, .wrongChecksum: "Get the file once more (download or copy it again)"
    case .notZip, .delimitedText, .openDocument:
      "Open it in a spreadsheet program and save it as Excel workbook (.xlsx)"
    case .archiveOfFiles: "Unpack it, and give the workbook that is meant"
    case .encrypted: "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again"
    case .wrongPassword: "Give the right password, or remove it in Excel (File, Info, Protect Workbook)"
    case .rightsManaged: "Ask for an unprotected copy: a label without encryption"
    case .companyEncrypted: "Export a decrypted copy, or ask for one"
    case .cannotExtend: "Open it in Excel and save it as Excel workbook (.xlsx)"
    case .legacyWorkbook, .binaryWorkbook: "Open it in Excel or WPS and save it as Excel workbook (.xlsx)"
    case .changedWhileReading: "Wait until it is saved or copied completely, then run again"
    case .cannotRead: "Check the disk or network it is on"
    case .missingPart, .duplicatePart, .unsafePartName, .malformedXML, .documentTypeDeclaration, .invalidContent:
      "Open it in Excel, let it repair the file, and save it again"
    case .limitExceeded: "If the file is trusted, raise that limit"
    case .fileExists: "Name another file, or allow it to be replaced"
    case .cannotWrite: "Check folder, permissions and free space"
    case .sheetNotFound, .cellNotWritable, .invalidArgument: "Check what is to be written"
    }
  }
}

extension XLSXError {
  /// The error of a workbook that exceeds one of the limits.
  static func exceeding(_ limit: ReadingLimit, _ value: some BinaryInteger, part: String? = nil) -> XLSXError {
    XLSXError(.limitExceeded(limit: limit, value: Int64(clamping: value)), part: part)
  }
}
