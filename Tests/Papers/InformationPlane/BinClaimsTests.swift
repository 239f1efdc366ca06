import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// Every rule of figures 5, 13 and 14 is fed data that meet it, that fail it, and that leave it open.
@Suite("Claims about bins")
struct BinClaimsTests {
    private static let whole = BinRange(bins: 0...3, isBoundedAbove: true)
    private static let open = BinRange(bins: 0...3, isBoundedAbove: false)

    /// - Parameters:
    ///   - layers: of layers 4, 5 and output the counts at the three epochs.
    ///   - peaks: of the three layers the counts where their I(X;T) is highest.
    private static func network(layers: [[[Int]]], peaks: [[Int]], in range: BinRange = whole) -> NetworkBins {
        let layers = layers.indices.map { layer in
            let histograms = (layers[layer] + [peaks[layer]]).map { BinHistogram(range: range, counts: $0) }
            return NetworkBins.Layer(
                histograms: .init(uniqueKeysWithValues: zip(NetworkBins.Moment.shown + [.peak], histograms)),
                compression: 0)
        }
        return NetworkBins(layers: layers, score: 1)
    }

    /// All three layers alike.
    private static func network(_ counts: [[Int]], peak: [Int], in range: BinRange = whole) -> NetworkBins {
        network(layers: [counts, counts, counts], peaks: [peak, peak, peak], in: range)
    }

    private static func all(_ networks: [NetworkBins], trained: Int? = nil) -> BinNetworks {
        BinNetworks(
            condition: .tanh, networks: LearnedNetworks(networks, trained: trained ?? networks.count), source: "", epochs: 8000,
            binSize: 0.07)
    }

    /// Three networks each, so that a claim can be decided.
    private static func thrice(_ network: NetworkBins) -> BinNetworks { all([network, network, network]) }

    /// Filled bins 2, 4, 2: fills at first and empties out afterwards; as many empty bins at the end as at epoch 1.
    private static let turning = network([[0, 6, 6, 0], [3, 3, 3, 3], [6, 0, 0, 6]], peak: [3, 3, 3, 3])
    /// Filled bins 2, 4, 4.
    private static let filling = network([[0, 6, 6, 0], [1, 5, 5, 1], [3, 3, 3, 3]], peak: [3, 3, 3, 3])

    @Test("bins empty out from where a layer has filled them, whatever was empty at epoch 1; a layer that stays filled fails")
    func tanhEmpties() {
        func claim(_ networks: BinNetworks) -> Claim { networks.tanhEmpties }
        let holding = claim(Self.thrice(Self.turning))
        #expect(holding.outcome == .holds)
        #expect(holding.readings.map(\.name) == ["from epoch 1 on", "from half way on"])
        #expect(holding.readings.map(\.outcome) == [.doesNotHold, .holds])
        #expect(claim(Self.thrice(Self.filling)).outcome == .doesNotHold)
        let up = [[0, 6, 6, 0], [3, 3, 3, 3], [6, 0, 0, 6]]
        let level = [[0, 6, 6, 0], [3, 3, 3, 3], [3, 3, 3, 3]]
        let layers = Self.network(layers: [level, up, up], peaks: [[3, 3, 3, 3], [3, 3, 3, 3], [3, 3, 3, 3]])
        #expect(claim(Self.thrice(layers)).outcome == .partly)
        #expect(claim(Self.all([Self.turning, Self.turning, Self.filling])).outcome.isUndecided)
        #expect(claim(Self.all([Self.turning, Self.turning])).outcome.isUndecided)
    }

