import Experiments
import Files
import Foundation
import Results
import Synchronization
import TestSupport
import Testing

@testable import Clusters

@Suite struct SlurmExecutorTests {
    /// A queue of the project's whose tasks take the course.
    private func queue(
        _ project: ClusterProject,
        _ course: @escaping @Sendable (TaskFile, Submission) throws -> MadeUpQueue.Course = { _, _ in .done }
    ) -> MadeUpQueue {
        MadeUpQueue(node: { [project] in try project.node($0, $1).run() }, course: course)
    }

    /// Waits without keeping a thread.
    private func until(_ holds: () -> Bool) async throws {
        let wait = Wait()
        while !holds() {
            try #require(wait.isShort)
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func isReLU(_ task: TaskFile) -> Bool { task.pieces.contains { $0.name.contains("ReLU") } }

    @Test("a report by the nodes of a cluster has the bytes of the local one, whether each network is a task or all are one")
    func sameBytes() async throws {
        let local = try ClusterProject()
        _ = try await local.run()
        for minutes in [1e-9, 15] {
            let project = try ClusterProject()
            let queue = queue(project)
            let run = try await project.run(project.executor(queue, minutes: minutes))
            #expect(run.error == nil)
            #expect(queue.told.count == (minutes < 1 ? 4 : 1))
            #expect(queue.told.flatMap(\.pieces).count == 4)
            for figure in ["fig1", "fig17"] { #expect(try project.result(figure) == local.result(figure)) }
            // What it took is known for the next plan.
            let planner = Planner(store: project.store, library: project.library, keys: project.keys, isCancelled: { false })
            #expect(try planner.plan(try project.definition(epochs: 200)).allSatisfy { !$0.isEstimated })
            #expect(run.notices == [])
            let begun = run.events.count { if case .started = $0 { true } else { false } }
            let finished = run.events.count { if case .finished = $0 { true } else { false } }
            #expect(begun == 6 && finished == 6)
        }
    }

    @Test("no more tasks stand in the queue than the settings allow")
    func tasksAtMost() async throws {
        let project = try ClusterProject()
        let queue = queue(project)
        let run = try await project.run(project.executor(queue, tasks: 1))
        #expect(run.error == nil && run.isComputed("fig17"))
        #expect(queue.told.map(\.submission.tasks) == [1, 1, 1, 1])
    }

    @Test(
        "what is lost is queued again, and comes out as ever",
        arguments: [
            ("NODE_FAIL", "its node was lost"), ("TIMEOUT", "its time was over"), ("PREEMPTED", "others had precedence"),
            ("FAILED", "it ended without a word (FAILED)"),
        ])
    func lost(_ word: String, _ reason: String) async throws {
        let local = try ClusterProject()
        _ = try await local.run()
        let project = try ClusterProject()
        let queue = queue(project) { task, _ in Self.isReLU(task) && task.attempt < 2 ? .ended(word) : .done }
        let run = try await project.run(project.executor(queue))
        #expect(run.error == nil)
        #expect(try project.result("fig17") == local.result("fig17"))
        #expect(queue.told.map(\.attempt).sorted() == [0, 0, 0, 0, 1, 1, 2, 2])
        #expect(
            run.notices.count { $0.contains("\(reason); queued again (1 of 3), from its last checkpoint on") } == 2,
            "\(run.notices)")
    }

    @Test("what is lost again and again is queued three times more, then fails with its log's path; other figures are computed")
    func lostForGood() async throws {
        let project = try ClusterProject()
        let queue = queue(project) { task, _ in Self.isReLU(task) ? .ended("NODE_FAIL") : .done }
        let run = try await project.run(project.executor(queue))
        #expect(run.isComputed("fig1"))
        let fault = try #require(run.fault("fig17"))
        #expect(fault.description.contains("its node was lost, 4 times; its log is ") && fault.status == .figureFailed, "\(fault)")
        #expect(queue.told.count { $0.pieces[0].name.contains("ReLU") } == 8)
    }

    @Test("of a task of many pieces, those that are done stay done, and those that were not begun do not count as lost")
    func lostHalfWay() async throws {
        let project = try ClusterProject()
        let first = Atomic(true)
        let queue = MadeUpQueue(node: { folder, task in
            // The first node is lost in its second network.
            guard first.exchange(false, ordering: .relaxed) else { return try project.node(folder, task).run() }
            try? project.node(folder, task, cancelled: { !folder.endedKeys.isEmpty }).run()
        })
        let run = try await project.run(project.executor(queue, minutes: 15))
        #expect(run.error == nil && run.isComputed("fig1") && run.isComputed("fig17"))
        #expect(queue.told.map(\.pieces.count) == [4, 3] && queue.told.map(\.attempt) == [0, 0])
        #expect(run.notices == ["3 pieces: it was asked to stop; queued again, from their last checkpoint on"], "\(run.notices)")
    }

    @Test("what no repetition helps fails at once, with what to do")
    func final() async throws {
        for (word, words) in [
            ("CANCELLED", "somebody took it out of the queue (scancel)"),
            ("OUT_OF_MEMORY", "give more 'memory' in the cluster's settings"),
        ] {
            let project = try ClusterProject()
            let queue = queue(project) { task, _ in Self.isReLU(task) ? .ended(word) : .done }
            let run = try await project.run(project.executor(queue))
            #expect(run.isComputed("fig1"))
            #expect(run.fault("fig17")?.description.contains(words) == true)
            #expect(queue.told.count == 4)
        }
    }

    @Test("a network that fails on a node fails its figures only, with its own message")
    func diverged() async throws {
        let project = try ClusterProject()
        let queue = MadeUpQueue(node: { folder, number in
            let task = try TaskFile.read(folder.task(number))
            guard Self.isReLU(task) else { return try project.node(folder, number).run() }
            try PieceEnd(
                failure: Failure(Fault("the loss is no number", at: "step 3", status: .figureFailed)), node: "n1", seconds: 1
            )
            .write(to: folder.end(of: task.pieces[0].key))
        })
        let run = try await project.run(project.executor(queue))
        #expect(run.isComputed("fig1"))
        #expect(run.fault("fig17")?.description == "step 3: the loss is no number")
        #expect(run.notices.contains { $0.contains("failed on n1, whose log is ") && $0.contains("/log-") })
    }

    @Test("a node of other sources or data gets no task of the run again; where all are, the figures say what differs")
    func refused() async throws {
        let local = try ClusterProject()
        _ = try await local.run()
        let words = "n1: this program is of other sources than the submitter's (source Networks/Trainer.swift: "
        let project = try ClusterProject()
        let other = ClusterProject.keys(project.library, changed: "Networks/Trainer.swift")
        let queue = MadeUpQueue(node: { folder, number in
            let task = try TaskFile.read(folder.task(number))
            try project.node(folder, number, task.attempt == 0 ? "n1" : "n2", keys: task.attempt == 0 ? other : nil).run()
        })
        let run = try await project.run(project.executor(queue))
        #expect(run.error == nil)
        #expect(queue.told.map(\.submission.excluded).suffix(4).allSatisfy { $0 == ["n1"] })
        #expect(run.notices.contains { $0.contains(words) }, "\(run.notices)")
        #expect(try project.result("fig17") == local.result("fig17"))

        let none = try ClusterProject()
        let refusing = MadeUpQueue(
            node: { try none.node($0, $1, keys: ClusterProject.keys(none.library, changed: "Networks/Trainer.swift")).run() },
            course: { _, submission in
                guard submission.excluded.isEmpty else {
                    throw Fault("sbatch says: Requested node configuration is not available", status: .usage)
                }
                return .done
            })
        let failed = try await none.run(none.executor(refusing))
        #expect(failed.fault("fig1")?.description.hasPrefix(words) == true, "\(failed.outcomes)")
        #expect(failed.fault("fig1")?.status == .figureFailed)
    }

    @Test("a full disk ends the run, with the node's words")
    func fullDisk() async throws {
        let project = try ClusterProject()
        let full = Fault("cannot be written: No space left on device", at: "trajectories/x", status: .cannotWrite)
        let queue = queue(project) { _, _ in .leaves(TaskState(phase: .failed, node: "n2", failure: Failure(full)), "FAILED") }
        let run = try await project.run(project.executor(queue))
        let fault = try #require(run.error as? Fault)
        #expect(fault.status == .cannotWrite)
        #expect(fault.description == "trajectories/x: on n2: cannot be written: No space left on device")
    }

    @Test("what the queue does not take is tried again, then the figures fail with its words")
    func notTaken() async throws {
        let project = try ClusterProject()
        let asked = Atomic(0)
        let queue = queue(project) { _, _ in
            guard asked.add(1, ordering: .relaxed).newValue > 2 else {
                throw Fault("sbatch says: Socket timed out", status: .usage)
            }
            return .done
        }
        let run = try await project.run(project.executor(queue))
        #expect(run.error == nil && run.isComputed("fig1") && run.isComputed("fig17"))
        let never = try ClusterProject()
        let failing = self.queue(never) { _, _ in throw Fault("sbatch says: Invalid qos specification", status: .usage) }
        let failed = try await never.run(never.executor(failing))
        #expect(
            failed.fault("fig1")?.description == "sbatch says: Invalid qos specification; `refigure cluster check` looks into it",
            "\(failed.outcomes)")
        #expect(never.folders.isEmpty)
    }

    @Test("a run that is stopped leaves its tasks in the queue; the next one takes over those that go on, and what was made")
    func stopped() async throws {
        let local = try ClusterProject()
        _ = try await local.run()
        let project = try ClusterProject()
        let stop = Atomic(false)
        let queue = queue(project) { task, _ in
            Self.isReLU(task) && !stop.load(ordering: .relaxed) ? .stays("RUNNING") : .done
        }
        let executor = project.executor(queue)
        async let stopping = project.run(executor, cancelled: { stop.load(ordering: .relaxed) })
        try await until { queue.told.count == 4 && project.folders.flatMap(\.endedKeys).count == 2 }
        stop.store(true, ordering: .relaxed)
        #expect(try await stopping.error is CancellationError)
        #expect(executor.remains.tasks >= 2 && executor.remains.unqueued == 0 && queue.cancelled.isEmpty)

        let isTaken = Atomic(false)
        async let second = project.run(
            project.executor(queue),
            heard: { event in
                if case .notice(let text) = event, text.contains("2 of these are in the queue already") {
                    isTaken.store(true, ordering: .relaxed)
                }
            })
        try await until { isTaken.load(ordering: .relaxed) }
        try queue.finish()
        let run = try await second
        #expect(run.error == nil && queue.told.count == 4)
        for figure in ["fig1", "fig17"] { #expect(try project.result(figure) == local.result(figure)) }
        try executor.cancelRemains()
        #expect(queue.cancelled == executor.remains.jobs)
        // The folders of what went well go with the next run.
        let more = try await project.run(project.executor(queue), epochs: 120)
        #expect(more.error == nil)
        #expect(Set(project.folders.map(\.name)).isDisjoint(with: queue.told.prefix(4).map(\.submission.folder.name)))
    }
}
