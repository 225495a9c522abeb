public import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// Why an operation on a workbook could not be carried out: the one error of the operations.
public enum OperationError: Error, Sendable, CustomStringConvertible, XLSXErrorConvertible {
  /// A file could not be read or written.
  case workbook(XLSXError)
  /// A factor file cannot be used.
  case factors(FactorError)
  /// A template definition cannot be used.
  case definition(TemplateDefinitionError)
  /// The file can be read, and is not what the operation needs; the finding says why, and what to do.
  case refused(Finding, file: String)

  /// The same error as one of the operations.
  public init(_ error: XLSXError) { self = .workbook(error) }

  /// What the file was refused for; `nil` for errors of other kinds.
  public var finding: Finding? { if case .refused(let finding, _) = self { finding } else { nil } }

  /// For developers; users get the words of a message catalogue.
  public var description: String {
    switch self {
    case .workbook(let error): error.description
    case .factors(let error): error.description
    case .definition(let error): error.description
    case .refused(let finding, let file): "\(file): \(finding.key)"
    }
  }
}

extension MessageCatalogue {
  /// Why an operation could not be carried out, and what to do, in this language and with the file.
  public func message(_ error: OperationError) -> String {
    switch error {
    case .workbook(let error): message(error)
    case .factors(let error): error.description
    case .definition(let error): error.description
    case .refused(let finding, let file): "\(file): \(message(finding)). \(remedy(finding))"
    }
  }
}

/// Runs what reads or writes workbooks inside an operation.
func reading<Value>(_ body: () throws(XLSXError) -> Value) throws(OperationError) -> Value {
  do throws(XLSXError) {
    return try body()
  } catch {
    throw .workbook(error)
  }
}
