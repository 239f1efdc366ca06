import InformationTheory
import NumericCore
import Testing

@Suite("The code of the article \"Measuring a layer\"")
struct MeasuringALayer {
    @Test("two units that determine their exclusive or, and neither alone")
    func exclusiveOr() {
        // listing: layer-bins
        // Two units on four equally likely samples, unit by unit; the label is their exclusive or.
        let activations = Matrix<Float>(
            rows: 2, columns: 4,
            values: [
                -0.8, -0.7, 0.8, 0.9,
                -0.9, 0.8, -0.8, 0.7,
            ])
        let labels: [UInt16] = [0, 1, 1, 0]

        var meter = LayerInformationMeter(labels: labels, classes: 2)
        let layer = meter.measure(activations.values, units: 2, binning: Binning(size: 1))
        // layer.withInput is I(X;T) = 2 bits: the layer tells all four samples apart.
        // layer.withLabel is I(T;Y) = 1 bit: it determines the label.
        // end of listing
        #expect(layer == LayerInformation(withInput: 2, withLabel: 1, occupiedSymbols: 4))

        // listing: layer-units
        let units = UnitMeasures.of(activations: activations, labels: labels, classes: 2, threshold: 0)
        // Each unit has an entropy of 1 bit, and neither tells anything of the label: mutualInformation is 0.
        // end of listing
        #expect(units.map(\.entropy) == [1, 1])
        #expect(units.map(\.mutualInformation) == [0, 0])

        // listing: layer-synergy
        let isActive = (0..<2).map { unit in activations.row(unit).map { $0 > 0 ? 1 : 0 } }
        let balance = OInformation.of(isActive + [labels.map(Int.init)])
        // balance is -1 bit: what the two units and the label share is in all three together and in no pair.
        // end of listing
        #expect(balance == -1)
    }

    @Test("among three units two are copies with noise, and the search names them")
    func search() throws {
        // listing: layer-search
        var random = SeededGenerator(seed: 1, purpose: "an example")
        let signal = random.normals(2000)
        let copy = zip(signal, random.normals(2000)).map { $0 + 0.3 * $1 }
        let other = random.normals(2000)
        let labels = signal.map { UInt16($0 > 0 ? 1 : 0) }

        let system = try OInformationSystem(units: [signal, other, copy], target: .classes(labels), ties: .midranks)
        let pairs = try OInformationSearch(system).exhaustive(sizes: 2...2)
        // pairs[0].maximum names units 0 and 2: both say the same about the label.
        // end of listing
        let most = try #require(pairs[0].maximum)
        #expect(most.units == [0, 2])
        #expect(most.oInformation > 0.2)
    }
}
