import Charts
import Datasets
import Files
import Foundation
import Networks
import Results
import Testing

@testable import Experiments

@Suite struct RoundTests {
    @Test("both rounds are trained, each network once, and the figure is computed from them")
    func bothRounds() async throws {
        let project = try TemporaryProject.withFigures("Twice")
        let run = try await project.run(ReportDefinition(RoundFigure("Twice")), jobs: 1)
        let begun = run.events.begun
        #expect(begun.count == 8)
        #expect(begun[..<2].allSatisfy { $0.hasPrefix("train") && !$0.contains("removed") })
        #expect(begun[2] == "information-plane/Twice, its further networks")
        #expect(begun[3..<6].allSatisfy { $0.hasSuffix("1 neuron removed") })
        #expect(begun[6] == begun[2] && begun[7] == "information-plane/Twice")
        #expect(announced(run.events) == [[2, 1, 1], [3], [0]])
        #expect(project.files(".refigure/trajectories").count == 5)
        guard case .computed(let file, _)? = run.outcomes[FigureID(paper: "information-plane", figure: "Twice")] else {
            Issue.record("the figure was not computed")
            return
        }
        // As if each had been trained for the figure alone.
        let jobs = [RoundFigure.job(1), RoundFigure.job(2)]
        let losses = try jobs.map { try trained($0, project) }
        let better = jobs[losses[0] < losses[1] ? 0 : 1]
        let parts = try (0..<3).map { unit in
            var part = better
            part.recipe.removed = UnitSet([[unit]])
            return try trained(part, project)
        }
        #expect(file.result.values.map(\.value) == losses + [losses.min()!] + parts + [parts[0]])
    }

    private func announced(_ events: [RunEvent]) -> [[Int]] {
        events.compactMap { event in
            switch event {
            case .planned(let networks, _, let figures, let hasFurtherRounds): [networks, figures, hasFurtherRounds ? 1 : 0]
            case .extended(_, let pieces): [pieces]
            default: nil
            }
        }
    }

