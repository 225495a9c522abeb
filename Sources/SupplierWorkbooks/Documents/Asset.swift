internal import CAssets

/// A file of the project that stands inside the binary: templates, their definitions, message catalogues and factor
/// data.
public struct Asset: Sendable {
  /// The name of the file, without its folder.
  public let name: String
  /// The contents, as they are in the binary.
  public let bytes: [UInt8]

  /// The asset of that name; `nil` where there is none.
  public init?(named name: String) {
    guard let asset = gq_asset_named(name) else { return nil }
    self.name = name
    bytes = Array(UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count))
  }

  /// The contents as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The names of all assets.
  public static var names: [String] {
    var names: [String] = []
    while let asset = gq_asset_at(names.count) { names.append(String(cString: asset.pointee.name)) }
    return names
  }
}
