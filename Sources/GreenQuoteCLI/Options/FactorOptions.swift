import ArgumentParser

/// A user's own factors.
struct FactorOptions: ParsableArguments {
  @Option(
    name: .customLong("factors"),
    help: ArgumentHelp(
      "Factors of your own (CSV, the columns of 'greenquote factors list'); their rows win over the published ones. May be repeated.",
      valueName: "file"))
  var files: [String] = []
}
