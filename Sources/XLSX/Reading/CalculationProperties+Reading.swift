extension CalculationProperties {
  /// What `calcPr` says.
  init(_ element: XMLElement) {
    self.init()
    isRoundedAsDisplayed = element["fullPrecision"].map { $0 == "0" || $0 == "false" } ?? false
    isFullOnLoad = element.flag("fullCalcOnLoad")
    isIterative = element.flag("iterate")
    iterations = element.integer("iterateCount").flatMap { (1...32_767).contains($0) ? $0 : nil } ?? iterations
    iterationChange = element["iterateDelta"].flatMap { DecimalNumber.parse(Array($0.utf8)) } ?? iterationChange
  }
}
