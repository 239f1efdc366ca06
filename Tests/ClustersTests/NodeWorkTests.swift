import Experiments
import Files
import Foundation
import Networks
import Papers
import Results
import Synchronization
import Testing

@testable import Clusters

@Suite struct NodeWorkTests {
    /// A task of the networks of the project's report, as a run would write it.
    private func task(_ project: ClusterProject, epochs: Int = 100) throws -> (folder: TaskFolder, jobs: [TrainingJob]) {
        let jobs = try project.definition(epochs: epochs).entries[0].needs.jobs
        let folder = TaskFolder(path: "\(TaskFolder.folder(inStore: project.store.folder))/\(TaskFolder.newName())")
        let file = TaskFile(
            attempt: 0, cores: 1, checkpoint: 0.1,
            pieces: try jobs.map {
                (Piece.Work.training($0).name, Piece.Work.training($0).text, try project.keys.inputs(of: .training($0)))
            })
        try file.write(to: folder.task(1))
        return (folder, jobs)
    }

    private func isStored(_ job: TrainingJob, _ project: ClusterProject) throws -> Bool {
        project.store.contains(try project.keys.key(of: job), on: .trajectories)
    }

    @Test("a node puts each network into the store and says so beside the task, without taking a lock")
    func works() throws {
        let project = try ClusterProject()
        let (folder, jobs) = try task(project)
        try project.node(folder, 1).run()
        #expect(try jobs.allSatisfy { try isStored($0, project) })
        for job in jobs {
            let end = try #require(PieceEnd.read(folder.end(of: try project.keys.key(of: job))))
            #expect(end.failure == nil && end.node == "n1" && end.costs.keys.contains { $0.hasPrefix("epoch of 12-10") })
        }
        #expect(TaskStateFile.read(folder.state(1)) == TaskState(phase: .ended, node: "n1"))
        #expect(!Folder.exists("\(project.store.folder)/locks"))
    }

