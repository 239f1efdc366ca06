import Experiments
import Pruning
import Testing

@testable import MutualInformationPruningPaper

/// The claims of figures 1, 3, 4 and 9 to 11 and of table 4 on made-up networks: each can hold, fail and stay open.
@Suite struct CollapseAndShareClaimsTests {
    /// A run: of a hundred nodes so many are removed.
    private struct Run {
        var removed = 90
        var accuracy = 90.0
        var isCollapsed = false
    }

    /// - Parameter run: by method, seed and confidence.
    private func group(
        _ family: PrunedFamily, isTrained: Bool, methods: [PruningMethod]? = nil, seeds: Int = 4, confidences: Int = 2,
        whole: Double = 99, _ run: (PruningMethod, _ seed: Int, _ confidence: Int) -> Run
    ) -> PrunedGroup {
        let methods = methods ?? PruningMethod.papers(isTrained: isTrained)
        let networks = (0..<seeds).map { seed in
            (0..<confidences).map { confidence in
                methods.map { method in
                    let run = run(method, seed, confidence)
                    return PrunedNetwork(
                        method: method, confidence: 0.9 + 0.01 * Double(confidence),
                        mask: Mask(kept: [(0..<100).map { $0 >= run.removed }]), trainingAccuracy: run.accuracy / 100,
                        testAccuracy: run.accuracy / 100, isCollapsed: run.isCollapsed, parameterShare: 0.5, productShare: 0.5)
                }
            }
        }
        return PrunedGroup(
            family: family, isTrained: isTrained, methods: methods, networks: networks,
            whole: Array(repeating: (whole / 100, whole / 100), count: isTrained ? seeds : 0))
    }

