internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// M01, M06, M07, U01, N04 to N06, N08, C02, L03, P01, P03 to P05, P07: what can be said of each part.
  mutating func checkParts() {
    var places = places(on: .parts)
    for part in workbook.hiddenParts { add("U01", .note, at: columnPlace(part.sheet, .mpn), part.mpn.reference) }
    let isDistributor = workbook.company[.role].value == "distributor"
    var met = MetParts()
    var last = workbook.located.sheets[.parts]?.table?.headerRow
    var addition: UInt8 = 0
    // Parts are looked at where they lie: a copy of each would count references.
    let (parts, results) = (workbook.parts, calculation.parts)
    for index in parts.indices {
      if parts.span[index].addition != addition {
        addition = parts.span[index].addition
        places = self.places(on: parts.span[index].sheet)
        last = workbook.located.sheets[parts.span[index].sheet]?.table?.headerRow
      }
      check(parts.span[index], results.span[index], after: last, isDistributor: isDistributor, places)
      last = parts.span[index].row
      if let mpn = parts.span[index].mpn.value,
        let first = met.note(mpn, of: parts.span[index].mfg.value, at: index)
      {
        checkDuplicate(first: first, second: index, at: places[0])
      }
    }
    if workbook.parts.isEmpty, workbook.hiddenParts.isEmpty, workbook.located.sheets[.parts]?.table != nil {
      findings.add(Finding("M01", .error, variant: "parts", sheet: workbook.sheetName(.parts)))
    }
  }

  private func places(on sheet: SheetID) -> [Place?] {
    [ColumnID.mpn, .price, .currency, .mfg, .customsCode, .allocation, .mass].map { columnPlace(sheet, $0) }
  }

  private mutating func check(
    _ part: PartRow, _ result: Calculation.Part, after last: Int?, isDistributor: Bool, _ places: [Place?]
  ) {
    checkRow(part.row, after: last, isHidden: part.isHidden, at: places[0], part.mpn.reference)
    if SampleRows.contains(mfg: part.mfg.value, mpn: part.mpn.value) {
      add("M07", .error, at: places[0], part.mpn.reference, value: part.mpn.value)
    }
    observe(part.mpn, at: places[0])
    checkShape(ofPartNumber: part.mpn, at: places[0])
    observe(part.price, at: places[1])
    checkAmount(part.price, at: places[1])
    if let stated = part.stated { checkStated(stated) }
    if part.price.value == 0 { add("C16", .error, at: places[1], part.price.reference, value: "0") }
    observe(part.currency, at: places[2])
    observe(part.mfg, at: places[3], isNeeded: false)
    checkCustomsCode(part.customsCode, result.cbamCoverage, at: places[4])
    observe(part.allocation, at: places[5], isNeeded: false)
    observe(part.mass, at: places[6], isNeeded: false)
    checkAmount(part.mass, at: places[6], isNeeded: false)
    if case .exchangeRateMissing(let from, let to)? = result.problem {
      add(
        "C02", .error, variant: "exchange", at: places[2], part.currency.reference, value: from.code,
        arguments: ["currency": LocalizedText(to.code)])
    }
    checkPriceCurrency(part, result, at: places[2])
    checkShare(part, result, at: places[6], price: places[1])
    checkFormFigures(part, result, at: places[0])
    checkAllocation(part, result, at: places[5])
    checkMass(part, result, at: places[6])
    if isDistributor, part.mpn.value != nil { checkManufacturer(part, at: places[3]) }
  }

  /// P07: a distributor makes nothing itself.
  private mutating func checkManufacturer(_ part: PartRow, at place: Place?) {
    if part.mfg.isEmpty {
      add("P07", .warning, at: place, part.mfg.reference ?? part.mpn.reference)
      // The form would be refused without it.
      add("M01", .error, variant: "maker", at: place, part.mfg.reference ?? part.mpn.reference)
    } else if let mfg = part.mfg.value, let own = workbook.company[.name].value,
      names.areSame(mfg, own)
    {
      add("P07", .warning, variant: "own", at: place, part.mfg.reference, value: mfg)
    }
  }

  /// What the workbook's own formulas give; that they give nothing is said where they are evaluated.
  private mutating func checkStated(_ stated: StatedFigures) {
    for (id, figure) in zip(
      [ColumnID.kgco2e, .nonRenewableKwh, .renewableKwh], [stated.emissions, stated.nonRenewable, stated.renewable])
    where !figure.isEmpty {
      let place = columnPlace(.parts, id)
      observe(figure, at: place)
      checkAmount(figure, at: place)
    }
    let definition = workbook.located.definition.sheet(.parts)?.table?.column(.recycledContent)
    if !stated.recycledContent.isEmpty || definition?.isComputedByWorkbook == false {
      observe(stated.recycledContent, at: columnPlace(.parts, .recycledContent))
    }
  }

  private mutating func checkAllocation(_ part: PartRow, _ result: Calculation.Part, at place: Place?) {
    guard let wanted = part.allocation.value, let used = result.share?.method, used.rawValue != wanted else { return }
    add("C15", .warning, variant: wanted, at: place, part.allocation.reference)
  }

  private mutating func checkDuplicate(first: Int, second: Int, at place: Place?) {
    let (one, other) = (workbook.parts[first], workbook.parts[second])
    let isSame = one.hasFigures(of: other)
    add(
      "P01", isSame ? .warning : .error, variant: isSame ? "" : "different", at: place, other.mpn.reference,
      value: other.mpn.value,
      arguments: [
        "other": LocalizedText(self.place(of: one, one.mpn.reference, besides: other)),
        "here": LocalizedText(other.mpn.reference?.description ?? ""),
      ])
  }
}

/// The rows that the customer's training deck shows as an example.
enum SampleRows {
  private static let rows: Set<String> = ["供应商1 12345", "供应商2 23456", "供应商3 34567"]

  static func contains(mfg: String?, mpn: String?) -> Bool {
    guard let mfg, let mpn, mpn.utf8.count == 5 else { return false }
    return rows.contains(LabelText.folded(mfg) + " " + mpn)
  }
}
