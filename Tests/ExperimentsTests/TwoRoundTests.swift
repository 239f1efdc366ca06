import Experiments
import Files
import Foundation
import Networks
import Results
import Testing

@Suite struct TwoRoundTests {
    @Test("both rounds are trained, each network once, and the figure is computed from them")
    func bothRounds() async throws {
        let project = try TemporaryProject.withFigures("Twice")
        let run = try await project.run(ReportDefinition(TwoRoundFigure("Twice")), jobs: 1)
        let begun = run.events.begun
        #expect(begun.count == 7)
        #expect(begun[..<2].allSatisfy { $0.hasPrefix("train") && !$0.contains("removed") })
        #expect(begun[2] == "information-plane/Twice, its further networks")
        #expect(begun[3..<6].allSatisfy { $0.hasSuffix("1 neuron removed") })
        #expect(begun[6] == "information-plane/Twice")
        let announced = run.events.compactMap { event -> [Int]? in
            switch event {
            case .planned(let networks, let figures, let hasSecondRounds): [networks, figures, hasSecondRounds ? 1 : 0]
            case .extended(_, let networks): [networks]
            default: nil
            }
        }
        #expect(announced == [[2, 1, 1], [3]])
        #expect(project.files(".refigure/trajectories").count == 5)
        guard case .computed(let file, _)? = run.outcomes[FigureID(paper: "information-plane", figure: "Twice")] else {
            Issue.record("the figure was not computed")
            return
        }
        // As if each had been trained for the figure alone.
        let jobs = [TwoRoundFigure.job(1), TwoRoundFigure.job(2)]
        let losses = try jobs.map { try trained($0, project) }
        let better = jobs[losses[0] < losses[1] ? 0 : 1]
        let parts = try (0..<3).map { unit in
            var part = better
            part.recipe.removed = UnitSet([[unit]])
            return try trained(part, project)
        }
        #expect(file.result.values.map(\.value) == losses + [losses.min()!] + parts + [parts[0]])
    }

    private func trained(_ job: TrainingJob, _ project: TemporaryProject) throws -> Double {
        try #require(try Trainer().train(job, on: try project.library.load(job.data).split).training.loss.last)
    }

    @Test("results are the same bytes with one job and with three side by side")
    func parallel() async throws {
        let one = try TemporaryProject.withFigures("Twice")
        let three = try TemporaryProject.withFigures("Twice")
        _ = try await one.run(ReportDefinition(TwoRoundFigure("Twice")), jobs: 1)
        _ = try await three.run(ReportDefinition(TwoRoundFigure("Twice")), jobs: 3)
        #expect(try one.bytes(one.resultPath("Twice")) == three.bytes(three.resultPath("Twice")))
    }

    @Test("a run stopped between the rounds goes on with the second")
    func stoppedBetween() async throws {
        let whole = try TemporaryProject.withFigures("Twice")
        _ = try await whole.run(ReportDefinition(TwoRoundFigure("Twice")))
        let project = try TemporaryProject.withFigures("Twice")
        let counter = Counter()
        let definition = ReportDefinition(TwoRoundFigure("Twice") { if counter.tick() == 1 { throw CancellationError() } })
        await #expect(throws: CancellationError.self) { try await project.run(definition) }
        #expect(project.files(".refigure/trajectories").count == 2)
        let again = try await project.run(definition, jobs: 1)
        #expect(again.events.begun.count == 5)
        #expect(again.events.begun.first == "information-plane/Twice, its further networks")
        #expect(try project.bytes(project.resultPath("Twice")) == whole.bytes(whole.resultPath("Twice")))
    }

    @Test("a run stopped anywhere leaves no half file, and the next one ends as if nothing had happened")
    func stoppedAnywhere() async throws {
        let definition = ReportDefinition(TwoRoundFigure("Twice"))
        let whole = try TemporaryProject.withFigures("Twice")
        _ = try await whole.run(definition)
        for questions in 0..<14 {
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
        let both = TwoRoundFigure.job(9, hidden: 4)
        let run = try await project.run(
            ReportDefinition(TwoRoundFigure("Twice", shared: [both]), TwoRoundFigure("Other", shared: [both])), jobs: 2)
        #expect(run.events.begun.count { $0.hasPrefix("train") } == 6)
        #expect(run.events.begun.count { $0 == "train \(both.name)" } == 1)
        #expect(project.files("reports/small/results").count == 2)

        let first = try TemporaryProject.withFigures("Twice", "Once")
        let once = try await first.run(
            ReportDefinition(OneRoundFigure("Once", jobs: [both]), TwoRoundFigure("Twice", shared: [both])), jobs: 1)
        #expect(once.events.begun.count { $0 == "train \(both.name)" } == 1)
        #expect(first.files("reports/small/results").count == 2)
    }

    @Test("a figure that cannot say which further networks it needs fails alone")
    func failedQuestion() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Other")
        let fault = Fault("no neuron is left", status: .figureFailed)
        let run = try await project.run(
            ReportDefinition(TwoRoundFigure("Twice") { throw fault }, TwoRoundFigure("Other")))
        #expect(failure(of: "Twice", run.outcomes) == fault)
        #expect(project.files("reports/small/results") == ["information-plane-Other.json"])
    }

    @Test("a further network that fails takes its figure with it, and no other")
    func failedNetwork() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Other")
        let run = try await project.run(
            ReportDefinition(TwoRoundFigure("Twice", shared: [TwoRoundFigure.diverging(1)]), TwoRoundFigure("Other")))
        #expect(failure(of: "Twice", run.outcomes)?.problem.contains("diverged") == true)
        #expect(project.files("reports/small/results") == ["information-plane-Other.json"])
    }

    @Test("a further network that has failed for another figure already is not waited for")
    func failedBefore() async throws {
        let project = try TemporaryProject.withFigures("Twice", "Once")
        let job = TwoRoundFigure.diverging(1)
        let run = try await project.run(
            ReportDefinition(OneRoundFigure("Once", jobs: [job]), TwoRoundFigure("Twice", shared: [job])), jobs: 1)
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
        let definition = ReportDefinition(TwoRoundFigure("Twice") { counter.tick() })
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
        let definition = ReportDefinition(TwoRoundFigure("Twice") { if counter.tick() == 1 { throw CancellationError() } })
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

    @Test("a plan with a damaged first network leaves the further ones open")
    func damaged() async throws {
        let project = try TemporaryProject.withFigures("Twice")
        let definition = ReportDefinition(TwoRoundFigure("Twice"))
        _ = try await project.run(definition)
        try project.forget("Twice")
        for name in project.files(".refigure/trajectories") {
            try Data("damaged".utf8).write(to: URL(fileURLWithPath: "\(project.project.store)/trajectories/\(name)"))
        }
        #expect(try project.planner.plan(project.placed(definition)).map(\.hasUnknownJobs) == [true])
    }
}
