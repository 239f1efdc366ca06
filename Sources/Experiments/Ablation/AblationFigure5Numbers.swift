import NumericCore
import Results
import SampleStatistics

extension AblationFigure5 {
    /// A number of neurons that the paper reads from a curve or a distribution.
    package struct NeuronNumber {
        package let id: String
        package let statement: String
        package let source: String
        /// For the table: "neurons that suffice".
        package let quantity: String
        package let letter: String
        package let published: Double
        /// Of each network.
        package let measured: [Double]

        package init(
            _ id: String, _ letter: String, _ statement: String, quantity: String, source: String, published: Double,
            measured: [Double]
        ) {
            self.id = id
            self.letter = letter
            self.statement = statement
            self.quantity = quantity
            self.source = source
            self.published = published
            self.measured = measured
        }
    }

    static func numbers(_ study: AblationStudy) -> [NeuronNumber] {
        let active = "neurons with positive mutual information"
        let suffice = "neurons that suffice"
        let stripped = "neurons to ablate for chance"
        func number(
            _ id: String, _ letter: String, _ statement: String, _ quantity: String, _ published: Double, _ measured: [Double]
        ) -> NeuronNumber {
            NeuronNumber(
                id, letter, "Panel \(letter): \(statement)", quantity: quantity,
                source: "Section V-E, figure 5\(letter.prefix(1))", published: published, measured: measured)
        }
        func activeCount(_ letter: String, layer: Int) -> [Double] {
            study.condition(letter).count(layer: layer) { $0.mutualInformation > 0 }
        }
        return [
            number(
                "a2-suffice", "a2", "about 250 neurons contain all available information.", suffice, 250, study["a2"].sufficing),
            number("a3-active", "a3", "about 70 neurons are active.", active, 70, activeCount("a3", layer: 2)),
            number(
                "a4-strip", "a4", "about the 250 highest-ranked neurons have to be ablated to strip the network of its ability.",
                stripped,
                250, study["a4"].toStrip),
            number("a4-suffice", "a4", "about 100 neurons suffice for full accuracy.", suffice, 100, study["a4"].sufficing),
            number(
                "b4-strip", "b4", "about the 70 highest-ranked neurons have to be ablated to strip the network of its ability.",
                stripped,
                70, study["b4"].toStrip),
            number("b4-suffice", "b4", "about 30 neurons suffice for full accuracy.", suffice, 30, study["b4"].sufficing),
            number(
                "c3-suffice", "c3", "about 50 top-ranked neurons suffice for high accuracy.", suffice, 50, study["c3"].sufficing),
            number(
                "c3-strip", "c3", "up to about 150 top-ranked neurons have to be ablated to reduce accuracy to chance.", stripped,
                150,
                study["c3"].toStrip),
            number("c4-active", "c4", "only about 25 neurons are active.", active, 25, activeCount("c4", layer: 3)),
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
    /// The fewest neurons of highest mutual information whose ablation leaves each network at most 15 % accurate, chance being 10 %; all
    /// where none does before.
    package var toStrip: [Double] {
        self[.highest(.mutualInformation)].map { curve in
            Double(zip(counts, curve).first { $0.1 <= 0.15 }?.0 ?? panel.neurons)
        }
    }

    /// How many neurons suffice in each network: what is left of a layer after the longest ablation, lowest mutual information first,
    /// throughout which accuracy stays within 2 points of the whole network's.
    package var sufficing: [Double] {
        self[.lowest(.mutualInformation)].map { curve in
            let last = curve.prefix { $0 >= curve[0] - 0.02 }.count - 1
            return Double(panel.neurons - counts[last])
        }
    }
}
