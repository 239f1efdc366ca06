import Experiments
import Pruning

/// Table 4: what the methods are like. What can be put to the test is, on LeNet-5.
struct Table4: PruningFigure {
    let identity = Identity(.mutualInformationPruning, "Table 4", "Characteristics of the methods")

    let parameters = PrunedFamily.parameters + PrunedFamily.leNet5.parameters

    private static let methods: [PruningMethod] = [.mipp, .thiNet, .sosp, .graSP, .synFlow]
    private static let imagesOfClass = 600

    /// Untrained networks, the same twice, on one choice of images and on another; as many nodes go on both.
    func studies(_ settings: Settings) -> [PruningStudy] {
        (0..<2).map { choice in
            PruningStudy(
                family: .leNet5, settings: settings, isTrained: false, methods: Self.methods, isRetrained: false,
                imagesOfClass: Self.imagesOfClass,
                imageChoice: UInt64(choice), countingChoice: 0)
        }
    }

    /// What was found of a method, one number a network.
    struct Found {
        let method: PruningMethod
        /// The share of nodes that one choice of images keeps and the other does not, at the middle confidence, in %.
        let changed: [Double]
        /// The greatest share removed of a layer less the least, in points.
        let spread: [Double]
        /// Whether signals still pass from the inputs to the outputs, at every confidence.
        let passes: [Bool]
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = studies(inputs.settings)
        let structures = Structures(PrunedFamily.leNet5.architecture(inputs.settings))
        let candidates = try studies.map { try $0.candidates(inputs) }
        let found = Self.methods.indices.map { place in
            let networks = zip(candidates[0], candidates[1]).map { one, other in
                (first: one.map { $0[place].mask }, second: other.map { $0[place].mask })
            }
            let middle = networks.map { ($0.first[$0.first.count / 2], $0.second[$0.second.count / 2]) }
            return Found(
                method: Self.methods[place],
                changed: middle.map { one, other in
                    let pairs = zip(one.kept.joined(), other.kept.joined())
                    return 100 * Double(pairs.count { $0 != $1 }) / Double(one.nodeCount)
                },
                spread: middle.map { one, _ in 100 * ((one.sparsityOfLayers.max() ?? 0) - (one.sparsityOfLayers.min() ?? 0)) },
                passes: networks.map { $0.first.allSatisfy { SmallerNetwork(structures, keeping: $0) != nil } })
        }
        return result(tables: [Self.table(found)], claims: Self.claims(found))
    }

    private static func table(_ found: [Found]) -> TableResult {
        let rows: [(name: String, here: String, published: [Bool], found: ((Found) -> String)?)] = [
            ("Activation-based", "by definition", [true, true, false, false, false], nil),
            ("Adjacent layer-based", "by definition", [true, true, false, false, false], nil),
            ("Structured", "all are", [true, true, true, false, false], nil),
            (
                "Able to establish layer-wise PRs", "distance between layers’ shares of removed nodes, in points",
                [true, false, true, true, true], { Estimate(mean: $0.spread).clamped(to: .percent).short(digits: 1) }
            ),
            (
                "Layer collapse resistant", "networks that no confidence cuts off", [true, false, true, true, true],
                { "\($0.passes.count(where: \.self)) of \($0.passes.count)" }
            ),
            (
                "Data dependent", "nodes whose fate other images change, in %", [true, true, true, true, false],
                { Estimate(mean: $0.changed).clamped(to: .percent).short(digits: 1) }
            ),
            ("At initialization", "all run", [true, false, true, true, true], nil),
        ]
        return TableResult(
            "As published (yes, no), and what was found of it here; \(Estimate.meanWords(of: found[0].changed.count))", of: rows,
            [("Characteristic", { .text($0.name) }), ("Found here", { .text($0.here) })]
                + found.enumerated().map { place, method in
                    (
                        method.method.label,
                        { row in .text((row.published[place] ? "yes" : "no") + (row.found.map { "; \($0(method))" } ?? "")) }
                    )
                })
    }

    static func claims(_ found: [Found]) -> [Claim] {
        let source = "Appendix F, table 4"
        func parts(_ value: (Found) -> [Double], _ rule: (Found) -> Rule) -> [Claim.Part] {
            found.map { .init($0.method.label, .networks(value($0)), rule($0)) }
        }
        return [
            Claim(
                "data-dependent", "All methods but SynFlow depend on data.", .figure, source,
                "nodes whose fate another choice of images changes, in %", digits: 1, within: .percent,
                parts(\.changed) { $0.method == .synFlow ? .equivalent(within: 0.1) : .over(0) }),
            Claim(
                "layer-wise", "All methods but ThiNet establish shares of their own for each layer.", .figure, source,
                "greatest share removed of a layer less the least, in points", digits: 1, within: .percent,
                // A share rounded to a layer of six filters is off by up to 8 points, to either side.
                parts(\.spread) { $0.method == .thiNet ? .equivalent(within: 16.7) : .over(16.7) }),
            Claim(
                "collapse-resistant", "All methods but ThiNet resist layer collapse.", .figure, source,
                "share of the networks that are cut off at no confidence", digits: 2,
                found.filter { $0.method != .thiNet }.map { .init($0.method.label, .holds($0.passes), .share(over: 0.5)) }),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
