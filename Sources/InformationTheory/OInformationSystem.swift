import NumericCore
import SampleStatistics

/// Units and what they are joined with, ready for the O-information of any multiplet of the units together with the target.
///
/// With X a multiplet's units and Y the target, Ω(X, Y) = TC(X) - DTC(X|Y), because I(X;Y) is in both TC(X, Y) = TC(X) + I(X;Y) and
/// DTC(X, Y) = DTC(X|Y) + I(X;Y). So two covariances are all that is needed: the units' own, and theirs given the target (one for
/// each class where the target is a class).
public struct OInformationSystem: Sendable {
    /// What every multiplet is joined with, as one variable.
    public enum Target: Sendable {
        case none
        /// Continuous columns, or a label as a number; several columns are one variable of several dimensions.
        case columns([[Double]])
        /// A class for each sample, on which the units' covariance depends, as in the model of `GaussianCopula.anovaInformation`.
        case classes([UInt16])

        /// The label as one variable of indicator columns, without that of the last class, which the others determine; which one is
        /// left out changes nothing where ties are midranks.
        public static func oneHot(_ labels: [UInt16]) -> Target {
            .columns(ClassSamples.grouped(by: labels).dropLast().map { samples in labels.map { Int($0) == samples.label ? 1 : 0 } })
        }
    }

    /// A unit that is in no multiplet, and why.
    public struct LeftOut: Sendable, Equatable, CustomStringConvertible {
        public enum Reason: Sendable, Equatable {
            /// It has one value only: a dead neuron.
            case constant
            /// It ranks the samples as an earlier unit does, or in reverse.
            case copy(of: Int)
            /// The target leaves nothing of its variance, or it is constant in one of the classes.
            case determinedByTarget
        }
        public var unit: Int
        public var reason: Reason

        public init(unit: Int, reason: Reason) {
            self.unit = unit
            self.reason = reason
        }

        public var description: String {
            switch reason {
            case .constant: "unit \(unit) is constant"
            case .copy(let original): "unit \(unit) is a copy of unit \(original)"
            case .determinedByTarget: "unit \(unit) is determined by the target"
            }
        }
    }

    /// How many units were given.
    public let units: Int
    /// The units that multiplets are made of, ascending.
    public let usable: [Int]
    /// The others, ascending: with them a covariance would be singular and the O-information infinite.
    public let leftOut: [LeftOut]
    /// The most units that a multiplet may have: all usable ones, or as many as the samples (of the smallest class) determine.
    public let largestSize: Int

    /// The usable units' correlations.
    let marginal: Matrix<Double>
    /// Their covariances given the target, on the scale of the correlations, with weights that add up to 1.
    let conditionals: [(weight: Double, matrix: Matrix<Double>)]
    let corrections: BiasCorrections

    /// Units by a Gaussian copula.
    /// - Parameters:
    ///   - units: each unit's values on the same samples.
    ///   - biasCorrected: takes each entropy's bias away.
    ///   - scores: the scores of as many samples, if they are at hand.
    /// - Throws: too few samples (of a class) for one unit with the target, or a target that is constant or singular in itself.
    public init(
        units: [[Double]], target: Target = .none, ties: Ties, biasCorrected: Bool = true, scores: CopulaNormalisation? = nil
    ) throws(DegenerateSamples) {
        let samples = units.first?.count ?? 0
        guard samples > 1 else { throw .tooFew(samples: samples, dimensions: 1) }
        let normalisation = scores ?? CopulaNormalisation(samples: samples)
        let constants = units.indices.filter { GaussianCopula.isConstant(units[$0]) }
        let normalized = units.map { normalisation.copulaNormalize($0, ties: ties) }
        switch target {
        case .none: try self.init(Covariance(of: normalized), constants: constants, biasCorrected: biasCorrected)
        case .columns(let columns):
            precondition(columns.allSatisfy { $0.count == samples }, "the target's samples are not the units'")
            if columns.isEmpty { throw .inTarget(.constant(variable: 0)) }
            do { try GaussianCopula.check(columns) } catch { throw .inTarget(error) }
            let joint = Covariance(of: normalized + columns.map { normalisation.copulaNormalize($0, ties: ties) })
            try self.init(joint, targetColumns: columns.count, constants: constants, biasCorrected: biasCorrected)
        case .classes(let labels):
            precondition(labels.count == samples, "\(labels.count) labels of \(samples) samples")
            try self.init(Covariance(of: normalized), normalized, labels, constants: constants, biasCorrected: biasCorrected)
        }
    }

    /// Units whose covariance is known.
    /// - Parameter targetColumns: how many of the last variables are the target's, as one variable.
    public init(covariance: Covariance, targetColumns: Int = 0, biasCorrected: Bool = true) throws(DegenerateSamples) {
        try self.init(covariance, targetColumns: targetColumns, constants: [], biasCorrected: biasCorrected)
    }

