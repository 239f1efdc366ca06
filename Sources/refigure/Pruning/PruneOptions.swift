import ArgumentParser
import PruningFiles

/// Which network is pruned.
struct PrunedNetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The network that the weights are of: a name below, or mlp:300-100 for hidden layers of ReLU units.", valueName: "name"),
        completion: .list(PrunableNetwork.names))
    var architecture: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Its hidden layers' units and maps, in parts of the architecture's own.", valueName: "share"))
    var width = 1.0

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Its outputs; by default as many as the data have classes.", valueName: "n"))
    var classes: Int?

    func validate() throws {
        guard (0.001...16).contains(width) else { throw ValidationError("--width takes a number from 0.001 to 16, not \(width)") }
        if let classes, !(2...65_536).contains(classes) {
            throw ValidationError("--classes takes a number from 2 to 65536, not \(classes)")
        }
    }
}

/// The images that it is pruned by.
struct PruningDataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A data set (\(PruningSource.names.joined(separator: ", "))), a folder of images with a folder a class in it, or an array: .npy, FILE.npz:NAME, .safetensors.",
            valueName: "data"), completion: .file())
    var data: String

    @Option(help: ArgumentHelp("The classes of an array's images, 0, 1, 2, ...", valueName: "file"), completion: .file())
    var labels: String?

    @Option(
        help: ArgumentHelp("Test images, as --data; without them a fifth of the images is set aside.", valueName: "folder|file"),
        completion: .file())
    var test: String?

    @Option(name: .customLong("test-labels"), help: ArgumentHelp("Their classes.", valueName: "file"), completion: .file())
    var testLabels: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What is taken from pixels of 0 to 1, one or one a channel, as torchvision's Normalize does.", valueName: "m[,m...]"))
    var mean: NumberList?

    @Option(parsing: .unconditional, help: ArgumentHelp("What they are then divided by.", valueName: "s[,s...]"))
    var std: NumberList?
}

/// How it is pruned.
struct PruningMethodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Which methods, of the list below, or all.", valueName: "method[,method...]|all"),
        completion: .list(PruneMethod.allCases.map(\.rawValue) + ["all"]))
    var method = "all"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "MIPP: how sure one must be that a node carries information for it to stay, 0.5 to below 1; the higher, the more goes. Default: \(PruningPlan.confidence).",
            valueName: "c"))
    var confidence: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many of the nodes go, in per cent, where MIPP is not among the methods.", valueName: "percent"))
    var remove: Double?

    @Option(
        name: .customLong("mipp-fit-images"), parsing: .unconditional,
        help: ArgumentHelp("MIPP: images that its estimators are fitted to. Default: 5000.", valueName: "n"))
    var fitImages: Int?

    @Option(
        name: .customLong("mipp-held-out-images"), parsing: .unconditional,
        help: ArgumentHelp("MIPP: further images on which their losses are taken. Default: 1000.", valueName: "n"))
    var heldOutImages: Int?

    @Option(
        name: .customLong("mipp-steps"), parsing: .unconditional,
        help: ArgumentHelp("MIPP: steps that an estimator is fitted by. Default: the paper's 1500.", valueName: "n"))
    var steps: Int?

    @Option(
        name: .customLong("mipp-refits"), parsing: .unconditional,
        help: ArgumentHelp("MIPP: steps after a node is masked. Default: the paper's 20 for VGG, 150 for others.", valueName: "n"))
    var refits: Int?

    @Option(parsing: .unconditional, help: "Names all that is left to chance.")
    var seed: UInt64 = 0
}
