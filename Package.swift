// swift-tools-version: 6.0
import PackageDescription

let kernelSettings: [CSetting] = [
    // Plain -O2 in every configuration: the kernels' bits are the same either way, and the tests' trainings stay quick.
    .unsafeFlags(["-O2", "-ffp-contract=off", "-fno-math-errno"])
]

// In release, too, of these modules only the files that changed are compiled anew: they are edited daily, and no measure's or network's
// speed lies in them. The compiler's driver remarks that it passes over -num-threads, which the package manager gives besides.
let fileByFile: [SwiftSetting] = [
    .unsafeFlags(
        ["-no-whole-module-optimization", "-incremental", "-enable-batch-mode", "-num-threads", "0"],
        .when(configuration: .release))
]

// What computes little itself is compiled in a quarter of the time without optimisation: most papers, the command, tests. What they call is
// optimised all the same.
let plain: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A folder in Sources/Papers and one in Tests/Papers each.
let papers = ["InformationPlane", "Ablation", "OInformation", "SingleDirections", "MutualInformationPruning"]
/// Papers whose figures go over samples and units in loops of their own.
let optimised: Set = ["Ablation", "SingleDirections"]
/// What a paper's figures import besides Experiments.
let besides = ["MutualInformationPruning": ["Pruning"]]

