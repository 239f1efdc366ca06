import Experiments
import Files
import Foundation
import Networks
import Results
import Testing

/// Files of the store and of a report under each other's names, as a wrong copy or synchronisation leaves them.
@Suite struct MisplacedFileTests {
    private func trajectories(_ project: TemporaryProject) -> [String] {
        project.files(".refigure/trajectories").map { "\(project.project.store)/trajectories/\($0)" }
    }

    private func job(_ path: String) throws -> TrainingJob {
        try Trajectory(decoding: try Data(contentsOf: URL(filePath: path)), path: path).job
    }

    /// The name's second part stays: it is the digest of the content.
    private func path(of content: String, underNameOf other: String) -> String {
        let parts = content.split(separator: ".")
        return "\(other.prefix(other.count - "\(parts[parts.count - 2]).safetensors".count))\(parts[parts.count - 2]).safetensors"
    }

    @Test("every network under another's key is named and trained anew, and the figures come out as ever")
    func networks() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let results = try ["fig1", "fig17"].map { try project.bytes(project.resultPath($0)) }
        let networks = trajectories(project)
        #expect(networks.count == 4)
        // Each takes the next one's name.
        for (place, network) in networks.enumerated() {
            let target = path(of: network, underNameOf: networks[(place + 1) % networks.count])
            try FileManager.default.moveItem(atPath: network, toPath: target)
        }
        let misplaced = trajectories(project)
        #expect(Set(misplaced).isDisjoint(with: networks))
        for figure in ["fig1", "fig17"] { try project.forget(figure) }
        let again = try await project.run(try project.definition())
        for path in misplaced {
            #expect(
                again.events.notices.contains { $0.hasPrefix("\(path): damaged (it is of another network") },
                "\(again.events.notices)")
        }
        #expect(try ["fig1", "fig17"].map { try project.bytes(project.resultPath($0)) } == results)
        #expect(trajectories(project) == networks)
    }

    @Test("a network of the same job but of other code is not taken")
    func otherCode() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        var sources = TemporaryProject.sources
        sources["Networks/Trainer.swift"] = SHA256.hex(of: "changed")
        let changed = try TemporaryProject(sources: sources)
        _ = try await changed.run(try changed.definition())
        let results = try changed.bytes(changed.resultPath("fig1"))
        // The store of the one gets the files of the other under its own names.
        let foreign = try trajectories(project).map { ($0, try job($0)) }
        for own in trajectories(changed) {
            let wanted = try job(own)
            let (source, _) = try #require(foreign.first { $0.1 == wanted })
            try FileManager.default.removeItem(atPath: own)
            try FileManager.default.copyItem(atPath: source, toPath: path(of: source, underNameOf: own))
        }
        try changed.forget("fig1")
        let again = try await changed.run(try changed.definition())
        #expect(again.events.notices.count { $0.contains("damaged (it was trained by other code or on other data") } == 2)
        #expect(try changed.bytes(changed.resultPath("fig1")) == results)
    }

    @Test("a whole network beside a foreign one under its key is found")
    func beside() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let networks = trajectories(project)
        for (place, network) in networks.enumerated() {
            let target = path(of: network, underNameOf: networks[(place + 1) % networks.count])
            try FileManager.default.copyItem(atPath: network, toPath: target)
        }
        try project.forget("fig1")
        let again = try await project.run(try project.definition())
        #expect(again.events.begun == ["information-plane/fig1"] && again.events.notices.isEmpty)
    }

    @Test("a foreign checkpoint is named and passed over")
    func checkpoints() async throws {
        let whole = try TemporaryProject()
        _ = try await whole.run(try whole.definition())
        let project = try TemporaryProject()
        let keys = trajectories(whole).map { $0.split(separator: "/").last!.split(separator: ".")[0] }
        for (place, path) in trajectories(whole).enumerated() {
            let bytes = try Data(contentsOf: URL(filePath: path))
            let trajectory = try Trajectory(decoding: bytes, path: path)
            let checkpoint = Checkpoint(
                trajectory: trajectory, epoch: 100, weights: trajectory.snapshots.last!.weights, velocity: nil, squares: nil)
            let encoded = [UInt8](checkpoint.encoded(key: "\(place)"))
            let digest = SHA256.hex(of: encoded).prefix(32)
            try AtomicFile.write(
                encoded, to: "\(project.project.store)/checkpoints/\(keys[(place + 1) % keys.count]).\(digest).safetensors")
        }
        let run = try await project.run(try project.definition())
        #expect(run.events.notices.count { $0.contains("/checkpoints/") && $0.contains("damaged (it is of another network") } == 4)
        #expect(try project.bytes(project.resultPath("fig1")) == whole.bytes(whole.resultPath("fig1")))
        #expect(project.files(".refigure/checkpoints").isEmpty)
    }

    @Test("a pipe or a folder in a network's place is damage")
    func pipes() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let results = try project.bytes(project.resultPath("fig1"))
        for network in trajectories(project) {
            try FileManager.default.removeItem(atPath: network)
            mkfifo(network, 0o644)
        }
        try project.forget("fig1")
        let again = try await project.run(try project.definition())
        #expect(again.events.notices.count { $0.contains("damaged (is not a plain file)") } == 2)
        #expect(try project.bytes(project.resultPath("fig1")) == results)
    }

    @Test("results and stamps under each other's names are computed and drawn anew")
    func results() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let results = try ["fig1", "fig17"].map { try project.bytes(project.resultPath($0)) }
        try results[1].write(to: URL(filePath: project.resultPath("fig1")))
        try results[0].write(to: URL(filePath: project.resultPath("fig17")))
        let plans = try project.planner.plan(try project.definition())
        #expect(
            plans.map { "\($0.standing)" } == [
                "damaged: it is the result of information-plane/fig17", "damaged: it is the result of information-plane/fig1",
            ])
        let again = try await project.run(try project.definition())
        #expect(again.events.notices.count { $0.contains("damaged (it is the result of information-plane/fig") } == 2)
        #expect(try ["fig1", "fig17"].map { try project.bytes(project.resultPath($0)) } == results)
    }

    @Test("a result that cannot be read fails its figure, by name, and is left there", .timeLimit(.minutes(10)))
    func pipeAsResult() async throws {
        let project = try TemporaryProject()
        try AtomicFile.makeFolder("\(project.place.folder)/results")
        mkfifo(project.resultPath("fig17"), 0o644)
        let run = try await project.run(try project.definition())
        let failures = run.events.compactMap { event in
            if case .failed(let task, let message) = event { "\(task.name): \(message)" } else { nil }
        }
        #expect(
            failures.count == 1
                && failures[0].hasPrefix("information-plane/fig17: \(project.resultPath("fig17")): is not a plain file"))
        #expect(run.events.begun.contains("information-plane/fig1"))
    }
}
