import InformationTheory
import Workloads

/// Work by Gaussian copula, with ranks as the published estimators take them: ties in order of appearance, bias corrected.
extension PieceOfWork {
    /// The mutual information of two variables and one, ranks included.
    static let copulaWork = PieceOfWork(name: "copula-information") { folder in
        try folder.write(PreActivationSamples(units: 3))
    } time: { _ in
        let units = PreActivationSamples(units: 3).units
        func information() throws -> Double { try GaussianCopula.mutualInformation(of: Array(units[..<2]), and: [units[2]]) }
        let value = try information()
        return Outcome(times: try repeated { _ = try information() }, values: ["I(X;Y)": [value]])
    }

    /// The O-information of all 60,439 multiplets of 2 to 6 of 20 units with the label, ranks and covariance included.
    static let oInformationWork = PieceOfWork(name: "o-information") { folder in
        try folder.write(PreActivationSamples(units: 20))
    } time: { _ in
        let samples = PreActivationSamples(units: 20)
        func search() throws -> [OInformationSearch.Extremes] {
            try OInformationSearch(try system(samples)).exhaustive(sizes: 2...6)
        }
        let found = try search()
        return Outcome(times: try repeated { _ = try search() }, values: values(found))
    }

    /// The same, ranks and covariance being there.
    static let oInformationSearchWork = PieceOfWork(name: "o-information-search") { folder in
        try folder.write(PreActivationSamples(units: 20))
    } time: { _ in
        let search = OInformationSearch(try system(PreActivationSamples(units: 20)))
        let found = try search.exhaustive(sizes: 2...6)
        return Outcome(times: try repeated { _ = try search.exhaustive(sizes: 2...6) }, values: values(found))
    }

    private static func system(_ samples: PreActivationSamples) throws -> OInformationSystem {
        try OInformationSystem(units: samples.units, target: .columns([samples.labelValues]), ties: .ordinal)
    }

    private static func values(_ found: [OInformationSearch.Extremes]) -> [String: [Double]] {
        [
            "minima": found.compactMap { $0.minimum?.oInformation }, "maxima": found.compactMap { $0.maximum?.oInformation },
            "multiplets": [Double(found.reduce(0) { $0 + $1.evaluated })],
        ]
    }
}

extension InputFolder {
    fileprivate func write(_ samples: PreActivationSamples) throws {
        try write("units", samples.units.flatMap(\.self), shape: [samples.units.count, samples.labels.count])
        try write("labels", samples.labels)
    }
}
