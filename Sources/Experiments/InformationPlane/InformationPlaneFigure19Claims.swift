import NumericCore
import Results

extension InformationPlaneFigure19 {
    /// - Parameter densities: the total variation between the density and its bins, b1 before b2.
    package static func claims(densities: [Double], _ study: ErrorStudy) -> [Claim] {
        [density(densities), unlimited(study), limited(study)]
    }

    package static func density(_ distances: [Double]) -> Claim {
        Claim(
            id: "smaller-bins-density", statement: "The smaller bin size b2 approximates the distribution better than b1.",
            source: "Appendix G, figure 19", kind: .order,
            measured: "total variation \(distances[0].fixed(3)) with b1, \(distances[1].fixed(3)) with b2",
            rule: "Reproduced where the total variation between the density and its bins is smaller with b2 than with b1.",
            verdict: distances[1] < distances[0] ? .holds : .doesNotHold)
    }

    /// The statement where the bins' probabilities are known, as with samples without limit.
    package static func unlimited(_ study: ErrorStudy) -> Claim {
        let errors = study.unlimited.map(abs)
        let falls = zip(errors, errors.dropFirst()).allSatisfy { $0 > $1 }
        let last = errors[errors.count - 1]
        return Claim(
            id: "error-to-zero-unlimited",
            statement:
                "Decreasing the bin size leads to a better approximation, the estimation error converges to 0: with samples without limit.",
            source: "Appendix G", kind: .trend,
            measured:
                "the error falls from \(errors[0].fixed(3)) to \(last.fixed(4)) bits, \(falls ? "at every step" : "not at every step")",
            rule:
                "Reproduced where the error of the exact bin probabilities falls at every step to smaller bins and ends below 0.01 bits; partly "
                + "where it ends below the coarsest bins' error.",
            verdict: falls && last < 0.01 ? .holds : last < errors[0] ? .partly : .doesNotHold)
    }

    /// The statement as it stands, at numbers of samples such as a data set has.
    package static func limited(_ study: ErrorStudy) -> Claim {
        let finest = study.sizes.count - 1
        let holds = study.counts.indices.map { count in
            let errors = study.sizes.indices.map { study.meanError(count: count, size: $0) }
            return zip(errors, errors.dropFirst()).allSatisfy { $0 > $1 }
        }
        let few = 0
        let many = study.counts.count - 1
        func words(_ count: Int) -> String {
            let best = study.best(count: count)
            return
                "with \(study.counts[count]) samples the least error, \(study.meanError(count: count, size: best).fixed(3)) bits, is at size "
                + "\(SettingValue.number(study.sizes[best])), and at \(SettingValue.number(study.sizes[finest])) it is "
                + "\(study.meanError(count: count, size: finest).fixed(2))"
        }
        return Claim(
            id: "error-to-zero-limited",
            statement:
                "Decreasing the bin size leads to a better approximation, the estimation error converges to 0: with a given number of samples.",
            source: "Appendix G", kind: .trend, measured: "\(words(few)); \(words(many))",
            rule:
                "At a number of samples it holds where the mean error falls at every step to smaller bins. Reproduced at all numbers, partly at "
                + "over half.",
            verdict: ClaimRules.share(of: holds))
    }
}
