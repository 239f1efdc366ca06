import Experiments

/// What became of one family's networks, trained or not: [network][confidence][method].
struct PrunedGroup: Sendable {
    let family: PrunedFamily
    let isTrained: Bool
    let methods: [PruningMethod]
    let networks: [[[PrunedNetwork]]]
    /// Of the whole networks, one a seed; none of untrained ones.
    let whole: [(training: Double, test: Double)]

    /// "LeNet-5, trained".
    var name: String { "\(family.label), \(isTrained ? "trained" : "untrained")" }

    /// One of the methods: [network][confidence].
    subscript(_ method: PruningMethod) -> [[PrunedNetwork]] {
        guard let place = methods.firstIndex(of: method) else { preconditionFailure("\(method) was not tried") }
        return networks.map { $0.map { $0[place] } }
    }

    /// A method's numbers at each of MIPP's confidences over the share of removed nodes, which the networks of a confidence have in the mean.
    /// - Parameter name: its id and label; nil: the method's.
    func series(
        _ method: PruningMethod, as name: (id: String, label: String)? = nil, _ quantity: Quantity,
        _ value: (PrunedNetwork) -> Double
    ) -> Series {
        let networks = self[method]
        return .overNetworks(
            name?.id ?? method.rawValue, name?.label ?? method.label,
            .mean("sparsity", Quantity("nodes removed", unit: "%"), of: networks.map { $0.map { 100 * $0.mask.sparsity } }),
            quantity, networks.map { $0.map(value) }, within: .percent)
    }

    /// By how much MIPP is above another method, one a network: the mean over its confidences.
    /// - Parameter range: of the share of removed nodes; confidences outside count nothing.
    func advantages(
        over other: PruningMethod, at range: ClosedRange<Double> = 0...1, _ value: (PrunedNetwork) -> Double
    ) -> [Double] {
        zip(self[.mipp], self[other]).compactMap { ours, theirs in
            let gaps = zip(ours, theirs).filter { range.contains($0.0.mask.sparsity) }.map { value($0) - value($1) }
            return gaps.isEmpty ? nil : Statistics.mean(gaps)
        }
    }
}

extension PrunedGroup {
    init(_ study: PruningStudy, _ inputs: Inputs) throws {
        (family, isTrained, methods) = (study.family, study.isTrained, study.methods)
        networks = try study.networks(inputs)
        whole = try study.whole(inputs)
    }
}

extension PruningStudy {
    /// Of every family that the settings have, its networks trained and untrained.
    static func all(
        _ settings: Settings, isRetrained: Bool = true, _ methods: (_ isTrained: Bool) -> [PruningMethod]
    ) -> [PruningStudy] {
        PrunedFamily.all.filter { $0.isHad(settings) }.flatMap { family in
            [true, false].map { isTrained in
                PruningStudy(
                    family: family, settings: settings, isTrained: isTrained, methods: methods(isTrained), isRetrained: isRetrained)
            }
        }
    }

    /// The paper's methods and ours beside them (figures 2 and 3).
    static func compared(_ settings: Settings) -> [PruningStudy] {
        all(settings) { PruningMethod.papers(isTrained: $0) + PruningMethod.ours }
    }
}
