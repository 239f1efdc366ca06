import Experiments
import Files
import Foundation
import Results
import Testing

@Suite struct RunnerTests {
    @Test("a run trains each network once and computes each figure; the next run does nothing")
    func twice() async throws {
        let project = try TemporaryProject()
        let first = try await project.run(try project.definition())
        // Figure 17 shares its tanh networks with figure 1.
        #expect(first.events.begun.count { $0.hasPrefix("train") } == 4)
        #expect(first.events.begun.count { $0.hasPrefix("information-plane/") } == 2)
        let bytes = try project.bytes(project.resultPath("fig1"))
        let second = try await project.run(try project.definition())
        #expect(second.events.begun.isEmpty)
        #expect(try project.bytes(project.resultPath("fig1")) == bytes)
        #expect(
            second.outcomes.values.allSatisfy { outcome in
                if case .upToDate = outcome { true } else { false }
            })
    }

    @Test("a claim says which of the figure's data it rests on, where it does not rest on all")
    func claimData() async throws {
        let project = try TemporaryProject.knowingData()
        let outcomes = try await project.run(try project.definition("figures: [information-plane/table1]")).outcomes
        guard case .computed(let file, _)? = outcomes.values.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(Set(file.result.claims.map { $0.id.hasPrefix("mnist") ? "MNIST" : "SZT" }).count == 2)
        for claim in file.result.claims { #expect(claim.data == [claim.id.hasPrefix("mnist") ? "MNIST" : "SZT"]) }
    }

    @Test("a figure's needs are asked for once, when its definition is read")
    func needs() async throws {
        let project = try TemporaryProject.withFigures("Counted")
        let counter = Counter()
        let definition = ReportDefinition(OneRoundFigure("Counted", jobs: RoundFigure.first) { counter.tick() })
        #expect(counter.count == 1)
        _ = try await project.run(definition)
        _ = try project.planner.plan(project.placed(definition))
        #expect(counter.count == 1)
    }

    @Test("a deleted result is taken from the store; one that is not there either recomputes just that, to the same bytes")
    func deleted() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let bytes = try project.bytes(project.resultPath("fig1"))
        for isKept in [true, false] {
            try FileManager.default.removeItem(atPath: project.resultPath("fig1"))
            if !isKept { try FileManager.default.removeItem(atPath: "\(project.store.folder)/results") }
            let again = try await project.run(try project.definition())
            #expect(again.events.begun == (isKept ? [] : ["information-plane/fig1"]))
            #expect(try project.bytes(project.resultPath("fig1")) == bytes)
        }
    }

    @Test("a setting that is undone takes no computing: its result is in the store, and a plan says so")
    func undone() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let bytes = try project.bytes(project.resultPath("fig1"))
        let other = try project.definition(TemporaryProject.definition.replacing("epochs: 100", with: "epochs: 150"))
        _ = try await project.run(other)
        #expect(try project.bytes(project.resultPath("fig1")) != bytes)
        let plans = try project.planner.plan(try project.definition())
        #expect(plans.allSatisfy { !$0.isDue && $0.expectedSeconds == 0 } && "\(plans[0].standing)" == "setting epochs: 150 -> 100")
        let back = try await project.run(try project.definition())
        #expect(back.events.begun.isEmpty)
        #expect(back.outcomes.values.allSatisfy { if case .restored = $0 { true } else { false } })
        #expect(try project.bytes(project.resultPath("fig1")) == bytes)
    }

    @Test("a kept result that is damaged, or another figure's or key's, is no result: the figure is computed anew")
    func damagedInStore() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let bytes = try project.bytes(project.resultPath("fig1"))
        let folder = "\(project.store.folder)/results"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let mine = try #require(names.first { try project.bytes("\(folder)/\($0)") == bytes })
        let other = try #require(names.first { $0 != mine })
        for text in [bytes.dropLast(20), try project.bytes("\(folder)/\(other)")] {
            try text.write(to: URL(filePath: "\(folder)/\(mine)"))
            try FileManager.default.removeItem(atPath: project.resultPath("fig1"))
            #expect(try await project.run(try project.definition()).events.begun == ["information-plane/fig1"])
            #expect(try project.bytes(project.resultPath("fig1")) == bytes)
            #expect(try project.bytes("\(folder)/\(mine)") == bytes)
        }
    }

    @Test("results are the same bytes with one job and with three side by side")
    func parallel() async throws {
        let one = try TemporaryProject()
        let three = try TemporaryProject()
        _ = try await one.run(try one.definition(), jobs: 1)
        _ = try await three.run(try three.definition(), jobs: 3)
        for figure in ["fig1", "fig17"] {
            #expect(try one.bytes(one.resultPath(figure)) == three.bytes(three.resultPath(figure)))
        }
    }

    @Test("a damaged result is named, and taken from the store or computed anew")
    func damagedResult() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let path = project.resultPath("fig17")
        let bytes = try project.bytes(path)
        try Data(String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\"digits\": 3", with: "\"digits\": 2").utf8)
            .write(to: URL(fileURLWithPath: path))
        let damaged = try project.bytes(path)
        for isKept in [true, false] {
            try damaged.write(to: URL(fileURLWithPath: path))
            if !isKept { try FileManager.default.removeItem(atPath: "\(project.store.folder)/results") }
            let again = try await project.run(try project.definition())
            #expect(again.events.begun == (isKept ? [] : ["information-plane/fig17"]))
            let words = isKept ? "it is taken from the store" : "it is computed anew"
            #expect(again.events.notices.contains { $0.contains("information-plane-fig17.json: damaged") && $0.contains(words) })
            #expect(try project.bytes(path) == bytes)
        }
    }

    @Test("a damaged network is named and trained anew, to the same result")
    func damagedNetwork() async throws {
        let project = try TemporaryProject()
        _ = try await project.run(try project.definition())
        let bytes = try project.bytes(project.resultPath("fig1"))
        try project.forget("fig1")
        let names = project.files(".refigure/trajectories")
        for name in names {
            let path = "\(project.project.store)/trajectories/\(name)"
            var network = try project.bytes(path)
            network[network.count / 2] ^= 1
            try network.write(to: URL(fileURLWithPath: path))
        }
        let again = try await project.run(try project.definition())
        #expect(again.events.notices.count { notice in notice.contains("damaged") && names.contains { notice.contains($0) } } == 2)
        #expect(try project.bytes(project.resultPath("fig1")) == bytes)
    }

    @Test("a stopped run leaves no half file, and the next one ends as if nothing had happened")
    func stopped() async throws {
        let whole = try TemporaryProject()
        _ = try await whole.run(try whole.definition())
        for questions in [0, 1, 3, 6, 10] {
            let project = try TemporaryProject()
            await #expect(throws: CancellationError.self) {
                try await project.run(try project.definition(), jobs: 1, cancelAfter: questions)
            }
            #expect(project.files("").allSatisfy { !$0.contains(".partial") })
            _ = try await project.run(try project.definition())
            #expect(try project.bytes(project.resultPath("fig1")) == whole.bytes(whole.resultPath("fig1")))
        }
    }

    @Test("a figure that fails leaves the others standing")
    func failure() async throws {
        // At this rate the loss is no longer a number within a few steps.
        let text = """
            settings:
              information-plane: { epochs: 200, networks: 1, recordedEpochs: 5, tanhLearningRate: 0.1, reluLearningRate: 100 }
            figures: [information-plane/fig17, information-plane/fig1]
            """
        let project = try TemporaryProject()
        let run = try await project.run(try project.definition(text))
        guard case .failed(let fault)? = run.outcomes[FigureID(paper: "information-plane", figure: "fig17")] else {
            Issue.record("figure 17 did not fail")
            return
        }
        #expect(fault.status == .figureFailed)
        guard case .computed? = run.outcomes[FigureID(paper: "information-plane", figure: "fig1")] else {
            Issue.record("figure 1 was not computed")
            return
        }
    }

    @Test("two runs in one folder at once end in the same files")
    func twoAtOnce() async throws {
        let alone = try TemporaryProject()
        _ = try await alone.run(try alone.definition())
        let shared = try TemporaryProject()
        async let first = shared.run(try shared.definition(), jobs: 2)
        async let second = shared.run(try shared.definition(), jobs: 2)
        _ = try await (first, second)
        for figure in ["fig1", "fig17"] {
            #expect(try alone.bytes(alone.resultPath(figure)) == shared.bytes(shared.resultPath(figure)))
        }
        #expect(shared.files(".refigure/trajectories").count == 4)
    }
}
