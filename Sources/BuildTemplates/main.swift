import Glibc
import SupplierWorkbooks
import XLSX

// Builds what is made of the YAML files of the repository, in whose root it runs: the two workbooks of `Templates/`
// into the first folder that is named, and definitions and messages as the program embeds them into the second. A
// definition that refers to another one takes the one that is embedded: after changes run it twice.
let folders = Array(CommandLine.arguments.dropFirst())

/// The catalogues of messages that there are, those too that no program embeds yet.
func catalogues() -> [String] {
  var found = glob_t()
  defer { globfree(&found) }
  guard glob("Sources/CAssets/messages/messages-*.yaml", 0, nil, &found) == 0 else { return [] }
  return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
}

do {
  for source in CompiledDocument.definitions + [CompiledDocument.everydayWords] + catalogues() {
    let path = "\(folders.dropFirst().first ?? "Sources/CAssets/compiled")/\(CompiledDocument.name(of: source))"
    let bytes = try CompiledDocument.bytes(of: DocumentNode(path: source))
    try OutputFile.write(to: path, force: true) { try $0.write(bytes) }
    print(path)
  }
  for name in TemplateDefinition.workbookNames {
    let path = "\(folders.first ?? "Templates")/\(name).xlsx"
    try Template.build(TemplateDefinition(path: "Templates/\(name).yaml")).write(to: path, force: true)
    print(path)
  }
} catch {
  print("BuildTemplates: \(error)")
  exit(1)
}
