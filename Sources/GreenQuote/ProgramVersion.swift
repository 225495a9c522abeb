/// The version of this program, as its outputs name it.
public enum ProgramVersion {
  public static let current = "0.1.0"
}
