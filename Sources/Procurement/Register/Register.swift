internal import GRDB

/// What suppliers sent, in one SQLite file: suppliers, submissions with their history, parts, findings and answers to
/// the survey.
///
/// Several processes may write at once: each transaction waits for its turn, and none is lost. The order in which
/// submissions come in changes nothing of what the views say.
public final class Register: Sendable {
  /// The path of the database, as the caller named it.
  public let path: String
  let database: DatabaseQueue

  /// Opens a register; makes one where there is none.
  ///
  /// - Parameters:
  ///   - path: the path of the database.
  ///   - isReadOnly: whether the register must be there already, and is not changed.
  /// - Throws: ``RegisterError`` where the file is no register, or one of a newer program.
  public init(path: String, isReadOnly: Bool = false) throws(RegisterError) {
    self.path = path
    var configuration = Configuration()
    configuration.label = "register"
    configuration.foreignKeysEnabled = true
    // Another process may hold a transaction of many submissions.
    configuration.busyMode = .timeout(60)
    configuration.readonly = isReadOnly
    configuration.prepareDatabase { database in
      if !isReadOnly {
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
      }
    }
    do {
      database = try DatabaseQueue(path: path, configuration: configuration)
      try Self.open(database, isReadOnly: isReadOnly)
    } catch {
      throw RegisterError(path: path, error)
    }
  }

  private static func open(_ database: DatabaseQueue, isReadOnly: Bool) throws {
    let known = RegisterSchema.migrator
    let applied = try database.read { database in
      guard try database.tableExists("grdb_migrations") else {
        // Never into somebody else's database.
        let count = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
        if count > 0 || isReadOnly { throw RegisterError.Problem.notARegister }
        return Set<String>()
      }
      return try Set(known.appliedIdentifiers(database))
    }
    if try database.read({ try known.hasBeenSuperseded($0) }) { throw RegisterError.Problem.newer }
    if !applied.isSuperset(of: known.migrations) {
      if isReadOnly { throw RegisterError.Problem.older }
      try known.migrate(database)
    }
    guard try database.read({ try $0.tableExists("submissions") }) else { throw RegisterError.Problem.notARegister }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(RegisterError) -> Value {
    do { return try database.read(body) } catch { throw RegisterError(path: path, error) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(RegisterError) -> Value {
    do {
      return try database.writeWithoutTransaction { database in
        // Taking the lock first: a transaction that begins by reading could not wait for another writer later.
        var result: Value?
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
        guard let result else { throw RegisterError.Problem.notARegister }
        return result
      }
    } catch { throw RegisterError(path: path, error) }
  }
}

/// Why a register cannot be used.
public struct RegisterError: Error, Sendable, CustomStringConvertible {
  enum Problem: Error {
    case notARegister
    case newer
    case older
  }

  /// The path of the register at fault.
  public let path: String
  /// What is the matter, in English.
  public let detail: String

  init(path: String, _ error: any Error) {
    self.path = path
    switch error {
    case let error as RegisterError: detail = error.detail
    case Problem.notARegister: detail = "this is a database, but no register of GreenQuote: name another file"
    case Problem.newer: detail = "the register was written by a newer version: use that version"
    case Problem.older:
      detail = "the register is of an older version: let 'greenquote register merge' or 'batch' write to it once"
    case let error as DatabaseError: detail = Self.words(error)
    default: detail = "\(error)"
    }
  }

  init(path: String, detail: String) {
    self.path = path
    self.detail = detail
  }

  private static func words(_ error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_CANTOPEN: "cannot be opened or made: is there such a folder, and may it be written?"
    case .SQLITE_NOTADB: "this is no SQLite database: name another file"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "another program holds the register: try again when it is done"
    case .SQLITE_READONLY: "the register may not be written: look at the permissions of the file and its folder"
    case .SQLITE_FULL: "the disk is full: make room and run the command again"
    default: error.message ?? "\(error)"
    }
  }

  /// The file and what is the matter, as a sentence.
  public var description: String { "\(path): \(detail)." }
}
