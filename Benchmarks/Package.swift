// swift-tools-version: 6.1
import PackageDescription

func refigure(_ module: String) -> Target.Dependency { .product(name: module, package: "refigure") }

let benchmarkLibrary = Target.Dependency.product(name: "Benchmark", package: "benchmark")

func benchmark(_ name: String, of modules: [String], with own: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: name, dependencies: modules.map(refigure) + own + ["Clocks", benchmarkLibrary],
        path: "Benchmarks/\(name)", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "refigure", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        benchmark("Engine", of: ["CKernels", "Networks", "Probing"], with: ["Workloads"]),
        benchmark("Measures", of: ["InformationTheory", "NumericCore"], with: ["Workloads"]),
        benchmark("Drawing", of: ["CairoCanvas", "Charts"], with: ["Figures"]),
        benchmark("Reporting", of: ["Charts", "Reports", "Results"], with: ["Figures"]),
        .target(name: "Clocks", dependencies: [benchmarkLibrary]),
        // What Engine and Measures do, which Refigure's side of peers.py does too.
        .target(
            name: "Workloads", dependencies: ["Datasets", "InformationTheory", "Networks", "NumericCore", "Probing"].map(refigure)),
        .executableTarget(
            name: "PeerWork",
            dependencies: ["Workloads"] + ["Datasets", "InformationTheory", "Networks", "NumericCore", "Probing"].map(refigure)),
        // Figures of the sizes that the papers' have, drawn by Drawing and set by Reporting.
        .target(name: "Figures", dependencies: ["Charts", "NumericCore", "Results"].map(refigure)),
    ]
)
