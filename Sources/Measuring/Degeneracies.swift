import Files
import InformationTheory

extension Measurer {
    /// What `DegenerateSamples` says of variables, said of a layer's units.
    /// - Parameter units: the variables, in their order; the target's follow them.
    func fault(_ problem: DegenerateSamples, _ units: [Int], _ samples: FiniteSamples) -> Fault {
        let isOfLabel =
            switch problem {
            case .inTarget: true
            case .constant(let variable), .singular(let variable): variable >= units.count
            default: false
            }
        return Fault(
            words(problem, units, samples), at: isOfLabel ? labels?.origin : samples.source.origin, remedy: Self.remedy(problem),
            status: .data)
    }

    func words(_ problem: DegenerateSamples, _ units: [Int], _ samples: FiniteSamples) -> String {
        func name(_ variable: Int) -> String {
            variable < units.count ? FiniteSamples.unit(units[variable], of: samples.source) : "the label"
        }
        switch problem {
        case .tooFew(let samples, let dimensions):
            return "\(Words.counted(samples, "sample")) \(samples == 1 ? "does" : "do") not determine the entropy of "
                + "\(Words.counted(dimensions, "dimension")), which takes \(dimensions + 1)"
        case .constant(let variable): return "\(name(variable)) is constant, and a constant has no Gaussian entropy"
        case .singular(let variable):
            return "\(name(variable)) is a linear function of those before it, up to 1e-10 of its variance"
        case .inClass(let code, .constant(let variable)) where isMixture,
            .inClass(let code, .singular(let variable)) where isMixture:
            return
                "in class \(className(code, samples)) half of the values of \(name(variable)) are equal, so that their median absolute "
                + "deviation is 0"
        case .inClass(let code, let problem):
            return "in class \(className(code, samples)): \(words(problem, units, samples))"
        case .inTarget(.constant): return "the label is constant, and a constant has no Gaussian entropy"
        case .inTarget(let problem): return "in the label: \(words(problem, [], samples))"
        }
    }

    private var isMixture: Bool { if case .copula(let model) = plan.work { model.estimator == .mixture } else { false } }

    private func className(_ code: Int, _ samples: FiniteSamples) -> String {
        guard let classes = try? classes(samples), classes.names.indices.contains(code) else { return "\(code)" }
        return classes.names[code].text
    }

    private static func remedy(_ problem: DegenerateSamples) -> String {
        switch problem {
        case .tooFew: "choose fewer with --units, or measure on more samples"
        case .constant, .singular: "leave it out with --units"
        case .inClass(_, .tooFew): "choose fewer with --units, or leave out classes of few samples"
        case .inClass: "leave the unit out with --units, or choose another estimator"
        case .inTarget: "name a file with labels that differ"
        }
    }
}
