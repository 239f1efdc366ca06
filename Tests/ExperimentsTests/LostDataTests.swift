import Files
import Foundation
import Results
import Testing

@testable import Experiments

@Suite struct LostDataTests {
    /// Two results, one of which is of SZT alone.
    private static let definition = """
        settings:
          information-plane: { epochs: 100, networks: 1, recordedEpochs: 5 }
        figures: [information-plane/table1, information-plane/fig1]
        """

    /// Makes the stored result what it would be, had it been computed from MNIST itself.
    private func computedFromMNIST(_ project: TemporaryProject) throws {
        let path = project.resultPath("table1")
        guard case .valid(let file) = try ResultFile.read(path) else {
            Issue.record("there is no result")
            return
        }
        let inputs = file.inputs.map { input in
            input.name == "data MNIST" ? KeyInput.data("MNIST", used: "MNIST", digest: SHA256.hex(of: "MNIST")) : input
        }
        #expect(inputs != file.inputs)
        try ResultFile(inputs: inputs, result: file.result).write(to: path)
    }

    @Test("a first run is on stand-ins as they are; a report that was of the data set itself is not computed from them unasked")
    func asked() async throws {
        let project = try TemporaryProject.knowingData()
        let definition = try project.definition(Self.definition)
        _ = try await project.run(definition)
        #expect(try project.planner.lostData(definition).isEmpty)
        try computedFromMNIST(project)
        let bytes = try project.bytes(project.resultPath("table1"))

        let fault = await #expect(throws: Fault.self) { try await project.run(definition) }
        #expect(fault?.status == .data)
        #expect(fault?.problem == "MNIST cannot be had, and 1 figure of the report is from it")
        #expect(
            fault?.remedy?.contains("REFIGURE_DATA") == true
                && fault?.remedy?.contains("--stand-ins to compute from Glyphs") == true)
        #expect(try project.bytes(project.resultPath("table1")) == bytes)
        #expect(try project.planner.lostData(definition).map(\.dataset) == ["MNIST"])

        let taken = try await project.run(definition, takesStandIns: true)
        // It was computed from the stand-in before.
        let outcome = taken.outcomes[FigureID(paper: "information-plane", figure: "table1")]
        #expect(taken.events.begun.isEmpty)
        if case .restored? = outcome {} else { Issue.record("\(String(describing: outcome))") }
        // From now on it is a report on stand-ins.
        #expect(try project.planner.lostData(definition).isEmpty)
        #expect(try await project.run(definition).events.begun.isEmpty)
    }

    private static func standing(_ wanted: String, _ stored: String?) -> LostData.Standing {
        func inputs(_ used: String) -> [KeyInput] {
            [.data("MNIST", used: used, digest: SHA256.hex(of: used)), .data("SZT", used: "SZT", digest: SHA256.hex(of: "SZT"))]
        }
        return .init(wanted: inputs(wanted), stored: stored.map(inputs))
    }

    /// What is lost in a report whose last run found MNIST's files where it says.
    private func lost(_ standings: [LostData.Standing], source: String?) throws -> [LostData] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let data = source.map { [Provenance.DataOrigin(dataset: "MNIST", file: "train-images-idx3-ubyte.gz", source: $0)] }
        try Provenance(commit: nil, dirty: false, toolchain: "", libraries: [:], kernels: "", started: "", data: data)
            .write(to: Provenance.path(inReport: folder))
        return LostData.all(in: standings, report: folder)
    }

    @Test("results of the data set tell, and with them gone the run that made them; where the data were is told")
    func told() throws {
        let (real, standIn) = (Self.standing("stand-in Glyphs", "MNIST"), Self.standing("stand-in Glyphs", "stand-in Glyphs"))
        let gone = Self.standing("stand-in Glyphs", nil)
        let source = "REFIGURE_DATA (/srv/mirror/mnist)"
        #expect(
            try lost([real, real, gone], source: source).map(\.description)
                == ["MNIST cannot be had, and 2 figures of the report are from it; its files were in \(source)"])
        #expect(
            try lost([gone, gone], source: source).map(\.description)
                == ["MNIST cannot be had, and the report was made from it; its files were in \(source)"])
        // Mixed, as a stopped run leaves it.
        #expect(try lost([real, standIn], source: nil).map(\.figures) == [1])
    }

    @Test("nothing is lost in a first run, in a report on stand-ins, and where the data are at hand")
    func notLost() throws {
        let (first, standIn) = (Self.standing("stand-in Glyphs", nil), Self.standing("stand-in Glyphs", "stand-in Glyphs"))
        #expect(try lost([first, first], source: nil).isEmpty)
        #expect(try lost([standIn], source: nil).isEmpty)
        // A part of the files was at hand, and the report was made from the stand-in nevertheless.
        #expect(try lost([standIn, first], source: "data/mnist").isEmpty)
        #expect(try lost([Self.standing("MNIST", "MNIST"), Self.standing("MNIST", "stand-in Glyphs")], source: nil).isEmpty)
    }
}
