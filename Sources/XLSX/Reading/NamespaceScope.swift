/// What the names in the content of an element stand for.
struct NamespaceScope {
  var defaultNamespace = XMLName.none
  /// Whether the prefix `x14ac` stands for anything.
  var knowsDescent = false

  /// The scope in an element with these attributes that stands in this one.
  func inside(_ attributes: XMLAttributes, descentPrefix: XMLName) -> NamespaceScope {
    NamespaceScope(
      defaultNamespace: attributes.declaration(of: .none) ?? defaultNamespace,
      knowsDescent: knowsDescent || attributes.declaration(of: descentPrefix) != nil)
  }
}
