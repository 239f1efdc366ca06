import Files
import InformationTheory

extension Measurer {
    /// O-information, total correlation or dual total correlation of sets of units, joined with the label where there is one.
    func sets(_ samples: FiniteSamples, _ model: MeasuringPlan.SetModel, _ notes: inout Notes) throws -> Part {
        if let quantisation = model.quantisation { return try plugInSets(samples, quantisation) }
        let universe = try setUniverse(samples)
        if model.search == nil {
            for set in try explicitSets(samples) { try checkCount(set.count, samples) }
        }
        if model.ties == .ordinal {
            notes.add("with ordinal ranks of equal values the result depends on the order of the samples")
        }
        let system = try system(universe, samples, model)
        let settings =
            [MeasuredTable.Setting("estimator", "Gaussian copula")]
            + (labels == nil ? [] : [MeasuredTable.Setting("label", Self.words(model.treatment))])
            + [Self.setting(model.ties), Self.setting(biasCorrected: model.biasCorrected)]
        let rows =
            if let search = model.search {
                try searchRows(search, system, universe, samples, &notes)
            } else {
                try setRows(system, universe, samples, &notes)
            }
        return Part(
            columns: model.search == nil ? setColumns : searchColumns, rows: rows, settings: settings, units: universe.count)
    }

    private static func words(_ treatment: MeasuringOptions.LabelTreatment) -> String {
        switch treatment {
        case .number: "joined as one more variable, its number"
        case .oneHot: "joined as one more variable, an indicator for each class but the last"
        case .classes: "joined as a class that sets the units' covariance"
        }
    }

    /// The sets that are asked for by name; none where the layer as a whole is.
    private func explicitSets(_ samples: FiniteSamples) throws -> [[Int]] {
        try plan.units.map { try $0.numbers(in: samples.source) }
    }

    /// All units that some set has, ascending.
    private func setUniverse(_ samples: FiniteSamples) throws -> [Int] {
        let sets = try explicitSets(samples)
        return sets.isEmpty ? Array(0..<samples.source.units) : Set(sets.joined()).sorted()
    }

    private func system(_ units: [Int], _ samples: FiniteSamples, _ model: MeasuringPlan.SetModel) throws -> OInformationSystem {
        var target = OInformationSystem.Target.none
        if labels != nil {
            switch model.treatment {
            case .number: target = .columns(try labelColumns(samples))
            case .oneHot: target = .oneHot(try classes(samples).few(plan.measure, origin: labels?.origin ?? ""))
            case .classes: target = .classes(try classes(samples).few(plan.measure, origin: labels?.origin ?? ""))
            }
        }
        let values = try samples.columns(units)
        try check()
        do {
            return try OInformationSystem(
                units: (0..<units.count).map { Array(values.row($0)) }, target: target, ties: model.ties,
                biasCorrected: model.biasCorrected)
        } catch {
            throw fault(error, units, samples)
        }
    }

    func leftOut(_ system: OInformationSystem, _ universe: [Int], _ samples: FiniteSamples) -> [String] {
        system.leftOut.map { left in
            let name = FiniteSamples.unit(universe[left.unit], of: samples.source)
            return switch left.reason {
            case .constant: "\(name) is constant"
            case .copy(let original):
                "\(name) ranks the samples as \(FiniteSamples.unit(universe[original], of: samples.source)) does, or in reverse"
            case .determinedByTarget: "\(name) is determined by the label"
            }
        }
    }

    // MARK: Sets as they are

    private var setColumns: [MeasuredTable.Column] {
        let total = MeasuredTable.Column(
            "total_correlation_bits", title: "TC", quantity: "total correlation", unit: "bits")
        let dual = MeasuredTable.Column(
            "dual_total_correlation_bits", title: "DTC", quantity: "dual total correlation", unit: "bits")
        let values: [MeasuredTable.Column] =
            switch plan.measure {
            case .totalCorrelation: [total]
            case .dualTotalCorrelation: [dual]
            default:
                [
                    MeasuredTable.Column("o_information_bits", title: "O-information", quantity: "O-information", unit: "bits"),
                    total, dual,
                ]
            }
        return [
            MeasuredTable.Column("units", title: "units", quantity: "the units' numbers"),
            MeasuredTable.Column("order", title: "order", quantity: "number of units, the label not counted"),
        ] + values
    }

    private func setCells(_ units: [Int], oInformation: Double, total: Double, dual: Double) -> [MeasuredTable.Cell] {
        let values: [Double] =
            switch plan.measure {
            case .totalCorrelation: [total]
            case .dualTotalCorrelation: [dual]
            default: [oInformation, total, dual]
            }
        return [.units(units), .integer(units.count)] + values.map { .number($0) }
    }