let package = Package(
    name: "refigure",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "refigure", targets: ["refigure"]),
        // What Benchmarks/ measures.
        .library(name: "CKernels", targets: ["CKernels"]),
        .library(name: "NumericCore", targets: ["NumericCore"]),
        .library(name: "InformationTheory", targets: ["InformationTheory"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "Networks", targets: ["Networks"]),
        .library(name: "Probing", targets: ["Probing"]),
        .library(name: "Charts", targets: ["Charts"]),
        .library(name: "CairoCanvas", targets: ["CairoCanvas"]),
        .library(name: "Results", targets: ["Results"]),
        .library(name: "Reports", targets: ["Reports"]),
        // What Tests/Fuzzer runs.
        .library(name: "Fuzzing", targets: ["Fuzzing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // System libraries.
        .systemLibrary(
            name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
        .systemLibrary(
            name: "CCairo", pkgConfig: "pangocairo cairo-pdf cairo-svg cairo-png",
            providers: [.apt(["libcairo2-dev", "libpango1.0-dev"]), .brew(["cairo", "pango"])]),
        .systemLibrary(
            name: "CCmark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CJpeg", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(name: "CPng", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"]), .brew(["qpdf"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        // The modules, each importing only those above it.
        .target(name: "CKernels", cSettings: kernelSettings),
        .target(name: "CProcess"),
        .target(name: "Files", dependencies: ["CCrypto", "CProcess"]),
        .target(name: "NumericCore", dependencies: ["CKernels"]),
        .target(name: "SampleStatistics", dependencies: ["NumericCore"]),
        .target(name: "InformationTheory", dependencies: ["CKernels", "NumericCore", "SampleStatistics"]),
        // Plain -O2, as above: images are decoded in tests too.
        .target(name: "CImages", dependencies: ["CJpeg", "CPng"], cSettings: [.unsafeFlags(["-O2"])]),
        .target(name: "Datasets", dependencies: ["NumericCore", "Files", "CImages"]),
        .target(name: "DataFiles", dependencies: ["Datasets", "Files", "CZlib", "Yams"]),
        .target(name: "Activations", dependencies: ["NumericCore", "Files", "CZlib"]),
        .target(name: "Networks", dependencies: ["CKernels", "NumericCore", "Datasets", "Files"]),
        .target(name: "Probing", dependencies: ["CKernels", "NumericCore", "Datasets", "Networks"]),
        .target(name: "Pruning", dependencies: ["NumericCore", "SampleStatistics", "Datasets", "Networks"]),
        .target(name: "Charts", swiftSettings: fileByFile),
        .target(name: "CairoCanvas", dependencies: ["Charts", "Files", "CCairo", "CQPDF", "CZlib"], swiftSettings: fileByFile),
        .target(name: "SourceDigest", dependencies: ["CCrypto"]),
        .target(name: "Judging", dependencies: ["NumericCore", "SampleStatistics"]),
        .target(name: "Results", dependencies: ["Files", "SourceDigest", "NumericCore", "SampleStatistics", "Judging"]),
        // Pages of one's own, as far as they can be read without results: Markdown with tags, equations, citations.
        .target(name: "Notebook", dependencies: ["Files", "CCmark"], swiftSettings: fileByFile),
        .target(
            name: "Experiments",
            dependencies: [
                "NumericCore", "SampleStatistics", "InformationTheory", "Datasets", "DataFiles", "Networks", "Probing", "Charts",
                "Judging", "Notebook", "Results", "Files", "Yams",
            ], swiftSettings: fileByFile + plain),
        // What lists the papers' figures. Each paper is a target of its own, below, so that none uses another's code.
        .target(
            name: "Papers", dependencies: ["Experiments"] + papers.map { .init(stringLiteral: "\($0)Paper") }, exclude: papers,
            swiftSettings: fileByFile + plain),
        .target(
            name: "Reports",
            dependencies: [
                "CZlib", "Results", "Judging", "SampleStatistics", "Charts", "CairoCanvas", "Files", "Notebook", "CCmark",
                "Stencil",
            ],
            swiftSettings: fileByFile),
        .target(
            name: "Clusters", dependencies: ["DataFiles", "Experiments", "Files", "Results", "Yams"],
            swiftSettings: fileByFile + plain),
        .target(
            name: "Atlas", dependencies: ["Charts", "Experiments", "Files", "Judging", "NumericCore", "Results", "Yams"],
            swiftSettings: fileByFile + plain),
        .target(
            name: "Measuring",
            dependencies: ["NumericCore", "SampleStatistics", "InformationTheory", "Activations", "Charts", "Files"]),
        .target(
            name: "MeasuredFigures",
            dependencies: [
                "Activations", "Charts", "Experiments", "Files", "InformationTheory", "Measuring", "NumericCore", "Results",
            ],
            swiftSettings: fileByFile + plain),
        .target(
            name: "PruningFiles",
            dependencies: [
                "NumericCore", "Datasets", "DataFiles", "Activations", "Networks", "Probing", "Pruning", "Charts", "Files",
            ]),
        // A report's page in a browser while it is worked on.
        .target(
            name: "Watching",
            dependencies: [
                "Files", .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            swiftSettings: fileByFile + plain),
        // Reports that are taken along, and checked.
        .target(
            name: "Bundles",
            dependencies: [
                "CArchive", "DataFiles", "Experiments", "Files", "Networks", "NumericCore", "Results",
            ],
            swiftSettings: fileByFile + plain),
        .executableTarget(
            name: "refigure",
            dependencies: [
                "Bundles", "NumericCore", "Files", "Datasets", "DataFiles", "InformationTheory", "Charts", "CairoCanvas", "Results",
                "Experiments", "Papers",
                "Reports", "Atlas", "Clusters", "Activations", "Measuring", "MeasuredFigures", "Networks", "PruningFiles",
                "SourceDigest", "Watching",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: fileByFile + plain, plugins: ["SourceDigestPlugin"]),

        // The digest of each source file and what it uses, taken at build time. What a tool of the build imports is compiled twice, and where
        // C is among it, each new plan of the build compiles all anew that stands above: so it imports nothing else.
        .executableTarget(name: "digest-sources", dependencies: ["SourceDigest"]),
        .plugin(name: "SourceDigestPlugin", capability: .buildTool(), dependencies: ["digest-sources"]),

        // What the project writes about itself: the map of its modules, the manual page, the code that documents show.
        .target(name: "Handbook", dependencies: ["CairoCanvas", "Charts", "Files"]),
        .executableTarget(name: "write-handbook", dependencies: ["Handbook", "CairoCanvas", "Files"]),

        // What tests share: time as a busy machine may be asked for it, and the values of other libraries.
        .target(name: "TestSupport", dependencies: ["Activations", "Judging", "Results", "CQPDF"], path: "Tests/TestSupport"),

        // Tests mirror the modules.
        .testTarget(name: "CKernelsTests", dependencies: ["CKernels", "NumericCore", "SampleStatistics"]),
        .testTarget(name: "FilesTests", dependencies: ["TestSupport", "Files"], swiftSettings: plain),
        .testTarget(name: "NumericCoreTests", dependencies: ["NumericCore", "SampleStatistics", "Files"]),
        .testTarget(name: "SampleStatisticsTests", dependencies: ["TestSupport", "SampleStatistics", "NumericCore"]),
        .testTarget(
            name: "InformationTheoryTests", dependencies: ["TestSupport", "InformationTheory", "NumericCore", "SampleStatistics"]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Files"], exclude: ["Images/Pictures"]),
        .testTarget(
            name: "DataFilesTests", dependencies: ["TestSupport", "refigure", "DataFiles", "Datasets", "Files", "CZlib"],
            swiftSettings: plain),
        .testTarget(
            name: "ActivationsTests", dependencies: ["Activations", "NumericCore", "Files", "CZlib"], swiftSettings: plain),
        .testTarget(
            name: "NetworksTests",
            dependencies: ["Networks", "Probing", "Datasets", "NumericCore", "SampleStatistics", "Files", "CKernels"],
            exclude: ["Published"]),
        .testTarget(name: "PruningTests", dependencies: ["Pruning", "Networks", "Probing", "Datasets", "NumericCore"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"], exclude: ["Recordings"], swiftSettings: plain),
        .testTarget(
            name: "CairoCanvasTests", dependencies: ["TestSupport", "CairoCanvas", "Charts", "Files"], exclude: ["Pictures"],
            swiftSettings: plain),
        .testTarget(
            name: "ResultsTests", dependencies: ["Results", "Judging", "NumericCore", "SampleStatistics", "Files", "Fuzzing"],
            exclude: ["Golden"], swiftSettings: plain),
        .testTarget(name: "JudgingTests", dependencies: ["Judging", "NumericCore", "SampleStatistics"]),
        .testTarget(
            name: "AtlasTests", dependencies: ["Atlas", "Charts", "Experiments", "Papers", "Files", "Judging", "Results"],
            swiftSettings: plain),
        .testTarget(
            name: "ClustersTests",
            dependencies: ["TestSupport", "Clusters", "Experiments", "Papers", "DataFiles", "Networks", "Results", "Files"],
            swiftSettings: plain),
        .testTarget(name: "SourceDigestTests", dependencies: ["SourceDigest", "Files"], swiftSettings: plain),
        .testTarget(
            name: "ExperimentsTests",
            dependencies: [
                "TestSupport", "Experiments", "Papers", "Datasets", "DataFiles", "Networks", "Probing", "NumericCore", "Results",
                "Files", "Charts", "CairoCanvas", "SourceDigest",
            ], exclude: ["Golden"], swiftSettings: plain),
        .testTarget(
            name: "MeasuringTests",
            dependencies: [
                "TestSupport", "Measuring", "Activations", "InformationTheory", "NumericCore", "Charts", "CairoCanvas", "Files",
            ], swiftSettings: plain),
        .testTarget(
            name: "PruningFilesTests",
            dependencies: [
                "TestSupport", "PruningFiles", "Pruning", "Networks", "Probing", "Datasets", "DataFiles", "NumericCore", "Charts",
                "CairoCanvas", "Files",
            ], swiftSettings: plain),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["TestSupport", "Reports", "Notebook", "Results", "Judging", "Charts", "CairoCanvas", "Files"],
            swiftSettings: plain),
        .testTarget(name: "NotebookTests", dependencies: ["Notebook", "Files"], swiftSettings: plain),
        .testTarget(
            name: "HandbookTests",
            dependencies: ["Handbook", "CairoCanvas", "Charts", "Experiments", "Results", "SourceDigest", "Files"],
            swiftSettings: plain),
        .testTarget(name: "WatchingTests", dependencies: ["TestSupport", "Watching", "Files"], swiftSettings: plain),
        .testTarget(name: "BundlesTests", dependencies: ["TestSupport", "Bundles", "Files", "Results"], swiftSettings: plain),
        .testTarget(
            name: "CommandTests",
            dependencies: ["TestSupport", "refigure", "Bundles", "Handbook", "Results", "Networks", "Files", "Yams"],
            swiftSettings: plain),
        .testTarget(
            name: "FaultTests", dependencies: ["TestSupport", "refigure", "Networks", "NumericCore", "Files"], exclude: ["Shim"],
            swiftSettings: plain),

        // The readers that are fuzzed, with what must hold: tried by FuzzingTests in short and by Tests/Fuzzer at length.
        .target(
            name: "Fuzzing",
            dependencies: [
                "Activations", "Bundles", "Clusters", "Datasets", "DataFiles", "Results", "Networks", "Notebook", "Experiments",
                // One paper is enough for definitions, and the fuzzer is built from all that stands here.
                "OInformationPaper", "Reports", "Charts", "CairoCanvas", "NumericCore", "Files", "CZlib",
            ],
            path: "Tests/Fuzzing"),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "NumericCore"]),

        // The worked examples of CONTRIBUTING.md and of the modules' articles.
        .testTarget(
            name: "ExamplesTests",
            dependencies: [
                "Handbook", "Experiments", "Papers", "Reports", "InformationTheory", "Networks", "Probing", "Datasets", "DataFiles",
                "Charts",
                "CairoCanvas", "Results", "NumericCore", "Files",
            ],
            exclude: ["Templates"], swiftSettings: plain),
    ]
        + papers.map {
            .target(
                name: "\($0)Paper", dependencies: ["Experiments"] + (besides[$0] ?? []).map { .init(stringLiteral: $0) },
                path: "Sources/Papers/\($0)", swiftSettings: fileByFile + (optimised.contains($0) ? [] : plain))
        }
        + papers.map {
            .testTarget(
                name: "\($0)PaperTests",
                dependencies: [.init(stringLiteral: "\($0)Paper"), "Experiments", "TestSupport"]
                    + (besides[$0] ?? []).map { .init(stringLiteral: $0) },
                path: "Tests/Papers/\($0)", swiftSettings: plain)
        }
)
