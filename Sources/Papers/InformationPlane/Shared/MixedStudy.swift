import Experiments

/// The two mixed networks of "Revisiting the Information Plane" (Section 2.1): two hidden layers of one activation lead, three of the other
/// follow.
enum MixedKind: String, CaseIterable, Sendable {
    case leadingReLU, leadingTanh

    /// "leading ReLU": inside a sentence.
    var name: String { "leading \(leader.printed)" }
    /// The activation of layers 1 and 2.
    var leader: Activation { self == .leadingReLU ? .relu : .tanh }
    /// The activation of layers 3 to 5.
    var follower: Activation { self == .leadingReLU ? .tanh : .relu }

    static let leaders = 0..<2
    static let followers = 2..<5
}

/// Mixed networks, and the pure ones that they are held against, on one data set.
///
/// A mixed network trains at the learning rate of the pure networks whose layers its own are compared with, so that nothing but the
/// activations differs.
struct MixedStudy {
    /// Networks of one activation in all hidden layers.
    let tanh: PlaneCondition
    let relu: PlaneCondition

    private static let learningRate = PlaneNetworks.rate(
        "mixedLearningRate", "mixed networks and the pure ones beside them", 0.02,
        because: "one for all, so that only activations differ: figure 17's for ReLU; at each rate tried, from 0.005 to 0.1, mixed "
            + "networks score 0.95 to 0.98 on average and none dies")
    private static let networks = Parameter.chosen(
        "mixedNetworks", "networks of each kind, mixed and pure", 8, 3...1000,
        because: "the paper shows one or two; the others tell what a seed alone changes")

    /// All at one learning rate: on these patterns the kinds are compared with each other too.
    static let szt = MixedStudy(
        tanh: .pure(.tanh, learningRate, count: networks), relu: .pure(.relu, learningRate, count: networks))
    static let mnist3 = MixedStudy(tanh: .mnistTanh, relu: .mnistReLU)

    func pure(_ activation: Activation) -> PlaneCondition { activation == .relu ? relu : tanh }

    func mixed(_ kind: MixedKind) -> PlaneCondition {
        var condition = pure(kind.follower)
        condition.id = kind.rawValue
        condition.name = kind.name
        for layer in MixedKind.leaders { condition.activations[layer] = kind.leader }
        return condition
    }

    /// Mixed and pure networks.
    var conditions: [PlaneCondition] { MixedKind.allCases.map(mixed) + [tanh, relu] }
}

/// Planes of both kinds of mixed networks and of the pure ones that they are held against: what figures 2, 9 and 12 are made of.
struct MixedPlanes {
    typealias Networks = LearnedNetworks<ScoredPlane>

    /// By kind, in the order of `MixedKind.allCases`; of each at least two networks learned.
    let mixed: [(kind: MixedKind, networks: Networks)]
    /// Of each at least two networks learned.
    let pure: [Activation: Networks]
    let limits: (hx: Double, ixy: Double)
    /// By kind.
    let comparisons: [MixedComparison]

    /// - Throws: a `Fault` where too few networks learned for anything to be compared.
    init(_ study: MixedStudy, _ inputs: Inputs) throws {
        let mixed = try MixedKind.allCases.map { (kind: $0, networks: try study.mixed($0).planes(inputs, least: 2)) }
        let pure = [Activation.tanh: try study.tanh.planes(inputs, least: 2), .relu: try study.relu.planes(inputs, least: 2)]
        let limits = try inputs.limits(study.tanh.data.selection)
        comparisons = mixed.map { kind, networks in
            MixedComparison(
                kind, mixed: networks.measured.map(\.plane), follower: pure[kind.follower]!.measured.map(\.plane),
                leader: pure[kind.leader]!.measured.map(\.plane), limits: limits)
        }
        (self.mixed, self.pure, self.limits) = (mixed, pure, limits)
    }

    /// A panel a kind: its first network that learned, the others as replicates.
    var panels: [PanelResult] {
        mixed.enumerated().map { index, entry in
            PanelResult(
                FigureLetters[index], "Leading \(entry.kind.leader.printed)",
                InformationPlane.series(entry.networks.measured.map(\.plane)))
        }
    }

    /// A table a kind.
    /// - Parameter withLeader: whether with the distances from the leading layers.
    func tables(withLeader: Bool) -> [TableResult] {
        comparisons.map { $0.table(layerLabels: mixed[0].networks.drawn.plane.layerLabels, withLeader: withLeader) }
    }

    var values: [NamedValue] {
        let dead: Quantity = "networks that never left chance accuracy"
        let (tanh, relu) = (pure[.tanh]!, pure[.relu]!)
        return DataEntropies.values(limits) + [
            NamedValue("tanhDead", dead, tanh.dead), NamedValue("reluDead", dead, relu.dead),
            NamedValue("pureNetworks", "pure networks a kind", tanh.trained),
        ]
            + mixed.flatMap { kind, networks in
                [
                    NamedValue(
                        "\(kind.rawValue)Score", "accuracy on the held-out samples, network drawn", networks.drawn.score, 3),
                    NamedValue("\(kind.rawValue)Seed", "seed of the network drawn", Double(networks.drawn.seed)),
                    NamedValue("\(kind.rawValue)Trained", "mixed networks trained", networks.trained),
                    NamedValue("\(kind.rawValue)Dead", dead, networks.dead),
                ]
            }
    }
}
