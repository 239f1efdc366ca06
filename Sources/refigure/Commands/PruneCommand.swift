import ArgumentParser
import CairoCanvas
import DataFiles
import Experiments
import Files
import Foundation
import Networks
import NumericCore
import PruningFiles

struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Prune your own network by MIPP and the methods that it is compared with.",
        discussion: """
            refigure prune lenet5.safetensors --architecture lenet5 --data mnist --out pruned
            refigure prune w.safetensors --architecture resnet18 --width 0.25 --data cifar-10 --method synflow,grasp --remove 50 --out pruned
            refigure prune w.safetensors --architecture mlp:300-100 --data x.npy --labels y.npy --confidence 0.999 --out pruned

            Methods, and what they go by:
            \(methods)

            Architectures: \(architectures), and mlp:WIDTHS. ResNets take images of 32 x 32, those of ImageNet 224 x 224; VGG has one
            linear layer, "classifier".

            The weights are a state_dict in .safetensors, under torchvision's names. The folder gets, whole or not at all: for each method
            METHOD.safetensors, what is left of the weights under the same names, and METHOD-mask.json, which nodes of each layer are kept; table.csv
            and table.json; layers.png, .pdf and .svg, how much of each layer goes. Where an addition keeps a width, the mask's "scattered"
            says at which places a branch's maps are added. A run that was stopped goes on from the layers that MIPP had done (FOLDER.partial).
            """)

    @Argument(
        help: ArgumentHelp("The network's weights.", valueName: "weights.safetensors"),
        completion: .file(extensions: ["safetensors"]))
    var weights: String

    @OptionGroup(title: "The network") var network: PrunedNetworkOptions
    @OptionGroup(title: "The images") var images: PruningDataOptions
    @OptionGroup(title: "How it is pruned") var how: PruningMethodOptions

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: ArgumentHelp("The folder to write, which is new or empty.", valueName: "folder"), completion: .directory)
    var out: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The project's folder, for its data sets; without it, the one that holds the current folder.", valueName: "folder"),
        completion: .directory)
    var project: String?

    @OptionGroup var running: WorkOptions

    func run() throws {
        if let problem = KernelSet.requestProblem {
            throw Fault(problem, remedy: "unset it, or name one of those", status: .usage)
        }
        let kind = try Self.network(named: network.architecture)
        let plan = try PruningPlan(options(), for: kind)
        guard let source = try PruningSource(images.data, labels: images.labels, test: images.test, testLabels: images.testLabels)
        else { throw Self.noData(images.data) }
        let library = try library(for: source)
        let folder = try PruningFolder(out) { try? Terminal.remark("note: \($0)") }
        if let library { try source.fetch(library) }
        let display = PruningDisplay(quiet: running.quiet)
        defer { display.close() }
        let (pruner, origin) = try InterruptionWatch.during { try prepare(kind, plan, source, library) { display.show($0) } }
        let table = PruningTable(try pruner.run(memory: folder), plan, origin: origin)
        display.close()
        try folder.finish(table.files + InterruptionWatch.during { try Self.pictures(table) })
        try Terminal.print(table.text)
        try Terminal.remark(folder.path)
    }

    /// The network and the images, read.
    private func prepare(
        _ kind: PrunableNetwork, _ plan: PruningPlan, _ source: PruningSource, _ library: DataLibrary?,
        tell: @escaping @Sendable (Pruner.Event) -> Void
    ) throws -> (pruner: Pruner, origin: PruningTable.Origin) {
        let outline = try source.outline(for: kind)
        let classes = network.classes ?? max(2, outline.classes)
        guard classes >= outline.classes else {
            throw Fault(
                "--classes \(classes) is less than the \(outline.classes) classes of \(source.name)",
                remedy: "give as many as the network has outputs", status: .usage)
        }
        let architecture = try kind.architecture(of: outline.shape, named: source.name, classes: classes, width: network.width)
        let values = try PrunedWeights.read(weights, of: architecture, called: kind.name)
        let pixels = outline.shape.isFlat ? architecture.input : outline.shape
        let isGiven = images.mean != nil || images.std != nil
        let scale = try PixelScale(means: images.mean?.numbers, deviations: images.std?.numbers, channels: pixels.channels)
        let data = try source.read(
            for: kind, as: pixels, scale: kind.isOfImageNet && !isGiven ? .imageNet : scale, classes: classes, seed: plan.seed,
            library: library)
        let own: (name: String, digest: String?) = (weights, try SHA256.hex(ofFileAt: weights))
        let origin = PruningTable.Origin(
            version: Refigure.configuration.version, command: ShellCommand.refigure(Array(CommandLine.arguments.dropFirst())),
            inputs: [own] + data.inputs, weights: weights,
            network: network.width == 1 ? kind.name : "\(kind.name) at width \(network.width)", data: data.name, notes: data.notes)
        return (try Pruner(architecture, values, by: data, plan, tell: tell), origin)
    }

    private func options() throws -> PruningPlan.Options {
        let methods: [PruneMethod]
        switch PruneMethod.list(how.method) {
        case .success(let found)?: methods = found
        case .failure(let unknown)?:
            throw Self.unknown(
                "method", unknown.name, among: PruneMethod.allCases.map(\.rawValue) + ["all"],
                otherwise: "`refigure prune --help` names them")
        case nil: throw Fault("--method names none", remedy: "such as --method mipp,synflow, or all", status: .usage)
        }
        return PruningPlan.Options(
            methods: methods, confidence: how.confidence, remove: how.remove, fitImages: how.fitImages,
            heldOutImages: how.heldOutImages, steps: how.steps, refits: how.refits, seed: how.seed, threads: running.jobs)
    }

    /// Only data sets need a project.
    private func library(for source: PruningSource) throws -> DataLibrary? {
        guard case .named = source else {
            _ = try? Session.project(project)
            return nil
        }
        let display = DownloadDisplay()
        return Session.library(
            try Session.project(project), network: .whenNeeded, progress: { display.show($0) },
            notify: { try? Terminal.remark("note: \($0)") })
    }

    private static func pictures(_ table: PruningTable) throws -> [(name: String, bytes: [UInt8])] {
        let formats: [(String, PictureFile.Format)] = [("png", .png(scale: 3)), ("pdf", .pdf), ("svg", .svg(idPrefix: ""))]
        return try formats.map { ending, format in
            ("layers.\(ending)", try PictureFile.render(table.chart, as: format, key: table.key, title: table.title))
        }
    }

    private static func network(named name: String) throws -> PrunableNetwork {
        if let network = PrunableNetwork(name) { return network }
        throw unknown("architecture", name, among: PrunableNetwork.names, otherwise: "name one of \(architectures), or mlp:300-100")
    }

    private static func noData(_ name: String) -> Fault {
        unknown(
            "data set, folder or array of images", name, among: PruningSource.names,
            otherwise:
                "name one of \(PruningSource.names.joined(separator: ", ")), a folder, or a file ending in .npy, .npz or .safetensors",
            status: .data)
    }

    private static func unknown(
        _ kind: String, _ name: String, among names: [String], otherwise: String, status: ExitStatus = .usage
    ) -> Fault {
        let near = NearestNames.suggestions(for: name, among: names)
        return Fault(
            "there is no \(kind) '\(name)'", remedy: near.isEmpty ? otherwise : "did you mean \(near.joined(separator: " or "))?",
            status: status)
    }

    private static var methods: String {
        let rows = PruneMethod.allCases.map { ["  \($0.rawValue)", $0.summary] }
        return Terminal.table(rows).split(separator: "\n").joined(separator: "\n")
    }

    private static var architectures: String { PrunableNetwork.names.joined(separator: ", ") }
}

/// Options of a command that computes for itself.
struct WorkOptions: ParsableArguments {
    @Option(
        name: [.customShort("j", allowingJoined: true), .long], parsing: .unconditional,
        help: "Threads that MIPP's estimators share out; by default one a core. Their number changes no result.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(name: .shortAndLong, help: "Print errors and the outcome only.")
    var quiet = false

    func validate() throws {
        try JobCount.check(jobs)
    }
}