    @Test("the extreme bins' claim fails where deeper layers have less there, and in part where they had it at first")
    func tanhEnds() {
        func network(_ ends: [[Int]], from start: [Int]) -> NetworkBins {
            Self.network(layers: ends.map { [start, $0, $0] }, peaks: ends)
        }
        func claim(_ networks: [NetworkBins]) -> Claim { Self.all(networks).tanhEnds }
        let few = [1, 5, 5, 1]
        let half = [3, 3, 3, 3]
        let most = [6, 0, 0, 6]
        let deeper = network([few, half, most], from: [0, 6, 6, 0])
        let shallower = network([most, half, few], from: most)
        #expect(claim([deeper, deeper, deeper]).outcome == .holds)
        #expect(claim([shallower, shallower, shallower]).outcome == .doesNotHold)
        let leaving = network([few, half, most], from: most)
        #expect(claim([leaving, leaving, leaving]).outcome == .partly)
        #expect(claim([deeper, deeper, network([half, few, most], from: [0, 6, 6, 0])]).outcome.isUndecided)
        #expect(claim([deeper]).measured.contains("16.7 in layer 4, 50.0 in layer 5, 100.0 in output"))
    }

    @Test("ReLU's claims fail where bins empty out, or activations gather at 0, and say how many networks died")
    func relu() {
        let spreading = Self.network([[9, 1, 0, 0], [6, 2, 2, 0], [4, 2, 2, 2]], peak: [4, 2, 2, 2], in: Self.open)
        let dying = Self.network([[4, 2, 2, 2], [6, 2, 2, 0], [9, 1, 0, 0]], peak: [4, 2, 2, 2], in: Self.open)
        for claim in [\BinNetworks.reluFills, \.reluLeavesZero] {
            #expect(Self.thrice(spreading)[keyPath: claim].outcome == .holds)
            #expect(Self.thrice(dying)[keyPath: claim].outcome == .doesNotHold)
            #expect(Self.all([spreading, spreading, dying])[keyPath: claim].outcome.isUndecided)
            #expect(Self.all([spreading], trained: 2)[keyPath: claim].measured.contains("1 of 2 networks"))
        }
    }

    @Test(
        "two bins are two bins: a straggler in every network fails, and holds where it is asked for nearly all activations",
        arguments: [
            ([[50, 0, 0, 50], [40, 0, 0, 60], [50, 0, 0, 50]], Outcome.holds, Outcome.holds),
            ([[50, 1, 0, 49], [49, 0, 1, 50], [50, 1, 0, 49]], .doesNotHold, .holds),
            ([[40, 10, 10, 40], [40, 10, 10, 40], [40, 10, 10, 40]], .doesNotHold, .doesNotHold),
            ([[0, 50, 50, 0], [0, 50, 50, 0], [0, 50, 50, 0]], .doesNotHold, .doesNotHold),
        ])
    func outputTwoBins(_ networks: [[Int]], outcome: Outcome, reading: Outcome) {
        let claim = outputTwoBins(networks)
        #expect(claim.outcome == outcome)
        #expect(claim.readings.map(\.outcome) == [reading])
    }

    private func outputTwoBins(_ ends: [[Int]]) -> Claim {
        let measured = ends.map { Self.network([[0, 6, 6, 0], $0, $0], peak: [3, 3, 3, 3]) }
        return Self.all(measured).outputTwoBins
    }

    @Test("a straggler in one network of three leaves the two bins open")
    func straggler() {
        #expect(outputTwoBins([[50, 0, 0, 50], [50, 0, 0, 50], [50, 1, 0, 49]]).outcome.isUndecided)
    }

    @Test("the output's first drift fails where its furthest point to the right has no fewer empty bins than epoch 1")
    func outputSpreadsFirst() {
        func claim(_ peaks: [Int]...) -> Claim {
            let measured = peaks.map { Self.network([[0, 6, 6, 0], [6, 0, 0, 6], [6, 0, 0, 6]], peak: $0) }
            return Self.all(measured).outputSpreadsFirst
        }
        let spread = [3, 3, 3, 3]
        let level = [0, 6, 6, 0]
        #expect(claim(spread, spread, spread).outcome == .holds)
        #expect(claim(level, level, level).outcome == .doesNotHold)
        #expect(claim([0, 12, 0, 0], level, [0, 12, 0, 0]).outcome != .holds)
        #expect(claim(spread, spread, level).outcome.isUndecided)
    }

