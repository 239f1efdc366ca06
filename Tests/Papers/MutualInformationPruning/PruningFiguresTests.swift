import Experiments
import Pruning
import Testing

@testable import MutualInformationPruningPaper

/// The figures of mutual information pruning, computed from tiny networks on stand-in digits.
@Suite struct PruningFiguresTests {
    @Test("every method removes as many nodes as MIPP, and starts from what it kept")
    func rounds() throws {
        let figure = Figure2()
        let rehearsal = Rehearsal(figure)
        let rounds = try rehearsal.rounds(figure)
        #expect(rounds.count == 3)
        // Two networks and confidences, trained and untrained: a mask each; scores of the trained by two methods, of the untrained by one.
        #expect(rounds[0].products.count == 2 * 2 * 2 + 2 * 2 + 2)
        #expect(rounds[1].products.count == 2 * 2 * 2 * 2 && rounds[1].jobs.isEmpty)
        let inputs = rehearsal.inputs(rounds)
        for study in figure.studies(inputs.settings) {
            for candidates in try study.candidates(inputs).joined() {
                let removed = candidates[0].mask.removedCount
                for candidate in candidates {
                    // A uniform share is rounded layer by layer.
                    let tolerance = candidate.method == .thiNet ? 2 : 0
                    #expect(abs(candidate.mask.removedCount - removed) <= tolerance, "\(candidate.method)")
                    if let job = candidate.job {
                        #expect((job.start == nil) == (candidate.method == .reinitialised))
                        #expect(job.architecture.outputs == 10)
                    }
                }
                let methods = Set(candidates.map(\.method))
                #expect(methods.contains(.reinitialised) != study.isTrained)
                #expect(methods.contains(.sosp) == study.isTrained)
            }
        }
    }

    @Test("figures 2, 3, 4 and 11 have a panel for what their networks are, and the same numbers each time")
    func figures() throws {
        let second = try Rehearsal.result(Figure2())
        #expect(second.panels.count == 4 && second.panels.allSatisfy { $0.letter == "a" && $0.series.count == 8 })
        for series in second.panels.flatMap(\.series) {
            #expect(series.index.values.allSatisfy { (0...100).contains($0) })
            #expect(series["mean"].allSatisfy { (0...100).contains($0) })
        }
        #expect(try Rehearsal.result(Figure2()) == second)
        #expect(Set(second.claims.map(\.id)).count == second.claims.count && second.claims.count == 15)
        let third = try Rehearsal.result(Figure3())
        #expect(third.panels.map(\.letter) == ["a", "b"] && third.panels.allSatisfy { $0.series.count == 5 })
        let fourth = try Rehearsal.result(Figure4())
        for series in fourth.panels.flatMap(\.series) {
            #expect(series.index.values == [1, 2, 3, 4])
            #expect(abs(series["mean"].reduce(0, +) - 4) < 1e-9, "shares over their mean are 1 in the mean")
        }
        let eleventh = try Rehearsal.result(Figure11())
        #expect(eleventh.panels.count == 7)
        for figure: any Experiment in [Figure2(), Figure3(), Figure4(), Figure11()] {
            let result = [second, third, fourth, eleventh].first { $0.id == figure.id }!
            #expect(figure.chart(result) != nil)
        }
    }

    @Test("figure 1 prunes deformed images too, and shows both kinds")
    func figure1() throws {
        let result = try Rehearsal.result(Figure1())
        #expect(result.panels.map(\.title) == ["MNIST", "Deformed MNIST", "Pruned after training", "Pruned before training"])
        #expect(Picture.rows(result.panels[0].series[0]) != Picture.rows(result.panels[1].series[0]))
        #expect(result.panels.flatMap(\.series).allSatisfy { $0.index.values.count <= 28 }, "a baseline keeps them whole")
        #expect(result.panels[2].series.map(\.id) == ["mnist", "deformed"])
        #expect(Figure1().chart(result) != nil)
    }

    @Test("figure 9 trains on the pixels that MIPP selects, whoever chose the nodes")
    func figure9() throws {
        let figure = Figure9()
        let rehearsal = Rehearsal(figure, ["lenet5Confidences": .numbers([0.5]), "reference": .choice("control")])
        let rounds = try rehearsal.rounds(figure)
        #expect(rounds[2].jobs.allSatisfy { $0.data.keptInputs?.kept.count == 784 })
        let result = try figure.compute(rehearsal.inputs(rounds))
        let selected = Picture.rows(result.panels[0].series[0]).flatMap(\.self)
        #expect(selected.count == 784 && selected.contains(0) && selected.contains { $0 > 0 })
        #expect(result.panels.map(\.letter) == ["a", "b", "c", "d", "e"] && figure.chart(result) != nil)
    }

    @Test("figure 10 has a curve for each function, and table 4 a verdict on each method")
    func others() throws {
        let tenth = try Rehearsal.result(Figure10())
        #expect(tenth.panels.allSatisfy { $0.series.map(\.id) == MapCollapse.allCases.map(\.rawValue) })
        #expect(Figure10().chart(tenth) != nil)
        let fourth = try Rehearsal.result(Table4(), ["lenet5Confidences": .numbers([0.5]), "reference": .choice("control")])
        #expect(
            fourth.tables[0].rows.count == 7 && fourth.claims.map(\.id) == ["data-dependent", "layer-wise", "collapse-resistant"])
        let dependent = fourth.claims[0].parts
        guard case .networks(let synFlow)? = dependent.first(where: { $0.label == "SynFlow" })?.sample,
            case .networks(let graSP)? = dependent.first(where: { $0.label == "GraSP" })?.sample
        else {
            Issue.record("no numbers")
            return
        }
        #expect(synFlow.allSatisfy { $0 == 0 } && graSP.contains { $0 > 0 })
    }

    @Test("pixels that are not kept are black, and a word of another length is refused")
    func keptInputs() throws {
        var selection = DataSelection(.mnist, samplesPerClass: 3, trainingShare: 1)
        let kept = (0..<784).map { $0 % 3 == 0 }
        selection.keptInputs = KeptInputs(kept)
        let pool = SamplePool(training: Glyphs.samples(.training, count: 200), test: Glyphs.samples(.test, count: 100))
        let split = try pool.split(by: selection)
        let features = split.training.features
        #expect(features.indices.allSatisfy { kept[$0 % 784] || features[$0] == 0 })
        #expect(features.contains { $0 > 0 })
        selection.keptInputs = KeptInputs([true])
        #expect(throws: Fault.self) { try pool.split(by: selection) }
    }
}
