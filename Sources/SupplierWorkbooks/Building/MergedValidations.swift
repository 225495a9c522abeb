internal import XLSX

extension [DataValidation] {
  /// The same with one for all cells that may hold the same: programs read and show fewer rules then.
  ///
  /// What depends on the row reads otherwise in each, and stays by itself.
  var merged: [DataValidation] {
    var merged: [DataValidation] = []
    var places: [DataValidation: Int] = [:]
    for validation in self {
      var key = validation
      key.ranges = []
      if let place = places[key] {
        merged[place].ranges += validation.ranges
      } else {
        places[key] = merged.count
        merged.append(validation)
      }
    }
    for index in merged.indices { merged[index].ranges = Self.joined(merged[index].ranges) }
    return merged
  }

  /// Ranges without common cells as larger ones: beside each other first, then below each other.
  private static func joined(_ ranges: [CellRange]) -> [CellRange] {
    func join(_ ranges: [CellRange], where isNext: (CellRange, CellRange) -> Bool) -> [CellRange] {
      ranges.reduce(into: []) { joined, range in
        if let last = joined.last, isNext(last, range) {
          joined[joined.count - 1] = CellRange(last.first, range.last)
        } else {
          joined.append(range)
        }
      }
    }
    let wide = join(
      ranges.sorted { ($0.first.row, $0.last.row, $0.first.column) < ($1.first.row, $1.last.row, $1.first.column) }
    ) {
      $0.first.row == $1.first.row && $0.last.row == $1.last.row && $0.last.column + 1 == $1.first.column
    }
    let high = wide.sorted {
      ($0.first.column, $0.last.column, $0.first.row) < ($1.first.column, $1.last.column, $1.first.row)
    }
    return join(high) {
      $0.first.column == $1.first.column && $0.last.column == $1.last.column && $0.last.row + 1 == $1.first.row
    }
    .sorted { $0.first < $1.first }
  }
}