    @Test("compression and empty bins: asked of tanh layers that compress, as a mean, from where they begin to")
    func compressionEmpties() {
        func compressing(_ start: NetworkBins, _ compression: [Double]) -> NetworkBins {
            var copy = start
            for layer in NetworkBins.layers { copy.layers[layer].compression = compression[layer] }
            return copy
        }
        func networks(_ start: NetworkBins, _ compression: [Double]) -> BinNetworks {
            Self.thrice(compressing(start, compression))
        }
        func claim(_ tanh: BinNetworks, _ relu: BinNetworks) -> Claim { tanh.compressionEmpties(relu, source: "") }
        let still = networks(Self.filling, [0, 0, 0])
        let emptying = networks(Self.turning, [0, 1, 2])
        #expect(claim(emptying, still).outcome == .holds)
        #expect(claim(emptying, still).readings.map(\.outcome) == [.doesNotHold, .holds, .holds])
        #expect(claim(emptying, still).measured.contains("6 of 9 layers compress, and in 6 of them"))
        let withReLU = claim(emptying, networks(Self.filling, [1, 1, 1]))
        #expect(withReLU.outcome == .holds)
        #expect(withReLU.readings[1].outcome != .holds)
        #expect(claim(networks(Self.filling, [0, 1, 2]), still).outcome == .doesNotHold)
        #expect(claim(still, emptying).outcome == .notAssessed("no layer compresses"))
        // Layer 4 stays filled: the mean of the layers empties out, not each of them.
        let up = [[0, 6, 6, 0], [3, 3, 3, 3], [6, 0, 0, 6]]
        let level = [[0, 6, 6, 0], [3, 3, 3, 3], [3, 3, 3, 3]]
        let spread = Array(repeating: [3, 3, 3, 3], count: 3)
        let roughly = claim(networks(Self.network(layers: [level, up, up], peaks: spread), [1, 1, 1]), still)
        #expect(roughly.outcome == .holds)
        #expect(roughly.readings[2].outcome == .partly)
        let one = compressing(Self.turning, [1, 1, 1])
        let other = compressing(Self.filling, [1, 1, 1])
        #expect(claim(Self.all([one, one, other]), still).outcome.isUndecided)
    }

    @Test("the same way fails where bins empty on one data set and fill on the other, and where they move on one alone")
    func sameWay() {
        func claim(_ mnist: [NetworkBins], _ szt: NetworkBins) -> Claim {
            Self.all(mnist).sameWay(as: Self.all([szt]))
        }
        let up = [[1, 5, 5, 1], [4, 2, 2, 4], [6, 0, 0, 6]]
        let down = [[6, 0, 0, 6], [4, 2, 2, 4], [1, 5, 5, 1]]
        let level = [[1, 5, 5, 1], [1, 5, 5, 1], [1, 5, 5, 1]]
        func network(_ layers: [[Int]]...) -> NetworkBins { Self.network(layers: layers, peaks: layers.map { $0[1] }) }
        let emptying = network(up, up, up)
        let filling = network(down, down, down)
        let still = network(level, level, level)
        let mixed = network(up, up, down)
        #expect(claim([emptying, emptying, emptying], emptying).outcome == .holds)
        #expect(claim([still, still, still], still).outcome == .holds)
        #expect(claim([mixed, mixed, mixed], emptying).outcome == .partly)
        #expect(claim([filling, filling, filling], emptying).outcome == .doesNotHold)
        #expect(claim([emptying, emptying, emptying], still).outcome == .doesNotHold)
        #expect(claim([still, still, still], emptying).outcome == .doesNotHold)
        #expect(claim([emptying, emptying, filling], emptying).outcome.isUndecided)
    }
}
