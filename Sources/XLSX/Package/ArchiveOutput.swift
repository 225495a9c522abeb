internal import CLibzip

/// A ZIP archive that is written: a new one, or a copy of another in which parts are replaced, added or removed.
///
/// Parts that are not touched keep their compressed bytes, dates, extra fields and order. Nothing appears under the
/// name of the target before `commit()`, and the original is only read, so that it may be the target itself. New parts
/// have the date 1980-01-01, replaced ones keep theirs: the same input gives the same bytes.
final class ArchiveOutput {
  private var archive: OpaquePointer?
  private let storage: ArchiveStorage
  private let failures = PartSource.Failures()
  /// Put at the end of the archive, where it is wanted.
  var seal: PackageSeal?

  /// Begins an archive; with `source`, as a copy of it.
  ///
  /// - Parameters:
  ///   - target: where the archive goes.
  ///   - force: whether a file that exists may be replaced.
  ///   - source: the path of the archive to be copied; `nil` for a new one.
  ///   - content: the archive to be copied, where it is in memory and `source` is what it was made from.
  /// - Throws: `.notZip` or `.cannotRead` for the source, and what `OutputFile` throws for the target.
  init(to target: String, force: Bool, copying source: String? = nil, content: [UInt8]? = nil) throws(XLSXError) {
    let output = try OutputFile(path: target, force: force)
    if let content {
      storage = ArchiveStorage(copying: content, output: output)
    } else {
      storage = try ArchiveStorage(source: source, output: output)
    }
    guard let zipSource = storage.makeSource() else {
      throw XLSXError(.cannotWrite, file: target, detail: "out of memory")
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    archive = zip_open_from_source(zipSource, source == nil ? ZIP_CREATE | ZIP_TRUNCATE : 0, &error)
    guard archive != nil else {
      zip_source_free(zipSource)
      let code: XLSXError.Code = error.zip_err == ZIP_ER_NOZIP ? .notZip : .cannotRead
      throw XLSXError(code, file: source ?? target, detail: String(cString: zip_error_strerror(&error)))
    }
  }

  deinit {
    if let archive { zip_discard(archive) }
  }

  /// The path of the archive until it gets its name.
  var temporaryPath: String { storage.output.temporary }

  /// The parts, in their order in the archive.
  var partNames: [String] {
    guard let archive else { return [] }
    return (0..<max(zip_get_num_entries(archive, 0), 0)).compactMap { index in
      zip_get_name(archive, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_RAW)).map { String(cString: $0) }
    }
  }

  /// Puts a part into the archive, in the place of one of the same name if there is one.
  ///
  /// - Parameters:
  ///   - name: the name of the part.
  ///   - content: gives the bytes of the part.
  ///   - length: the number of bytes; `nil` where it is not known, and then a part may have up to 4 GiB.
  ///   - compressionLevel: 1 (fast, by ISA-L) to 9 (small, by zlib); 0 stores the part as it is.
  /// - Throws: `.cannotWrite` where libzip refuses the part.
  func set(_ name: String, _ content: any PartContent, length: Int64? = nil, compressionLevel: Int = 6)
    throws(XLSXError)
  {
    // What libzip finds deflated it leaves as it is; its own way to deflate, zlib, makes smaller parts and takes its
    // time.
    let isDeflated = compressionLevel == 1
    let part = PartSource(content, length: length, isDeflated: isDeflated, failures: failures)
    guard let archive, let source = part.makeSource(for: archive) else {
      throw XLSXError(.cannotWrite, file: storage.output.path, part: name)
    }
    let flags = zip_flags_t(ZIP_FL_ENC_UTF_8)
    let known = zip_name_locate(archive, name, 0)
    var index = known
    var status = zip_stat_t()
    if known >= 0 {
      guard zip_stat_index(archive, zip_uint64_t(known), 0, &status) == 0,
        zip_file_replace(archive, zip_uint64_t(known), source, flags) == 0
      else {
        zip_source_free(source)
        throw failure(part: name)
      }
    } else {
      index = zip_file_add(archive, name, source, flags)
      guard index >= 0 else {
        zip_source_free(source)
        throw failure(part: name)
      }
    }
    let entry = zip_uint64_t(index)
    // A method that is no change makes libzip forget the level: of a new part the default, of another its own. The two
    // mean the same.
    let method = compressionLevel == 0 ? ZIP_CM_STORE : known >= 0 || isDeflated ? ZIP_CM_DEFAULT : ZIP_CM_DEFLATE
    let isDated =
      known >= 0 && status.valid & zip_uint64_t(ZIP_STAT_MTIME) != 0
      ? zip_file_set_mtime(archive, entry, status.mtime, 0)
      : zip_file_set_dostime(archive, entry, 0, 1 << 5 | 1, 0)  // midnight, 1 January 1980
    guard isDated == 0, zip_set_file_compression(archive, entry, method, zip_uint32_t(compressionLevel)) == 0 else {
      throw failure(part: name)
    }
  }

  /// The same for a part that is there as a whole.
  func set(_ name: String, bytes: [UInt8], compressionLevel: Int = 6) throws(XLSXError) {
    try set(name, BytesContent(bytes), length: Int64(bytes.count), compressionLevel: compressionLevel)
  }

  /// Takes a part out of the archive; nothing happens where there is none of that name.
  func remove(_ name: String) throws(XLSXError) {
    guard let archive else { return }
    let index = zip_name_locate(archive, name, 0)
    guard index < 0 || zip_delete(archive, zip_uint64_t(index)) == 0 else { throw failure(part: name) }
  }

  /// Writes the archive, pulling the content of its parts in their order, and puts it under its name.
  ///
  /// - Parameter verifying: is called when everything is written and nothing yet under its name; what it throws leaves
  ///   the target as it was.
  /// - Throws: what the content of a part or `verifying` throws, `.fileExists`, or `.cannotWrite`.
  func commit(verifying: () throws(XLSXError) -> Void = {}) throws(XLSXError) {
    guard let archive else { return }
    guard zip_get_num_entries(archive, 0) > 0 else {
      throw XLSXError(.cannotWrite, file: storage.output.path, detail: "no parts")
    }
    guard zip_close(archive) == 0 else {
      throw failures.first ?? storage.failure ?? failure(part: nil)
    }
    self.archive = nil
    if !storage.isWritten { try storage.copySource() }
    try seal?.add(to: storage.output)
    try verifying()
    try storage.output.commit()
  }

  private func failure(part: String?) -> XLSXError {
    let detail = archive.map { String(cString: zip_strerror($0)) } ?? ""
    return XLSXError(.cannotWrite, file: storage.output.path, part: part, detail: detail)
  }
}
