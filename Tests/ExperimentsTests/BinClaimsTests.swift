import Experiments
import InformationTheory
import Results
import Testing

/// Every rule of figures 4, 5, 13 and 14 is fed data that meet it and data that fail it.
@Suite("Claims about bins")
struct BinClaimsTests {
    private let whole = BinRange(bins: 0...3, isBoundedAbove: true)
    private let open = BinRange(bins: 0...3, isBoundedAbove: false)

    private func histograms(_ range: BinRange, _ counts: [[Int]]) -> [BinHistogram] {
        counts.map { BinHistogram(range: range, counts: $0) }
    }

    /// Layers 4, 5 and output with the same counts at their three epochs.
    private func network(
        _ range: BinRange, _ counts: [[Int]], peak: [Int] = [1, 1, 1, 1], compression: [Double] = [0, 0, 0]
    ) -> NetworkBins {
        network(range, layers: [counts, counts, counts], peak: peak, compression: compression)
    }

    private func network(
        _ range: BinRange, layers: [[[Int]]], peak: [Int] = [1, 1, 1, 1], compression: [Double] = [0, 0, 0]
    ) -> NetworkBins {
        NetworkBins(
            histograms: layers.map { histograms(range, $0) }, outputAtPeak: BinHistogram(range: whole, counts: peak),
            compression: compression, score: 1)
    }

    private func all(_ networks: NetworkBins...) -> LearnedNetworks<NetworkBins> {
        LearnedNetworks(networks, trained: networks.count)
    }

    private var emptying: NetworkBins { network(whole, [[1, 5, 5, 1], [4, 2, 2, 4], [6, 0, 0, 6]]) }
    private var filling: NetworkBins { network(whole, [[0, 6, 6, 0], [1, 5, 5, 1], [3, 3, 3, 3]]) }

    @Test("emptying bins fail where the end has no more empty bins than the beginning")
    func tanhEmpties() {
        #expect(BinHistogramClaims.tanhEmpties(all(emptying, emptying), source: "").outcome == .holds)
        #expect(BinHistogramClaims.tanhEmpties(all(emptying, emptying, filling), source: "").outcome == .partly)
        #expect(BinHistogramClaims.tanhEmpties(all(filling), source: "").outcome == .doesNotHold)
        let level = network(whole, [[1, 5, 5, 1], [1, 5, 5, 1], [6, 1, 1, 4]])
        #expect(BinHistogramClaims.tanhEmpties(all(level), source: "").outcome == .doesNotHold)
    }

    @Test("the extreme bins' claim fails where a deeper layer has fewer activations there, or no more than at first")
    func tanhEnds() {
        let start = [0, 6, 6, 0]
        func network(_ ends: [[Int]], from start: [Int]) -> NetworkBins {
            self.network(whole, layers: ends.map { [start, $0, $0] })
        }
        let deeper = network([[1, 5, 5, 1], [3, 3, 3, 3], [6, 0, 0, 6]], from: start)
        let shallower = network([[6, 0, 0, 6], [3, 3, 3, 3], [1, 5, 5, 1]], from: start)
        let leaving = network([[1, 5, 5, 1], [3, 3, 3, 3], [6, 0, 0, 6]], from: [6, 0, 0, 6])
        #expect(BinHistogramClaims.tanhEnds(all(deeper), source: "").outcome == .holds)
        #expect(BinHistogramClaims.tanhEnds(all(deeper, deeper, shallower), source: "").outcome == .partly)
        #expect(BinHistogramClaims.tanhEnds(all(shallower), source: "").outcome == .doesNotHold)
        #expect(BinHistogramClaims.tanhEnds(all(leaving), source: "").outcome == .doesNotHold)
    }

    @Test("ReLU's claims fail where bins empty out, or activations gather at 0, and say how many networks died")
    func relu() {
        let spreading = network(open, [[9, 1, 0, 0], [6, 2, 2, 0], [4, 2, 2, 2]])
        let dying = network(open, [[4, 2, 2, 2], [6, 2, 2, 0], [9, 1, 0, 0]])
        for claim in [BinHistogramClaims.reluFills, BinHistogramClaims.reluLeavesZero] {
            #expect(claim(all(spreading), "").outcome == .holds)
            #expect(claim(all(spreading, spreading, dying), "").outcome == .partly)
            #expect(claim(all(dying), "").outcome == .doesNotHold)
            #expect(claim(LearnedNetworks([spreading], trained: 2), "").measured.contains("1 of 2 networks"))
        }
    }

    @Test("two bins are two bins: a straggler makes it partly, a spread output fails")
    func outputTwoBins() {
        func verdict(_ networks: [Int]...) -> Claim.Verdict {
            let measured = networks.map { network(whole, [[0, 6, 6, 0], $0, $0]) }
            return BinHistogramClaims.outputTwoBins(
                LearnedNetworks(measured, trained: measured.count), id: "tanh", name: "tanh", source: ""
            ).outcome
        }
        #expect(verdict([50, 0, 0, 50], [40, 0, 0, 60]) == .holds)
        #expect(verdict([50, 0, 0, 50], [50, 1, 0, 49]) == .partly)
        #expect(verdict([50, 0, 0, 50], [40, 10, 10, 40]) == .doesNotHold)
        #expect(verdict([0, 50, 50, 0]) == .doesNotHold)
    }

