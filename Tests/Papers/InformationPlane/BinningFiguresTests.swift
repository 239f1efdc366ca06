import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// Figures 18 and 19: how binning works and how it errs.
@Suite struct BinningFiguresTests {
    private typealias Saturation = Figure18
    private typealias Errors = Figure19

    @Test("twelve segments hold all of -1 to 1, and the border 1 is the thirteenth code of rounding down")
    func segments() {
        let segments = Saturation.Segments(count: 12)
        #expect(segments.borders.count == 13 && segments.borders[0] == -1 && segments.borders[12] == 1)
        #expect([-1, -0.84, -0.83, 0, 0.99, 1].map { segments.bin(of: $0) } == [0, 0, 1, 6, 11, 11])
        #expect(Set(segments.floorCodes).count == 13)
        #expect(Saturation.saturating(-3) == -1 && Saturation.saturating(0.25) == 0.25 && Saturation.saturating(7) == 1)
    }

    @Test("twelve bins and a thirteenth: the rule fails at other numbers, and is asked of twelve bins only")
    func segmentationRule() {
        let twelve = Array(Int32(-6)...5)
        #expect(Saturation.segmentation(12, floorCodes: twelve + [6], atTop: [0.2]).outcome == .holds)
        #expect(Saturation.segmentation(12, floorCodes: twelve + [5], atTop: [0.2]).outcome == .partly)
        #expect(Saturation.segmentation(12, floorCodes: twelve + [6, 6], atTop: [0.2]).outcome == .partly)
        #expect(Saturation.segmentation(12, floorCodes: [0, 1, 2], atTop: [0.2]).outcome == .doesNotHold)
        #expect(Saturation.segmentation(13, floorCodes: twelve, atTop: [0.2]).outcome == .notAssessed("another number of bins"))
        #expect(
            Saturation.segmentation(12, floorCodes: Saturation.Segments(count: 12).floorCodes, atTop: [0.2, 0.4]).outcome == .holds)
    }

    @Test("lost invertibility: the rule fails where tanh costs it and not its bins, and is open where networks differ")
    func invertibilityRule() {
        let lost = Saturation.Entropies(sums: 11.6, activations: 11.6, bins: 2)
        let kept = Saturation.Entropies(sums: 11.6, activations: 11.6, bins: 11.55)
        let saturated = Saturation.Entropies(sums: 11.6, activations: 5, bins: 2)
        let constant = Saturation.Entropies(sums: 11.6, activations: 5, bins: 5)
        func outcome(_ networks: [Saturation.Entropies]) -> Outcome { Saturation.invertibility(networks).outcome }
        #expect(outcome([lost, lost, lost]) == .holds)
        #expect(outcome([kept, kept, kept]) == .partly)
        #expect(outcome([saturated, saturated, saturated]) == .partly)
        #expect(outcome([constant, constant, constant]) == .doesNotHold)
        #expect(outcome([lost, lost, kept]).isUndecided)
        #expect(outcome([lost]) == .undecided(networks: 3))
    }

    @Test("the first samples of a draw give the same errors whatever comes after them, and samples all alone give log2 N")
    func draws() throws {
        let pair = GaussianPair(correlation: 0.5)
        let few = try Errors.errors(of: pair, [1, 0.2], [50], seed: 3) {}
        let more = try Errors.errors(of: pair, [1, 0.2], [50, 400], seed: 3) {}
        #expect(few[0] == more[0])
        #expect(try Errors.errors(of: pair, [1], [50], seed: 4) {}[0] != [few[0][0]])
        let alone = try Errors.errors(of: pair, [1e-3], [16], seed: 3) {}[0][0]
        #expect(abs(alone + pair.information - 4) < 1e-9)
    }

    /// - Parameter draws: the same at every draw where there is one.
    private func study(_ unlimited: [Double], _ draws: [[Double]]...) -> Errors.ErrorStudy {
        let draws = draws.count > 1 ? draws : Array(repeating: draws[0], count: 3)
        return Errors.ErrorStudy(
            sizes: [1, 0.5, 0.25], counts: draws[0].indices.map { 100 * ($0 + 1) }, unlimited: unlimited, errors: draws)
    }

    @Test("the error with samples without limit: the rule fails where it does not fall, or ends high")
    func unlimitedRule() {
        #expect(Errors.unlimited(study([-0.5, -0.1, -0.001], [[0, 0, 0]])).outcome == .holds)
        #expect(Errors.unlimited(study([-0.5, -0.1, -0.05], [[0, 0, 0]])).outcome == .partly)
        #expect(Errors.unlimited(study([-0.5, -0.001, -0.002], [[0, 0, 0]])).outcome == .partly)
        #expect(Errors.unlimited(study([-0.1, -0.2, -0.3], [[0, 0, 0]])).outcome == .doesNotHold)
    }

    @Test("the error with a given number of samples: the rule fails where it rises again, and is open where draws differ")
    func limitedRule() {
        let falling = [-0.5, 0.2, 0.1]
        let rising = [-0.5, 0.2, 0.9]
        #expect(Errors.limited(study([0, 0, 0], [falling, falling])).outcome == .holds)
        #expect(Errors.limited(study([0, 0, 0], [rising, falling])).outcome == .partly)
        #expect(Errors.limited(study([0, 0, 0], [rising, rising])).outcome == .doesNotHold)
        #expect(Errors.limited(study([0, 0, 0], [falling], [falling], [rising])).outcome.isUndecided)
        let late = Errors.limited(study([0, 0, 0], [[-0.5, 0.1, 0.2]]))
        #expect(late.outcome == .doesNotHold)
        #expect(late.readings.map(\.outcome) == [.holds])
        #expect(study([0, 0, 0], [rising]).best(count: 0) == 1)
    }

    @Test("the density's rule fails where smaller bins are no better")
    func densityRule() {
        #expect(Errors.density([0.1, 0.02]).outcome == .holds)
        #expect(Errors.density([0.1, 0.1]).outcome == .doesNotHold)
    }
}
