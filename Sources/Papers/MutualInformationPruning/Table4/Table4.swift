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
        let rows: [(name: String, published: [Bool], found: (Found) -> TableResult.Cell)] = [
            ("Activation-based", [true, true, false, false, false], { _ in "by definition" }),
            ("Adjacent layer-based", [true, true, false, false, false], { _ in "by definition" }),
            ("Structured", [true, true, true, false, false], { _ in "by definition; here all are" }),
            ("Able to establish layer-wise PRs", [true, false, true, true, true], { .mean($0.spread, 1) }),
            (
                "Layer collapse resistant", [true, false, true, true, true],
                { .text("\($0.passes.count(where: \.self)) of \($0.passes.count)") }
            ),
            ("Data dependent", [true, true, true, true, false], { .mean($0.changed, 1) }),
            ("At initialization", [true, false, true, true, true], { _ in "runs" }),
        ]
        return TableResult(
            "As published (yes, no), and as found: between layers’ shares of removed nodes, the greatest distance in points; networks that "
                + "no confidence cuts off; nodes whose fate other images change, in %; "
                + Estimate.meanWords(of: found[0].changed.count),
            of: rows,
            [("Characteristic", { .text($0.name) })]
                + found.enumerated().flatMap {
                    place, method -> [(
                        String, ((name: String, published: [Bool], found: (Found) -> TableResult.Cell)) -> TableResult.Cell
                    )] in
                    [
                        ("\(method.method.label), published", { $0.published[place] ? "yes" : "no" }),
                        ("Found", { $0.found(method) }),
                    ]
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
                "nodes whose fate another choice of images changes, in %", digits: 1,
                parts(\.changed) { $0.method == .synFlow ? .equivalent(within: 0.1) : .over(0) }),
            Claim(
                "layer-wise", "All methods but ThiNet establish shares of their own for each layer.", .figure, source,
                "greatest share removed of a layer less the least, in points", digits: 1,
                // A share rounded to a layer of six filters is off by up to 8 points.
                parts(\.spread) { $0.method == .thiNet ? .equivalent(within: 100.0 / 6) : .over(100.0 / 6) }),
            Claim(
                "collapse-resistant", "All methods but ThiNet resist layer collapse.", .figure, source,
                "share of the networks that are cut off at no confidence", digits: 2,
                found.filter { $0.method != .thiNet }.map { .init($0.method.label, .holds($0.passes), .share(over: 0.5)) }),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