    private func outcome(_ id: String, _ claims: [Claim]) throws -> Outcome { try #require(claims.first { $0.id == id }).outcome }

    /// Of a seed, small beside a point, and its signs even.
    private func noise(_ seed: Int) -> Double { [0.03, -0.02, 0.02, -0.03][seed % 4] }

    private func isUndecided(_ outcome: Outcome) -> Bool { if case .undecided = outcome { true } else { false } }

    private func isNotAssessed(_ outcome: Outcome) -> Bool { if case .notAssessed = outcome { true } else { false } }

    // MARK: Figure 1

    /// MNIST trained and untrained, deformed MNIST trained and untrained; accuracies in points.
    private func deformed(trained: Double, untrained: Double, spread: Double = 1) -> [PrunedGroup] {
        func one(_ isTrained: Bool, _ accuracy: Double, _ whole: Double, _ spread: Double = 1) -> PrunedGroup {
            group(.leNet5, isTrained: isTrained, methods: [.mipp], whole: whole) { _, seed, confidence in
                Run(removed: 40 + 40 * confidence, accuracy: accuracy + spread * noise(seed))
            }
        }
        return [one(true, 98, 99), one(false, 95, 99), one(true, trained, 97, spread), one(false, untrained, 97, spread)]
    }

    @Test("figure 1: what deformation costs is counted beyond what it costs whole networks")
    func deformation() throws {
        // Whole networks lose two points to it, trained ones no more when they are pruned, untrained ones ten.
        let papers = Figure1.claims(deformed(trained: 96, untrained: 85))
        #expect(try outcome("untrained-suffer", papers) == .holds)
        #expect(try outcome("trained-do-not", papers) == .holds)
        let other = Figure1.claims(deformed(trained: 80, untrained: 93.5))
        #expect(try outcome("untrained-suffer", other) == .doesNotHold)
        #expect(try outcome("trained-do-not", other) == .doesNotHold)
        let noisy = Figure1.claims(deformed(trained: 95, untrained: 92.9, spread: 100))
        for id in ["untrained-suffer", "trained-do-not"] { #expect(isUndecided(try outcome(id, noisy)), "\(id)") }
    }

    @Test("figure 1: where no share of removed nodes is common to both, nothing is judged")
    func apart() throws {
        var groups = deformed(trained: 96, untrained: 85)
        groups[3] = group(.leNet5, isTrained: false, methods: [.mipp]) { _, _, confidence in Run(removed: 90 + confidence) }
        #expect(isNotAssessed(try outcome("untrained-suffer", Figure1.claims(groups))))
    }

    // MARK: Figure 3

    /// - Parameters: runs of eight that collapse, of MIPP and of each other method.
    private func collapsing(_ family: PrunedFamily, mipp: Int, others: Int, removed: Int = 97) -> [PrunedGroup] {
        [true, false].map { isTrained in
            group(family, isTrained: isTrained, confidences: 8) { method, _, confidence in
                Run(removed: removed, isCollapsed: confidence < (method == .mipp ? mipp : others))
            }
        }
    }

    @Test("figure 3: robust means that every other method collapses more often")
    func robust() throws {
        #expect(try outcome("lenet5-robust", Figure3.claims(collapsing(.leNet5, mipp: 0, others: 4))) == .holds)
        #expect(try outcome("resnet18-robust", Figure3.claims(collapsing(.resNet18, mipp: 1, others: 4))) == .holds)
        #expect(try outcome("resnet18-robust", Figure3.claims(collapsing(.resNet18, mipp: 4, others: 1))) == .doesNotHold)
        // Where none collapses, nothing can be told.
        #expect(isNotAssessed(try outcome("lenet5-robust", Figure3.claims(collapsing(.leNet5, mipp: 0, others: 0)))))
        #expect(try outcome("lenet5-robust", Figure3.claims(collapsing(.leNet5, mipp: 4, others: 0))) == .doesNotHold)
        #expect(isNotAssessed(try outcome("lenet5-robust", Figure3.claims(collapsing(.vgg11, mipp: 0, others: 4)))))
    }

    @Test("figure 3: collapse is rare below a quarter of the runs above that sparsity, and unknown where there are none")
    func rare() throws {
        for (count, holds) in [(0, true), (7, false)] {
            let verdict: Outcome = holds ? .holds : .doesNotHold
            #expect(try outcome("lenet5-above-95", Figure3.claims(collapsing(.leNet5, mipp: count, others: 0))) == verdict)
            #expect(try outcome("vgg11-above-90", Figure3.claims(collapsing(.vgg11, mipp: count, others: 0))) == verdict)
        }
        #expect(isNotAssessed(try outcome("lenet5-above-95", Figure3.claims(collapsing(.leNet5, mipp: 0, others: 0, removed: 94)))))
        #expect(isNotAssessed(try outcome("vgg11-above-90", Figure3.claims(collapsing(.leNet5, mipp: 0, others: 0)))))
    }

    // MARK: Figures 4 and 11

    private func ratios(
        _ family: PrunedFamily, isTrained: Bool, _ method: PruningMethod, layers: Int,
        _ ratio: (_ layer: Int, _ seed: Int) -> Double
    ) -> LayerRatios {
        LayerRatios(
            family: family, isTrained: isTrained, method: method,
            networks: (0..<4).map { seed in (0..<layers).map { ratio($0, seed) } })
    }

    @Test("figure 4: a period of two in the last blocks of a ResNet-34, whichever layer is pruned more")
    func period() throws {
        for sign in [1.0, -1] {
            let alternating = ratios(.resNet34, isTrained: false, .mipp, layers: 33) { layer, seed in
                1 + (layer >= 27 ? sign * 0.3 * (layer % 2 == 1 ? 1 : -1) : 0) + 0.1 * noise(seed)
            }
            #expect(try outcome("resnet34-period", Figure4.claims([alternating])) == .holds)
        }
        let even = ratios(.resNet34, isTrained: false, .mipp, layers: 33) { layer, seed in 1 + 0.1 * noise(seed + layer) }
        #expect(try outcome("resnet34-period", Figure4.claims([even])) == .doesNotHold)
        // Trained networks are not what is said.
        let trained = ratios(.resNet34, isTrained: true, .mipp, layers: 33) { _, _ in 1 }
        #expect(isNotAssessed(try outcome("resnet34-period", Figure4.claims([trained]))))
    }

    @Test("figure 4: one layer in three of a trained ResNet-50 is pruned more")
    func third() throws {
        for place in 0..<3 {
            let papers = ratios(.resNet50, isTrained: true, .mipp, layers: 49) { layer, seed in
                (layer > 0 && (layer - 1) % 3 == place ? 1.4 : 0.8) + noise(seed)
            }
            #expect(try outcome("resnet50-third", Figure4.claims([papers])) == .holds)
        }
        let even = ratios(.resNet50, isTrained: true, .mipp, layers: 49) { layer, seed in 1 + 0.1 * noise(seed + layer) }
        #expect(try outcome("resnet50-third", Figure4.claims([even])) == .doesNotHold)
    }

    @Test("figure 11: SOSP-H takes from the last third of a ResNet-34 what it leaves in the first")
    func late() throws {
        func sosp(_ slope: Double) -> Claim {
            Figure11.late([ratios(.resNet34, isTrained: true, .sosp, layers: 33) { 1 + slope * (Double($0) / 16 - 1) + noise($1) }])
        }
        #expect(sosp(0.5).outcome == .holds && sosp(-0.5).outcome == .doesNotHold)
        #expect(isNotAssessed(Figure11.late([ratios(.resNet34, isTrained: true, .graSP, layers: 33) { _, _ in 1 }]).outcome))
    }

    // MARK: Figure 9

    /// - Parameters:
    ///   - right: pixels of a hundred that lie in the right half.
    ///   - gap: of MIPP over SOSP-H, in points; `best`: over the best other.
    private func pixels(right: Int, gap: Double, best: Double) -> [Claim] {
        let trained = group(.leNet5, isTrained: true) { method, seed, _ in
            Run(accuracy: 90 - (method == .sosp ? gap : method == .synFlow ? best : method == .mipp ? 0 : 40) + noise(seed))
        }
        let selected = (0..<4).map { seed in
            (0..<784).map { pixel in
                let (row, column) = (pixel / 28, pixel % 28)
                // Ten columns a half, so many rows of each.
                let rows = column >= 14 ? right / 10 : 10 - right / 10
                return column % 14 < 10 && row < rows + (seed % 2 == 0 && column >= 14 ? 1 : 0)
            }
        }
        return Figure9.claims(trained, selected)
    }

    @Test("figure 9: pixels to the right, SOSP-H behind, and MIPP near the best")
    func selection() throws {
        let papers = pixels(right: 80, gap: 5, best: 0.5)
        for id in ["right-half", "sosp-poor", "best-with-few"] { #expect(try outcome(id, papers) == .holds, "\(id)") }
        let other = pixels(right: 20, gap: -5, best: -5)
        for id in ["right-half", "sosp-poor", "best-with-few"] { #expect(try outcome(id, other) == .doesNotHold, "\(id)") }
    }

    // MARK: Figure 10

    /// - Parameters: how far another function is behind the L1 norm, in points of accuracy and in nodes removed without collapse.
    private func functions(behind: Double, sparser: Int) -> [Claim] {
        Figure10.claims(
            MapCollapse.allCases.map { collapse in
                let other = collapse != .l1
                func one(_ isTrained: Bool) -> PrunedGroup {
                    group(.leNet5, isTrained: isTrained, methods: [.mipp]) { _, seed, confidence in
                        Run(
                            removed: 50 + 20 * confidence + (other ? 0 : sparser) + seed % 2,
                            accuracy: 90 - (other ? behind : 0) + noise(seed))
                    }
                }
                return (collapse, (one(true), one(false)))
            })
    }

    @Test("figure 10: other functions are as good where they are within two points, and L1 the sparsest where it removes more")
    func functions() throws {
        let papers = functions(behind: 1, sparser: 10)
        #expect(try outcome("all-work", papers) == .holds)
        #expect(try outcome("l1-sparsest", papers) == .holds)
        let other = functions(behind: 6, sparser: -10)
        #expect(try outcome("all-work", other) == .doesNotHold)
        #expect(try outcome("l1-sparsest", other) == .doesNotHold)
    }

    // MARK: Table 4

    private func characteristics(
        changed: (PruningMethod) -> Double, spread: (PruningMethod) -> Double, passes: (PruningMethod) -> Bool
    ) -> [Claim] {
        Table4.claims(
            [PruningMethod.mipp, .thiNet, .sosp, .graSP, .synFlow].map { method in
                Table4.Found(
                    method: method, changed: (0..<12).map { changed(method) + (changed(method) > 0 ? noise($0) : 0) },
                    spread: (0..<12).map { spread(method) + noise($0) }, passes: Array(repeating: passes(method), count: 12))
            })
    }

    @Test("table 4: each characteristic is found where a method has it, and missed where it has not")
    func characteristics() throws {
        let ids = ["data-dependent", "layer-wise", "collapse-resistant"]
        let papers = characteristics(
            changed: { $0 == .synFlow ? 0 : 12 }, spread: { $0 == .thiNet ? 6 : 60 }, passes: { $0 != .thiNet })
        for id in ids { #expect(try outcome(id, papers) == .holds, "\(id)") }
        // SynFlow looks at data, ThiNet chooses shares, and MIPP cuts networks off.
        let other = characteristics(changed: { $0 == .synFlow ? 5 : 12 }, spread: { _ in 60 }, passes: { $0 != .mipp })
        for id in ids { #expect(try outcome(id, other) != .holds, "\(id)") }
    }
}
