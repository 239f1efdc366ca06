import Files
import InformationTheory
import NumericCore

/// Takes measures of layers.
///
/// Activations are read in portions, so that a layer may be larger than the memory, whatever its numbers of samples and units are.
/// `MeasuringNeed` says what each measure holds beside a portion.
public struct Measurer {
    let plan: MeasuringPlan
    let labels: Labels?
    let memory: Double
    let check: () throws -> Void

    /// - Parameters:
    ///   - labels: as the plan was made for.
    ///   - memory: in bytes, what may be held; more is refused before it is allocated.
    ///   - check: called every now and then; what it throws ends the measuring.
    public init(
        _ plan: MeasuringPlan, labels: Labels? = nil, memory: Double = MemoryLimit.bytes, check: @escaping () throws -> Void = {}
    ) {
        self.plan = plan
        self.labels = labels
        self.memory = memory
        self.check = check
    }

    /// Measures each layer at each of its epochs.
    /// - Returns: a table with a column for the layers where there are several, and one for the epochs where there is a sequence.
    /// - Throws: a `Fault`, or what `check` throws.
    public func measure(_ layers: [MeasuredLayer]) throws -> MeasuredTable {
        guard let first = layers.first?.checkpoints.first?.activations else { preconditionFailure("no layers to measure") }
        for layer in layers {
            for checkpoint in layer.checkpoints {
                try checkShapes(checkpoint.activations, against: first)
                try checkMemory(checkpoint.activations)
            }
        }
        var notes = Notes()
        var columns: [MeasuredTable.Column] = []
        var rows: [[MeasuredTable.Cell]] = []
        var settings: [MeasuredTable.Setting] = []
        var values: [MeasuredTable.Value] = []
        var measuredUnits: [Int] = []
        var measuredSamples = first.samples
        let hasEpochs = layers.contains { $0.checkpoints.contains { $0.epoch != nil } }
        for layer in layers {
            let spans = try sequenceSpan(layer)
            measuredUnits.append(0)
            var outside: [(epoch: Int?, tally: RangeTally)] = []
            for (epoch, activations) in layer.checkpoints {
                try check()
                notes.place = Self.place(layer, epoch, of: layers)
                let samples = try FiniteSamples(activations, labels: labels, onNaN: plan.onNaN, check: check)
                if !samples.kept.areAll { notes.add(Self.droppedNote(samples)) }
                measuredSamples = min(measuredSamples, samples.count)
                let part = try measure(samples, span: spans, notes: &notes)
                (columns, settings, values) = (part.columns, part.settings, part.values)
                measuredUnits[measuredUnits.count - 1] = max(measuredUnits[measuredUnits.count - 1], part.units)
                if let tally = part.outside { outside.append((epoch, tally)) }
                let lead: [MeasuredTable.Cell] =
                    (layers.count > 1 ? [.text(layer.name)] : [])
                    + (hasEpochs ? [epoch.map { .integer($0) } ?? .none] : [])
                rows += part.rows.map { lead + $0 }
            }
            if let range = plan.range, let note = RangeTally.note(outside, range: range) {
                notes.addOnce(layers.count > 1 ? "\(layer.name): \(note)" : note)
            }
        }
        let lead =
            (layers.count > 1 ? [MeasuredTable.Column("layer", title: "layer", quantity: "layer")] : [])
            + (hasEpochs ? [MeasuredTable.Column("epoch", title: "epoch", quantity: "training epoch")] : [])
        var table = MeasuredTable(
            measure: plan.measure, activations: layers.map(\.name), labels: labels?.origin, samples: measuredSamples,
            units: measuredUnits.max() ?? 0, settings: settings, values: values, columns: lead + columns, rows: rows,
            notes: notes.all)
        if Set(measuredUnits).count > 1 { table.unitsByLayer = measuredUnits }
        return table
    }

    /// One layer's part of the table.
    struct Part {
        var columns: [MeasuredTable.Column]
        var rows: [[MeasuredTable.Cell]]
        var settings: [MeasuredTable.Setting]
        var values: [MeasuredTable.Value] = []
        /// How many units were measured.
        var units: Int
        /// What lies outside the range, where one was given.
        var outside: RangeTally?
    }