    private func setRows(
        _ system: OInformationSystem, _ universe: [Int], _ samples: FiniteSamples, _ notes: inout Notes
    ) throws -> [[MeasuredTable.Cell]] {
        let places = Dictionary(uniqueKeysWithValues: zip(universe, universe.indices))
        var sets = try explicitSets(samples)
        if sets.isEmpty {
            let left = leftOut(system, universe, samples)
            if !left.isEmpty { notes.add("left out, as the covariance would be singular: \(Words.list(left))") }
            guard !system.usable.isEmpty else {
                throw Fault(
                    "no unit can be measured: \(Words.list(left))", at: samples.source.origin, remedy: "look at the activations",
                    status: .data)
            }
            sets = [system.usable.map { universe[$0] }]
        }
        return try sets.map { units in
            try check()
            do {
                let found = try system.information(of: units.map { places[$0]! })
                return setCells(
                    units, oInformation: found.oInformation, total: found.totalCorrelation, dual: found.dualTotalCorrelation)
            } catch let problem as DegenerateSamples {
                if let left = system.leftOut.first(where: { units.contains(universe[$0.unit]) }) {
                    let why = leftOut(system, universe, samples)[system.leftOut.firstIndex(of: left)!]
                    throw Fault(
                        "\(why), so that units \(Words.runs(units)) have no Gaussian entropy", at: samples.source.origin,
                        remedy: "leave it out of --units", status: .data)
                }
                throw fault(problem, universe, samples)
            }
        }
    }

    /// By plug-in entropies of quantised units.
    private func plugInSets(_ samples: FiniteSamples, _ quantisation: Quantisation) throws -> Part {
        let explicit = try explicitSets(samples)
        let universe = try setUniverse(samples)
        try Quantiser.check(quantisation, samples.source)
        let (variables, outside) = try symbols(samples, universe, quantisation)
        let label = labels == nil ? nil : try classes(samples).codes.map { UInt32($0) }
        let places = Dictionary(uniqueKeysWithValues: zip(universe, universe.indices))
        let rows = try (explicit.isEmpty ? [universe] : explicit).map { units in
            let members = units.map { variables[places[$0]!] } + (label.map { [$0] } ?? [])
            let found = try SystemEntropies(numbered: members, check: check)
            return setCells(
                units, oInformation: found.oInformation, total: found.totalCorrelation, dual: found.dualTotalCorrelation)
        }
        return Part(
            columns: setColumns, rows: rows,
            settings: [MeasuredTable.Setting("estimator", "plug-in entropies, \(Self.unitWords(quantisation))")]
                + (labels == nil ? [] : [MeasuredTable.Setting("label", "joined as one more variable, its class")]),
            units: universe.count, outside: quantisation.hasRange ? self.outside(outside, of: universe, samples) : nil)
    }

    /// Each unit's symbols, numbered by first appearance, and what it has outside the range that was given.
    private func symbols(
        _ samples: FiniteSamples, _ units: [Int], _ quantisation: Quantisation
    ) throws -> (variables: [[UInt32]], outside: [OutsideCount]) {
        let spans: [ClosedRange<Double>]? = if case .bins(_, nil) = quantisation { try Self.spans(samples, units) } else { nil }
        let range: ClosedRange<Double>? = if case .bins(_, let range?) = quantisation { range } else { nil }
        let quantisers = units.indices.map {
            Quantiser(quantisation, span: spans?[$0], isSinglePrecision: samples.source.isSinglePrecision)
        }
        var variables: [[UInt32]] = []
        var outside = Array(repeating: OutsideCount(), count: units.count)
        let block = Self.unitsAtOnce(units.count, samples.count)
        for start in stride(from: 0, to: units.count, by: block) {
            let values = try samples.columns(Array(units[start..<min(start + block, units.count)]))
            var codes = SymbolCodes()
            for row in 0..<values.rows {
                try check()
                let unit = start + row
                try quantisers[unit].codes(of: values, row: row, into: &codes, at: samples.source.origin)
                if let range { values.withRow(row) { outside[unit].add($0, range) } }
                variables.append(codes.numbered)
            }
        }
        return (variables, outside)
    }

    /// As many whole units as take 128 MB, or an eighth of what all units' symbols take.
    static func unitsAtOnce(_ units: Int, _ samples: Int) -> Int { max(1, (1 << 24) / max(1, samples), units / 16) }
}
