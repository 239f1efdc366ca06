import Files
import Foundation
import Networks
import Papers
import Results
import SourceDigest
import Testing

@testable import Experiments

/// The project's own sources, and what each step of its figures depends on.
private enum Project {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    static let sources = Result { SourceSet(try SourceDigest.index(of: "\(folder)/Sources")) }

    static let data: Set<TrainingPart> = [.szt, .mnist, .cifar10, .cifar100, .imageFolder]

    /// Kinds of networks, and the parts that their training has.
    static let networks: [(name: String, parts: Set<TrainingPart>)] = [
        ("plain", []), ("normalised", [.normalisation]), ("dropout", [.dropout]),
        ("convolutional", [.convolution, .pooling]), ("residual", [.convolution, .pooling, .addition, .normalisation]),
    ]

    /// The files that each figure's numbers depend on, figures in the registry's order; its networks those of its standard settings.
    static func figures(_ sources: SourceSet, _ stage: (any Experiment) -> Stage) -> [(paper: String, paths: Set<String>)] {
        Registry.standard.experiments.map { ($0.paper.id, Set(stage($0).paths(in: sources))) }
    }

    static func numbers(_ experiment: any Experiment) -> Stage {
        let needs = experiment.needs(Settings(experiment.parameters))
        let hasFurtherRounds = experiment is any RoundwiseExperiment
        let hasNetworks = hasFurtherRounds || !needs.jobs.isEmpty
        let operations =
            hasFurtherRounds || !hasNetworks
            ? TrainingPart.operations(ofAnyLike: needs.jobs)
            : needs.jobs.reduce(into: []) { $0.formUnion(TrainingPart.operations(of: $1)) }
        let data = needs.allData.flatMap { TrainingPart.data(of: $0, isStandIn: false) }
        return .figure(experiment.source, operations.union(data), hasNetworks: hasNetworks)
    }
}

@Suite struct StageTests {
    /// For each file of code: which networks are trained anew where it changes, how many figures of each paper are computed anew, and
    /// how many pictures are drawn anew though the numbers stay.
    private static func table(_ sources: SourceSet) -> String {
        let trainings = (Project.networks.map { ($0.name, $0.parts.union(Project.data)) }).map { name, parts in
            (name: name, paths: Set(Stage.training(parts).paths(in: sources)))
        }
        let data = [
            ("SZT", TrainingPart.szt), ("MNIST", .mnist), ("CIFAR-10", .cifar10), ("CIFAR-100", .cifar100),
            ("images", .imageFolder),
        ].map { name, part in
            (
                name: name,
                paths: Set(Stage.training(Set(TrainingPart.allCases).subtracting(Project.data).union([part])).paths(in: sources))
            )
        }
        let numbers = Project.figures(sources, Project.numbers)
        let pictures = Project.figures(sources) { .picture($0.source) }
        func networks(_ path: String) -> String {
            func those(_ kinds: [(name: String, paths: Set<String>)]) -> String? {
                let names = kinds.filter { $0.paths.contains(path) }.map(\.name)
                return names.isEmpty ? nil : names.count == kinds.count ? "all" : names.joined(separator: " ")
            }
            guard let kinds = those(trainings), let sets = those(data) else { return "none" }
            return sets == "all" ? kinds : kinds == "all" ? "on \(sets)" : "\(kinds), on \(sets)"
        }
        func count(_ figures: [(paper: String, paths: Set<String>)], _ path: String) -> String {
            var papers: [(paper: String, count: Int, of: Int)] = []
            for figure in figures {
                if papers.last?.paper != figure.paper { papers.append((figure.paper, 0, 0)) }
                papers[papers.count - 1].of += 1
                if figure.paths.contains(path) { papers[papers.count - 1].count += 1 }
            }
            if papers.allSatisfy({ $0.count == 0 }) { return "none" }
            if papers.allSatisfy({ $0.count == $0.of }) { return "all" }
            return papers.filter { $0.count > 0 }.map { "\($0.paper) \($0.count == $0.of ? "all" : "\($0.count)")" }.joined(
                separator: ", ")
        }
        let words = sources.paths.map { path in
            let words = "networks \(networks(path)); figures \(count(numbers, path)); pictures \(count(pictures, path))"
            return (path: path, words: words == "networks none; figures none; pictures none" ? "nothing" : words)
        }
        return lines(words).joined(separator: "\n") + "\n"
    }

