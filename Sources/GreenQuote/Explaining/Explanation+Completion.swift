internal import Emissions
internal import SupplierWorkbooks
public import Validation
public import XLSX

extension Explanation {
  /// The parts that are explained after the company's figures.
  public enum Parts: Sendable {
    /// Every part of the workbook.
    case all
    /// The parts with that part number, compared without regard to case and width.
    case numbered(String)
    /// No part: the company's figures alone.
    case company
  }

  /// Explains the company's figures, and those of the chosen parts.
  ///
  /// - Parameters:
  ///   - completion: the figures, and the workbook that they were computed from.
  ///   - parts: which parts are explained.
  ///   - catalogue: the words of the explanation.
  ///   - reader: the workbook of the completion, for its cells as they were typed.
  /// - Throws: ``ExplanationError`` where the workbook has no such part, the part has no figures, a sheet cannot be
  ///   read, or a formula does not come to the figure that was computed.
  public init(_ completion: Completion, _ parts: Parts = .all, catalogue: MessageCatalogue, of reader: WorkbookReader)
    throws(ExplanationError)
  {
    let workbook = completion.workbook
    let wanted = try Self.indices(of: parts, in: completion)
    let texts: CellTexts
    do throws(XLSXError) { texts = try CellTexts(reader, located: workbook.located) } catch { throw .workbook(error) }
    var builder = ExplanationBuilder(completion, texts: texts, catalogue: catalogue)
    let fuels = builder.explainFuels()
    let electricity = builder.explainElectricity()
    let energy = builder.explainEnergy(fuels, electricity)
    let totals = builder.explainTotals(fuels, electricity, energy)
    for index in wanted { builder.explain(part: index, totals) }
    file = workbook.file
    language = catalogue.language.code
    let chosen = completion.calculation.inventory.settings
    settings = catalogue.phrase(
      "explain.settings",
      [
        "potentials": chosen.warmingPotentials.rawValue.uppercased(),
        "method": catalogue.phrase("method." + chosen.scope2Method.rawValue),
      ])
    doubleEntry = completion.doubleEntry.flatMap { Self.text($0, catalogue) }
    do throws(ExplanationFault) { sections = try builder.finished() } catch { throw .fault(error) }
  }

  /// What the comparison of two calculations says; nothing where nothing was compared.
  private static func text(_ entry: DoubleEntry, _ catalogue: MessageCatalogue) -> String? {
    guard entry.cells > 0 else { return nil }
    let key = entry.agrees ? "agree" : entry.differing > 0 ? "differ" : "near"
    return catalogue.phrase(
      "explain.doubleEntry." + key,
      [
        "cells": String(entry.cells + entry.partCells), "rows": String(entry.partRows),
        "differing": String(entry.differing), "unknown": String(entry.notEvaluated),
      ])
  }

  private static func indices(of choice: Parts, in completion: Completion) throws(ExplanationError) -> [Int] {
    let parts = completion.workbook.parts
    let mpn: String
    switch choice {
    case .all: return Array(parts.indices)
    case .company: return []
    case .numbered(let number): mpn = number
    }
    let folded = PartNumber.folded(mpn)
    let found = parts.indices.filter { parts[$0].mpn.value.map(PartNumber.folded) == folded }
    guard !found.isEmpty else { throw .unknownPart(mpn) }
    let explained = found.filter { completion.calculation.parts[$0].share != nil }
    guard !explained.isEmpty else { throw .noFigures(mpn) }
    return explained
  }
}

/// Why figures cannot be explained.
public enum ExplanationError: Error, Sendable, Hashable, XLSXErrorConvertible {
  /// The workbook has no part of that number.
  case unknownPart(String)
  /// The part of that number has no figures.
  case noFigures(String)
  /// A formula does not come to the figure that was computed.
  case fault(ExplanationFault)
  /// A sheet of the workbook cannot be read.
  case workbook(XLSXError)

  /// The same error as one of explanations.
  public init(_ error: XLSXError) { self = .workbook(error) }
}
