/// The version of this program, as its outputs name it.
public enum ProgramVersion {
  /// The version as in semantic versioning: `major.minor.patch`.
  public static let current = "0.1.0"
}
