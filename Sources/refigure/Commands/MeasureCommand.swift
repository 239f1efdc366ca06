import Activations
import ArgumentParser
import CairoCanvas
import Experiments
import Files
import Measuring

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Take a measure of your own network's activations.",
        discussion: """
            refigure measure entropy --activations acts.npy
            refigure measure information-plane --activations run/ --labels y.npy --bin-size 0.07 --figure plane.pdf
            refigure measure o-information --activations acts.npy --labels y.npy --search greedy --order 2-20

            Measures (`refigure measure list` says where each is defined, and which options it takes):
            \(MeasureOverview.lines)

            Activations are samples x units: .npy, .npz, .safetensors (FILE:NAME chooses an array) or .csv. A folder of acts-*.npy is a
            sequence of epochs; --activations may be given several times, once a layer. Information is in bits. Samples and units are
            counted from 0.
            """)

    @Argument(help: ArgumentHelp("The measure, or list.", valueName: "measure"))
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Samples x units: a file, FILE:NAME, or a folder of checkpoints. Once for each layer.", valueName: "file"))
    var activations: [String] = []

    @Option(name: .long, help: ArgumentHelp("One label for each sample, in the same order.", valueName: "file"))
    var labels: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Whether row 1 of CSV files names the columns. Default: as the file tells; what it was taken for is noted.",
            valueName: "yes|no"))
    var header: CSVHeader?

    @Option(
        name: .customLong("labels-header"),
        help: ArgumentHelp("The same for the labels' file alone.", valueName: "yes|no"))
    var labelsHeader: CSVHeader?

    @OptionGroup(title: "How it is measured") var how: MeasureOptions

    @Option(
        name: .customLong("on-nan"),
        help: ArgumentHelp("NaN and infinities: refuse, or drop the samples that hold some.", valueName: "refuse|drop"))
    var onNaN = OnNaN.refuse

    @OptionGroup(title: "Output") var outputOptions: MeasureOutput

    func run() throws {
        _ = try? Session.project(nil)
        guard let name, name != "list" else { return try Terminal.print(MeasureOverview.text) }
        let measure = try Self.measure(named: name)
        guard !activations.isEmpty else {
            throw Fault("there is nothing to measure", remedy: "name a file: --activations acts.npy", status: .usage)
        }
        let inputs = activations + (labels.map { [$0] } ?? [])
        if inputs.contains("-") {
            throw Fault("standard input is not read", remedy: "save the numbers to a file and name that", status: .usage)
        }
        try outputOptions.check(inputs: inputs.flatMap(InputFiles.paths))
        let options = try how.measuring()
        let plan = try MeasuringPlan(measure, options: options, hasLabels: labels != nil, onNaN: onNaN)
        do {
            let measurement = try InterruptionWatch.during(Self.stopped) {
                let (layers, notes) = try MeasureFiles.layers(
                    activations, called: MeasureFiles.shortNames(activations), header: header)
                let found = try labels.map {
                    try MeasureFiles.labels($0, header: labelsHeader ?? header, mayHaveColumns: options.estimator == .continuous)
                }
                var measurement = try Measurer(plan, labels: found?.labels, check: Interruption.check).measure(layers)
                measurement.notes += notes + (found?.notes ?? [])
                return measurement
            }
            try Interruption.check()
            try outputOptions.write(
                measurement, origin: { try Self.origin(of: inputs.flatMap(InputFiles.paths)) }, whereStopped: Self.stopped)
        } catch is CancellationError {
            throw Fault("stopped; nothing was written", status: .interrupted)
        }
    }

    private static let stopped = "refigure: stopped; nothing was written"

    private static func origin(of files: [String]) throws -> MeasuredOrigin {
        MeasuredOrigin(
            version: Refigure.configuration.version, command: ShellCommand.refigure(Array(CommandLine.arguments.dropFirst())),
            inputs: try files.map { .init(file: $0, digest: try SHA256.hex(ofFileAt: $0)) })
    }

    private static func measure(named name: String) throws -> Measure {
        if let measure = Measure(rawValue: name) { return measure }
        let near = NearestNames.suggestions(for: name, among: Measure.allCases.map(\.rawValue))
        throw Fault(
            "there is no measure '\(name)'",
            remedy: near.isEmpty ? "`refigure measure list` names them" : "did you mean \(near.joined(separator: " or "))?",
            status: .usage)
    }
}

extension OnNaN: ExpressibleByArgument {}
extension CSVHeader: ExpressibleByArgument {}

/// The measures in words.
enum MeasureOverview {
    /// A line each, for the help.
    static var lines: String {
        let rows = Measure.allCases.map { ["  \($0.rawValue)", $0.summary] }
        return Terminal.table(rows).split(separator: "\n").joined(separator: "\n")
    }

    /// What each is, where it is defined, and which options it takes.
    static var text: String {
        Measure.allCases.map { measure in
            let labels =
                switch measure.labels {
                case .none: "no labels"
                case .optional: "with or without --labels"
                case .required: "--labels"
                }
            return """
                \(measure.rawValue)
                  \(measure.summary)
                  \(measure.source)
                  \(([labels] + measure.options.map(\.flag)).joined(separator: ", "))

                """
        }.joined(separator: "\n")
    }
}
