import Charts
import Experiments
import Files
import Measuring
import Results

/// A measure of activations in files, as a report's definition asks for it: a figure like any other.
public struct MeasuredFigure: FileExperiment {
    public let identity: Identity
    public let parameters: [Parameter]
    private let plan: MeasuringPlan
    private let measured: MeasuredFiles

    /// - Parameter options: what the definition says, by key.
    init(
        plan: MeasuringPlan, name: String, title: String?, files: MeasuredFiles, options: [(key: String, text: String)]
    ) {
        let summary = plan.measure.summary
        identity = Identity(.measures, name, title ?? summary.prefix(1).uppercased() + summary.dropFirst(), id: name)
        self.plan = plan
        measured = files
        parameters = ([("measure", plan.measure.rawValue)] + options).map { key, text in
            .chosen(key, key, .choice(text), because: "as the report's definition says", allowed: .choices([text]))
        }
    }

    public func needs(_ settings: Settings) -> Needs { Needs() }

    /// The files and folders that the definition names for it.
    public var namedPlaces: [String] { measured.namedPlaces }

    public func files() throws -> [KeyInput] {
        try measured.digests().map { KeyInput("data \($0.name)", $0.digest) }
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        try inputs.checkCancellation()
        let digests = try measured.digests()
        let (layers, labels, notes) = try measured.open(mayHaveColumns: plan.takesColumns)
        var table = try Measurer(plan, labels: labels, check: inputs.checkCancellation).measure(layers)
        table.notes = measured.withoutFolder(table.notes + notes)
        guard table.chart != nil else {
            throw Fault("no row of \(id) has a value: there is nothing to draw", remedy: "check what is measured", status: .data)
        }
        return MeasuredResult.result(
            of: table, id: id, title: title,
            data: digests.map { DataRecord(name: $0.name, digest: $0.digest, samples: table.samples) })
    }

    public func chart(_ result: FigureResult) -> Chart? { MeasuredResult.table(of: result, plan.measure)?.chart }
}

extension Paper {
    /// What is measured of a user's files is no paper's.
    public static let measures = Paper(
        id: "measure", folder: "MeasuredFigures", title: "Own measurements", authors: "",
        venue: "Measures of activations in files, taken as this report's definition says", year: nil)
}
