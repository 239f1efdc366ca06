import Files
import Foundation
import Results
import SourceDigest
import Testing

/// What of a figure would run again. Where its numbers are computed again, they are taken to differ, so that its picture is drawn
/// again.
struct Rerun: OptionSet, Sendable, CustomStringConvertible {
    let rawValue: Int
    static let training = Rerun(rawValue: 1)
    static let numbers = Rerun(rawValue: 2)
    static let picture = Rerun(rawValue: 4)
    static let all: Rerun = [.training, .numbers, .picture]

    init(rawValue: Int) { self.rawValue = rawValue }

    init(old: [String: String], new: [String: String], of figure: FigureSource) {
        func keys(_ files: [String: String]) -> [CacheKey] {
            let sources = SourceSet(files: files)
            let numbers = CacheKey(Stage.figure(figure).inputs(from: sources))
            return [
                CacheKey(Stage.training.inputs(from: sources)), numbers,
                CacheKey(Stage.picture(figure).inputs(from: sources) + [KeyInput("result", numbers.hex)]),
            ]
        }
        self = zip([Rerun.training, .numbers, .picture], zip(keys(old), keys(new))).reduce(into: []) { rerun, stage in
            if stage.1.0 != stage.1.1 { rerun.insert(stage.0) }
        }
    }

    var description: String {
        let names = [("training", Rerun.training), ("numbers", .numbers), ("picture", .picture)].filter { contains($0.1) }.map(\.0)
        return names.isEmpty ? "nothing" : names.joined(separator: ", ")
    }
}

@Suite struct StageTests {
    private static let figure = FigureSource(paper: "Paper", figure: "PaperFigure1")

    /// A source file and what runs again for figure 1 of the paper where its code changes.
    private static let files: [(path: String, rerun: Rerun)] = [
        ("CCairo/shim.h", []),
        ("CKernels/kernels.c", .all),
        ("CKernels/include/kernels.h", .all),
        ("CairoCanvas/Canvas.swift", .picture),
        ("Charts/Marks/Line.swift", .picture),
        ("Datasets/SZT.swift", .all),
        ("Experiments/Claims.swift", [.numbers, .picture]),
        ("Experiments/Registry.swift", []),
        ("Experiments/Running/Runner.swift", []),
        ("Experiments/Paper/Shared/Networks.swift", [.numbers, .picture]),
        ("Experiments/Paper/Shared/Deep/Measure.swift", [.numbers, .picture]),
        ("Experiments/Paper/PaperFigure1ness.swift", []),
        ("Experiments/Paper/PaperFigure1.swift", [.numbers, .picture]),
        ("Experiments/Paper/PaperFigure1Claims.swift", [.numbers, .picture]),
        ("Experiments/Paper/PaperFigure17.swift", []),
        ("Experiments/Paper/PaperFigureS1.swift", []),
        ("Experiments/Paper/PaperParadox.swift", []),
        ("Experiments/Paper/Figure2.swift", []),
        ("Experiments/Paper/PaperTable1Rows.swift", []),
        ("Experiments/Other/OtherFigure1.swift", []),
        ("Experiments/Other/Shared/Networks.swift", []),
        ("Files/AtomicFile.swift", []),
        ("Files/Interruption.swift", []),
        ("Files/SafeTensors.swift", .all),
        ("InformationTheory/Entropy.swift", [.numbers, .picture]),
        ("Networks/Trainer.swift", .all),
        ("NumericCore/Matrix.swift", .all),
        ("Probing/Ablation.swift", [.numbers, .picture]),
        ("Reports/Page.swift", []),
        ("Results/FigureResult.swift", [.numbers, .picture]),
        ("Results/Store/Store.swift", []),
        ("SampleStatistics/Ranks.swift", [.numbers, .picture]),
        ("SourceDigest/NormalForm.swift", []),
        ("refigure/Plan.swift", []),
    ]

    @Test("a change of a file reruns the stages that depend on it, and no other", arguments: files)
    func change(path: String, rerun: Rerun) {
        let old = Dictionary(uniqueKeysWithValues: Self.files.map { ($0.path, SHA256.hex(of: $0.path)) })
        var new = old
        new[path] = SHA256.hex(of: "changed")
        #expect(Rerun(old: old, new: new, of: Self.figure) == rerun)
    }

