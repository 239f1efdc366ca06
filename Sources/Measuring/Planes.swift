import InformationTheory
import NumericCore

extension Measurer {
    /// The information of the whole layer with input and label, a row a quantisation.
    func plane(
        _ samples: FiniteSamples, _ quantisations: [Quantisation], span: ClosedRange<Double>?, _ notes: inout Notes
    ) throws -> Part {
        let units = try chosenUnits(samples)
        let classes = try classes(samples)
        for quantisation in quantisations { try Quantiser.check(quantisation, samples.source) }
        var counter = RowCounter(
            samples.source, quantisations: quantisations, span: span, units: units.count, classes: classes.count, memory: memory)
        try samples.forEachPortion { portion, values in
            try counter.add(values, rows: units, labels: classes.codes[portion], check: check)
        }
        let labelEntropy = labelEntropy(classes)
        let layers = counter.information(classCounts: classes.counts)
        let areSizes = quantisations.contains { if case .binSize = $0 { true } else { false } }
        let limit = DeterministicMath.log2(Double(samples.count))
        let rows = zip(quantisations, layers).map { quantisation, layer -> [MeasuredTable.Cell] in
            let bin: MeasuredTable.Cell =
                switch quantisation {
                case .binSize(let size): .number(size)
                case .bins(let count, _): .integer(count)
                case .thresholds: .none
                }
            return [bin, .number(layer.withInput), .number(layer.withLabel), .integer(layer.occupiedSymbols)]
        }
        let saturated = zip(quantisations, layers).filter { $0.1.occupiedSymbols > samples.count * 9 / 10 }.map(\.0.description)
        if !saturated.isEmpty {
            notes.add(
                "with \(Words.list(saturated)) over nine tenths of the samples differ: the information is near its greatest value and "
                    + "tells more of the bins than of the layer")
        }
        notes.add(
            "at most I(X;T) = log2 N = \(limit.fixed(4)) bits and I(T;Y) = H(Y) = \(labelEntropy.number.fixed(4)) bits of "
                + "\(samples.count) samples in \(classes.count) classes")
        var settings: [MeasuredTable.Setting] = []
        if !areSizes, let span { settings.append(MeasuredTable.Setting("range", Self.words(span))) }
        if case .bins(_, let range?) = quantisations[0] { settings = [MeasuredTable.Setting("range", Self.words(range))] }
        return Part(
            columns: [
                areSizes
                    ? MeasuredTable.Column(
                        "bin_size", title: "bin size", quantity: "width of a bin", unit: "activation", digits: nil)
                    : MeasuredTable.Column("bins", title: "bins", quantity: "number of bins"),
                MeasuredTable.Column("ixt_bits", title: "I(X;T)", quantity: "mutual information of input and layer", unit: "bits"),
                MeasuredTable.Column("ity_bits", title: "I(T;Y)", quantity: "mutual information of layer and label", unit: "bits"),
                MeasuredTable.Column("symbols", title: "symbols", quantity: "different rows of bins"),
            ], rows: rows, settings: settings,
            values: [
                MeasuredTable.Value("log2_samples_bits", "log2 of the number of samples, the greatest I(X;T), in bits", limit),
                labelEntropy,
            ], units: units.count, outside: outside(counter.outside, of: units, samples))
    }

    /// What units have outside the range that was given; nil where none was.
    func outside(_ counts: [OutsideCount], of units: [Int], _ samples: FiniteSamples) -> RangeTally? {
        if counts.isEmpty { return nil }
        var tally = RangeTally(samples: samples.count, units: units.count)
        for (unit, count) in zip(units, counts) { tally.add(count, unit: FiniteSamples.unit(unit, of: samples.source)) }
        return tally
    }

    private static func words(_ range: ClosedRange<Double>) -> String {
        "\(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
    }

    /// The least and greatest activation over all of a layer's epochs, so that one set of bins serves them all; nil where no bins
    /// want it.
    func sequenceSpan(_ layer: MeasuredLayer) throws -> ClosedRange<Double>? {
        guard case .plane(let quantisations) = plan.work else { return nil }
        let wants = quantisations.contains { if case .bins(_, nil) = $0 { true } else { false } }
        guard wants else { return nil }
        var (low, high) = (Double.infinity, -Double.infinity)
        for (_, activations) in layer.checkpoints {
            let samples = try FiniteSamples(activations, labels: labels, onNaN: plan.onNaN, check: check)
            for span in try Self.spans(samples, try chosenUnits(samples)) {
                low = min(low, span.lowerBound)
                high = max(high, span.upperBound)
            }
        }
        return low...high
    }
}
