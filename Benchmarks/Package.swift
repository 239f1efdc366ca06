// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "refigure", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Engine",
            dependencies: [
                .product(name: "CKernels", package: "refigure"),
                .product(name: "Datasets", package: "refigure"),
                .product(name: "InformationTheory", package: "refigure"),
                .product(name: "Networks", package: "refigure"),
                .product(name: "NumericCore", package: "refigure"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Engine",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