    @Test("the output's first drift fails where its fullest moment has no fewer empty bins than epoch 1")
    func outputSpreadsFirst() {
        func verdict(_ peaks: [Int]...) -> Claim.Verdict {
            let measured = peaks.map { network(whole, [[0, 6, 6, 0], [6, 0, 0, 6], [6, 0, 0, 6]], peak: $0) }
            return BinHistogramClaims.outputSpreadsFirst(
                LearnedNetworks(measured, trained: measured.count), id: "tanh", name: "tanh", source: ""
            ).outcome
        }
        #expect(verdict([3, 3, 3, 3]) == .holds)
        #expect(verdict([3, 3, 3, 3], [3, 3, 3, 3], [0, 6, 6, 0]) == .partly)
        #expect(verdict([0, 6, 6, 0]) == .doesNotHold)
        #expect(verdict([0, 12, 0, 0]) == .doesNotHold)
    }

    @Test("compression and empty bins: fails where layers compress without emptying, and is not asked where none compresses")
    func compressionEmpties() {
        func networks(_ start: NetworkBins, _ compression: [Double]) -> LearnedNetworks<NetworkBins> {
            var copy = start
            copy.compression = compression
            return all(copy)
        }
        func verdict(_ tanh: LearnedNetworks<NetworkBins>, _ relu: LearnedNetworks<NetworkBins>) -> Claim.Verdict {
            BinHistogramClaims.compressionEmpties(tanh, relu, source: "").outcome
        }
        let still = networks(filling, [0, 0, 0])
        #expect(verdict(networks(emptying, [0, 1, 2]), still) == .holds)
        #expect(verdict(networks(emptying, [0, 1, 2]), networks(filling, [1, 0, 0])) == .partly)
        #expect(verdict(networks(filling, [0, 1, 2]), still) == .doesNotHold)
        #expect(verdict(still, still) == .notAssessed("no layer compresses"))
    }

    @Test("the same way fails where bins empty on one data set and fill on the other")
    func sameWay() {
        func verdict(_ mnist: NetworkBins, _ szt: NetworkBins) -> Claim.Verdict {
            BinHistogramClaims.sameWay(all(mnist), szt: all(szt), id: "tanh", source: "").outcome
        }
        let up = [[1, 5, 5, 1], [4, 2, 2, 4], [6, 0, 0, 6]]
        let down = [[0, 6, 6, 0], [1, 5, 5, 1], [3, 3, 3, 3]]
        #expect(verdict(emptying, emptying) == .holds)
        #expect(verdict(network(whole, layers: [up, up, down]), emptying) == .partly)
        #expect(verdict(filling, emptying) == .doesNotHold)
    }

    // MARK: Figure 4

    /// A plane of six layers on common epochs, each with its I(X;T); I(T;Y) is a tenth of it.
    private func layers(_ paths: [[Double]], ends: [Double] = [0, 0, 0, 0, 0, 0]) -> InformationPlaneFigure4.Layers {
        InformationPlaneFigure4.Layers(
            plane: InformationPlane(
                epochs: [0, 1, 10],
                layers: paths.map { path in path.map { LayerInformation(withInput: $0, withLabel: $0 / 10, occupiedSymbols: 1) } }),
            endShares: ends)
    }

    private func figure4(_ networks: InformationPlaneFigure4.Layers...) -> InformationPlaneFigure4.Networks {
        LearnedNetworks(networks, trained: networks.count)
    }

    @Test("clustered layers fail to compress alone where another layer compresses too, or one of them does not")
    func clustered() {
        let rising = [1.0, 2, 3]
        let falling = [1.0, 3, 1]
        let ends = [0, 0.1, 0.1, 0.2, 0.8, 1]
        let two = layers([rising, rising, rising, rising, falling, falling], ends: ends)
        let three = layers([rising, rising, rising, falling, falling, falling], ends: ends)
        let one = layers([rising, rising, rising, rising, rising, falling], ends: ends)
        #expect(InformationPlaneFigure4.clusteredLayersCompress(figure4(two)).outcome == .holds)
        #expect(InformationPlaneFigure4.clusteredLayersCompress(figure4(two, two, three)).outcome == .partly)
        #expect(InformationPlaneFigure4.clusteredLayersCompress(figure4(three)).outcome == .doesNotHold)
        #expect(InformationPlaneFigure4.clusteredLayersCompress(figure4(one)).outcome == .doesNotHold)
    }

    @Test("the output's one bit fails far from 1")
    func oneBit() {
        func verdict(_ end: Double) -> Claim.Verdict {
            let path = [0, 2, end]
            return InformationPlaneFigure4.outputEndsAtOneBit(
                figure4(layers(.init(repeating: path, count: 6))), id: "tanh", name: "tanh"
            ).outcome
        }
        #expect(verdict(1.05) == .holds)
        #expect(verdict(1.3) == .partly)
        #expect(verdict(2) == .doesNotHold)
        #expect(verdict(0) == .doesNotHold)
    }

    @Test("ReLU's way to the top right fails where it leads back, and its not compressing where it falls")
    func relu4() {
        func network(_ path: [Double]) -> InformationPlaneFigure4.Layers { layers(.init(repeating: path, count: 6)) }
        let rising = network([0, 2, 5])
        let back = network([0, 5, 2])
        #expect(InformationPlaneFigure4.reluTopRight(figure4(rising)).outcome == .holds)
        #expect(InformationPlaneFigure4.reluTopRight(figure4(rising, rising, back)).outcome == .partly)
        #expect(InformationPlaneFigure4.reluTopRight(figure4(back)).outcome == .doesNotHold)
        #expect(InformationPlaneFigure4.reluTopRight(figure4(network([0, 2, 2.5]))).outcome == .doesNotHold)
        #expect(InformationPlaneFigure4.reluDoesNotCompress(figure4(rising)).outcome == .holds)
        #expect(InformationPlaneFigure4.reluDoesNotCompress(figure4(back)).outcome == .doesNotHold)
    }
}
