import Experiments

extension Figure5 {
    /// Another way to count neurons.
    typealias Reading = (name: String, measured: [Double])

    /// A number of neurons that the paper reads from a curve or a distribution.
    struct NeuronNumber {
        enum Kind: String {
            case suffice, strip, active

            var quantity: String {
                switch self {
                case .suffice: "neurons that suffice"
                case .strip: "neurons to ablate for chance"
                case .active: "neurons of more mutual information than by chance"
                }
            }

            var definition: String {
                switch self {
                case .suffice: "neurons left before over 2 points are lost, lowest mutual information first"
                case .strip: "neurons of highest mutual information to ablate for an accuracy of 15 %"
                case .active: "neurons above the 99th percentile of the mutual information with shuffled labels"
                }
            }
        }

        let letter: String
        let kind: Kind
        let published: Double
        let statement: String
        /// Of each network.
        let measured: [Double]
        let readings: [Reading]
    }

    /// How many neurons of a layer are active in each network, "characterized by positive mutual information": as the plug-in estimate is
    /// above 0 by its bias alone, those above what it is with the labels shuffled.
    struct ActiveNeurons: Sendable {
        let beyondChance: [Double]
        /// Over 0, over 0.01, over 0.05 bits.
        let readings: [Reading]
        /// The mean floor of the neurons that vary, in bits; 0 where none does.
        let floor: Double
    }

    /// - Parameters:
    ///   - third: layer 3 of panel a.
    ///   - fourth: layer 4 of panel c.
    static func numbers(_ study: Study, third: ActiveNeurons, fourth: ActiveNeurons) -> [NeuronNumber] {
        let stripping = "highest-ranked neurons have to be ablated to strip the network of its ability."
        let stated: [(letter: String, kind: NeuronNumber.Kind, published: Double, statement: String)] = [
            ("a2", .suffice, 250, "about 250 neurons contain all available information."),
            ("a3", .active, 70, "about 70 neurons are active."), ("a4", .strip, 250, "about the 250 \(stripping)"),
            ("a4", .suffice, 100, "about 100 neurons suffice for full accuracy."), ("b4", .strip, 70, "about the 70 \(stripping)"),
            ("b4", .suffice, 30, "about 30 neurons suffice for full accuracy."),
            ("c3", .suffice, 50, "about 50 top-ranked neurons suffice for high accuracy."),
            ("c3", .strip, 150, "up to about 150 top-ranked neurons have to be ablated to reduce accuracy to chance."),
            ("c4", .active, 25, "only about 25 neurons are active."),
        ]
        return stated.map { number in
            let (curves, active) = (study[number.letter], number.letter == "a3" ? third : fourth)
            let (measured, readings): ([Double], [Reading]) =
                switch number.kind {
                case .suffice: (curves.sufficing(), [("over 5 points lost", curves.sufficing(losing: 0.05))])
                case .strip: (curves.toStrip(), [("chance as an accuracy of 20 %", curves.toStrip(to: 0.2))])
                case .active: (active.beyondChance, active.readings)
                }
            return NeuronNumber(
                letter: number.letter, kind: number.kind, published: number.published, statement: number.statement,
                measured: measured, readings: readings)
        }
    }

    static func table(_ numbers: [NeuronNumber]) -> TableResult {
        TableResult(
            "Numbers of neurons, mean over networks", of: numbers,
            [
                ("Panel", { .text($0.letter) }), ("Quantity", { .text($0.kind.quantity) }),
                ("Published, about", { .number($0.published, 0) }), ("Measured", { .number(Statistics.mean($0.measured), 0) }),
                ("Least", { .number($0.measured.min()!, 0) }), ("Most", { .number($0.measured.max()!, 0) }),
            ])
    }
}

extension Figure5.ActiveNeurons {
    /// The labels are those of the validation set, on which neurons are measured.
    init(_ networks: MeasuredNetworks, layer: Int, _ inputs: Inputs) throws {
        try inputs.checkCancellation()
        guard let job = networks.condition.jobs(inputs.settings).first else { preconditionFailure("there are no networks") }
        let held = try inputs.validation(job)
        self.init(networks.networks.map { $0.measures[layer] }, labels: held.labels, classes: held.classes, seed: job.seed)
    }

    /// - Parameters:
    ///   - layer: the measures of its neurons, [network][neuron].
    ///   - labels: of the samples that they were measured on.
    ///   - seed: of the shuffles.
    init(_ layer: [[UnitMeasures]], labels: [UInt16], classes: Int, seed: UInt64, shuffles: Int = 1000) {
        let floor = InformationFloor(
            for: layer.joined(), labels: labels, classes: classes, quantile: 0.99, shuffles: shuffles, seed: seed)
        func count(_ isActive: (UnitMeasures) -> Bool) -> [Double] { layer.map { Double($0.count(where: isActive)) } }
        beyondChance = count(floor.isExceeded)
        readings = [0, 0.01, 0.05].map { bits in
            ("active over \(bits == 0 ? "0" : "\(bits)") bits", count { $0.mutualInformation > bits })
        }
        let floors = layer.joined().filter { $0.entropy > 0 }.map(floor.bits)
        self.floor = floors.isEmpty ? 0 : Statistics.mean(floors)
    }
}

extension Curves {
    /// An accuracy that counts as chance, which is 10 %.
    static let chance = 0.15

    /// The fewest neurons of highest mutual information whose ablation leaves each network at chance; all where none does before.
    func toStrip(to accuracy: Double = chance) -> [Double] {
        self[.highest(.mutualInformation)].map { curve in
            Double(zip(counts, curve).first { $0.1 <= accuracy }?.0 ?? panel.neurons)
        }
    }

    /// How many neurons suffice in each network: what is left of a layer after the longest ablation, lowest mutual information first,
    /// throughout which accuracy loses at most a share against the whole network's.
    func sufficing(losing loss: Double = 0.02) -> [Double] {
        self[.lowest(.mutualInformation)].map { curve in
            let last = curve.prefix { $0 >= curve[0] - loss }.count - 1
            return Double(panel.neurons - counts[last])
        }
    }
}
