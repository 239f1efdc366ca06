import Atlas
import Experiments
import Judging
import Papers
import Results
import Testing

@Suite("A claim under all choices") struct ClaimAtlasTests {
    private let claim = Claim(
        id: "falls", statement: "It falls.", source: "Section 1", origin: .sentence, quantity: "x", digits: 2,
        parts: [.init(.networks([-1, -1.2, -0.9]), .under(0))])
    private let rate = Choice(key: "rate", name: "learning rate", value: "0.2")
    private let bins = Choice(key: "bins", name: "bins", value: "8")

    private func verdict(_ outcomes: (choices: [Choice], outcome: Outcome)...) -> ClaimAtlas.Verdict {
        ClaimAtlas(
            figure: FigureID(paper: "p", figure: "f"), claim: claim,
            points: outcomes.map {
                .init(choices: $0.choices, isCombination: $0.choices.count > 1, estimate: nil, outcome: $0.outcome)
            }
        ).verdict
    }

    @Test("it holds or fails whatever is chosen, or hangs on the choice that turns it")
    func verdicts() {
        #expect(verdict(([], .holds), ([rate], .holds), ([bins], .holds)) == .holdsWhateverIsChosen)
        #expect(verdict(([], .doesNotHold), ([rate], .partly), ([bins], .doesNotHold)) == .failsWhateverIsChosen)
        #expect(verdict(([], .holds), ([rate], .doesNotHold), ([bins], .holds)) == .hangsOn([rate]))
        #expect(verdict(([], .holds), ([rate], .undecided(networks: 9)), ([bins], .holds)) == .holdsWhateverIsChosen)
        #expect(verdict(([], .holds), ([rate], .holds), ([bins, rate], .doesNotHold)) == .hangsOn([]))
    }

    @Test(
        "undecided where fewer than half of the choices decide it, and turned against what most give where the chosen one does not")
    func undecided() {
        #expect(verdict(([], .undecided(networks: 9)), ([rate], .undecided(networks: nil)), ([bins], .holds)) == .undecided)
        #expect(verdict(([], .notAssessed("stand-in data"))) == .undecided)
        #expect(
            verdict(([], .undecided(networks: 9)), ([rate], .holds), ([bins], .doesNotHold), ([bins, rate], .holds))
                == .hangsOn([bins]))
        #expect(ClaimAtlas.Verdict.hangsOn([rate]).words == "hangs on learning rate: 0.2")
    }

    @Test("a reading that measures something else is judged, and has no place on the claim's axis")
    func otherQuantity() throws {
        let sample = Sample.networks([-1, -1.2, -0.9])
        let read = Claim(
            id: "falls", statement: "It falls.", source: "Section 1", origin: .sentence, quantity: "x", digits: 2,
            parts: [.init(sample, .under(0))],
            readings: [
                .init("by half", [.init(sample, .under(-0.5))]), .init("in doublings", [.init("doublings", sample, .under(1))]),
                .init("in most networks", [.init(.holds([true, true, true]), .share(over: 0.4))]),
            ])
        let figure = try #require(Registry.standard.experiments.first)
        let chosen = try #require(
            Variation.all(of: .init(experiment: figure, settings: Settings(figure.parameters)), Alternatives()).first)
        let atlas = try #require(
            AtlasOfFigure.claims(
                [(chosen, FigureResult(id: figure.id, title: "", claims: [read]))], Alternatives.Rules()
            ).first)
        #expect(atlas.points.count == 4 && atlas.points.allSatisfy { $0.outcome == .holds })
        #expect(atlas.points.map { $0.estimate != nil } == [true, true, false, false])
        #expect(SpecificationCurve.drawn(atlas).count == 2)
    }
}
