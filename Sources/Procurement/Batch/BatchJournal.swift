internal import JSON
internal import Glibc

/// What a batch has done so far: a file of lines, each the answer to one file.
///
/// A line that was not finished is as if it were not there.
///
/// A run that is killed at any moment goes on from here; a later run skips what has not changed.
final class BatchJournal {
  /// The place of a line, and what has to be the same for it to count.
  struct Entry {
    var offset: Int
    var length: Int
    var sha256: String
    var stem: String
  }

  private struct Header: Codable {
    var schema = "greenquote.journal/1"
    /// The program and all choices that the answers depend on.
    var key: String
    var asOf: String
  }

  private struct Line<Answer: Decodable>: Decodable {
    var submission: Answer
  }

  /// What a line says besides the submission.
  private struct Place: Decodable {
    struct Content: Decodable { var sha256: String? }
    var path: String
    var stem: String
    var submission: Content
  }

  /// The entries by the bytes of the path: two spellings of a letter are two files.
  private(set) var entries: [[UInt8]: Entry] = [:]
  private let descriptor: CInt
  private var size = 0

  /// Begins a journal, or goes on with one.
  ///
  /// - Parameters:
  ///   - path: the path of the journal's file.
  ///   - key: what the answers depend on; where it differs from that of the journal, nothing in it counts any more.
  ///   - asOf: the day that counts as today, `yyyy-mm-dd`.
  ///   - resuming: whether a journal that is there is gone on with; otherwise it is begun anew.
  /// - Throws: ``SystemFailure`` where the file cannot be read or written.
  init(path: String, key: String, asOf: String, resuming: Bool) throws(SystemFailure) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (resuming ? 0 : O_TRUNC), 0o666)
    guard descriptor >= 0 else { throw SystemFailure() }
    var isSame = false
    if resuming {
      isSame = scan(key: key, asOf: asOf)
      // A line that was cut off would run into the next.
      guard ftruncate(descriptor, off_t(size)) == 0 else { throw SystemFailure() }
    }
    guard !isSame else { return }
    size = 0
    entries = [:]
    guard ftruncate(descriptor, 0) == 0 else { throw SystemFailure() }
    _ = try append(Array(((try? JSONText.line(Header(key: key, asOf: asOf))) ?? "").utf8))
  }

  deinit { close(descriptor) }

  /// The day that counted as today when a journal was begun; `nil` where there is none.
  static func day(ofJournal path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 4096)
    guard fgets(&line, CInt(line.count), file) != nil else { return nil }
    let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return try? JSONText.value(Header.self, bytes).asOf
  }

  private func scan(key: String, asOf: String) -> Bool {
    var isSame: Bool?
    var start = 0
    var line: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while case let count = block.withUnsafeMutableBytes({ pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }),
      count > 0
    {
      var rest = block[..<count]
      while let end = rest.firstIndex(of: 0x0A) {
        line += rest[..<end]
        rest = rest[(end + 1)...]
        if isSame == nil {
          let header = try? JSONText.value(Header.self, line)
          isSame = header?.key == key && header?.asOf == asOf
          if isSame != true { return false }
        } else if let place = try? JSONText.value(Place.self, line), let sha256 = place.submission.sha256 {
          entries[Array(place.path.utf8)] = Entry(offset: start, length: line.count, sha256: sha256, stem: place.stem)
        }
        start += line.count + 1
        line.removeAll(keepingCapacity: true)
      }
      line += rest
      offset += count
    }
    size = start
    return isSame ?? false
  }

  /// Notes an answer.
  ///
  /// - Parameters:
  ///   - path: the path of the answered file inside the folder.
  ///   - stem: the name of its outputs, without their endings.
  ///   - sha256: the digest of its content, in hexadecimal.
  ///   - submission: the answer as JSON, which goes into the line as it came.
  /// - Returns: where the answer stands in the journal.
  /// - Throws: ``SystemFailure`` where the line cannot be written.
  func add(path: String, stem: String, sha256: String, _ submission: [UInt8]) throws -> Entry {
    let line =
      Array("{\"path\":\(try JSONText.line(path)),\"stem\":\(try JSONText.line(stem)),\"submission\":".utf8)
      + submission + [0x7D]
    let start = try append(line)
    let entry = Entry(offset: start, length: line.count, sha256: sha256, stem: stem)
    entries[Array(path.utf8)] = entry
    return entry
  }

  /// The answer that was noted, whole or in part.
  func answer<Answer: Decodable>(_ entry: Entry, as type: Answer.Type) throws -> Answer {
    var bytes = [UInt8](repeating: 0, count: entry.length)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(entry.offset + done))
      }
      guard count > 0 else { throw SystemFailure(count == 0 ? EIO : errno) }
      done += count
    }
    return try JSONText.value(Line<Answer>.self, bytes).submission
  }

  private func append(_ line: [UInt8]) throws(SystemFailure) -> Int {
    let bytes = line + [0x0A]
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done, off_t(size + done))
      }
      if count > 0 { done += count } else if errno != EINTR { throw SystemFailure() }
    }
    defer { size += bytes.count }
    return size
  }
}
