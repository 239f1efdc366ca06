import Experiments

extension Figure19 {
    /// - Parameter densities: the total variation between the density and its bins, b1 before b2.
    static func claims(densities: [Double], _ study: ErrorStudy) -> [Claim] {
        [density(densities), unlimited(study), limited(study)]
    }

    static func density(_ distances: [Double]) -> Claim {
        Claim(
            id: "smaller-bins-density", statement: "The smaller bin size b2 approximates the distribution better than b1.",
            source: "Appendix G, figure 19", origin: .sentence, basis: .construction,
            quantity: "total variation between the density and its bins, b2 less b1", digits: 3,
            parts: [.init(.exact(distances[1] - distances[0]), .under(0))],
            remark: "\(distances[0].fixed(3)) with b1, \(distances[1].fixed(3)) with b2")
    }

    /// The statement where the bins' probabilities are known, as with samples without limit: there it is a theorem.
    static func unlimited(_ study: ErrorStudy) -> Claim {
        let errors = study.unlimited.map(abs)
        return Claim(
            id: "error-to-zero-unlimited",
            statement:
                "Decreasing the bin size leads to a better approximation, the estimation error converges to 0: with samples without limit.",
            source: "Appendix G", origin: .sentence, basis: .construction, quantity: "magnitude of the error in bits", digits: 4,
            parts: [
                .init("at the finest bins", .exact(errors[errors.count - 1]), .under(0.01)),
                .init(
                    "greatest change at a step to finer bins",
                    .exact(zip(errors, errors.dropFirst()).map { $1 - $0 }.max() ?? .nan),
                    .under(0)),
            ], remark: "At the coarsest bins \(errors[0].fixed(3))")
    }

    /// The statement at numbers of samples such as a data set has, of which the paper does not speak: an error that converges to 0
    /// falls from bins of middle size to the finest. A draw stands for a network.
    static func limited(_ study: ErrorStudy) -> Claim {
        let finest = study.sizes.count - 1
        let ends = [0, study.counts.count - 1]
        func parts(from coarser: Int) -> [Claim.Part] {
            ends.map { count in
                let falls = zip(study.signed(count: count, size: finest), study.signed(count: count, size: coarser))
                return .init("with \(study.counts[count]) samples", .networks(falls.map { abs($0) - abs($1) }), .under(0))
            }
        }
        func size(_ place: Int) -> String { "\(SettingValue.number(study.sizes[place]))" }
        let best = ends.map { count in
            let place = study.best(count: count)
            return
                "\(study.meanError(count: count, size: place).fixed(3)) bits at size \(size(place)) with \(study.counts[count]) samples"
        }
        let middle = study.sizes.count / 2
        return Claim(
            id: "error-to-zero-limited",
            statement:
                "Decreasing the bin size leads to a better approximation, the estimation error converges to 0: with a given number of samples.",
            source: "after Appendix G, which speaks of no number", origin: .ours,
            quantity:
                "error's magnitude at bins of \(size(finest)) less that at bins of \(size(middle)), in bits, a draw standing for a network",
            digits: 3, parts: parts(from: middle), readings: [.init("from the coarsest bins to the finest", parts(from: 0))],
            remark: "The least mean errors: " + best.joined(separator: ", "))
    }
}
