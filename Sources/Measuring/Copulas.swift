import Files
import Foundation
import InformationTheory
import NumericCore

extension Measurer {
    /// The mutual information of each unit, or of sets of units taken together, with the label by a Gaussian copula.
    func copula(_ samples: FiniteSamples, _ model: MeasuringPlan.CopulaModel, _ notes: inout Notes) throws -> Part {
        let target = try copulaTarget(samples, model)
        let rows = model.isJoint ? try jointRows(samples, target, model) : try unitRows(samples, target, model, &notes)
        let estimator =
            switch model.estimator {
            case .anova: "analysis of variance: Gaussian over all samples and in each class"
            case .mixture: "mixture of one Gaussian for each class"
            case .continuous: "the label as a continuous variable"
            }
        if model.ties == .ordinal {
            notes.add("with ordinal ranks of equal values the result depends on the order of the samples")
        }
        let lead =
            model.isJoint
            ? [
                MeasuredTable.Column("units", title: "units", quantity: "the units' numbers"),
                MeasuredTable.Column("dimensions", title: "dimensions", quantity: "number of units"),
            ] : unitColumns(samples)
        return Part(
            columns: lead + [
                MeasuredTable.Column(
                    "mutual_information_bits", title: "I(X;Y)", quantity: "mutual information with the label", unit: "bits")
            ], rows: rows,
            settings: [
                MeasuredTable.Setting("estimator", "\(model.estimator.rawValue) (\(estimator))"), Self.setting(model.ties),
                Self.setting(biasCorrected: model.biasCorrected),
            ],
            units: try plan.units.isEmpty
                ? samples.source.units : plan.units.reduce(0) { try $0 + $1.numbers(in: samples.source).count })
    }

    static func setting(_ ties: Ties) -> MeasuredTable.Setting {
        MeasuredTable.Setting("ranks of equal values", ties == .midranks ? "midranks" : "ordinal, in order of appearance")
    }

    static func setting(biasCorrected: Bool) -> MeasuredTable.Setting {
        MeasuredTable.Setting("bias correction", biasCorrected ? "yes" : "no")
    }

    private enum CopulaTarget: Sendable {
        case classes([UInt16], CopulaScores)
        case columns([[Double]], CopulaScores)
    }

    private func copulaTarget(_ samples: FiniteSamples, _ model: MeasuringPlan.CopulaModel) throws -> CopulaTarget {
        if model.estimator == .continuous {
            return .columns(try labelColumns(samples), CopulaScores(ofSamples: [samples.count]))
        }
        let classes = try classes(samples)
        let ranked = model.estimator == .mixture ? Set(classes.counts) : [samples.count]
        return .classes(try classes.few(plan.measure, origin: labels?.origin ?? ""), CopulaScores(ofSamples: ranked))
    }

    /// The labels' values on the samples that are measured.
    func labelColumns(_ samples: FiniteSamples) throws -> [[Double]] {
        guard let labels else { preconditionFailure("\(plan.measure.rawValue) was planned without labels") }
        if labels.areTexts {
            throw Fault(
                "the labels are texts, which have no order", at: labels.origin,
                remedy: "name a file of numbers, or choose an estimator for classes", status: .data)
        }
        return labels.numbers(samples.kept)
    }

