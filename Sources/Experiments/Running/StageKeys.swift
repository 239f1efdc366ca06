import Datasets
import Files
import Networks
import Results

/// What each stage of a figure depends on: settings, data, seeds and the sources of the modules involved.
public struct StageKeys: Sendable {
    private let sources: SourceSet
    private let library: DataLibrary
    /// The code that training depends on, the same for every job.
    private let training: [KeyInput]

    public init(sources: SourceSet, library: DataLibrary) {
        self.sources = sources
        self.library = library
        training = Stage.training.inputs(from: sources)
    }

    /// - Throws: a `Fault` where the data's identity cannot be told.
    public func inputs(of job: TrainingJob) throws -> [KeyInput] {
        training + [KeyInput("job", job.canonicalJSON), try data(job.data)]
    }

    /// - Throws: a `Fault` where the data's identity cannot be told.
    public func inputs(of entry: ReportDefinition.Entry) throws -> [KeyInput] {
        let settings = entry.settings.records.map { KeyInput.setting($0.key, $0.used) }
        var data: [KeyInput] = []
        for selection in entry.experiment.needs(entry.settings).allData {
            let input = try self.data(selection)
            if !data.contains(where: { $0.name == input.name }) { data.append(input) }
        }
        return Stage.figure(entry.experiment.source).inputs(from: sources) + settings + data
    }

    public func inputs(ofPictureOf experiment: any Experiment, resultDigest: String) -> [KeyInput] {
        Stage.picture(experiment.source).inputs(from: sources) + [KeyInput("result", resultDigest)]
    }

    /// Of the page or the PDF.
    /// - Parameters:
    ///   - words: what it is set from.
    ///   - pictures: of each figure, the key of its picture.
    public func inputs(ofReport words: String, pictures: [(FigureID, CacheKey)]) -> [KeyInput] {
        Stage.report.inputs(from: sources) + [KeyInput("words", SHA256.hex(of: words))]
            + pictures.map { KeyInput("picture \($0)", $1.hex) }
    }

    private func data(_ selection: DataSelection) throws -> KeyInput {
        let identity = try library.identity(of: selection)
        let used = identity.standInFor == nil ? identity.name : "stand-in \(identity.name)"
        return .data(selection.dataset.rawValue, used: used, digest: identity.digest)
    }
}

extension Experiment {
    /// The figure's place among the sources.
    public var source: FigureSource {
        let file = sourceFile.split(separator: "/").last.map(String.init) ?? sourceFile
        return FigureSource(paper: paper.folder, figure: String(file.split(separator: ".").first ?? ""))
    }
}
