import SupplierWorkbooks
import XLSX

// Builds the two workbooks of `Templates/` into the folder that is named.
let folder = CommandLine.arguments.dropFirst().first ?? "Templates"
do {
  for name in TemplateDefinition.workbookNames {
    let path = "\(folder)/\(name).xlsx"
    try Template.build(name).write(to: path, force: true)
    print(path)
  }
} catch {
  print("BuildTemplates: \(error)")
  throw error
}