    private func unitRows(
        _ samples: FiniteSamples, _ target: CopulaTarget, _ model: MeasuringPlan.CopulaModel, _ notes: inout Notes
    ) throws -> [[MeasuredTable.Cell]] {
        let units = try chosenUnits(samples)
        let block = max(1, Self.blockValues / samples.source.samples)
        var rows: [[MeasuredTable.Cell]] = []
        var constants: [Int] = []
        var failures: [(unit: Int, problem: DegenerateSamples)] = []
        for start in stride(from: 0, to: units.count, by: block) {
            let chosen = Array(units[start..<min(start + block, units.count)])
            let values = try samples.columns(chosen)
            let atATime = Self.unitsAtATime(samples.count)
            for step in stride(from: 0, to: chosen.count, by: atATime) {
                try check()
                let count = min(atATime, chosen.count - step)
                let found = try parallelMap(count) { place -> Result<Double, DegenerateSamples> in
                    Self.information(of: [Array(values.row(step + place))], target, model)
                }
                for (place, outcome) in found.enumerated() {
                    let unit = chosen[step + place]
                    switch outcome {
                    case .success(let value): rows.append(unitCells(unit, samples) + [.number(value)])
                    case .failure(.constant(variable: 0)):
                        constants.append(unit)
                        rows.append(unitCells(unit, samples) + [.none])
                    case .failure(.constant): throw fault(.inTarget(.constant(variable: 0)), [unit], samples)
                    case .failure(let problem):
                        failures.append((unit, problem))
                        rows.append(unitCells(unit, samples) + [.none])
                    }
                }
            }
        }
        guard rows.contains(where: { $0.last != MeasuredTable.Cell.none }) else {
            if let first = failures.first { throw fault(first.problem, [first.unit], samples) }
            throw Fault(
                "every unit is constant, and a constant has no Gaussian entropy", at: samples.source.origin,
                remedy: "look at the activations", status: .data)
        }
        if !constants.isEmpty {
            notes.add("\(listed(constants, samples)) without a value: constant, and a constant has no Gaussian entropy")
        }
        if let first = failures.first {
            notes.add(
                "\(listed(failures.map(\.unit), samples)) without a value; the first, because "
                    + words(first.problem, [first.unit], samples))
        }
        return rows
    }

    private func jointRows(
        _ samples: FiniteSamples, _ target: CopulaTarget, _ model: MeasuringPlan.CopulaModel
    ) throws -> [[MeasuredTable.Cell]] {
        let sets =
            try plan.units.isEmpty ? [Array(0..<samples.source.units)] : plan.units.map { try $0.numbers(in: samples.source) }
        return try sets.map { units in
            try checkCount(units.count, samples)
            let values = try samples.columns(units)
            try check()
            switch Self.information(of: (0..<units.count).map { Array(values.row($0)) }, target, model) {
            case .success(let value): return [.units(units), .integer(units.count), .number(value)]
            case .failure(let problem): throw fault(problem, units, samples)
            }
        }
    }

    /// A covariance of d units wants more than d samples; that is said before 4 GB are read.
    func checkCount(_ units: Int, _ samples: FiniteSamples) throws {
        guard samples.count <= units else { return }
        throw Fault(
            "\(samples.count) samples do not determine the entropy of \(units) units, which takes \(units + 1)",
            at: samples.source.origin, remedy: "choose fewer with --units, or measure on more samples", status: .data)
    }

    private static func information(
        of units: [[Double]], _ target: CopulaTarget, _ model: MeasuringPlan.CopulaModel
    ) -> Result<Double, DegenerateSamples> {
        Result { () throws(DegenerateSamples) in
            switch target {
            case .columns(let columns, let scores):
                try GaussianCopula.mutualInformation(
                    of: units, and: columns, ties: model.ties, biasCorrected: model.biasCorrected, scores: scores)
            case .classes(let classes, let scores) where model.estimator == .mixture:
                try GaussianCopula.mixtureInformation(of: units, about: classes, ties: model.ties, scores: scores)
            case .classes(let classes, let scores):
                try GaussianCopula.anovaInformation(
                    of: units, about: classes, ties: model.ties, biasCorrected: model.biasCorrected, scores: scores)
            }
        }
    }

    /// 128 MB of doubles are held at a time.
    private static let blockValues = 1 << 24

    /// Between two looks at whether to stop: some tenths of a second.
    private static func unitsAtATime(_ samples: Int) -> Int {
        min(64, max(ProcessInfo.processInfo.activeProcessorCount, (1 << 20) / max(1, samples)))
    }
}
