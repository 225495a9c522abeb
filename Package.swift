// swift-tools-version: 6.2
import PackageDescription

/// Every target: imports are private unless they say `public`, existentials are spelled `any`.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "GreenQuote",
  products: [
    .executable(name: "greenquote", targets: ["GreenQuoteCLI"]),
    .library(name: "XLSX", targets: ["XLSX"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Modules in the order in which they may import each other: each knows only what stands above it, and C is seen by one module alone.
    .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "CAssets", exclude: ["compiled", "data", "messages", "reports", "schemas"],
      cSettings: [.unsafeFlags(["-std=c23", "-Wno-c23-extensions"])]),
    .target(name: "XLSX", dependencies: ["CLibzip", "CIsal", "CLibxml2"], swiftSettings: strict),
    // Evaluates the formulas of any workbook; knows nothing of emissions.
    .target(name: "Formulas", dependencies: ["XLSX"], swiftSettings: strict),
    // The only one that sees OpenSSL: digests, and workbooks under a password.
    .target(name: "Cryptography", dependencies: ["XLSX", "CLibcrypto"], swiftSettings: strict),
    .target(name: "Emissions", swiftSettings: strict),
    .target(
      name: "SupplierWorkbooks",
      dependencies: ["Formulas", "XLSX", "Emissions", "CAssets", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Validation", dependencies: ["SupplierWorkbooks", "Formulas", "XLSX", "Emissions"], swiftSettings: strict),
    // One workbook: no files but those named, no processes, no database, no Foundation.
    .target(
      name: "GreenQuote", dependencies: ["Validation", "SupplierWorkbooks", "Formulas", "XLSX", "Emissions"],
      swiftSettings: strict),
    .target(name: "JSON", swiftSettings: strict),
    // Many workbooks.
    .target(
      name: "Procurement",
      dependencies: [
        "JSON", "GreenQuote", "Validation", "SupplierWorkbooks", "XLSX", "Emissions", "Cryptography",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: [
        "Procurement", "GreenQuote", "Validation", "SupplierWorkbooks", "XLSX", "Emissions", "Cryptography",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "GreenQuoteCLI",
      dependencies: [
        "Pages", "Procurement", "JSON", "GreenQuote", "Validation", "SupplierWorkbooks", "XLSX", "Emissions",
        "Cryptography", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Programs of the project itself: what stands in Templates/ and Fixtures/ is made by code.
    .executableTarget(name: "BuildTemplates", dependencies: ["SupplierWorkbooks", "XLSX"], swiftSettings: strict),
    .target(
      name: "SampleWorkbooks", dependencies: ["SupplierWorkbooks", "XLSX", "Emissions"], path: "Tests/SampleWorkbooks",
      swiftSettings: strict),
    .executableTarget(
      name: "BuildFixtures", dependencies: ["SampleWorkbooks", "XLSX"], path: "Tests/BuildFixtures",
      swiftSettings: strict),
    // For the comparison with other programs: Tests/Tools.
    .executableTarget(name: "DumpCells", dependencies: ["XLSX"], path: "Tests/DumpCells", swiftSettings: strict),
    .executableTarget(
      name: "Bench", dependencies: ["SampleWorkbooks", "XLSX"], path: "Tests/Bench",
      exclude: ["peers", "bench.py", "instructions.json", "RESULTS.md"],
      swiftSettings: strict),
    // Laws of reading that hold of any workbook, tried on mutated ones.
    .target(
      name: "Laws",
      dependencies: ["GreenQuote", "SampleWorkbooks", "Validation", "SupplierWorkbooks", "XLSX", "Emissions"],
      path: "Tests/Laws", swiftSettings: strict),
    .executableTarget(name: "CheckLaws", dependencies: ["Laws"], path: "Tests/CheckLaws", swiftSettings: strict),
    .executableTarget(name: "EditCells", dependencies: ["XLSX"], path: "Tests/EditCells", swiftSettings: strict),

    // Workbooks written by hand, of which no other program would make the like.
    .target(name: "HandmadeWorkbooks", path: "Tests/HandmadeWorkbooks", swiftSettings: strict),
    .executableTarget(
      name: "CheckFormulas", dependencies: ["Formulas", "XLSX"], path: "Tests/CheckFormulas", swiftSettings: strict),

    .testTarget(name: "XLSXTests", dependencies: ["XLSX", "HandmadeWorkbooks"], swiftSettings: strict),
    .testTarget(name: "FormulasTests", dependencies: ["Formulas", "XLSX", "HandmadeWorkbooks"], swiftSettings: strict),
    .testTarget(
      name: "CryptographyTests", dependencies: ["Cryptography", "TestSupport", "XLSX"], swiftSettings: strict),
    .testTarget(name: "EmissionsTests", dependencies: ["Emissions"], swiftSettings: strict),
    .testTarget(
      name: "SupplierWorkbooksTests", dependencies: ["SupplierWorkbooks", "SampleWorkbooks", "XLSX", "Emissions"],
      swiftSettings: strict),
    .testTarget(
      name: "ValidationTests",
      dependencies: ["Validation", "SampleWorkbooks", "SupplierWorkbooks", "XLSX", "Emissions"],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["GreenQuote", "Validation", "SupplierWorkbooks", "XLSX", "Emissions"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "GreenQuoteTests",
      dependencies: [
        "Pages", "GreenQuote", "TestSupport", "SampleWorkbooks", "HandmadeWorkbooks", "Validation", "SupplierWorkbooks",
        "XLSX", "Emissions",
      ], swiftSettings: strict),
    .testTarget(
      name: "ProcurementTests",
      dependencies: [
        "Pages", "Procurement", "JSON", "GreenQuote", "TestSupport", "SampleWorkbooks", "Validation",
        "SupplierWorkbooks", "XLSX", "Cryptography",
        "Emissions", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .testTarget(
      name: "GreenQuoteCLITests",
      dependencies: [
        "GreenQuoteCLI", "Procurement", "JSON", "GreenQuote", "TestSupport", "SampleWorkbooks", "Validation",
        "SupplierWorkbooks", "XLSX",
        "Emissions",
      ], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Sanitizers of libFuzzer reach every module; unsafe flags would forbid using the package as a dependency. `make fuzz` sets FUZZ.
if Context.environment["FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["GreenQuote", "SupplierWorkbooks", "Emissions", "Formulas", "XLSX"],
      path: "Tests/Fuzz",
      exclude: ["workbook.dict"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}

// Builds DocC archives: nothing that the program needs. `make documentation` sets DOCUMENTATION.
if Context.environment["DOCUMENTATION"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
