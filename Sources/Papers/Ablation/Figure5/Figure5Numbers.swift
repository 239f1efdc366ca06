import Experiments

extension Figure5 {
    /// A number of neurons that the paper reads from a curve or a distribution.
    struct NeuronNumber {
        /// How else its neurons can be counted.
        typealias Reading = (name: String, measured: [Double])

        let id: String
        let statement: String
        let source: String
        /// For the table: "neurons that suffice".
        let quantity: String
        /// What is counted: "neurons left when accuracy has fallen by 2 points, lowest mutual information first".
        let definition: String
        let letter: String
        let published: Double
        /// Of each network.
        let measured: [Double]
        let readings: [Reading]

        init(
            _ id: String, _ letter: String, _ statement: String, quantity: String, definition: String, published: Double,
            measured: [Double], readings: [Reading]
        ) {
            self.id = id
            self.letter = letter
            self.statement = "Panel \(letter): \(statement)"
            source = "Section V-E, figure 5\(letter.prefix(1))"
            self.quantity = quantity
            self.definition = definition
            self.published = published
            self.measured = measured
            self.readings = readings
        }
    }

    /// How many neurons of a layer are active in each network, "characterized by positive mutual information": as the plug-in estimate is
    /// above 0 by its bias alone, those above what it is with the labels shuffled.
    struct ActiveNeurons: Sendable {
        let beyondChance: [Double]
        /// Over 0, over 0.01, over 0.05 bits.
        let readings: [NeuronNumber.Reading]
        /// The mean floor of the neurons that vary, in bits; 0 where none does.
        let floor: Double

        init(beyondChance: [Double], readings: [NeuronNumber.Reading], floor: Double) {
            self.beyondChance = beyondChance
            self.readings = readings
            self.floor = floor
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

    /// - Parameters:
    ///   - third: layer 3 of panel a.
    ///   - fourth: layer 4 of panel c.
    static func numbers(_ study: AblationStudy, third: ActiveNeurons, fourth: ActiveNeurons) -> [NeuronNumber] {
        func active(_ id: String, _ letter: String, _ statement: String, _ published: Double, _ neurons: ActiveNeurons)
            -> NeuronNumber
        {
            NeuronNumber(
                id, letter, statement, quantity: "neurons of more mutual information than by chance",
                definition: "neurons above the 99th percentile of the mutual information with shuffled labels",
                published: published,
                measured: neurons.beyondChance, readings: neurons.readings)
        }
        func suffice(_ id: String, _ letter: String, _ statement: String, _ published: Double) -> NeuronNumber {
            NeuronNumber(
                id, letter, statement, quantity: "neurons that suffice",
                definition: "neurons left before over 2 points are lost, lowest mutual information first", published: published,
                measured: study[letter].sufficing(),
                readings: [("over 5 points lost", study[letter].sufficing(losing: 0.05))])
        }
        func strip(_ id: String, _ letter: String, _ statement: String, _ published: Double) -> NeuronNumber {
            NeuronNumber(
                id, letter, statement, quantity: "neurons to ablate for chance",
                definition: "neurons of highest mutual information to ablate for an accuracy of 15 %", published: published,
                measured: study[letter].toStrip(),
                readings: [("chance as an accuracy of 20 %", study[letter].toStrip(to: 0.2))])
        }
        let stripping = "highest-ranked neurons have to be ablated to strip the network of its ability."
        return [
            suffice("a2-suffice", "a2", "about 250 neurons contain all available information.", 250),
            active("a3-active", "a3", "about 70 neurons are active.", 70, third),
            strip("a4-strip", "a4", "about the 250 \(stripping)", 250),
            suffice("a4-suffice", "a4", "about 100 neurons suffice for full accuracy.", 100),
            strip("b4-strip", "b4", "about the 70 \(stripping)", 70),
            suffice("b4-suffice", "b4", "about 30 neurons suffice for full accuracy.", 30),
            suffice("c3-suffice", "c3", "about 50 top-ranked neurons suffice for high accuracy.", 50),
            strip("c3-strip", "c3", "up to about 150 top-ranked neurons have to be ablated to reduce accuracy to chance.", 150),
            active("c4-active", "c4", "only about 25 neurons are active.", 25, fourth),
        ]
    }

    static func table(_ numbers: [NeuronNumber]) -> TableResult {
        TableResult(
            title: "Numbers of neurons, mean over networks",
            header: ["Panel", "Quantity", "Published, about", "Measured", "Least", "Most"],
            rows: numbers.map { number in
                [
                    .text(number.letter), .text(number.quantity), .number(number.published, digits: 0),
                    .number(Statistics.mean(number.measured), digits: 0), .number(number.measured.min()!, digits: 0),
                    .number(number.measured.max()!, digits: 0),
                ]
            })
    }
}

extension AblationCurves {
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