    /// One line for a folder or module whose files all do the same, else one a file.
    private static func lines(_ files: [(path: String, words: String)]) -> [String] {
        func folder(_ path: String) -> String { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] + "/" }
        func module(_ path: String) -> String { path.prefix { $0 != "/" } + "/" }
        var lines: [String] = []
        for file in files {
            var name = file.path
            for group in [folder, module] where Set(files.filter { group($0.path) == group(file.path) }.map(\.words)).count == 1 {
                name = group(file.path)
            }
            let line = "\(name): \(file.words)"
            if !lines.contains(line) { lines.append(line) }
        }
        return lines
    }

    @Test("where a file of code changes, what is trained, computed and drawn anew is as recorded")
    func recorded() throws {
        let name = "Golden/stages.txt"
        let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: name)
        let now = Self.table(try Project.sources.get())
        guard let known = try? String(contentsOf: place, encoding: .utf8) else {
            try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try now.write(to: place, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name): look at it, then run again")
            return
        }
        let (old, new) = (Set(known.split(separator: "\n")), Set(now.split(separator: "\n")))
        #expect(old.subtracting(new).sorted() == [], "\(name) has what is so no more; delete it to record it anew")
        #expect(new.subtracting(old).sorted() == [], "\(name) lacks what is so now; delete it to record it anew")
    }

    @Test("another digest of a file changes the keys of the steps that depend on it, and no others")
    func keys() throws {
        let sources = try Project.sources.get()
        let figure = FigureSource(paper: "OInformation", figure: "Figure1")
        for stage in [Stage.training([.mnist]), .figure(figure, [.mnist], hasNetworks: true), .picture(figure), .report] {
            let paths = stage.paths(in: sources)
            let key = CacheKey(sources.inputs(stage.code(in: sources)))
            for (number, path) in sources.paths.enumerated() where number % 35 == 0 || path == "InformationTheory/Entropy.swift" {
                let changed = sources.changing(path, to: SHA256.hex(of: "changed"))
                let code = stage.code(in: changed)
                #expect(code.keys.sorted() == paths)
                #expect((CacheKey(changed.inputs(code)) != key) == paths.contains(path), "\(path)")
            }
        }
    }

    @Test("every path that the tables name is there, and no weight depends on what is declared to move none")
    func declared() throws {
        let sources = try Project.sources.get()
        let named = CodeTables.movesNoWeight.union(CodeTables.fileHandling).union(CodeTables.lists)
            .union(TrainingPart.allCases.flatMap(CodeTables.files))
        #expect(named.subtracting(sources.paths).sorted() == [])
        for folder in CodeTables.running {
            #expect(sources.paths.contains { $0 == folder || $0.hasPrefix("\(folder)/") }, "\(folder)")
        }
        let trainer = try #require(sources.paths.first { $0.hasPrefix("Networks/") && $0.hasSuffix("/Trainer.swift") })
        let used = sources.uses(
            from: [trainer], counts: { path in CodeTables.training.contains(String(path.prefix { $0 != "/" })) },
            isList: CodeTables.lists.contains)
        #expect(CodeTables.movesNoWeight.intersection(used.keys).sorted() == [])
        #expect(used.keys.contains { $0.hasPrefix("CKernels/") } && used.keys.contains("NumericCore/SeededGenerator.swift"))
    }

    @Test("what nobody uses recomputes nothing: a new measure, a new file that figures of a paper or all of them could share")
    func unused() throws {
        var texts = try SourceDigest.texts(of: "\(Project.folder)/Sources")
        let before = SourceSet(SourceDigest.index(texts))
        texts["InformationTheory/NewMeasure.swift"] = Array(
            "public enum NewMeasure { public static func of(_ x: [Int]) -> Double { 0 } }".utf8)
        texts["Papers/InformationPlane/Shared/NewShared.swift"] = Array("struct NewShared { let a = 1 }".utf8)
        texts["Papers/InformationPlane/Figure99/Figure99.swift"] = Array(
            "struct Figure99: Experiment { func compute() {} }".utf8)
        texts["Experiments/NewHelper.swift"] = Array("extension Paper { static let new = 1 }".utf8)
        texts["InformationTheory/OInformation.swift"]?.append(contentsOf: Array("\n// A remark.\n".utf8))
        let after = SourceSet(SourceDigest.index(texts))
        for experiment in Registry.standard.experiments {
            for stage in [Project.numbers(experiment), .picture(experiment.source)] {
                #expect(after.inputs(stage.code(in: after)) == before.inputs(stage.code(in: before)), "\(experiment.id)")
            }
        }
        texts["Networks/New.swift"] = Array("enum New {}".utf8)
        let sources = SourceSet(SourceDigest.index(texts))
        #expect(Stage.training([.szt]).paths(in: sources).contains("Networks/New.swift"), "what no table names counts")
    }

    @Test(
        "an edit of what only draws computes nothing anew, and draws anew what it draws",
        arguments: [
            // An axis' label in a chart that figures share, and one in a figure's own file.
            ("Papers/InformationPlane/Shared/PlaneChart.swift", "(*X*; *T*) in bits", "(*X*; *T*) in bit", 2...40),
            ("Papers/InformationPlane/Figure17/Figure17.swift", "Axis(\"epoch\"", "Axis(\"training epoch\"", 1...1),
        ])
    func drawing(_ path: String, _ old: String, _ new: String, _ pictures: ClosedRange<Int>) throws {
        var texts = try SourceDigest.texts(of: "\(Project.folder)/Sources")
        let before = SourceSet(SourceDigest.index(texts))
        let text = String(decoding: try #require(texts[path]), as: UTF8.self)
        #expect(text.contains(old))
        texts[path] = Array(text.replacing(old, with: new).utf8)
        let after = SourceSet(SourceDigest.index(texts))
        func changed(_ stage: (any Experiment) -> Stage) -> [FigureID] {
            Registry.standard.experiments.filter {
                after.inputs(stage($0).code(in: after)) != before.inputs(stage($0).code(in: before))
            }.map(\.id)
        }
        #expect(changed(Project.numbers) == [])
        #expect(pictures.contains(changed { .picture($0.source) }.count))
    }

    @Test("a figure or module without files is a programmer's mistake")
    func unknown() async {
        await #expect(processExitsWith: .failure) {
            _ = Stage.picture(FigureSource(paper: "Paper", figure: "Figure3")).paths(in: SourceSet(files: [:]))
        }
        await #expect(processExitsWith: .failure) { _ = Stage.training([]).paths(in: SourceSet(files: [:])) }
    }
}
