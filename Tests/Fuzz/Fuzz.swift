@testable import XLSX
@testable import SupplierWorkbooks
@testable import Emissions

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  _ = SharedFormula.moved(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self), rows: 1, columns: 1)
  return 0
}
