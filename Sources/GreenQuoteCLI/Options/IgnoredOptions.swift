import ArgumentParser

/// Options that a command knows but has no use for: they are refused by name, so that nobody believes they had an
/// effect.
enum IgnoredOptions {
  /// Refuses options that a command would ignore.
  ///
  /// - Parameters:
  ///   - names: the options that were given, as they are written on the command line.
  ///   - reason: a clause that says why the command cannot use them.
  /// - Throws: a validation error that names them, unless there are none.
  static func refuse(_ names: [String], _ reason: String) throws {
    if !names.isEmpty { throw ValidationError("\(names.joined(separator: ", ")): \(reason).") }
  }
}

extension CommonOptions {
  /// The options given that say how workbooks are read.
  var givenForReading: [String] {
    (limits.isEmpty ? [] : ["--limit"]) + (definitions.isEmpty ? [] : ["--definition"])
      + (passwordFile == nil ? [] : ["--password-file"])
  }

  /// Refuses them where no workbook is read.
  func refuseReadingOptions() throws { try IgnoredOptions.refuse(givenForReading, "no workbook is read here") }
}

extension CalculationOptions {
  /// The options given that say how figures are computed.
  var given: [String] {
    var names: [String] = []
    if asOf != nil { names.append("--as-of") }
    if gwp != nil { names.append("--gwp") }
    if scope2 != nil { names.append("--scope2") }
    if residualMix { names.append("--residual-mix") }
    if visibleOnly { names.append("--visible-only") }
    if !addedSheets.isEmpty { names.append("--add-sheets") }
    if !factors.files.isEmpty { names.append("--factors") }
    return names
  }
}