    @Test(
        "of three rounds each is asked for once the one before is trained, and what stands in an earlier one is not trained again")
    func threeRounds() async throws {
        let project = try TemporaryProject.withFigures("Thrice")
        let counter = Counter()
        let definition = ReportDefinition(RoundFigure("Thrice", rounds: 3) { counter.tick() })
        let run = try await project.run(definition, jobs: 1)
        let kinds = run.events.begun.map { name in
            name.hasSuffix("further networks")
                ? "?" : name.hasSuffix(" removed") ? String(name.dropLast(" removed".count).suffix(9)) : name
        }
        #expect(
            kinds.dropFirst(2) == [
                "?", " 1 neuron", " 1 neuron", " 1 neuron", "?", "2 neurons", "2 neurons", "?", "information-plane/Thrice",
            ])
        #expect(announced(run.events) == [[2, 1, 1], [3], [2], [0]])
        #expect(project.files(".refigure/trajectories").count == 7 && counter.count == 2)
        let side = try TemporaryProject.withFigures("Thrice")
        _ = try await side.run(definition, jobs: 3)
        #expect(try side.bytes(side.resultPath("Thrice")) == project.bytes(project.resultPath("Thrice")))
    }

    @Test("a run of three rounds stopped before the last one goes on with it, and a plan counts as far as networks are there")
    func stoppedLate() async throws {
        let whole = try TemporaryProject.withFigures("Thrice")
        _ = try await whole.run(ReportDefinition(RoundFigure("Thrice", rounds: 3)))
        let project = try TemporaryProject.withFigures("Thrice")
        let counter = Counter()
        let definition = ReportDefinition(RoundFigure("Thrice", rounds: 3) { if counter.tick() == 2 { throw CancellationError() } })
        func plan() throws -> FigurePlan { try #require(try project.planner.plan(project.placed(definition)).first) }
        let before = try plan()
        #expect(before.missingJobs == 2 && before.jobs == 2 && before.hasUnknownJobs)
        await #expect(throws: CancellationError.self) { try await project.run(definition) }
        #expect(project.files(".refigure/trajectories").count == 5)
        let between = try plan()
        #expect(between.missingJobs == 2 && between.jobs == 7 && !between.hasUnknownJobs)
        let again = try await project.run(definition, jobs: 1)
        #expect(again.events.begun.count { $0.hasPrefix("train") } == 2)
        #expect(try project.bytes(project.resultPath("Thrice")) == whole.bytes(whole.resultPath("Thrice")))
    }

    @Test("a round with no network of its own is the last, and one on data that the figure does not name is a programmer's mistake")
    func answers() async throws {
        let further = RoundFigure.job(7)
        #expect(try SameRoundFigure.next(of: further, rounds: [[]]) == [.training(further)])
        #expect(try SameRoundFigure.next(of: further, rounds: [[], [further]]) == [])
        await #expect(processExitsWith: .failure) {
            var further = RoundFigure.job(7)
            further.data = DataSelection(.mnist)
            _ = try SameRoundFigure.next(of: further, rounds: [[]])
        }
    }

    /// Says the same network, round after round.
    private struct SameRoundFigure: RoundwiseExperiment {
        let identity = Identity(.informationPlane, "Figure 1", "The same", file: "")
        let parameters: [Parameter] = []
        let further: TrainingJob

        func needs(_ settings: Settings) -> Needs { Needs(data: [DataSelection(.szt)]) }
        func next(_ inputs: Inputs) throws -> Needs? { Needs(jobs: [further]) }
        func compute(_ inputs: Inputs) throws -> FigureResult { result() }
        func chart(_ result: FigureResult) -> Chart? { nil }

        static func next(of further: TrainingJob, rounds: [[TrainingJob]]) throws -> [Piece.Work] {
            let fault = Fault("no network", status: .data)
            return try ReportDefinition.Entry(experiment: SameRoundFigure(further: further), settings: Settings([])).next(
                Inputs(
                    settings: Settings([]), rounds: rounds.map { Needs(jobs: $0) }, trajectory: { _ in throw fault },
                    data: { _ in throw fault }))
        }
    }

    @Test("what a figure remembers it looks for once in a run, for all its rounds and its numbers, and anew in the next")
    func remembered() async throws {
        let project = try TemporaryProject.withFigures("Thrice")
        let counter = Counter()
        var figure = RoundFigure("Thrice", rounds: 3)
        figure.looked = { counter.tick() }
        _ = try await project.run(ReportDefinition(figure))
        #expect(counter.count == 2)
        let bytes = try project.bytes(project.resultPath("Thrice"))
        try project.forget("Thrice")
        _ = try await project.run(ReportDefinition(figure))
        #expect(try counter.count == 4 && project.bytes(project.resultPath("Thrice")) == bytes)
    }

    private func trained(_ job: TrainingJob, _ project: TemporaryProject) throws -> Double {
        try #require(try Trainer().train(job, on: try project.library.load(job.data).split).training.loss.last)
    }

    @Test("results are the same bytes with one job and with three side by side")
    func parallel() async throws {
        let one = try TemporaryProject.withFigures("Twice")
        let three = try TemporaryProject.withFigures("Twice")
        _ = try await one.run(ReportDefinition(RoundFigure("Twice")), jobs: 1)
        _ = try await three.run(ReportDefinition(RoundFigure("Twice")), jobs: 3)
        #expect(try one.bytes(one.resultPath("Twice")) == three.bytes(three.resultPath("Twice")))
    }

    @Test("a run stopped between the rounds goes on with the second")
    func stoppedBetween() async throws {
        let whole = try TemporaryProject.withFigures("Twice")
        _ = try await whole.run(ReportDefinition(RoundFigure("Twice")))
        let project = try TemporaryProject.withFigures("Twice")
        let counter = Counter()
        let definition = ReportDefinition(RoundFigure("Twice") { if counter.tick() == 1 { throw CancellationError() } })
        await #expect(throws: CancellationError.self) { try await project.run(definition) }
        #expect(project.files(".refigure/trajectories").count == 2)
        let again = try await project.run(definition, jobs: 1)
        #expect(again.events.begun.count == 6)
        #expect(again.events.begun.first == "information-plane/Twice, its further networks")
        #expect(try project.bytes(project.resultPath("Twice")) == whole.bytes(whole.resultPath("Twice")))
    }

    @Test(
        "a run stopped anywhere leaves no half file, and the next one ends as if nothing had happened",
        arguments: [(2, 16), (3, 20)])
    func stoppedAnywhere(_ rounds: Int, _ places: Int) async throws {
        let definition = ReportDefinition(RoundFigure("Twice", rounds: rounds))
        let whole = try TemporaryProject.withFigures("Twice")
        _ = try await whole.run(definition)
        for questions in 0..<places {
            let project = try TemporaryProject.withFigures("Twice")
            _ = try? await project.run(definition, jobs: 1, cancelAfter: questions)
            #expect(project.files("").allSatisfy { !$0.contains(".partial") })
            _ = try await project.run(definition)
            #expect(try project.bytes(project.resultPath("Twice")) == whole.bytes(whole.resultPath("Twice")))
        }
    }

    @Test("a further network that another figure has too is trained once, whichever round it is in there")
    func shared() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Other")
        let both = RoundFigure.job(9, hidden: 4)
        let run = try await project.run(
            ReportDefinition(RoundFigure("Twice", shared: [both]), RoundFigure("Other", shared: [both])), jobs: 2)
        #expect(run.events.begun.count { $0.hasPrefix("train") } == 6)
        #expect(run.events.begun.count { $0 == "train \(both.name)" } == 1)
        #expect(project.files("reports/small/results").count == 2)

        let first = try TemporaryProject.withFigures("Twice", "Once")
        let once = try await first.run(
            ReportDefinition(OneRoundFigure("Once", jobs: [both]), RoundFigure("Twice", shared: [both])), jobs: 1)
        #expect(once.events.begun.count { $0 == "train \(both.name)" } == 1)
        #expect(first.files("reports/small/results").count == 2)
    }

    @Test("a figure that cannot say which further networks it needs fails alone")
    func failedQuestion() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Other")
        let fault = Fault("no neuron is left", status: .figureFailed)
        let run = try await project.run(
            ReportDefinition(RoundFigure("Twice") { throw fault }, RoundFigure("Other")))
        #expect(failure(of: "Twice", run.outcomes) == fault)
        #expect(project.files("reports/small/results") == ["information-plane-Other.json"])
    }

    @Test("a further network that fails takes its figure with it, and no other")
    func failedNetwork() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Other")
        let run = try await project.run(
            ReportDefinition(RoundFigure("Twice", shared: [RoundFigure.diverging(1)]), RoundFigure("Other")))
        #expect(failure(of: "Twice", run.outcomes)?.problem.contains("diverged") == true)
        #expect(project.files("reports/small/results") == ["information-plane-Other.json"])
    }

    @Test("a further network that has failed for another figure already is not waited for")
    func failedBefore() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Once")
        let job = RoundFigure.diverging(1)
        let run = try await project.run(
            ReportDefinition(OneRoundFigure("Once", jobs: [job]), RoundFigure("Twice", shared: [job])), jobs: 1)
        #expect(failure(of: "Once", run.outcomes)?.problem.contains("diverged") == true)
        #expect(failure(of: "Twice", run.outcomes)?.problem.contains("diverged") == true)
        #expect(run.events.begun.count { $0 == "train \(job.name)" } == 1)
    }

    private func failure(of figure: String, _ outcomes: [FigureID: FigureOutcome]) -> Fault? {
        guard case .failed(let fault)? = outcomes[FigureID(paper: "information-plane", figure: figure)] else { return nil }
        return fault
    }

    @Test("a figure that is up to date is not asked for its further networks, by a run or by a plan")
    func upToDate() async throws {
        let project = try TemporaryProject.withFigures("Twice")
        let counter = Counter()
        let definition = ReportDefinition(RoundFigure("Twice") { counter.tick() })
        _ = try await project.run(definition)
        #expect(counter.count == 1)
        let second = try await project.run(definition)
        #expect(second.events.begun.isEmpty)
        #expect(try project.planner.plan(project.placed(definition)).map(\.standing) == [.upToDate])
        #expect(try project.planner.standings(project.placed(definition)).values.allSatisfy(\.isUpToDate))
        #expect(counter.count == 1)
    }

    @Test("a plan says that there will be further networks, and how many once the first are trained")
    func plan() async throws {
        let project = try TemporaryProject.withFigures("Twice")
        let counter = Counter()
        let definition = ReportDefinition(RoundFigure("Twice") { if counter.tick() == 1 { throw CancellationError() } })
        let before = try #require(try project.planner.plan(project.placed(definition)).first)
        #expect(before.missingJobs == 2 && before.jobs == 2 && before.hasUnknownJobs && before.expectedFurtherJobs == 0)
        await #expect(throws: CancellationError.self) { try await project.run(definition) }
        let between = try #require(try project.planner.plan(project.placed(definition)).first)
        #expect(between.missingJobs == 3 && between.jobs == 5 && !between.hasUnknownJobs)
        _ = try await project.run(definition)
        try project.forget("Twice")
        let after = try #require(try project.planner.plan(project.placed(definition)).first)
        #expect(after.missingJobs == 0 && after.jobs == 5 && !after.hasUnknownJobs)
        #expect(after.expectedSeconds > 0 && !after.isEstimated)
    }

    @Test("networks that two figures expect are expected once, and what the second expects beyond the first besides")
    func expectedOnce() throws {
        let project = try TemporaryProject.withFigures("Three", "Five")
        let definition = ReportDefinition(ExpectingFigure("Three", further: 3), ExpectingFigure("Five", further: 5))
        let plans = try project.planner.plan(project.placed(definition))
        #expect(plans.map(\.expectedFurtherJobs) == [3, 2])
    }

    @Test("a plan with a damaged first network leaves the further ones open")
    func damaged() async throws {
        let project = try TemporaryProject.withFigures("Twice")
        let definition = ReportDefinition(RoundFigure("Twice"))
        _ = try await project.run(definition)
        try project.forget("Twice")
        for name in project.files(".refigure/trajectories") {
            try Data("damaged".utf8).write(to: URL(fileURLWithPath: "\(project.project.store)/trajectories/\(name)"))
        }
        #expect(try project.planner.plan(project.placed(definition)).map(\.hasUnknownJobs) == [true])
    }
}
