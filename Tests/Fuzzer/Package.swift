// swift-tools-version: 6.1
import PackageDescription

// Built by scripts/fuzz, which adds the sanitisers.
let package = Package(
    name: "Fuzzer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "refigure", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz", dependencies: ["Driver"] + ["Fuzzing", "NumericCore"].map { .product(name: $0, package: "refigure") }),
        // libFuzzer's functions, for Swift.
        .target(name: "Driver"),
    ]
)
