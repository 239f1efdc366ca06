import Experiments
import Files
import Foundation
import Papers
import Results
import Testing

@Suite struct PlannerTests {
    /// What a plan says of each figure after a full run, once the source at `path` has changed.
    private func standings(afterChanging path: String) async throws -> [String: Standing] {
        let before = try TemporaryProject()
        _ = try await before.run(try before.definition())
        var sources = TemporaryProject.sources
        sources[path] = SHA256.hex(of: "changed")
        let keys = StageKeys(sources: SourceSet(files: sources), library: before.library)
        let plans = try Planner(
            store: before.store, library: before.library, keys: keys, isCancelled: { false }
        ).plan(try before.definition())
        return Dictionary(uniqueKeysWithValues: plans.map { ($0.id.figure, $0.standing) })
    }

    @Test("after a run everything is up to date; before it nothing is there")
    func fresh() async throws {
        let project = try TemporaryProject()
        let planner = project.planner
        #expect(try planner.plan(try project.definition()).map(\.standing) == [.missing, .missing])
        #expect(try planner.plan(try project.definition()).map(\.missingJobs) == [2, 2])
        _ = try await project.run(try project.definition())
        let plans = try planner.plan(try project.definition())
        #expect(plans.map(\.standing) == [.upToDate, .upToDate])
        #expect(plans.allSatisfy { $0.missingJobs == 0 })
    }

    @Test("a changed setting is the reason, with both values")
    func setting() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let text = TemporaryProject.definition.replacingOccurrences(of: "epochs: 100", with: "epochs: 150")
        let plans = try project.planner.plan(
            try project.definition(text))
        #expect("\(plans[0].standing)" == "setting epochs: 100 -> 150")
        #expect(plans[0].missingJobs == 2)
        #expect(plans[0].expectedSeconds > 0 && !plans[0].isEstimated)
        #expect(plans[1].missingJobs == 2)
    }

    @Test(
        "a changed source reruns what depends on it, and nothing else",
        arguments: [
            ("Charts/Chart.swift", []), ("CairoCanvas/CairoCanvas.swift", []),
            ("InformationTheory/Entropy.swift", ["fig1", "fig17"]), ("Networks/Trainer.swift", ["fig1", "fig17"]),
            ("Papers/InformationPlane/Figure1/Figure1.swift", ["fig1"]),
            ("Papers/InformationPlane/Table1/Table1.swift", []),
            ("Papers/InformationPlane/Shared/PlaneMeasure.swift", ["fig1", "fig17"]),
        ])
    func source(_ path: String, _ rerun: [String]) async throws {
        let standings = try await standings(afterChanging: path)
        #expect(standings.filter { $0.value != .upToDate }.keys.sorted() == rerun)
    }

    @Test("before a run its costs are estimated, from the networks' sizes; afterwards they are what it took, to the microsecond")
    func costs() async throws {
        let project = try TemporaryProject()
        let before = try project.planner.plan(try project.definition())
        #expect(before.allSatisfy { $0.isEstimated && $0.expectedSeconds > 0 })
        let run = try await project.run(try project.definition())
        let computing = run.outcomes.values.reduce(0) { sum, outcome in
            if case .computed(_, let cost) = outcome { sum + cost.processorSeconds } else { sum }
        }
        for figure in ["fig1", "fig17"] { try project.forget(figure) }
        let after = try project.planner.plan(try project.definition())
        #expect(after.allSatisfy { !$0.isEstimated && $0.missingJobs == 0 })
        // Besides what was measured there are the pictures, which were not drawn here.
        #expect(abs(after.reduce(0) { $0 + $1.expectedSeconds } - computing - 0.2) < 1e-6)
        for name in project.files(".refigure/trajectories") {
            try FileManager.default.removeItem(atPath: "\(project.project.store)/trajectories/\(name)")
        }
        let training = try project.planner.plan(try project.definition()).reduce(0) { $0 + $1.expectedSeconds } - computing - 0.2
        #expect(training > 0 && training < 100)
        // Twice as many epochs of the same networks take twice as long.
        let longer = TemporaryProject.definition.replacingOccurrences(of: "epochs: 100", with: "epochs: 200")
        let twice = try project.planner.plan(try project.definition(longer)).reduce(0) { $0 + $1.expectedSeconds } - computing - 0.2
        #expect(abs(twice / training - 2) < 1e-6)
    }
}
