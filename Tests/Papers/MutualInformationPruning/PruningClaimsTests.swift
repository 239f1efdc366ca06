import Experiments
import Pruning
import TestSupport
import Testing

@testable import MutualInformationPruningPaper

/// Claims on made-up networks of which the answer is known.
@Suite struct PruningClaimsTests {
    /// Networks of ten nodes, three seeds, two confidences (30 and 90 % removed).
    /// - Parameter accuracy: by method, seed and confidence, in points.
    private func group(
        _ family: PrunedFamily, isTrained: Bool, collapsed: Set<PruningMethod> = [],
        _ accuracy: (PruningMethod, _ seed: Int, _ confidence: Int) -> Double
    ) -> PrunedGroup {
        let methods = PruningMethod.papers(isTrained: isTrained) + PruningMethod.ours
        let networks = (0..<3).map { seed in
            (0..<2).map { confidence in
                methods.map { method in
                    let removed = confidence == 0 ? 3 : 9
                    let points = accuracy(method, seed, confidence)
                    return PrunedNetwork(
                        method: method, confidence: confidence == 0 ? 0.9 : 0.999,
                        mask: Mask(kept: [(0..<10).map { $0 >= removed }]), trainingAccuracy: points / 100 + 0.01,
                        testAccuracy: points / 100, isCollapsed: collapsed.contains(method) && confidence == 1, parameterShare: 0.5,
                        productShare: 0.5)
                }
            }
        }
        return PrunedGroup(
            family: family, isTrained: isTrained, methods: methods, networks: networks,
            whole: isTrained ? [(1, 0.99), (1, 0.99), (1, 0.99)] : [])
    }

    private func outcome(_ id: String, _ claims: [Claim]) throws -> Outcome { try #require(claims.first { $0.id == id }).outcome }

    /// Noise that leaves every difference of a point sure.
    private func noise(_ seed: Int) -> Double { [0, 0.05, -0.05][seed] }

    @Test("MIPP is ahead where it is above every other method, and not where one is above it")
    func ahead() throws {
        let best = group(.vgg11, isTrained: true) { method, seed, _ in (method == .mipp ? 92 : 90) + noise(seed) }
        #expect(try outcome("vgg11-ahead-test", Figure2.claims([best])) == .holds)
        #expect(try outcome("vgg11-ahead-training", Figure2.claims([best])) == .holds)
        let beaten = group(.vgg11, isTrained: true) { method, seed, _ in
            (method == .mipp ? 92 : method == .synFlow ? 95 : 90) + noise(seed)
        }
        #expect(try outcome("vgg11-ahead-test", Figure2.claims([beaten])) != .holds)
        let last = group(.vgg11, isTrained: true) { method, seed, _ in (method == .mipp ? 80 : 90) + noise(seed) }
        #expect(try outcome("vgg11-ahead-test", Figure2.claims([last])) == .doesNotHold)
    }

    @Test("competitive is within two points of the best, not of the mean")
    func competitive() throws {
        for (gap, holds) in [(1.0, true), (5.0, false)] {
            let group = group(.leNet5, isTrained: true) { method, seed, _ in
                (method == .mipp ? 90 : method == .graSP ? 90 + gap : 50) + noise(seed)
            }
            #expect(try outcome("lenet5-competitive-trained", Figure2.claims([group])) == (holds ? .holds : .doesNotHold))
        }
    }

    @Test("what is said of a range of sparsities is judged in it alone, and not assessed where no network is in it")
    func ranges() throws {
        // Ahead only where 90 % are removed.
        let late = group(.resNet34, isTrained: true) { method, seed, confidence in
            (method == .mipp && confidence == 1 ? 85 : method == .mipp ? 60 : 80) + noise(seed)
        }
        let claims = Figure2.claims([late])
        #expect(try outcome("resnet34-ahead", claims) == .holds)
        let sosp = try #require(claims.first { $0.id == "resnet34-sosp" })
        #expect(sosp.outcome == .doesNotHold)
        let narrow = try #require(
            Figure2.claims([group(.vgg19, isTrained: false) { _, _, _ in 50 }]).first { $0.id == "vgg19-behind" })
        #expect(!narrow.parts.isEmpty)
        guard case .notAssessed = try outcome("resnet50-ahead-trained", claims) else {
            Issue.record("judged without networks")
            return
        }
    }

    @Test("whether MIPP's choice of nodes matters is judged against random nodes at its widths")
    func choice() throws {
        let alike = group(.leNet5, isTrained: false) { _, seed, _ in 70 + noise(seed) }
        #expect(try outcome("lenet5-nodes-untrained", Figure2.claims([alike])) == .doesNotHold)
        let better = group(.leNet5, isTrained: false) { method, seed, _ in (method == .widths ? 60 : 70) + 2 * noise(seed) }
        #expect(try outcome("lenet5-nodes-untrained", Figure2.claims([better])) == .holds)
    }
}