    private func measure(_ samples: FiniteSamples, span: ClosedRange<Double>?, notes: inout Notes) throws -> Part {
        switch plan.work {
        case .quantisedUnits(let quantisation): try quantisedUnits(samples, quantisation, &notes)
        case .classSelectivity: try classSelectivity(samples, &notes)
        case .plane(let quantisations): try plane(samples, quantisations, span: span, &notes)
        case .copula(let model): try copula(samples, model, &notes)
        case .sets(let model): try sets(samples, model, &notes)
        }
    }

    private func checkShapes(_ activations: any ActivationSource, against first: any ActivationSource) throws {
        func shape(_ source: any ActivationSource) -> String {
            "\(Words.counted(source.samples, "sample")) of \(Words.counted(source.units, "unit"))"
        }
        if activations.samples != first.samples {
            throw Fault(
                "\(activations.origin) has \(shape(activations)), \(first.origin) has \(shape(first))",
                remedy: "measure layers and epochs on the same samples", status: .data)
        }
        if let labels, labels.samples != activations.samples {
            throw Fault(
                "\(activations.origin) has \(shape(activations)), \(labels.origin) has \(Words.counted(labels.samples, "label"))",
                remedy: labels.samples == activations.units
                    ? "are the activations units x samples? They must be samples x units" : "they must be of the same samples",
                status: .data)
        }
    }

    private static func place(_ layer: MeasuredLayer, _ epoch: Int?, of layers: [MeasuredLayer]) -> String? {
        let parts = (layers.count > 1 ? [layer.name] : []) + (epoch.map { ["epoch \($0)"] } ?? [])
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func droppedNote(_ samples: FiniteSamples) -> String {
        let number = samples.source.samples - samples.count
        return "\(number) of \(samples.source.samples) samples are left out, as they hold NaN or infinities: "
            + Words.list(samples.offenders, of: number)
    }

    /// The units to be measured: all of the layer's, or those chosen.
    func chosenUnits(_ samples: FiniteSamples) throws -> [Int] {
        try plan.units.first?.numbers(in: samples.source) ?? Array(0..<samples.source.units)
    }

    /// The classes of the samples that are measured.
    func classes(_ samples: FiniteSamples) throws -> ClassLabels {
        guard let labels else { preconditionFailure("\(plan.measure.rawValue) was planned without labels") }
        return try labels.classes(samples.kept)
    }

    /// H(Y) of the samples that are measured.
    func labelEntropy(_ classes: ClassLabels) -> MeasuredTable.Value {
        MeasuredTable.Value("label_entropy_bits", "entropy of the label in bits", Entropy.ofCounts(classes.counts))
    }

    /// The cells that say which unit a row is of.
    func unitCells(_ unit: Int, _ samples: FiniteSamples) -> [MeasuredTable.Cell] {
        [.integer(unit)] + (samples.source.unitNames.map { [.text($0[unit])] } ?? [])
    }

    func unitColumns(_ samples: FiniteSamples) -> [MeasuredTable.Column] {
        [MeasuredTable.Column("unit", title: "unit", quantity: "the unit's number")]
            + (samples.source.unitNames == nil ? [] : [MeasuredTable.Column("name", title: "name", quantity: "the unit's name")])
    }

    /// "units 0-2 and 7", with names where the file has them.
    func listed(_ units: [Int], _ samples: FiniteSamples) -> String {
        let names = samples.source.unitNames
        let first = units.prefix(Words.mostListed).map { unit in names.map { "\(unit) ('\($0[unit])')" } ?? "\(unit)" }
        return (units.count == 1 ? "unit " : "units ") + Words.list(first, of: units.count)
    }

    /// Notes, each once, with the layers and epochs that it is of where that is not all of them.
    struct Notes {
        private var entries: [(text: String, places: [String])] = []
        /// Each text's place among the entries.
        private var known: [String: Int] = [:]
        private var placeCount = 0
        /// The layer and epoch that are being measured, where there are several; each is set once.
        var place: String? {
            didSet { if place != nil, place != oldValue { placeCount += 1 } }
        }

        mutating func add(_ text: String) {
            let entry = known[text] ?? entries.count
            if entry == entries.count {
                known[text] = entry
                entries.append((text, []))
            }
            if let place, entries[entry].places.last != place { entries[entry].places.append(place) }
        }

        /// A note that says itself what it is of.
        mutating func addOnce(_ text: String) { entries.append((text, [])) }

        var all: [String] {
            entries.map { text, places in
                places.isEmpty || places.count == placeCount ? text : "\(Words.list(places)): \(text)"
            }
        }
    }
}
