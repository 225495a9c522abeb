internal import XLSX

/// The sheets of secondary materials and of certificates.
extension SupplierWorkbookReader {
  func material(_ row: TableRow) -> MaterialRow {
    MaterialRow(
      row: row.row.index, addition: row.addition, mpn: row.partNumber(.mpn),
      material: row.entry(.material, list: .material, find: match(.material)),
      partMass: row.number(.partMass), preConsumer: row.number(.preConsumer), postConsumer: row.number(.postConsumer),
      reutilization: row.number(.reutilization), process: row.entry(.process, list: .process, find: match(.process)))
  }

  func certificate(_ row: TableRow) -> CertificateRow {
    CertificateRow(
      row: row.row.index, addition: row.addition,
      mechanism: row.entry(.mechanism, list: .mechanism, find: match(.mechanism)),
      trackingSystem: row.text(.trackingSystem),
      country: row.entry(.country, list: .country) { [lists] in lists.match(.country, $0) },
      amount: row.number(.amount), vintage: row.number(.vintage), certificateID: row.text(.certificateID))
  }
}