    @Test("a task that is stopped keeps a checkpoint, and goes on from it to the same bytes")
    func resumed() throws {
        let whole = try ClusterProject()
        try whole.node(try task(whole, epochs: 3000).folder, 1).run()
        let project = try ClusterProject()
        let (folder, jobs) = try task(project, epochs: 3000)
        let checkpoints = "\(project.store.folder)/checkpoints"
        #expect(throws: CancellationError.self) {
            try project.node(folder, 1, cancelled: { Folder.exists(checkpoints) }).run()
        }
        let key = try project.keys.key(of: jobs[0])
        #expect(TaskStateFile.read(folder.state(1)) == TaskState(phase: .stopped, node: "n1", piece: key))
        #expect(try Folder.names(in: checkpoints).count == 1)
        #expect(!(try isStored(jobs[0], project)))
        try project.node(folder, 1).run()
        // Each in a file named by its content.
        #expect(
            try Folder.names(in: "\(project.store.folder)/trajectories") == Folder.names(in: "\(whole.store.folder)/trajectories"))
        #expect(try Folder.names(in: checkpoints).isEmpty)
    }

    @Test("other sources are refused before anything is computed, in one sentence that names the file")
    func sources() throws {
        let project = try ClusterProject()
        let (folder, jobs) = try task(project)
        let other = ClusterProject.keys(project.library, changed: "Networks/Trainer.swift")
        let fault = #expect(throws: Fault.self) { try project.node(folder, 1, "n7", keys: other).run() }
        #expect(fault?.status == .usage)
        #expect(
            fault?.description.contains(
                /^n7: this program is of other sources than the submitter's \(source Networks\/Trainer.swift: [0-9a-f]{8} -> [0-9a-f]{8}\); run one build on all nodes$/
            ) == true, "\(String(describing: fault))")
        #expect(TaskStateFile.read(folder.state(1))?.phase == .refused && folder.endedKeys.isEmpty)
        #expect(try jobs.allSatisfy { !(try isStored($0, project)) })
        // Code that trains nothing does not count.
        try project.node(folder, 1, keys: ClusterProject.keys(project.library, changed: "Charts/Chart.swift")).run()
    }

    @Test("other data are refused in one sentence that says which")
    func data() {
        let (theirs, own) = ([KeyInput.data("MNIST", used: "MNIST", digest: SHA256.hex(of: "a"))], SHA256.hex(of: "b"))
        let standIn = NodeWork.refusal(
            [KeyInput.data("MNIST", used: "stand-in Glyphs", digest: own)].differences(from: theirs), node: "n7")
        #expect(
            standIn.description
                == "n7: the data are others than the submitter's (data MNIST: MNIST -> stand-in Glyphs); let all nodes see the same REFIGURE_DATA, or the project's data/"
        )
        #expect(standIn.status == .data)
    }

    @Test("a network that fails does not keep the others from being trained, and the task says how many failed")
    func failing() throws {
        let project = try ClusterProject()
        var jobs = try project.definition().entries[0].needs.jobs
        jobs[0].recipe.optimiser = .sgd(learningRate: 1e30)
        jobs[0].architecture = Architecture(inputs: 12, hidden: [.init(3, .relu)], classes: 2)
        let folder = TaskFolder(path: "\(TaskFolder.folder(inStore: project.store.folder))/x")
        try TaskFile(
            attempt: 0, cores: 1, checkpoint: 1,
            pieces: try jobs.map { ("a network", Piece.Work.training($0).text, try project.keys.inputs(of: .training($0))) }
        ).write(to: folder.task(1))
        let fault = #expect(throws: Fault.self) { try project.node(folder, 1).run() }
        #expect(fault?.status == .figureFailed && fault?.description == "n1: 1 of 2 pieces failed")
        let end = PieceEnd.read(folder.end(of: try project.keys.key(of: jobs[0])))
        #expect(end?.failure?.fault.description.contains("diverged") == true, "\(String(describing: end))")
        #expect(try isStored(jobs[1], project))
    }

    @Test("a damaged task is refused, whichever byte of it is damaged")
    func damaged() throws {
        let project = try ClusterProject()
        let (folder, _) = try task(project)
        let bytes = try PlainFile.bytes(folder.task(1))
        for place in stride(from: 0, to: bytes.count, by: 997) {
            var damaged = bytes
            damaged[place] ^= 1
            try AtomicFile.write(damaged, to: folder.task(1))
            // Blank space counts for nothing.
            if let read = try? TaskFile.read(folder.task(1)) {
                try AtomicFile.write(bytes, to: folder.task(1))
                #expect(try TaskFile.read(folder.task(1)) == read)
                continue
            }
            let fault = #expect(throws: Fault.self) { try project.node(folder, 1).run() }
            #expect(fault?.status == .data)
        }
        #expect(folder.endedKeys.isEmpty)
    }

    @Test("every network and product that the reports ask for reads back from its description as it is")
    func descriptions() throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .path
        let project = ProjectFolder(path: source)
        var products = 0
        // The notebook measures a file, and trains what the others train.
        for name in project.definitionNames where name != "notebook" {
            let definition = try DefinitionReader.read(try project.place(ofReport: name), registry: .standard)
            for entry in definition.entries {
                let work = entry.needs.jobs.prefix(20).map { Piece.Work.training($0) } + entry.needs.products.map { .product($0) }
                products += entry.needs.products.count
                for piece in work { #expect(try Piece.Work(text: piece.text, registry: .standard) == piece) }
            }
        }
        #expect(products > 100)
    }

    @Test(
        "what describes no work that this program knows is refused",
        arguments: ["", "network", "network {}", "product Unknown {}", "figure {}", "product MIPPMask {\"x\":1}"])
    func unknown(_ text: String) {
        let fault = #expect(throws: Fault.self) { try Piece.Work(text: text, registry: .standard) }
        #expect(fault?.status == .data)
    }
}
