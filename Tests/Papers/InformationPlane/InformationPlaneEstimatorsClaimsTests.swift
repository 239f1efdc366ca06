import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// Every rule of the estimators' figure is fed paths that meet it and paths that fail it.
@Suite struct InformationPlaneEstimatorsClaimsTests {
    private typealias Figure = Estimators

    /// A network whose hidden layers all walk the same way by each estimator; the output layer's is another.
    private func network(binned: [Double], lower: [Double], upper: [Double]) -> Figure.MeasuredNetwork {
        func plane(_ path: [Double]) -> InformationPlane {
            func layer(_ path: [Double]) -> [LayerInformation] {
                path.map { LayerInformation(withInput: $0, withLabel: 0.5, occupiedSymbols: 1) }
            }
            return InformationPlane(
                epochs: Array(path.indices), layers: .init(repeating: layer(path), count: 5) + [layer(path.map { 1 + 0.1 * $0 })])
        }
        return .init(
            planes: [.binned: plane(binned), .lower: plane(lower), .upper: plane(upper)],
            finalLabelBounds: .init(repeating: 0...1, count: 6))
    }

    private func learned(_ networks: [Figure.MeasuredNetwork], of trained: Int) -> Figure.Networks {
        LearnedNetworks(networks, trained: trained)
    }

    private let turning = [2.0, 6, 5, 3]
    private let rising = [2.0, 4, 5, 6]
    private let falling = [6.0, 5, 4, 3]

    @Test("tanh's compression fails in part where layers only rise or only fall, and is asked of each estimator for itself")
    func tanhCompresses() {
        let turned = network(binned: turning, lower: turning, upper: turning)
        let binsOnly = network(binned: turning, lower: rising, upper: falling)
        let still = network(binned: [2, 2], lower: [2, 2], upper: [2, 2])
        func claim(_ networks: [Figure.MeasuredNetwork], _ estimator: Figure.Estimator) -> Claim {
            Figure.tanhCompresses(learned(networks, of: 3), by: estimator)
        }
        for estimator in Figure.Estimator.allCases {
            #expect(claim([turned, turned, turned], estimator).outcome == .holds)
            #expect(claim([still, still, still], estimator).outcome == .doesNotHold)
            #expect(claim([turned, turned], estimator).outcome.isUndecided)
        }
        #expect(claim([binsOnly, binsOnly, binsOnly], .binned).outcome == .holds)
        #expect(claim([binsOnly, binsOnly, binsOnly], .lower).outcome == .partly)
        #expect(claim([binsOnly, binsOnly, binsOnly], .upper).outcome == .partly)
        #expect(claim([turned, turned, binsOnly], .upper).outcome.isUndecided)
    }

    @Test("that ReLU does not compress fails where layers fall, and is asked of each estimator for itself")
    func reluDoesNot() {
        let keeping = network(binned: rising, lower: [2, 5, 4.95], upper: rising)
        let losing = network(binned: turning, lower: rising, upper: rising)
        func claim(_ networks: [Figure.MeasuredNetwork], _ estimator: Figure.Estimator) -> Claim {
            Figure.reluDoesNot(learned(networks, of: 4), by: estimator)
        }
        #expect(claim([keeping, keeping, keeping], .binned).outcome == .holds)
        #expect(claim([keeping, keeping, keeping], .lower).outcome == .holds)
        #expect(claim([losing, losing, losing], .binned).outcome == .doesNotHold)
        #expect(claim([losing, losing, losing], .upper).outcome == .holds)
        #expect(claim([keeping, keeping, losing], .binned).outcome.isUndecided)
        #expect(claim([keeping, keeping, keeping], .binned).measured.contains("3 of 4 networks"))
    }

    @Test("that bins and distances move together fails where both bounds go their own way, and in part where one does")
    func tracksClustering() {
        let together = network(binned: turning, lower: turning.map { $0 - 1 }, upper: turning.map { $0 * $0 })
        let apart = network(binned: turning, lower: turning, upper: [3, 1, 2, 4])
        let neither = network(binned: turning, lower: [3, 1, 2, 4], upper: [3, 1, 2, 4])
        func claim(_ networks: [Figure.MeasuredNetwork]) -> Claim {
            Figure.tracksClustering("tanh", "tanh", learned(networks, of: 3))
        }
        #expect(claim([together, together, together]).outcome == .holds)
        #expect(claim([apart, apart, apart]).outcome == .partly)
        #expect(claim([neither, neither, neither]).outcome == .doesNotHold)
        #expect(claim([together, apart, together]).outcome.isUndecided)
        #expect(together.rankCorrelation(with: .upper).withinLayers == 1)
        #expect(apart.rankCorrelation(with: .upper).withinLayers < 0)
    }

    @Test("the estimators' statements are of works that the paper cites and are not counted as its own")
    func origin() {
        let networks = learned([network(binned: turning, lower: turning, upper: turning)], of: 1)
        let claims = [
            Figure.tanhCompresses(networks, by: .binned), Figure.reluDoesNot(networks, by: .lower),
            Figure.tracksClustering("tanh", "tanh", networks),
        ]
        #expect(claims.allSatisfy { $0.group == .ours })
    }

    @Test("a layer that never moves by one estimator has no rank correlation and is left out")
    func constantLayer() {
        var network = network(binned: turning, lower: turning, upper: turning)
        func stop(_ layer: Int) {
            for epoch in 0..<4 { network.planes[.binned]!.layers[layer][epoch].withInput = 5 }
        }
        stop(0)
        #expect(network.rankCorrelation(with: .lower).withinLayers == 1)
        for layer in 0..<6 { stop(layer) }
        #expect(network.rankCorrelation(with: .lower).withinLayers == 0)
    }

    @Test("measured epochs are recorded ones, with the first and the last, spread in proportion to the epoch")
    func epochs() {
        let recorded = Array(0...20) + Array(stride(from: 25, through: 8000, by: 25))
        let measured = Figure.measuredEpochs(60, of: recorded)
        #expect(Set(measured).isSubset(of: recorded))
        #expect(measured.first == 0 && measured.last == 8000)
        #expect(measured == measured.sorted())
        #expect((50...60).contains(measured.count))
        #expect(measured.count { $0 < 100 } > 15)
        #expect(Figure.measuredEpochs(1000, of: [0, 1, 2, 5]) == [0, 1, 2, 5])
        #expect(Figure.measuredEpochs(3, of: [0, 1, 2, 3, 4, 5]) == [0, 1, 5])
    }
}
