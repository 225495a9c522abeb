import Glibc

/// Files in memory, the same ones for every input.
enum ScratchFile {
  static let folder: String = {
    let folder = "/dev/shm/greenquote-fuzz-\(getpid())"
    mkdir(folder, 0o700)
    atexit {
      for name in ["book.xlsx", "copy.xlsx", "edited.xlsx", "annotated.xlsx", "cleared.xlsx"] {
        unlink(ScratchFile.folder + "/" + name)
      }
      rmdir(ScratchFile.folder)
    }
    return folder
  }()

  static func path(_ name: String) -> String { folder + "/" + name }

  static func write(_ bytes: [UInt8], to name: String) -> String {
    let path = path(name)
    guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }

  static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { fatalError("cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    return bytes
  }
}