    @Test("a file that comes or moves reruns the stages of its module")
    func comesAndMoves() {
        let old = Dictionary(uniqueKeysWithValues: Self.files.map { ($0.path, SHA256.hex(of: $0.path)) })
        var new = old
        new["InformationTheory/New.swift"] = SHA256.hex(of: "new")
        #expect(Rerun(old: old, new: new, of: Self.figure) == [.numbers, .picture])
        new = old
        new["Networks/Moved.swift"] = new.removeValue(forKey: "Networks/Trainer.swift")
        #expect(Rerun(old: old, new: new, of: Self.figure) == .all)
    }

    @Test("the inputs name modules as wholes and the files of Experiments one by one")
    func names() {
        let sources = SourceSet(files: Dictionary(uniqueKeysWithValues: Self.files.map { ($0.path, SHA256.hex(of: $0.path)) }))
        #expect(
            Stage.figure(Self.figure).inputs(from: sources).map(\.name).sorted() == [
                "source CKernels", "source Datasets", "source Experiments/Claims.swift",
                "source Experiments/Paper/PaperFigure1.swift", "source Experiments/Paper/PaperFigure1Claims.swift",
                "source Experiments/Paper/Shared/Deep/Measure.swift", "source Experiments/Paper/Shared/Networks.swift",
                "source Files", "source InformationTheory", "source Networks", "source NumericCore", "source Results",
                "source SampleStatistics",
            ])
    }

    @Test("a figure or module without files is a programmer's mistake")
    func unknown() async {
        await #expect(processExitsWith: .failure) {
            let files = Dictionary(uniqueKeysWithValues: StageTests.files.map { ($0.path, "") })
            _ = Stage.figure(FigureSource(paper: "Paper", figure: "PaperFigure3")).inputs(from: SourceSet(files: files))
        }
        await #expect(processExitsWith: .failure) { _ = Stage.training.inputs(from: SourceSet(files: [:])) }
    }
}

/// The same on a copy of the project's own sources, by way of their digests.
@Suite struct ProjectStageTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources").path(percentEncoded: false)

    private static let figure = FigureSource(paper: "InformationPlane", figure: "InformationPlaneFigure1")

    /// A module, or a folder of one, and what runs again for the figure where one of its files changes.
    private static let folders: [(folder: String, rerun: Rerun)] = [
        ("CKernels", .all), ("NumericCore", .all), ("InformationTheory", [.numbers, .picture]), ("Datasets", .all),
        ("Networks", .all), ("Probing", [.numbers, .picture]), ("SampleStatistics", [.numbers, .picture]),
        ("Charts", .picture), ("CairoCanvas", .picture), ("Results/FigureResult.swift", [.numbers, .picture]),
        ("Results/Store", []),
        ("Files/AtomicFile.swift", []), ("Experiments/InformationPlane/InformationPlaneFigure1.swift", [.numbers, .picture]),
        ("Experiments/InformationPlane/InformationPlaneFigure17.swift", []), ("Experiments/Running", []),
        ("Experiments/Registry.swift", []),
        ("Reports", []), ("SourceDigest", []), ("digest-sources", []), ("refigure", []),
    ]

    @Test("in each module a change of code reruns what depends on it, a change of comments and blanks nothing")
    func edits() throws {
        try withTemporaryFolder { copy in
            let old = try SourceDigest.files(in: Self.sources)
            for path in old.keys {
                let target = URL(filePath: "\(copy)/\(path)")
                try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(contentsOf: URL(filePath: "\(Self.sources)/\(path)")).write(to: target)
            }
            #expect(try SourceDigest.files(in: copy) == old)
            for (folder, rerun) in Self.folders {
                let path = try #require(
                    old.keys.filter { $0 == folder || $0.hasPrefix(folder + "/") }.min(), "\(folder) has no files")
                let text = try String(contentsOfFile: "\(copy)/\(path)", encoding: .utf8)
                func rerunAfter(_ edited: String) throws -> Rerun {
                    try Data(edited.utf8).write(to: URL(filePath: "\(copy)/\(path)"))
                    return Rerun(old: old, new: try SourceDigest.files(in: copy), of: Self.figure)
                }
                let comments = text.replacingOccurrences(of: "\n}\n", with: "\n} /* End. */\n\n")
                #expect(try rerunAfter("// First.\n\n" + comments + "\n    // Last.") == [], "\(path), comments")
                #expect(
                    try rerunAfter(text + (path.hasSuffix(".swift") ? "private let edited = 1" : "static int edited;")) == rerun,
                    "\(path), code")
                _ = try rerunAfter(text)
            }
        }
    }
}