    private init(
        _ joint: Covariance, targetColumns: Int = 0, constants: [Int], biasCorrected: Bool
    ) throws(DegenerateSamples) {
        let units = joint.dimensions - targetColumns
        precondition(units >= 0, "\(targetColumns) target columns among \(joint.dimensions) variables")
        if let samples = joint.samples, samples < targetColumns + 2 {
            throw .tooFew(samples: samples, dimensions: targetColumns + 1)
        }
        let target = joint.restricted(to: Array(units..<joint.dimensions))
        let factor: Cholesky
        do { factor = try Cholesky(target) } catch { throw .inTarget(error) }
        // C_XX - C_XY C_YY⁻¹ C_YX
        let halves = (0..<units).map { unit in factor.solve((units..<joint.dimensions).map { joint.matrix[unit, $0] }) }
        var given = joint.restricted(to: Array(0..<units)).matrix
        for i in 0..<units {
            for j in 0..<units { given[i, j] -= zip(halves[i], halves[j]).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        self.init(
            joint.restricted(to: Array(0..<units)).matrix, [(1, given)], constants: constants,
            BiasCorrections(
                samples: biasCorrected ? joint.samples : nil, targetColumns: targetColumns,
                largest: joint.samples.map { min(units, $0 - 1 - targetColumns) } ?? units))
    }

    private init(
        _ marginal: Covariance, _ normalized: [[Double]], _ labels: [UInt16], constants: [Int], biasCorrected: Bool
    ) throws(DegenerateSamples) {
        var conditionals: [(weight: Double, matrix: Matrix<Double>)] = []
        var classSizes: [Int] = []
        for samples in ClassSamples.grouped(by: labels) {
            let covariance = try samples.covariance(of: normalized)
            conditionals.append((Double(samples.places.count) / Double(labels.count), covariance.matrix))
            classSizes.append(samples.places.count)
        }
        self.init(
            marginal.matrix, conditionals, constants: constants,
            BiasCorrections(
                samples: labels.count, classSizes: classSizes, isApplied: biasCorrected,
                largest: min(normalized.count, (classSizes.min() ?? 1) - 1)))
    }

    private init(
        _ marginal: Matrix<Double>, _ conditionals: [(weight: Double, matrix: Matrix<Double>)], constants: [Int],
        _ corrections: BiasCorrections
    ) {
        var usable: [Int] = []
        var leftOut: [LeftOut] = []
        for unit in 0..<marginal.rows {
            let variance = marginal[unit, unit]
            func isCopy(of other: Int) -> Bool {
                let covariance = marginal[unit, other]
                return 1 - covariance * covariance / (variance * marginal[other, other]) <= Cholesky.smallestShare
            }
            if !(variance > 0) || constants.contains(unit) {
                leftOut.append(LeftOut(unit: unit, reason: .constant))
            } else if let original = usable.first(where: isCopy) {
                leftOut.append(LeftOut(unit: unit, reason: .copy(of: original)))
            } else if conditionals.contains(where: { $0.matrix[unit, unit] <= Cholesky.smallestShare * variance }) {
                leftOut.append(LeftOut(unit: unit, reason: .determinedByTarget))
            } else {
                usable.append(unit)
            }
        }
        func scaled(_ matrix: Matrix<Double>) -> Matrix<Double> {
            var part = Matrix(rows: usable.count, columns: usable.count, repeating: 0.0)
            for (row, i) in usable.enumerated() {
                for (column, j) in usable.enumerated() {
                    part[row, column] = matrix[i, j] / (marginal[i, i].squareRoot() * marginal[j, j].squareRoot())
                }
            }
            return part
        }
        units = marginal.rows
        self.usable = usable
        self.leftOut = leftOut
        self.marginal = scaled(marginal)
        self.conditionals = conditionals.map { ($0.weight, scaled($0.matrix)) }
        self.corrections = corrections
        largestSize = min(usable.count, corrections.largestSize)
    }

    /// The measures of one multiplet.
    /// - Parameter multiplet: different units, in any order: the bits are the same.
    /// - Throws: too many units for the samples, or which of them (as a unit's number) makes the covariance singular.
    public func information(of multiplet: [Int]) throws(DegenerateSamples) -> MultipletInformation {
        precondition(Set(multiplet).count == multiplet.count, "a unit is twice in \(multiplet)")
        precondition(multiplet.allSatisfy { $0 >= 0 && $0 < units }, "\(multiplet) are not in 0..<\(units)")
        if let unit = leftOut.first(where: { multiplet.contains($0.unit) }) {
            throw unit.reason == .constant ? .constant(variable: unit.unit) : .singular(variable: unit.unit)
        }
        guard multiplet.count <= corrections.largestSize else {
            throw .tooFew(samples: corrections.fewestSamples, dimensions: multiplet.count + corrections.targetColumns)
        }
        var evaluator = MultipletEvaluator(self, capacity: multiplet.count)
        for (count, unit) in multiplet.sorted().enumerated() {
            guard evaluator.set(count, to: usable.firstIndex(of: unit)!) else { throw .singular(variable: unit) }
        }
        return evaluator.information(ofFirst: multiplet.count)
    }
}
