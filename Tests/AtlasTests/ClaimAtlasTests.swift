import Atlas
import Judging
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
}
