import Experiments

/// Planes of both kinds of mixed networks and of the pure ones that they are held against: what figures 2, 9 and 12 are made of.
struct MixedPlanes {
    /// By kind, in the order of `MixedKind.allCases`; of each at least two networks learned.
    let mixed: [(kind: MixedKind, networks: MeasuredNetworks)]
    /// Of each at least two networks learned.
    let pure: (tanh: MeasuredNetworks, relu: MeasuredNetworks)
    let limits: (hx: Double, ixy: Double)

    /// - Throws: a `Fault` where too few networks learned for anything to be compared.
    init(_ study: MixedStudy, _ inputs: Inputs) throws {
        let settings = inputs.settings
        func measured(_ jobs: [TrainingJob], _ name: String, _ learningRate: Parameter) throws -> MeasuredNetworks {
            let networks = try MeasuredNetworks(jobs, binSize: settings.number(PlaneNetworks.binSize), inputs)
            guard networks.planes.count >= 2 else {
                throw Fault(
                    "of \(networks.trained) \(name) networks, \(networks.planes.count) left chance accuracy; 2 must",
                    remedy: "choose another '\(learningRate.key)' or 'firstSeed', or more networks", status: .figureFailed)
            }
            return networks
        }
        func pure(_ activation: Activation) throws -> MeasuredNetworks {
            try measured(study.pureJobs(activation, settings), activation.printed, study.learningRate(activation))
        }
        mixed = try MixedKind.allCases.map { kind in
            (kind: kind, networks: try measured(study.jobs(kind, settings), kind.name, study.learningRate(kind.follower)))
        }
        self.pure = (tanh: try pure(.tanh), relu: try pure(.relu))
        limits = DataEntropies.of(try inputs.data(study.data).split.training)
    }

    private func pure(_ activation: Activation) -> MeasuredNetworks { activation == .relu ? pure.relu : pure.tanh }

    /// By kind.
    var comparisons: [MixedComparison] {
        mixed.map { kind, networks in
            MixedComparison(
                kind, mixed: networks.planes, follower: pure(kind.follower).planes, leader: pure(kind.leader).planes,
                limits: limits)
        }
    }

    /// A panel a kind: its first network that learned, the others as replicates.
    var panels: [PanelResult] {
        mixed.enumerated().map { index, entry in
            PanelResult(
                letter: FigureLetters[index], title: entry.kind.title, series: InformationPlane.series(entry.networks.planes))
        }
    }

    /// What the words around the figure quote.
    var values: [NamedValue] {
        let dead = Quantity("networks that never left chance accuracy")
        let shared = [
            NamedValue(
                id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: limits.hx, digits: 3),
            NamedValue(
                id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: limits.ixy,
                digits: 3),
            NamedValue(id: "tanhDead", quantity: dead, value: Double(pure.tanh.dead), digits: 0),
            NamedValue(id: "reluDead", quantity: dead, value: Double(pure.relu.dead), digits: 0),
            NamedValue(id: "pureNetworks", quantity: Quantity("pure networks a kind"), value: Double(pure.tanh.trained), digits: 0),
        ]
        return shared
            + mixed.flatMap { kind, networks in
                [
                    NamedValue(
                        id: "\(kind.rawValue)Score", quantity: Quantity("accuracy on the held-out samples, network drawn"),
                        value: networks.scores[0], digits: 3),
                    NamedValue(
                        id: "\(kind.rawValue)Seed", quantity: Quantity("seed of the network drawn"),
                        value: Double(networks.seeds[0]), digits: 0),
                    NamedValue(
                        id: "\(kind.rawValue)Trained", quantity: Quantity("mixed networks trained"),
                        value: Double(networks.trained), digits: 0),
                    NamedValue(id: "\(kind.rawValue)Dead", quantity: dead, value: Double(networks.dead), digits: 0),
                ]
            }
    }
}
